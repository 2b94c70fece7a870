"""KinesisSink: a Data Firehose stream that delivers flow logs, or the events of log groups, to a bucket."""

from typing import NotRequired, TypedDict

import pulumi
from pulumi_aws import cloudwatch, iam, kinesis

from components.documents import to_json
from components.naming import Naming
from components.options import child_options, named
from components.sinks.adoption import once
from components.sinks.destination import DeliveryBucket, FlowLogDestination
from components.sinks.firehose import (
    ERROR_STREAM,
    EVENTS,
    LINES,
    Buffering,
    error_log_group,
    error_prefix,
    firehose_permissions,
    firehose_trust,
    objects_statements,
    prefix,
    put_records,
    use_key,
)
from components.sinks.subscription import LogGroups, subscribe

ERROR_RETENTION_DAYS = 30


class KinesisSinkArgs(TypedDict):
    """What a KinesisSink takes."""

    naming: Naming
    """Names and tags the stream, its role and the log group of its errors: the component's name says what is streamed.
    Known while the program runs."""
    bucket: DeliveryBucket
    """Where to, from `S3Sink.delivery_bucket`: to the folder `firehose/STREAM/`, the role's only one."""
    log_groups: NotRequired[LogGroups]
    """Log groups whose events are delivered, as their messages, one a line. Without it, the stream is for flow logs; it
    can't be for both, for Firehose either decompresses all that comes or nothing."""
    buffering: NotRequired[Buffering]
    """How much is collected before an object is written. 64 MiB or 300 seconds without it."""
    key_arn: NotRequired[pulumi.Input[str]]
    """The key that the stream and its error log are encrypted with, from `LogKey.key_arn`: its users need a
    `LogGroupEncryption` with the log group `error_log_group(NAME)`. Without it, the services' own keys."""
    error_retention_days: NotRequired[pulumi.Input[int]]
    """Days that errors of delivery are kept: a value that CloudWatch Logs allows. 30 without it."""


class KinesisSink(pulumi.ComponentResource):
    """A Firehose stream, encrypted (Security Hub DataFirehose.1), that writes gzipped objects to a bucket.

    With `retain_on_delete`, all of it stays in the account, so that what was delivering still can.
    """

    delivery_stream_name: pulumi.Output[str]
    """The stream's name. Known at preview."""
    delivery_stream_arn: pulumi.Output[str]
    """The stream's ARN. Known at preview."""
    error_log_group_name: pulumi.Output[str]
    """The name of the log group that says what could not be delivered. Known at preview."""

    def __init__(self, name: str, args: KinesisSinkArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        adopted = once(opts, "aws-monitoring-baseline:index:ExistingDeliveryStream")
        super().__init__("aws-monitoring-baseline:index:KinesisSink", name, None, adopted)
        self._label, self._args, self._opts = name, args, opts
        naming = args["naming"]
        self._stream = naming.delivery_stream(name)
        errors = self._errors()
        stream = self._delivery_stream(errors, self._role_arn(errors.log_group_name))
        self.delivery_stream_name = stream.name
        self.delivery_stream_arn = stream.name.apply(naming.delivery_stream_arn)
        self.error_log_group_name = errors.log_group_name
        if "log_groups" in args:
            subscribe(
                self,
                name,
                {
                    "naming": naming,
                    "log_groups": args["log_groups"],
                    "destination_arn": self.delivery_stream_arn,
                    "statements": [put_records(naming, self._stream)],
                },
                opts,
            )
        self.register_outputs(
            {
                "deliveryStreamName": self.delivery_stream_name,
                "deliveryStreamArn": self.delivery_stream_arn,
                "errorLogGroupName": self.error_log_group_name,
            }
        )

    @property
    def flow_log_destination(self) -> FlowLogDestination:
        """This sink, for a flow log; needs a stream without log groups."""
        if "log_groups" in self._args:
            raise pulumi.RunError(
                f'The stream of "{self._label}" is for events of log groups, which it decompresses: flow logs would be '
                "lost in it. Make another KinesisSink, without log_groups, for flow logs."
            )
        return {"type": "kinesis-data-firehose", "arn": self.delivery_stream_arn}

    def _child(self) -> pulumi.ResourceOptions:
        return child_options(self, self._opts)

    def _errors(self) -> cloudwatch.LogStream:
        naming = self._args["naming"]
        log_group = naming.log_group(error_log_group(self._label))
        group = cloudwatch.LogGroup(
            f"{self._label}-errors",
            name=log_group,
            retention_in_days=self._args.get("error_retention_days", ERROR_RETENTION_DAYS),
            kms_key_id=self._args.get("key_arn"),
            tags=named(naming.tags, log_group),
            opts=self._child(),
        )
        # Firehose writes to a stream that is there; it makes none.
        return cloudwatch.LogStream(
            f"{self._label}-errors-stream", name=ERROR_STREAM, log_group_name=group.name, opts=self._child()
        )

    def _role_arn(self, error_group: pulumi.Input[str]) -> pulumi.Output[str]:
        naming, bucket = self._args["naming"], self._args["bucket"]
        role_name = naming.role(self._label)
        role = iam.Role(
            f"{self._label}-role",
            name=role_name,
            description=f"Delivers {self._stream} to its folder of the log bucket",
            assume_role_policy=to_json(firehose_trust(naming)),
            tags=named(naming.tags, role_name),
            opts=self._child(),
        )

        def permissions(bucket_name: str, error_group_name: str) -> str:
            further_actions = bucket.get("further_actions", ())
            objects = objects_statements(naming, bucket_name, self._stream, further_actions)
            if "keys_arn" in bucket:
                objects.append(use_key(naming, bucket_name, self._stream, bucket["keys_arn"]))
            return to_json(firehose_permissions(naming, error_group_name, objects))

        policy = iam.RolePolicy(
            f"{self._label}-role-policy",
            name="deliver",
            role=role.name,
            policy=pulumi.Output.all(bucket["bucket_name"], error_group).apply(lambda names: permissions(*names)),
            opts=self._child(),
        )
        # Through the policy: a stream whose role can't write yet would give its first records up to the error log.
        return policy.role.apply(naming.role_arn)

    def _delivery_stream(
        self, errors: cloudwatch.LogStream, role_arn: pulumi.Output[str]
    ) -> kinesis.FirehoseDeliveryStream:
        args, naming = self._args, self._args["naming"]
        buffering = args.get("buffering", Buffering())
        tags = named(naming.tags, self._stream)
        if "log_groups" not in args:
            # AWS tags a stream of flow logs so, and lets its service write to what is tagged. Declared, it is no drift.
            tags["LogDeliveryEnabled"] = "true"
        return kinesis.FirehoseDeliveryStream(
            f"{self._label}-delivery-stream",
            name=self._stream,
            destination="extended_s3",
            extended_s3_configuration={
                "role_arn": role_arn,
                "bucket_arn": pulumi.Output.from_input(args["bucket"]["bucket_name"]).apply(naming.bucket_arn),
                "prefix": prefix(self._stream),
                "error_output_prefix": error_prefix(self._stream),
                "buffering_size": buffering.mebibytes,
                "buffering_interval": buffering.seconds,
                "compression_format": "GZIP",
                "processing_configuration": {
                    "enabled": True,
                    "processors": EVENTS if "log_groups" in args else LINES,
                },
                "cloudwatch_logging_options": {
                    "enabled": True,
                    "log_group_name": errors.log_group_name,
                    "log_stream_name": errors.name,
                },
            },
            server_side_encryption=self._encryption(),
            tags=tags,
            opts=self._child(),
        )

    def _encryption(self) -> kinesis.FirehoseDeliveryStreamServerSideEncryptionArgsDict:
        if "key_arn" not in self._args:
            return {"enabled": True, "key_type": "AWS_OWNED_CMK"}
        return {"enabled": True, "key_type": "CUSTOMER_MANAGED_CMK", "key_arn": self._args["key_arn"]}
