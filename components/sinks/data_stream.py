"""DataStream: a Kinesis data stream with the events of log groups, for readers in real time."""

from typing import NotRequired, TypedDict

import pulumi
from pulumi_aws import kinesis

from components.documents import Statement
from components.encryption import encrypt_records
from components.naming import Naming
from components.options import child_options, named
from components.sinks.subscription import LogGroups, subscribe

RETENTION_HOURS = 24


class DataStreamArgs(TypedDict):
    """What a DataStream takes."""

    naming: Naming
    """Names and tags the stream and the role: the component's name says what is streamed. Known while the program
    runs."""
    log_groups: LogGroups
    """Log groups whose events are passed on, seconds after they come: gzipped, many to a record."""
    shards: NotRequired[pulumi.Input[int]]
    """Shards of 1 MiB a second each. Without it, Kinesis adds and removes them itself (on-demand mode), at a higher
    price per GiB."""
    retention_hours: NotRequired[pulumi.Input[int]]
    """Hours that records can be read: 24 to 8760. 24 without it; more is billed."""
    key_arn: NotRequired[pulumi.Input[str]]
    """The key that records are encrypted with, from `LogKey.key_arn`; readers then need `kms:Decrypt`. Without it,
    Kinesis' own key in this account, `alias/aws/kinesis`."""


class DataStream(pulumi.ComponentResource):
    """An encrypted data stream that exactly its log groups can write to.

    Who may read is not its business: nothing here lets anyone. With `retain_on_delete`, all of it stays in the account.
    """

    stream_name: pulumi.Output[str]
    """The stream's name. Known at preview."""
    stream_arn: pulumi.Output[str]
    """The stream's ARN. Known at preview."""

    def __init__(self, name: str, args: DataStreamArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("aws-monitoring-baseline:index:DataStream", name, None, opts)
        naming = args["naming"]
        stream_name = naming.stream(name)
        stream = kinesis.Stream(
            f"{name}-stream",
            name=stream_name,
            stream_mode_details={"stream_mode": "PROVISIONED" if "shards" in args else "ON_DEMAND"},
            shard_count=args.get("shards"),
            retention_period=args.get("retention_hours", RETENTION_HOURS),
            encryption_type="KMS",
            kms_key_id=args.get("key_arn", "alias/aws/kinesis"),
            tags=named(naming.tags, stream_name),
            opts=child_options(self, opts),
        )
        self.stream_name = stream.name
        self.stream_arn = stream.name.apply(naming.stream_arn)
        statements = [put_record(naming, stream_name)]
        if "key_arn" in args:
            statements.append(encrypt_records(naming, stream_name))
        subscribe(
            self,
            name,
            {
                "naming": naming,
                "log_groups": args["log_groups"],
                "destination_arn": self.stream_arn,
                "statements": statements,
                # A trail has few log streams: by stream, all of it would go through few shards.
                "distribution": "Random",
            },
            opts,
        )
        self.register_outputs({"streamName": self.stream_name, "streamArn": self.stream_arn})


def put_record(naming: Naming, stream: str) -> Statement:
    """Lets CloudWatch Logs put events into a stream (its User Guide, "Log group-level subscription filters")."""
    return {
        "Sid": "PutRecords",
        "Effect": "Allow",
        "Action": "kinesis:PutRecord",
        "Resource": naming.stream_arn(stream),
    }
