"""How a Firehose stream delivers to a bucket: the documents of its role, its keys, its buffer, its processors."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
from pulumi_aws import kinesis

from components.documents import Document, Statement, assume_role, document
from components.encryption import encrypt_objects
from components.naming import Naming

ERROR_STREAM = "DestinationDelivery"
"""The log stream that says what could not be delivered."""
# Firehose Developer Guide, "Grant Firehose access to an Amazon S3 destination": "If you don't own the S3 bucket".
OTHERS_ACTIONS = ("s3:PutObjectAcl",)
_DAY = "year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/"

Processors = list[kinesis.FirehoseDeliveryStreamExtendedS3ConfigurationProcessingConfigurationProcessorArgsDict]

# One record a line: Firehose puts none between them by itself.
LINES: Processors = [{"type": "AppendDelimiterToRecord"}]
# CloudWatch Logs sends gzipped envelopes of many events each. One event a line comes out of them.
EVENTS: Processors = [
    {"type": "Decompression", "parameters": [{"parameter_name": "CompressionFormat", "parameter_value": "GZIP"}]},
    {
        "type": "CloudWatchLogProcessing",
        "parameters": [{"parameter_name": "DataMessageExtraction", "parameter_value": "true"}],
    },
    *LINES,
]


@dataclass(frozen=True)
class Buffering:
    """How much Firehose collects before it writes an object: what is reached first counts.

    Firehose API Reference, BufferingHints: hints, from which Firehose may deviate.
    """

    mebibytes: int = 64
    """MiB before compression, 1 to 128. 64 without it: larger objects are cheaper to store and quicker to search."""
    seconds: int = 300
    """Seconds, 0 to 900. 300 without it."""

    def __post_init__(self) -> None:
        if not (1 <= self.mebibytes <= 128 and 0 <= self.seconds <= 900):  # noqa: PLR2004 - AWS's, named above
            raise pulumi.RunError(
                f"A buffer of {self.mebibytes} MiB and {self.seconds} seconds is not possible: "
                f"give 1 to 128 MiB and 0 to 900 seconds."
            )


def error_log_group(name: str) -> str:
    """What the log group is for that says what a sink of this name could not deliver: `Naming.log_group` names it."""
    return f"{name}-errors"


def folder(delivery_stream: str) -> str:
    """What the keys of all that the stream writes begin with."""
    return f"firehose/{delivery_stream}/"


def prefix(delivery_stream: str) -> str:
    """The keys of records, by the UTC day on which Firehose got them."""
    return f"{folder(delivery_stream)}{_DAY}"


def error_prefix(delivery_stream: str) -> str:
    """The keys of what Firehose could not process, by kind of error and day."""
    return f"{folder(delivery_stream)}errors/!{{firehose:error-output-type}}/{_DAY}"


def firehose_trust(naming: Naming) -> Document:
    """Only streams of this account make Firehose take the role.

    CloudWatch Logs User Guide, "Step 1: Create a Firehose delivery stream": the account is the external id. For this
    service AWS documents no aws:SourceArn.
    """
    return assume_role("firehose.amazonaws.com", {"StringEquals": {"sts:ExternalId": naming.account}})


def use_key(naming: Naming, bucket: str, delivery_stream: str, keys_arn: str) -> Statement:
    """Lets Firehose write to a bucket that a key encrypts, in the stream's own folder."""
    return encrypt_objects(naming, bucket, keys_arn, folder(delivery_stream))


def objects_statements(
    naming: Naming, bucket: str, delivery_stream: str, further_actions: Sequence[str] = ()
) -> list[Statement]:
    """Lets a role write objects to the stream's own folder.

    Args:
        naming: The account and Region.
        bucket: The bucket's name.
        delivery_stream: The stream's name.
        further_actions: What it has to do with its objects besides.
    """
    arn = naming.bucket_arn(bucket)
    return [
        {
            "Sid": "WriteObjects",
            "Effect": "Allow",
            "Action": ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject", *further_actions],
            "Resource": f"{arn}/{folder(delivery_stream)}*",
        },
        {
            # Of the bucket as a whole: these read no object. With a condition on the prefix, HeadBucket fails.
            "Sid": "FindBucket",
            "Effect": "Allow",
            "Action": ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
            "Resource": arn,
        },
    ]


def owner_statements(naming: Naming, bucket: str, sinks: Sequence[str]) -> list[Statement]:
    """What the policy of another account's bucket has to allow, besides what the roles' own policies do: the same.

    Firehose Developer Guide, "Cross-account delivery to an Amazon S3 destination". The account is the principal and the
    role a condition: S3 refuses a policy that names a role that isn't there yet.

    Args:
        naming: The account and Region.
        bucket: The bucket's name.
        sinks: The names of the KinesisSinks.
    """
    return [
        {
            **statement,
            "Sid": f"{statement['Sid']}{number}",
            "Principal": {"AWS": naming.root_arn()},
            "Condition": {"ArnEquals": {"aws:PrincipalArn": naming.role_arn(naming.role(sink))}},
        }
        for number, sink in enumerate(sinks, start=1)
        for statement in objects_statements(naming, bucket, naming.delivery_stream(sink), OTHERS_ACTIONS)
    ]


def firehose_permissions(naming: Naming, error_group: str, objects: Sequence[Statement]) -> Document:
    """Firehose Developer Guide, "Grant Firehose access to an Amazon S3 destination".

    Args:
        naming: The account and Region.
        error_group: The name of the log group of the stream's errors.
        objects: What lets the role write objects to the bucket.
    """
    return document(
        [
            *objects,
            {
                "Sid": "WriteErrors",
                "Effect": "Allow",
                "Action": "logs:PutLogEvents",
                "Resource": f"{naming.log_group_arn(error_group)}:log-stream:{ERROR_STREAM}",
            },
        ]
    )


def put_records(naming: Naming, delivery_stream: str) -> Statement:
    """Lets CloudWatch Logs put events into a stream (its User Guide, "Log group-level subscription filters")."""
    return {
        "Sid": "PutRecords",
        "Effect": "Allow",
        "Action": "firehose:PutRecord",
        "Resource": naming.delivery_stream_arn(delivery_stream),
    }
