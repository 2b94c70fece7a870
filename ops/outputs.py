"""What the stack says it deployed: the typed form of `pulumi stack output --json`."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, Json, JsonValue, ValidationError
from pydantic.alias_generators import to_camel

from ops.errors import OpsError

VpcId = Annotated[str, Field(pattern=r"^vpc-\w+$")]
FlowLogId = Annotated[str, Field(pattern=r"^fl-\w+$")]
SubnetId = Annotated[str, Field(pattern=r"^subnet-\w+$")]
TrailArn = Annotated[str, Field(pattern=r"^arn:aws[\w-]*:cloudtrail:[a-z0-9-]+:\d{12}:trail/[\w.-]+$")]


class _Declared(BaseModel):
    # Strict: a number in quotes is a mistake of the program, not a number. Other outputs are none of our business.
    model_config = ConfigDict(frozen=True, strict=True, alias_generator=to_camel)


class DeclaredVpc(_Declared):
    """One entry of the output `vpcs`."""

    vpc_id: VpcId
    flow_log_id: FlowLogId
    public_subnet_ids: tuple[SubnetId, ...]
    private_subnet_ids: tuple[SubnetId, ...]


class StackOutputs(_Declared):
    """The outputs that the tools read; others are ignored."""

    trail_name: Annotated[str, Field(min_length=1)]
    trail_arn: TrailArn
    log_bucket: Annotated[str, Field(min_length=1)]
    log_bucket_policy: Json[dict[str, JsonValue]]
    """The policy document, which the output carries as JSON text."""
    log_groups: dict[str, int]
    """Name to retention in days; 0 keeps events for ever."""
    vpcs: dict[str, DeclaredVpc]

    @property
    def region(self) -> str:
        """The trail's home region, in which the stack also has its VPCs and log groups."""
        return self.trail_arn.split(":")[3]

    @property
    def account_id(self) -> str:
        """The account that owns the stack's resources: 12 digits."""
        return self.trail_arn.split(":")[4]

    def has_log_group(self, destination: str) -> bool:
        """Whether a destination is a log group of the stack.

        Args:
            destination: See `log_group_name`.
        """
        return self.log_group_name(destination) in self.log_groups

    def log_group_name(self, destination: str) -> str:
        """The name of a log group in the stack's account and region; anything else as it is.

        Args:
            destination: A log group's name, or its ARN with or without the `:*` at the end: the services differ.
        """
        partition = self.trail_arn.split(":")[1]
        prefix = f"arn:{partition}:logs:{self.region}:{self.account_id}:log-group:"
        return destination.removeprefix(prefix).removesuffix(":*")


def parse_outputs(text: str | bytes) -> StackOutputs:
    """Read the JSON text of `pulumi stack output --json`.

    Raises:
        OpsError: The stack has no outputs, or the text is not what the program exports; all faults are named.
    """
    if text.strip() in ("{}", b"{}"):
        raise OpsError(
            problem="the stack has no outputs",
            value="{}",
            fix="deploy it with `pulumi up`, or choose another stack with --stack",
        )
    try:
        return StackOutputs.model_validate_json(text)
    except ValidationError as error:
        raise OpsError(
            problem="the outputs are not those of this program",
            value="; ".join(_faults(error)),
            fix="deploy the current program with `pulumi up`, or check the file given with --outputs",
        ) from error


def _faults(error: ValidationError) -> list[str]:
    faults: list[str] = []
    for fault in error.errors(include_url=False):
        where = ".".join(str(part) for part in fault["loc"]) or "document"
        found = "" if fault["type"] == "missing" else f", not {_shortened(repr(fault['input']))}"
        faults.append(f"{where}: {fault['msg']}{found}")
    return faults


def _shortened(text: str, limit: int = 80) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
