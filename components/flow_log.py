"""FlowLog: the traffic of a VPC, a subnet or a network interface, delivered to a sink."""

from typing import NotRequired, TypedDict

import pulumi
from pulumi_aws import ec2

from components.options import Tags, child_options, named
from components.sinks.destination import FlowLogDestination

_TARGETS = ("vpc_id", "subnet_id", "eni_id")


class FlowLogSettings(TypedDict):
    """What a flow log records, and where to."""

    destination: FlowLogDestination
    """The sink's `flow_log_destination`."""
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
    """A flow log with records in AWS's default format, version 2.

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
        destination = args["destination"]
        flow_log = ec2.FlowLog(
            f"{name}-flow-log",
            vpc_id=args.get("vpc_id"),
            subnet_id=args.get("subnet_id"),
            eni_id=args.get("eni_id"),
            traffic_type=args.get("traffic", "ALL"),
            max_aggregation_interval=args.get("interval_seconds", 600),
            log_destination_type=destination["type"],
            log_destination=destination["arn"],
            iam_role_arn=destination.get("role_arn"),
            tags=named(args.get("tags"), name),
            opts=child_options(self, opts),
        )
        self.flow_log_id = flow_log.id
        self.register_outputs({"flowLogId": self.flow_log_id})
