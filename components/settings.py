"""The one reader of the stack's configuration.

Pulumi.yaml declares the same keys, types and defaults to the engine; a test holds the two together. The engine checks
types only, so what a value may be is checked here, for all keys at once.
"""

import json
from collections.abc import Mapping
from ipaddress import IPv4Network
from typing import Annotated, Any, Literal, NamedTuple

import pulumi
from pulumi.runtime import get_config_env
from pulumi.runtime.config import CONFIG
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator
from pydantic.alias_generators import to_camel

from components.addressing import LARGEST_VPC, SMALLEST_VPC, ZONE_LETTERS, VpcLayout
from components.deletion import LogDeletionName

# CloudWatch Logs API Reference, PutRetentionPolicy.
RETENTION_DAYS = (
    *(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731),
    *(1096, 1827, 2192, 2557, 2922, 3288, 3653),
)


class Allowed(NamedTuple):
    """What a value may be, in words, for the message about one that isn't."""

    text: str


def _retention(days: int) -> int:
    if days not in RETENTION_DAYS:
        raise ValueError("not a retention of CloudWatch Logs")
    return days


def _vpc_block(block: str) -> str:
    if not LARGEST_VPC <= IPv4Network(block).prefixlen <= SMALLEST_VPC:
        raise ValueError("not a size for a VPC")
    return block


RetentionDays = Annotated[
    int, AfterValidator(_retention), Allowed(f"one of {', '.join(map(str, RETENTION_DAYS))} (days)")
]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=to_camel)


class VpcSettings(_Frozen):
    """One VPC to make."""

    name: Annotated[
        str,
        Field(pattern=r"^[a-z][a-z0-9-]{0,30}$"),
        Allowed("up to 31 lower-case letters, digits and hyphens, a letter first"),
    ]
    """What tells it from the stack's other VPCs."""
    cidr_block: Annotated[
        str,
        AfterValidator(_vpc_block),
        Allowed(f"an IPv4 block from /{LARGEST_VPC} to /{SMALLEST_VPC}, as in 10.0.0.0/16"),
    ]
    """Its IPv4 block."""
    availability_zones: Annotated[
        int, Field(ge=1, le=len(ZONE_LETTERS)), Allowed(f"a whole number from 1 to {len(ZONE_LETTERS)}")
    ]
    """In how many Availability Zones it has subnets."""

    @property
    def layout(self) -> VpcLayout:
        """The VPC's part of MonitoredVpc's arguments."""
        return {"cidr_block": self.cidr_block, "availability_zones": self.availability_zones}


class Settings(_Frozen):
    """The configuration of a stack. A key's default is what it is when the configuration doesn't have it."""

    name_prefix: Annotated[
        str,
        Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=20),
        Allowed("up to 20 lower-case letters, digits and single hyphens between them, a letter first"),
    ] = "monitoring"
    """What every physical name begins with; the stack's name follows."""
    vpcs: Annotated[
        tuple[VpcSettings, ...],
        Allowed("a list of objects with the keys name, cidrBlock and availabilityZones, each name once"),
    ] = (VpcSettings.model_validate({"name": "main", "cidrBlock": "10.0.0.0/16", "availabilityZones": 2}),)
    """The VPCs to make."""
    flow_log_traffic: Annotated[Literal["ALL", "ACCEPT", "REJECT"], Allowed("one of ALL, ACCEPT, REJECT")] = "ALL"
    """Which traffic flow logs record."""
    flow_log_interval_seconds: Annotated[Literal[60, 600], Allowed("one of 60, 600 (seconds)")] = 600
    """Seconds of traffic that one flow record sums up."""
    flow_log_retention_days: RetentionDays = 30
    """Days that flow records stay in CloudWatch Logs."""
    trail_retention_days: RetentionDays = 365
    """Days that the trail's events stay in CloudWatch Logs."""
    log_bucket_expiration_days: Annotated[int, Field(ge=1), Allowed("a whole number of days, at least 1")] = 365
    """Days that logs stay in the log bucket."""
    log_bucket_archive_days: Annotated[
        int, Field(ge=1), Allowed("a whole number of days, at least 1 and less than logBucketExpirationDays")
    ] = 90
    """Days after which logs move to a colder storage class."""
    log_deletion: Annotated[LogDeletionName, Allowed("one of delete, retain")] = "retain"
    """What becomes of logs, and of what delivers them, when their resources leave the stack."""

    @field_validator("vpcs")
    @classmethod
    def _vpcs_have_own_names(cls, vpcs: tuple[VpcSettings, ...]) -> tuple[VpcSettings, ...]:
        names = [vpc.name for vpc in vpcs]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"more than one is named {', '.join(twice)}")
        return vpcs

    @field_validator("log_bucket_archive_days")
    @classmethod
    def _archived_before_expired(cls, days: int, info: ValidationInfo) -> int:
        # The expiration is missing here when it isn't valid itself.
        if days >= info.data.get("log_bucket_expiration_days", days + 1):
            raise ValueError("not less than logBucketExpirationDays")
        return days


def read_settings() -> Settings:
    """The settings of the running stack.

    Raises:
        pulumi.RunError: names every key that isn't valid, with its value and what is allowed.
    """
    project = pulumi.get_project()
    return parse_settings(project, _configured(project))


def parse_settings(project: str, configured: Mapping[str, str]) -> Settings:
    """The settings that a project's configuration makes.

    Args:
        project: The project's name, which is the keys' namespace.
        configured: Key without namespace to its value as the engine gives it: JSON for all but strings.

    Raises:
        pulumi.RunError: names every key that isn't valid, with its value and what is allowed.
    """
    # JSON in strict mode: a list is a list, but neither "60" nor true is a number.
    text = json.dumps({key: _decoded(key, value) for key, value in configured.items()})
    try:
        return Settings.model_validate_json(text, strict=True)
    except ValidationError as error:
        raise pulumi.RunError(_explained(project, error)) from error


def _configured(project: str) -> dict[str, str]:
    """All that is configured in the project's namespace, so that a misspelt key is found too.

    `pulumi.Config` reads one key at a time, from these two: the CLI's language host fills the environment variable, the
    Automation API's the context variable.
    """
    everything: dict[str, Any] = {**get_config_env(), **CONFIG.get()}
    return {
        key.removeprefix(f"{project}:"): value for key, value in everything.items() if key.startswith(f"{project}:")
    }


def _decoded(key: str, text: str) -> object:
    field = {to_camel(name): field for name, field in Settings.model_fields.items()}.get(key)
    if field is None or isinstance(field.default, str):
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text


def _explained(project: str, error: ValidationError) -> str:
    problems = [f"  {_problem(project, one['loc'], one['type'], one['input'])}" for one in error.errors()]
    return "\n".join(["These configuration values are not valid; `pulumi config set` changes them:", *sorted(problems)])


def _problem(project: str, location: tuple[int | str, ...], kind: str, value: object) -> str:
    key = f"{project}:{location[0]}" + "".join(
        f"[{part}]" if isinstance(part, int) else f".{part}" for part in location[1:]
    )
    model = Settings if len(location) == 1 else VpcSettings
    fields = {to_camel(name): field for name, field in model.model_fields.items()}
    field = fields.get(str(location[-1]))
    if field is None and kind == "extra_forbidden":
        return f"{key} is not a key: the keys are {', '.join(fields)}"
    allowed = next(one.text for one in (field or Settings.model_fields["vpcs"]).metadata if isinstance(one, Allowed))
    stated = "is missing" if kind == "missing" else f"is {json.dumps(value)}"
    return f"{key} {stated}: it must be {allowed}"
