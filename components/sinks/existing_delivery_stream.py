"""ExistingDeliveryStream: a Data Firehose stream that others made and keep."""

from typing import NotRequired, TypedDict

import pulumi

from components.naming import Naming
from components.sinks.adoption import once
from components.sinks.destination import FlowLogDestination
from components.sinks.firehose import put_records
from components.sinks.subscription import LogGroups, subscribe


class ExistingDeliveryStreamArgs(TypedDict):
    """What an ExistingDeliveryStream takes."""

    naming: Naming
    """Names and tags the role of the subscriptions. Known while the program runs."""
    delivery_stream: str
    """The stream's name, in this account and Region; its source is Direct PUT. Known while the program runs."""
    log_groups: NotRequired[LogGroups]
    """Log groups whose events are put into the stream: gzipped, many to a record. None without it."""


class ExistingDeliveryStream(pulumi.ComponentResource):
    """A stream to deliver to as it is: its owner decides where to, and whether it decompresses."""

    delivery_stream_name: pulumi.Output[str]
    """The stream's name. Known at preview."""
    delivery_stream_arn: pulumi.Output[str]
    """The stream's ARN. Known at preview."""

    def __init__(self, name: str, args: ExistingDeliveryStreamArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        made = once(opts, "aws-monitoring-baseline:index:KinesisSink")
        super().__init__("aws-monitoring-baseline:index:ExistingDeliveryStream", name, None, made)
        naming, delivery_stream = args["naming"], args["delivery_stream"]
        self.delivery_stream_name = pulumi.Output.from_input(delivery_stream)
        self.delivery_stream_arn = pulumi.Output.from_input(naming.delivery_stream_arn(delivery_stream))
        if "log_groups" in args:
            subscribe(
                self,
                name,
                {
                    "naming": naming,
                    "log_groups": args["log_groups"],
                    "destination_arn": self.delivery_stream_arn,
                    "statements": [put_records(naming, delivery_stream)],
                },
                opts,
            )
        self.register_outputs(
            {"deliveryStreamName": self.delivery_stream_name, "deliveryStreamArn": self.delivery_stream_arn}
        )

    @property
    def flow_log_destination(self) -> FlowLogDestination:
        """This stream, for a flow log: one that doesn't decompress. AWS tags it `LogDeliveryEnabled`, if it isn't."""
        return {"type": "kinesis-data-firehose", "arn": self.delivery_stream_arn}
