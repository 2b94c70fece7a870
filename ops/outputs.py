"""What the stack says it deployed: the typed form of `pulumi stack output --json`."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, Json, JsonValue, ValidationError
from pydantic.alias_generators import to_camel

from ops.errors import OpsError

VpcId = Annotated[str, Field(pattern=r"^vpc-\w+$")]
FlowLogId = Annotated[str, Field(pattern=r"^fl-\w+$")]
SubnetId = Annotated[str, Field(pattern=r"^subnet-\w+$")]
FlowLogIds = Annotated[dict[str, FlowLogId], Field(min_length=1)]
TrailArn = Annotated[str, Field(pattern=r"^arn:aws[\w-]*:cloudtrail:[a-z0-9-]+:\d{12}:trail/[\w.-]+$")]
KeyArn = Annotated[str, Field(pattern=r"^arn:aws[\w-]*:kms:[a-z0-9-]+:\d{12}:key/[\w-]+$")]
Name = Annotated[str, Field(min_length=1)]


class _Declared(BaseModel):
    # Strict: a number in quotes is a mistake of the program, not a number. Other outputs are none of our business.
    model_config = ConfigDict(frozen=True, strict=True, alias_generator=to_camel)


class DeclaredVpc(_Declared):
    """One entry of the output `vpcs`."""

    vpc_id: VpcId
    flow_log_ids: FlowLogIds
    """Which sink to the id of the flow log that delivers there."""
    public_subnet_ids: tuple[SubnetId, ...]
    private_subnet_ids: tuple[SubnetId, ...]


class StackOutputs(_Declared):
    """The outputs that the tools read; others are ignored."""

    trail_name: Name
    trail_arn: TrailArn
    trail_log_group: Name | None = None
    """The log group that the trail delivers to; None: one of `log_groups`, it is not said which."""
    log_key_arn: KeyArn | None = None
    """The KMS key that encrypts the trail's files; None: the stack has no key."""
    log_bucket: Name
    log_bucket_policy: Json[dict[str, JsonValue]] | None = None
    """The policy document, which the output carries as JSON text; None: others made the bucket, and its policy."""
    log_groups: dict[str, int]
    """Those that the stack made: name to retention in days; 0 keeps events for ever."""
    flow_log_group: Name | None = None
    """The log group that flow logs deliver to; None: one of `log_groups`, if any."""
    delivery_streams: tuple[Name, ...] = ()
    """The names of the Firehose delivery streams that logs go to, whoever made them."""
    vpcs: dict[str, DeclaredVpc]
    other_flow_logs: dict[str, FlowLogIds] = {}
    """Of what the stack did not make: a VPC's, a subnet's or a network interface's id to its flow logs by sink."""

    @property
    def _partition(self) -> str:
        return self.trail_arn.split(":")[1]

    @property
    def region(self) -> str:
        """The trail's home region, in which the stack also has its VPCs and log groups."""
        return self.trail_arn.split(":")[3]

    @property
    def account_id(self) -> str:
        """The account that owns the stack's resources: 12 digits."""
        return self.trail_arn.split(":")[4]

    def is_trail_log_group(self, destination: str) -> bool:
        """Whether a destination is the log group that the trail delivers to.

        Args:
            destination: See `log_group_name`.
        """
        return self.log_group_name(destination) in ({self.trail_log_group} if self.trail_log_group else self.log_groups)

    def is_flow_log_sink(self, destination: str) -> bool:
        """Whether a destination is one of those that the stack's flow logs deliver to.

        Args:
            destination: See `log_group_name`; or the ARN of a bucket, a folder in it, or a delivery stream.
        """
        log_groups = {self.flow_log_group} if self.flow_log_group else self.log_groups.keys() - {self.trail_log_group}
        streams = f"arn:{self._partition}:firehose:{self.region}:{self.account_id}:deliverystream/"
        return (
            self.log_group_name(destination) in log_groups
            or f"{destination}/".startswith(f"arn:{self._partition}:s3:::{self.log_bucket}/")
            or destination in {streams + name for name in self.delivery_streams}
        )

    def log_group_name(self, destination: str) -> str:
        """The name of a log group in the stack's account and region; anything else as it is.

        Args:
            destination: A log group's name, or its ARN with or without the `:*` at the end: the services differ.
        """
        prefix = f"arn:{self._partition}:logs:{self.region}:{self.account_id}:log-group:"
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
