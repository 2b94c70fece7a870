"""A delivery stream's extended S3 destination.

Not handled: s3BackupConfiguration, so that s3BackupMode has one value, and dataFormatConversionConfiguration.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sandbox.provider.codecs import PLAIN, Codec, list_of, object_of, plain_object, standard
from sandbox.provider.values import UNKNOWN, Properties, Value


def _without_backup(mode: str) -> str:
    if mode != "Disabled":
        raise ValueError(
            f"s3BackupMode {mode!r} needs s3BackupConfiguration, which is not handled; allowed is 'Disabled'"
        )
    return mode


_PARAMETERS: Final = list_of(
    plain_object({"parameterName": "ParameterName", "parameterValue": "ParameterValue"}),
)
_PROCESSORS: Final = list_of(object_of({"type": ("Type", PLAIN), "parameters": ("Parameters", _PARAMETERS)}))
_DESTINATION: Final = object_of(
    {
        "bucketArn": ("BucketARN", PLAIN),
        "roleArn": ("RoleARN", PLAIN),
        "prefix": ("Prefix", PLAIN),
        "errorOutputPrefix": ("ErrorOutputPrefix", PLAIN),
        "fileExtension": ("FileExtension", PLAIN),
        "customTimeZone": ("CustomTimeZone", standard("UTC")),
        "bufferingSize": ("BufferingHints.SizeInMBs", standard(5)),
        "bufferingInterval": ("BufferingHints.IntervalInSeconds", standard(300)),
        "compressionFormat": ("CompressionFormat", standard("UNCOMPRESSED")),
        "kmsKeyArn": ("EncryptionConfiguration.KMSEncryptionConfig.AWSKMSKeyARN", PLAIN),
        "s3BackupMode": ("S3BackupMode", replace(standard("Disabled"), encode=_without_backup)),
        "cloudwatchLoggingOptions": (
            "CloudWatchLoggingOptions",
            plain_object({"enabled": "Enabled", "logGroupName": "LogGroupName", "logStreamName": "LogStreamName"}),
        ),
        "processingConfiguration": (
            "ProcessingConfiguration",
            object_of({"enabled": ("Enabled", PLAIN), "processors": ("Processors", _PROCESSORS)}),
        ),
        "dynamicPartitioningConfiguration": (
            "DynamicPartitioningConfiguration",
            object_of(
                {"enabled": ("Enabled", PLAIN), "retryDuration": ("RetryOptions.DurationInSeconds", standard(300))}
            ),
        ),
    }
)

# Firehose takes both buffering hints or none.
_SENT_ALWAYS: Final = {"bufferingSize": 5, "bufferingInterval": 300, "compressionFormat": "UNCOMPRESSED"}


def _encode(value: Properties) -> Properties:
    return _DESTINATION.encode({**_SENT_ALWAYS, **{key: item for key, item in value.items() if item is not None}})


EXTENDED_S3: Final = Codec(_encode, _DESTINATION.decode, _DESTINATION.same, _DESTINATION.members)

# An update leaves alone what it does not say ("UpdateDestination" in the Firehose API reference).
_CLEARED: Final[Properties] = {
    "Prefix": "",
    "ErrorOutputPrefix": "",
    "FileExtension": "",
    "CustomTimeZone": "UTC",
    "EncryptionConfiguration": {"NoEncryptionConfig": "NoEncryption"},
    "CloudWatchLoggingOptions": {"Enabled": False},
    "ProcessingConfiguration": {"Enabled": False, "Processors": []},
    "S3BackupMode": "Disabled",
}


def whole_update(destination: Value) -> Value:
    """Return the `ExtendedS3DestinationUpdate` after which a stream has this destination and nothing of an older one.

    Args:
        destination: An `ExtendedS3DestinationConfiguration`.
    """
    return destination if destination is None or destination is UNKNOWN else {**_CLEARED, **destination}
