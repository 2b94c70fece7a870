"""What a stack may be configured to be.

Pulumi.yaml declares the same keys, types and defaults to the engine; a test holds the two together. The engine checks
types only, so what a value may be is checked here, for all keys at once.
"""

from itertools import combinations
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

from components.addressing import LARGEST_VPC, SMALLEST_VPC, SPECIAL_BLOCKS, ZONE_LETTERS, VpcLayout, vpc_network
from components.deletion import LogDeletionName
from components.sinks.s3 import ARCHIVE_BILLED_DAYS, LogLifecycle

# CloudWatch Logs API Reference, PutRetentionPolicy.
RETENTION_DAYS = (
    *(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731),
    *(1096, 1827, 2192, 2557, 2922, 3288, 3653),
)

CONFLICT = "conflict"
"""The type of an error about values that don't go together; its message says all."""


class Allowed(NamedTuple):
    """What a value may be, in words, for the message about one that isn't."""

    text: str


def _retention(days: int) -> int:
    if days not in RETENTION_DAYS:
        raise ValueError("not a retention of CloudWatch Logs")
    return days


def _vpc_block(block: str) -> str:
    vpc_network(block)
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
        Allowed(
            f"an IPv4 block from /{LARGEST_VPC} to /{SMALLEST_VPC}, written as 10.0.0.0/16 is, "
            f"outside {', '.join(map(str, SPECIAL_BLOCKS))}"
        ),
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
        Allowed("a list of objects with the keys name, cidrBlock and availabilityZones"),
    ] = (VpcSettings.model_validate({"name": "main", "cidrBlock": "10.0.0.0/16", "availabilityZones": 2}),)
    """The VPCs to make: each name once, no two blocks overlapping."""
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
        int,
        Field(ge=0),
        Allowed(
            f"0 (logs never move) or a whole number of days, at most logBucketExpirationDays - {ARCHIVE_BILLED_DAYS}: "
            f"what has moved is billed for at least {ARCHIVE_BILLED_DAYS} days"
        ),
    ] = 90
    """Days after which logs move to a colder storage class; 0: they never do."""
    log_deletion: Annotated[LogDeletionName, Allowed("one of delete, retain")] = "retain"
    """What becomes of logs, and of what delivers them, when their resources leave the stack."""

    @property
    def log_lifecycle(self) -> LogLifecycle:
        """The log bucket's part of S3Sink's arguments."""
        lifecycle: LogLifecycle = {"expiration_days": self.log_bucket_expiration_days}
        if self.log_bucket_archive_days:
            lifecycle["archive_days"] = self.log_bucket_archive_days
        return lifecycle

    @field_validator("vpcs")
    @classmethod
    def _vpcs_are_apart(cls, vpcs: tuple[VpcSettings, ...]) -> tuple[VpcSettings, ...]:
        names = [vpc.name for vpc in vpcs]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise PydanticCustomError(
                CONFLICT, "has more than one {names}: give each VPC a name of its own", {"names": ", ".join(twice)}
            )
        overlapping = [
            f"{one.name} {one.cidr_block} and {other.name} {other.cidr_block}"
            for one, other in combinations(vpcs, 2)
            if vpc_network(one.cidr_block).overlaps(vpc_network(other.cidr_block))
        ]
        if overlapping:
            raise PydanticCustomError(
                CONFLICT,
                "has overlapping blocks ({pairs}): such VPCs can never be peered, so give each VPC a block of its own",
                {"pairs": ", ".join(overlapping)},
            )
        return vpcs

    @field_validator("log_bucket_archive_days")
    @classmethod
    def _archived_long_enough(cls, days: int, info: ValidationInfo) -> int:
        # The expiration is missing here when it isn't valid itself.
        expiration = info.data.get("log_bucket_expiration_days")
        if days and expiration is not None and days > expiration - ARCHIVE_BILLED_DAYS:
            raise ValueError("expires before it has been billed for")
        return days
