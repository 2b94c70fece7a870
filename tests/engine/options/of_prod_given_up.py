"""Options of the stack prod that give up logs, or what delivers them: refused unless these were declared deletable."""

from tests.engine.options.lake_names import flow_log_steps, flow_log_things
from tests.engine.options.option import ACCOUNT, Option, containing, delete, replace, update

_BUCKET = f"bucket monitoring-prod-logs-{ACCOUNT}-us-east-1"
_TRAIL = "trail monitoring-prod-audit"
_KEY = "key alias/monitoring-prod-logs"

GIVEN_UP = {"logDeletion": "delete"}
"""The settings with which logs, and what delivers them, may go."""

_WITHOUT_KEY = {
    "Encryption.ApplyServerSideEncryptionByDefault.KMSMasterKeyID": None,
    "Encryption.ApplyServerSideEncryptionByDefault.SSEAlgorithm": "AES256",
    "Encryption.BucketKeyEnabled": False,
}
_STREAM_WITHOUT_KEY = {
    "DeliveryStreamEncryptionConfiguration.KeyARN": None,
    "DeliveryStreamEncryptionConfiguration.KeyType": "AWS_OWNED_CMK",
}
_RESULT_ENCRYPTION = "Configuration.ResultConfiguration.EncryptionConfiguration"

OPTIONS = (
    Option(
        "the log group instead of all sinks",
        GIVEN_UP | {"flowLogSinks": ["cloudwatch-logs"]},
        delete(
            *("main-s3-flow-log", "main-kinesis-flow-log", "lake-flow-logs-table", *flow_log_steps()),
            *("traffic-stream-delivery-stream", "traffic-stream-errors", "traffic-stream-errors-stream"),
            *("traffic-stream-role", "traffic-stream-role-policy"),
        )
        | update("logs-policy", "logs-key"),
        changed={
            _BUCKET: {"Policy.AWSLogDeliveryAclCheck": None, "Policy.AWSLogDeliveryWrite": None},
            _KEY: {"Policy.LogDeliveryUsesKey": None, "Policy.LogGroupsUseKey": containing("/prod/traffic-logs")},
        },
        gone=frozenset(
            {
                *("flow log main-s3", "flow log main-kinesis", "table flow_logs"),
                *flow_log_things(),
                *("delivery stream monitoring-prod-traffic-stream", "role monitoring-prod-traffic-stream"),
                "log group /monitoring/prod/traffic-stream-errors",
            }
        ),
    ),
    Option(
        "no notifications",
        GIVEN_UP | {"trailNotifications": False},
        delete("audit-notifications-topic", "audit-notifications-topic-policy") | update("audit-trail", "logs-key"),
        changed={
            _TRAIL: {"SnsTopicARN": None, "SnsTopicName": None},
            _KEY: {"Policy.AWSCloudTrailSNSPolicy20131101Key": None},
        },
        gone=frozenset({"topic monitoring-prod-audit-notifications"}),
    ),
    Option(
        "no second path",
        GIVEN_UP | {"trailStreams": []},
        delete(
            *("audit-stream-delivery-stream", "audit-stream-errors", "audit-stream-errors-stream"),
            *("audit-stream-role", "audit-stream-role-policy", "audit-stream-trail-subscription"),
            *("audit-stream-subscription-role", "audit-stream-subscription-role-policy"),
            *("audit-events-stream", "audit-events-trail-subscription"),
            *("audit-events-subscription-role", "audit-events-subscription-role-policy"),
        )
        | update("logs-key"),
        changed={
            _KEY: {"Policy.LogGroupsUseKey": containing("/prod/audit-logs", "/prod/traffic-stream-errors")},
            "log group /monitoring/prod/audit-logs": {
                f"Subscriptions.monitoring-prod-{stream}-subscription.{path}": None
                for stream in ("audit-stream", "audit-events")
                for path in ("destinationArn", "distribution", "filterName", "logGroupName", "roleArn")
            },
        },
        gone=frozenset(
            {
                *("delivery stream monitoring-prod-audit-stream", "data stream monitoring-prod-audit-events"),
                *("role monitoring-prod-audit-stream", "role monitoring-prod-audit-stream-subscription"),
                *("role monitoring-prod-audit-events-subscription", "log group /monitoring/prod/audit-stream-errors"),
            }
        ),
    ),
    Option(
        "another name of the trail",
        GIVEN_UP | {"trailName": "who"},
        replace("audit-trail")
        | update("logs-policy", "logs-key", "audit-logs-cloudtrail-role", "audit-notifications-topic-policy"),
        appeared={"trail monitoring-prod-who": {"IsLogging": True, "KmsKeyId": f"<{_KEY}>"}},
        changed={
            _BUCKET: {
                "Policy.AWSCloudTrailAclCheck20150319": containing("trail/monitoring-prod-who"),
                "Policy.AWSCloudTrailWrite20150319": containing("trail/monitoring-prod-who"),
            },
            _KEY: {
                "Policy.AWSCloudTrailSNSPolicy20131101Key": containing("trail/monitoring-prod-who"),
                "Policy.CloudTrailUsesKey": containing("trail/monitoring-prod-who"),
            },
            "role monitoring-prod-audit-logs-cloudtrail": {
                "AssumeRolePolicyDocument.AssumeRole": containing("trail/monitoring-prod-who")
            },
            "topic monitoring-prod-audit-notifications": {
                "Policy.AWSCloudTrailSNSPolicy20131101": containing("trail/monitoring-prod-who")
            },
        },
        gone=frozenset({_TRAIL}),
    ),
    Option(
        "no record of requests",
        GIVEN_UP | {"logBucketAccessLogging": False},
        delete(
            *("access-logs-bucket", "access-logs-encryption", "access-logs-lifecycle", "access-logs-ownership"),
            *("access-logs-policy", "access-logs-public-access-block", "logs-logging"),
        )
        | update("audit-trail"),
        changed={
            _BUCKET: {"Logging.TargetBucket": None, "Logging.TargetPrefix": None},
            # One bucket less whose objects make no events.
            _TRAIL: {"AdvancedEventSelectors.S3 objects": containing("NotStartsWith")},
        },
        gone=frozenset({f"bucket monitoring-prod-access-logs-{ACCOUNT}-us-east-1"}),
    ),
    Option(
        "no key",
        GIVEN_UP | {"logEncryption": "service-managed"},
        delete("logs-key", "logs-alias")
        | update(
            *("audit-logs-group", "traffic-logs-group", "audit-stream-errors", "traffic-stream-errors"),
            *("audit-stream-delivery-stream", "audit-stream-role-policy"),
            *("traffic-stream-delivery-stream", "traffic-stream-role-policy"),
            *("audit-events-stream", "audit-events-subscription-role-policy"),
            *("audit-notifications-topic", "audit-trail", "logs-encryption", "lake-encryption", "lake-workgroup"),
        ),
        changed={
            _BUCKET: _WITHOUT_KEY,
            f"bucket monitoring-prod-lake-{ACCOUNT}-us-east-1": _WITHOUT_KEY,
            _TRAIL: {"KmsKeyId": None},
            "topic monitoring-prod-audit-notifications": {"KmsMasterKeyId": None},
            "data stream monitoring-prod-audit-events": {"KeyId": "alias/aws/kinesis"},
            "role monitoring-prod-audit-events-subscription": {"deliver.PolicyDocument.EncryptRecords": None},
            **{
                f"log group /monitoring/prod/{group}": {"kmsKeyId": None}
                for group in ("audit-logs", "traffic-logs", "audit-stream-errors", "traffic-stream-errors")
            },
            **{
                f"delivery stream monitoring-prod-{stream}": _STREAM_WITHOUT_KEY
                for stream in ("audit-stream", "traffic-stream")
            },
            **{
                f"role monitoring-prod-{stream}": {"deliver.PolicyDocument.EncryptObjects": None}
                for stream in ("audit-stream", "traffic-stream")
            },
            "workgroup monitoring-prod-lake": {
                f"{_RESULT_ENCRYPTION}.EncryptionOption": "SSE_S3",
                f"{_RESULT_ENCRYPTION}.KmsKey": None,
            },
        },
        gone=frozenset({_KEY}),
    ),
)
