"""FlowLog: the traffic of a VPC, a subnet or a network interface, delivered to a sink."""

from collections.abc import Mapping, Sequence
from typing import Literal, NotRequired, TypedDict

import pulumi
from pulumi_aws import ec2

from components.options import Tags, child_options, named
from components.sinks.destination import FlowLogDestination
from logs.flow_records.record_format import DEFAULT, RecordFormat

_TARGETS = ("vpc_id", "subnet_id", "eni_id")

Tagged = Literal["instance", "network-interface", "auto-scaling-group"]
"""What the tags in a record can be of."""
_TAG_FIELDS: Mapping[Tagged, tuple[str, ...]] = {
    "instance": ("instance-tag", "instance-tag-2"),
    "network-interface": ("interface-tag", "interface-tag-2"),
    "auto-scaling-group": ("asg-tag", "asg-tag-2"),
}
"""The fields for the first and for the second tag key of each."""


class FlowLogSettings(TypedDict):
    """What a flow log records, and where to."""

    destination: FlowLogDestination
    """The sink's `flow_log_destination`."""
    record_format: NotRequired[RecordFormat]
    """The fields of a record, in their order. Without it, `DEFAULT`: AWS's default format, which is version 2, and what
    alarms and queries need besides."""
    tag_keys: NotRequired[Mapping[Tagged, Sequence[str]]]
    """Which tags the tag fields of the format hold, as in `{"instance": ["team"]}` for `instance-tag`: a key for each
    such field. Without it, the format has none."""
    traffic: NotRequired[pulumi.Input[str]]
    """`ALL`, `ACCEPT` or `REJECT`. `ALL` without it."""
    interval_seconds: NotRequired[pulumi.Input[int]]
    """Seconds of traffic that one record sums up: 60 or 600. 600 without it; 60 makes up to ten times the records."""


class FlowLogArgs(FlowLogSettings):
    """What a FlowLog takes: the settings, and exactly one of `vpc_id`, `subnet_id` and `eni_id`."""

    vpc_id: NotRequired[pulumi.Input[str]]
    """The VPC to log: all its network interfaces, those of the future too."""
    subnet_id: NotRequired[pulumi.Input[str]]
    """The subnet to log."""
    eni_id: NotRequired[pulumi.Input[str]]
    """The network interface to log."""
    tags: NotRequired[Tags]
    """Tags of the flow log. Only `Name` without it."""


class FlowLog(pulumi.ComponentResource):
    """A flow log of one network resource to one sink; a resource may have several.

    A flow log can't be changed: another setting replaces it. It is created after what lets its records in.
    """

    flow_log_id: pulumi.Output[str]
    """The flow log's id, as in `fl-0123456789abcdef0`."""

    def __init__(self, name: str, args: FlowLogArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("aws-monitoring-baseline:index:FlowLog", name, None, opts)
        given = [target for target in _TARGETS if target in args]
        if len(given) != 1:
            raise pulumi.RunError(
                f'FlowLog "{name}" has {" and ".join(given) or "nothing to log"}: '
                f"give exactly one of {', '.join(_TARGETS)}."
            )
        destination, record_format = args["destination"], args.get("record_format", DEFAULT)
        flow_log = ec2.FlowLog(
            f"{name}-flow-log",
            vpc_id=args.get("vpc_id"),
            subnet_id=args.get("subnet_id"),
            eni_id=args.get("eni_id"),
            traffic_type=args.get("traffic", "ALL"),
            max_aggregation_interval=args.get("interval_seconds", 600),
            log_format=record_format.log_format,
            tag_field_specifications=_tags_in_records(name, record_format, args.get("tag_keys", {})),
            log_destination_type=destination["type"],
            log_destination=destination["arn"],
            destination_options=_object_options(name, destination),
            iam_role_arn=destination.get("role_arn"),
            tags=named(args.get("tags"), name),
            opts=child_options(self, opts),
        )
        self.flow_log_id = flow_log.id
        self.register_outputs({"flowLogId": self.flow_log_id})


def _object_options(name: str, destination: FlowLogDestination) -> ec2.FlowLogDestinationOptionsArgsDict | None:
    """How records are written as objects, which only a bucket has; other destinations get text."""
    if "keys" not in destination:
        return None
    keys = destination["keys"]
    # A type that isn't known yet is AWS's to judge.
    if isinstance(destination["type"], str) and destination["type"] != "s3":
        raise pulumi.RunError(
            f'FlowLog "{name}" has {keys.file_format.value} files in {keys.layout.value} folders for a destination of '
            f"type {destination['type']}, which takes records as plain text only: leave out the destination's keys, "
            "or deliver to a bucket (s3)."
        )
    return {
        "file_format": keys.file_format.value,
        "hive_compatible_partitions": keys.layout.hive_compatible,
        "per_hour_partition": keys.layout.per_hour,
    }


def _tags_in_records(
    name: str, record_format: RecordFormat, keys: Mapping[Tagged, Sequence[str]]
) -> list[ec2.FlowLogTagFieldSpecificationArgsDict] | None:
    """Whose tags are in a record, by key; None for no tags."""
    for tagged, fields in _TAG_FIELDS.items():
        given = keys.get(tagged, ())
        wanted = [field for field in fields if field in record_format.names]
        if wanted != list(fields[: len(given)]) or len(given) > len(fields):
            raise pulumi.RunError(
                f'FlowLog "{name}" has the tag keys {", ".join(given) or "none"} of {tagged} for the fields '
                f"{', '.join(wanted) or 'none'}: give in tag_keys one key for {fields[0]}, two with {fields[1]}."
            )
    return [{"resource_type": tagged, "tag_keys": given} for tagged, given in keys.items() if given] or None
