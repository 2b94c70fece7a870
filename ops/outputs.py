"""What the stack says it deployed: the typed form of `pulumi stack output --json`."""

import json
import re
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
TopicArn = Annotated[str, Field(pattern=r"^arn:aws[\w-]*:sns:[a-z0-9-]+:\d{12}:[\w-]+$")]
AlarmArn = Annotated[str, Field(pattern=r"^arn:aws[\w-]*:cloudwatch:[a-z0-9-]+:\d{12}:alarm:[\w.-]+$")]
RuleArn = Annotated[str, Field(pattern=r"^arn:aws[\w-]*:events:[a-z0-9-]+:\d{12}:rule/[\w.-]+$")]
GroupArn = Annotated[str, Field(pattern=r"^arn:aws[\w-]*:resource-groups:[a-z0-9-]+:\d{12}:group/[\w.-]+$")]
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


class DeclaredWatch(_Declared):
    """The output `watch`: what goes off when something is wrong, and who is told."""

    topic_arn: TopicArn
    subscriptions: dict[str, int] = {}
    """Protocol to the number of subscriptions; what is deployed from before this was an output tells none."""
    alarm_arns: dict[str, dict[str, AlarmArn]]
    """Kind to what an alarm is about to its ARN."""
    rule_arns: dict[str, RuleArn]
    """Detection's id to the ARN of its rule."""
    event_log_group: Name | None = None
    """The name of the log group that the rules write to; None: there are no rules."""
    dead_letter_queue: Name | None = None
    """The name of the queue of what the rules could not deliver, likewise."""

    @property
    def topic(self) -> str:
        """The topic's name."""
        return self.topic_arn.rpartition(":")[2]

    @property
    def alarms(self) -> tuple[str, ...]:
        """The names of all alarms, in order."""
        arns = {arn for group in self.alarm_arns.values() for arn in group.values()}
        return tuple(sorted(arn.partition(":alarm:")[2] for arn in arns))

    @property
    def rules(self) -> tuple[str, ...]:
        """The names of all rules, in order."""
        return tuple(sorted(arn.rpartition("/")[2] for arn in self.rule_arns.values()))


class DeclaredViews(_Declared):
    """The output `views`: what a person looks at."""

    dashboard_name: Name
    saved_queries: tuple[Name, ...]
    """The names of the saved queries of Logs Insights, with their folder."""
    group_arn: GroupArn
    group_tag: dict[str, str]
    """The tag of what is in the group."""

    @property
    def query_folder(self) -> str:
        """The folder of the saved queries; empty without any."""
        return self.saved_queries[0].rpartition("/")[0] if self.saved_queries else ""

    @property
    def group(self) -> str:
        """The group's name."""
        return self.group_arn.rpartition("/")[2]


class DeclaredLake(_Declared):
    """The output `lake`: where Athena is asked."""

    workgroup: Name
    database: Name
    tables: tuple[Name, ...]


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

    lake: DeclaredLake | None = None
    """None: the stack has no lake."""
    watch: DeclaredWatch | None = None
    """None: the stack does not watch its logs."""
    views: DeclaredViews | None = None
    """None, likewise."""

    @property
    def partition(self) -> str:
        """The partition of all ARNs, such as `aws`."""
        return self.trail_arn.split(":")[1]

    @property
    def region(self) -> str:
        """The trail's home region, in which the stack also has its VPCs and log groups."""
        return self.trail_arn.split(":")[3]

    @property
    def account_id(self) -> str:
        """The account that owns the stack's resources: 12 digits."""
        return self.trail_arn.split(":")[4]

    @property
    def organization(self) -> str | None:
        """The organization whose trail may deliver to the log bucket, `o-…`, as the declared policy has it."""
        found = re.search(r"/AWSLogs/(o-[a-z0-9]{10,32})/", json.dumps(self.log_bucket_policy))
        return found[1] if found else None

    @property
    def every_log_group(self) -> tuple[str, ...]:
        """The log groups that the stack made, and that of the flow logs, whoever made it; in order."""
        return tuple(sorted(self.log_groups.keys() | set(filter(None, [self.flow_log_group]))))

    def flow_logs_to(self, sink: str) -> tuple[str, ...]:
        """The ids of the stack's flow logs to a sink: `cloudwatch-logs`, `s3` or `kinesis`."""
        every = [*(vpc.flow_log_ids for vpc in self.vpcs.values()), *self.other_flow_logs.values()]
        return tuple(flow_logs[sink] for flow_logs in every if sink in flow_logs)

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
        streams = f"arn:{self.partition}:firehose:{self.region}:{self.account_id}:deliverystream/"
        return (
            self.log_group_name(destination) in log_groups
            or f"{destination}/".startswith(f"arn:{self.partition}:s3:::{self.log_bucket}/")
            or destination in {streams + name for name in self.delivery_streams}
        )

    def log_group_name(self, destination: str) -> str:
        """The name of a log group in the stack's account and region; anything else as it is.

        Args:
            destination: A log group's name, or its ARN with or without the `:*` at the end: the services differ.
        """
        prefix = f"arn:{self.partition}:logs:{self.region}:{self.account_id}:log-group:"
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
