from typing import Any

import pulumi
import pytest
from pulumi_aws import cloudwatch, kms

from components.deletion import LogDeletion, LogDeletionName
from components.documents import document, to_json
from components.naming import Naming
from components.sinks.firehose import (
    Buffering,
    firehose_permissions,
    firehose_trust,
    objects_statements,
    put_records,
    use_key,
)
from components.sinks.kinesis import KinesisSink
from components.sinks.subscription import subscription_trust
from tests.support.recorder import UNKNOWN, Recording, record

STREAM = "acme-dev-traffic"
ARN = f"arn:aws:firehose:us-east-1:123456789012:deliverystream/{STREAM}"
ERRORS = "/acme/dev/traffic-errors"
DAY = "year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/"
LINES = {"type": "AppendDelimiterToRecord"}


def sink(
    naming: Naming, options: dict[str, Any], deletion: LogDeletionName = "retain", *, preview: bool = True
) -> Recording:
    """Records a sink to the bucket `b`. A `key_arn` and names of log groups among the options become resources."""

    def program() -> None:
        args: Any = {"naming": naming, "bucket": {"bucket_name": "b"}, **options}
        if "key_arn" in options:
            args["key_arn"] = kms.Key("key").arn
            args["bucket"]["keys_arn"] = naming.keys_arn()
        if "log_groups" in options:
            args["log_groups"] = {
                key: cloudwatch.LogGroup(key, name=name).name for key, name in options["log_groups"].items()
            }
        made = KinesisSink("traffic", args, opts=LogDeletion.named(deletion).options())
        pulumi.export("name", made.delivery_stream_name)
        pulumi.export("arn", made.delivery_stream_arn)
        pulumi.export("errors", made.error_log_group_name)
        if "log_groups" not in options:
            pulumi.export("flowLogs", made.flow_log_destination)

    return record(program, preview=preview)


def children(recording: Recording) -> dict[str, tuple[str, str, dict[str, Any]]]:
    return {one.name: (one.type, one.parent, one.inputs) for one in recording.registrations if one.parent == "traffic"}


def test_a_stream_for_flow_logs(naming: Naming) -> None:
    recording = sink(naming, {})
    assert children(recording) == {
        "traffic-role": (
            "aws:iam/role:Role",
            "traffic",
            {
                "name": STREAM,
                "description": f"Delivers {STREAM} to its folder of the log bucket",
                "assumeRolePolicy": to_json(firehose_trust(naming)),
                "tags": {**naming.tags, "Name": STREAM},
            },
        ),
        "traffic-role-policy": (
            "aws:iam/rolePolicy:RolePolicy",
            "traffic",
            {
                "name": "deliver",
                "role": STREAM,
                "policy": to_json(firehose_permissions(naming, ERRORS, objects_statements(naming, "b", STREAM))),
            },
        ),
        "traffic-errors": (
            "aws:cloudwatch/logGroup:LogGroup",
            "traffic",
            {"name": ERRORS, "retentionInDays": 30, "tags": {**naming.tags, "Name": ERRORS}},
        ),
        "traffic-errors-stream": (
            "aws:cloudwatch/logStream:LogStream",
            "traffic",
            {"name": "DestinationDelivery", "logGroupName": ERRORS},
        ),
        "traffic-delivery-stream": (
            "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
            "traffic",
            {
                "name": STREAM,
                "destination": "extended_s3",
                "extendedS3Configuration": {
                    "roleArn": f"arn:aws:iam::123456789012:role/{STREAM}",
                    "bucketArn": "arn:aws:s3:::b",
                    "prefix": f"firehose/{STREAM}/{DAY}",
                    "errorOutputPrefix": f"firehose/{STREAM}/errors/!{{firehose:error-output-type}}/{DAY}",
                    "bufferingSize": 64,
                    "bufferingInterval": 300,
                    "compressionFormat": "GZIP",
                    "processingConfiguration": {"enabled": True, "processors": [LINES]},
                    "cloudwatchLoggingOptions": {
                        "enabled": True,
                        "logGroupName": ERRORS,
                        "logStreamName": "DestinationDelivery",
                    },
                },
                "serverSideEncryption": {"enabled": True, "keyType": "AWS_OWNED_CMK"},
                "tags": {**naming.tags, "Name": STREAM, "LogDeliveryEnabled": "true"},
            },
        ),
    }
    assert recording.outputs == {
        "name": STREAM,
        "arn": ARN,
        "errors": ERRORS,
        "flowLogs": {"type": "kinesis-data-firehose", "arn": ARN},
    }


def test_a_stream_for_the_events_of_log_groups(naming: Naming) -> None:
    recording = sink(naming, {"log_groups": {"audit": "/acme/dev/audit-logs", "other": "/other"}})
    before, after = children(sink(naming, {})), children(recording)
    inputs = before["traffic-delivery-stream"][2]
    role_arn = f"arn:aws:iam::123456789012:role/{STREAM}-subscription"
    assert after == before | {
        "traffic-delivery-stream": (
            "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
            "traffic",
            {
                **inputs,
                "extendedS3Configuration": {
                    **inputs["extendedS3Configuration"],
                    "processingConfiguration": {
                        "enabled": True,
                        "processors": [
                            {
                                "type": "Decompression",
                                "parameters": [{"parameterName": "CompressionFormat", "parameterValue": "GZIP"}],
                            },
                            {
                                "type": "CloudWatchLogProcessing",
                                "parameters": [{"parameterName": "DataMessageExtraction", "parameterValue": "true"}],
                            },
                            LINES,
                        ],
                    },
                },
                "tags": {**naming.tags, "Name": STREAM},
            },
        ),
        "traffic-subscription-role": (
            "aws:iam/role:Role",
            "traffic",
            {
                "name": f"{STREAM}-subscription",
                "description": "Passes events of audit and other on to traffic",
                "assumeRolePolicy": to_json(subscription_trust(naming, ["/acme/dev/audit-logs", "/other"])),
                "tags": {**naming.tags, "Name": f"{STREAM}-subscription"},
            },
        ),
        "traffic-subscription-role-policy": (
            "aws:iam/rolePolicy:RolePolicy",
            "traffic",
            {
                "name": "deliver",
                "role": f"{STREAM}-subscription",
                "policy": to_json(document([put_records(naming, STREAM)])),
            },
        ),
        **{
            f"traffic-{key}-subscription": (
                "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
                "traffic",
                {
                    "name": f"{STREAM}-subscription",
                    "logGroup": group,
                    "filterPattern": "",
                    "destinationArn": ARN,
                    "roleArn": role_arn,
                },
            )
            for key, group in {"audit": "/acme/dev/audit-logs", "other": "/other"}.items()
        },
    }


def test_a_stream_that_decompresses_takes_no_flow_logs(naming: Naming) -> None:
    def program() -> None:
        made = KinesisSink(
            "audit", {"naming": naming, "bucket": {"bucket_name": "b"}, "log_groups": {"audit": "/audit"}}
        )
        with pytest.raises(pulumi.RunError, match=r'^The stream of "audit" is for events of log groups, which it dec'):
            _ = made.flow_log_destination

    record(program)


def test_everything_is_there_before_it_is_needed(naming: Naming) -> None:
    recording = sink(naming, {"log_groups": {"audit": "/audit"}, "key_arn": ""})
    waits = {one.name: one.dependencies for one in recording.registrations}
    assert waits["traffic-role-policy"] >= {"traffic-role"}
    assert waits["traffic-errors"] == {"key"}
    assert waits["traffic-errors-stream"] == {"traffic-errors"}
    assert waits["traffic-delivery-stream"] >= {"key", "traffic-role-policy", "traffic-errors-stream"}
    assert waits["traffic-subscription-role-policy"] == {"traffic-subscription-role"}
    assert waits["traffic-audit-subscription"] >= {
        "audit",
        "traffic-delivery-stream",
        "traffic-subscription-role-policy",
    }


def test_a_key_that_is_not_known_yet_is_in_no_document(naming: Naming) -> None:
    recording = sink(naming, {"key_arn": ""})
    before, after = children(sink(naming, {})), children(recording)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"traffic-role-policy", "traffic-errors", "traffic-delivery-stream"}
    assert after["traffic-errors"][2]["kmsKeyId"] == UNKNOWN
    assert after["traffic-delivery-stream"][2]["serverSideEncryption"] == {
        "enabled": True,
        "keyType": "CUSTOMER_MANAGED_CMK",
        "keyArn": UNKNOWN,
    }
    assert after["traffic-role-policy"][2]["policy"] == to_json(
        firehose_permissions(
            naming,
            ERRORS,
            [*objects_statements(naming, "b", STREAM), use_key(naming, "b", STREAM, naming.keys_arn())],
        )
    )


def test_a_buffer_and_errors_of_ones_own(naming: Naming) -> None:
    recording = sink(naming, {"buffering": Buffering(5, 60), "error_retention_days": 7})
    delivered = recording.one("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream").inputs
    configuration = delivered["extendedS3Configuration"]
    assert (configuration["bufferingSize"], configuration["bufferingInterval"]) == (5, 60)
    assert recording.one("aws:cloudwatch/logGroup:LogGroup").inputs["retentionInDays"] == 7


@pytest.mark.parametrize("kept", [True, False])
def test_the_whole_sink_is_kept_or_deleted(naming: Naming, kept: bool) -> None:
    recording = sink(naming, {"log_groups": {"audit": "/audit"}}, "retain" if kept else "delete")
    own = [one for one in recording.registrations if "traffic" in {one.name, one.parent}]
    assert len(own) == 9
    assert {(one.request.protect, one.request.retainOnDelete) for one in own} == {(kept, kept)}
