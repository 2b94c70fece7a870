"""Options of the trail, on the stack dev, whose trail records management events, encrypted by S3's own keys."""

from tests.engine.options import others
from tests.engine.options.lake_names import trail_steps, trail_things
from tests.engine.options.option import ACCOUNT, Option, containing, create, delete, replace, update

_BUCKET = f"monitoring-dev-logs-{ACCOUNT}-us-east-1"
_TRAIL = "trail monitoring-dev-audit"
_GROUP = "/monitoring/dev/audit-logs"
_ROLE = "role monitoring-dev-audit-logs-cloudtrail"
_TOPIC = "monitoring-dev-audit-notifications"
_STREAM = "monitoring-dev-audit-stream"
_EVENTS = "monitoring-dev-audit-events"
_SUBSCRIPTIONS = f"arn:aws:iam::{ACCOUNT}:role"

OPTIONS = (
    Option(
        "files to the bucket of others",
        {"existingLogBucket": others.BUCKET},
        update("audit-trail", "lake-trail-events-table")
        | delete(
            *("logs-bucket", "logs-encryption", "logs-lifecycle", "logs-ownership", "logs-policy"),
            *("logs-public-access-block", "logs-versioning"),
        ),
        changed={
            _TRAIL: {"S3BucketName": others.BUCKET},
            "table trail_events": {
                "Parameters.storage.location.template": containing(f"s3://{others.BUCKET}/AWSLogs/"),
                "StorageDescriptor.Location": f"s3://{others.BUCKET}/AWSLogs/",
            },
        },
        gone=frozenset({f"bucket {_BUCKET}"}),
    ),
    Option(
        "events kept for longer",
        {"trailRetentionDays": 14},
        update("audit-logs-group"),
        changed={f"log group {_GROUP}": {"retentionInDays": 14}},
    ),
    Option(
        "notifications",
        {"trailNotifications": True},
        create("audit-notifications-topic", "audit-notifications-topic-policy") | update("audit-trail"),
        appeared={
            f"topic {_TOPIC}": {
                "Policy.AWSCloudTrailSNSPolicy20131101": containing("SNS:Publish", "trail/monitoring-dev-audit"),
                "Policy.DenyInsecureTransport": containing("aws:SecureTransport"),
                "KmsMasterKeyId": None,
            }
        },
        changed={
            _TRAIL: {"SnsTopicARN": f"arn:aws:sns:us-east-1:{ACCOUNT}:{_TOPIC}", "SnsTopicName": _TOPIC},
        },
    ),
    Option(
        "insights",
        {"trailInsights": ["ApiErrorRateInsight"]},
        update("audit-trail"),
        changed={_TRAIL: {"Insights": ["ApiErrorRateInsight"]}},
    ),
    Option(
        "data events",
        {"trailDataEvents": ["s3", "lambda"]},
        update("audit-trail"),
        changed={
            _TRAIL: {
                "AdvancedEventSelectors.Lambda functions": containing("AWS::Lambda::Function"),
                "AdvancedEventSelectors.S3 objects": containing("NotStartsWith", f"{_BUCKET}/"),
            }
        },
    ),
    Option(
        "a second path, to the log bucket",
        {"trailStreams": ["delivery-stream"]},
        create(
            *("audit-stream-delivery-stream", "audit-stream-errors", "audit-stream-errors-stream"),
            *("audit-stream-role", "audit-stream-role-policy"),
            *("audit-stream-subscription-role", "audit-stream-subscription-role-policy"),
            "audit-stream-trail-subscription",
        ),
        appeared={
            f"delivery stream {_STREAM}": {
                "S3.BucketARN": f"arn:aws:s3:::{_BUCKET}",
                "S3.ProcessingConfiguration.Processors": containing("Decompression", "CloudWatchLogProcessing"),
                "Tags.LogDeliveryEnabled": None,
            },
            "log group /monitoring/dev/audit-stream-errors": {"Streams": ["DestinationDelivery"]},
            f"role {_STREAM}": {"deliver.PolicyDocument.WriteObjects": containing(f"{_BUCKET}/firehose/{_STREAM}/*")},
            f"role {_STREAM}-subscription": {
                "deliver.PolicyDocument.PutRecords": containing(f"deliverystream/{_STREAM}")
            },
        },
        changed={
            f"log group {_GROUP}": {
                f"Subscriptions.{_STREAM}-subscription.{path}": value
                for path, value in {
                    "destinationArn": f"arn:aws:firehose:us-east-1:{ACCOUNT}:deliverystream/{_STREAM}",
                    "distribution": "ByLogStream",
                    "filterName": f"{_STREAM}-subscription",
                    "logGroupName": _GROUP,
                    "roleArn": f"{_SUBSCRIPTIONS}/{_STREAM}-subscription",
                }.items()
            }
        },
    ),
    Option(
        "a second path, for readers in real time",
        {"trailStreams": ["data-stream"]},
        create(
            *("audit-events-stream", "audit-events-trail-subscription"),
            *("audit-events-subscription-role", "audit-events-subscription-role-policy"),
        ),
        appeared={
            f"data stream {_EVENTS}": {
                "StreamModeDetails.StreamMode": "ON_DEMAND",
                "RetentionPeriodHours": 24,
                "EncryptionType": "KMS",
                "KeyId": "alias/aws/kinesis",
            },
            f"role {_EVENTS}-subscription": {"deliver.PolicyDocument.PutRecords": containing(f"stream/{_EVENTS}")},
        },
        changed={
            f"log group {_GROUP}": {
                f"Subscriptions.{_EVENTS}-subscription.{path}": value
                for path, value in {
                    "destinationArn": f"arn:aws:kinesis:us-east-1:{ACCOUNT}:stream/{_EVENTS}",
                    "distribution": "Random",
                    "filterName": f"{_EVENTS}-subscription",
                    "logGroupName": _GROUP,
                    "roleArn": f"{_SUBSCRIPTIONS}/{_EVENTS}-subscription",
                }.items()
            }
        },
    ),
    Option(
        "another name",
        {"trailName": "who"},
        replace("audit-trail") | update("logs-policy", "audit-logs-cloudtrail-role"),
        appeared={
            "trail monitoring-dev-who": {
                "S3BucketName": _BUCKET,
                "IsMultiRegionTrail": True,
                "LogFileValidationEnabled": True,
                "IsLogging": True,
            }
        },
        changed={
            f"bucket {_BUCKET}": {
                "Policy.AWSCloudTrailAclCheck20150319": containing("trail/monitoring-dev-who"),
                "Policy.AWSCloudTrailWrite20150319": containing("trail/monitoring-dev-who"),
            },
            _ROLE: {"AssumeRolePolicyDocument.AssumeRole": containing("trail/monitoring-dev-who")},
        },
        gone=frozenset({_TRAIL}),
    ),
    Option(
        "the organization's trail",
        {"organizationId": "<organization>"},
        update("audit-trail", "logs-policy", "audit-logs-cloudtrail-role-policy", "lake-trail-events-table")
        # Athena can't change a query; these now ask for the account.
        | replace(*trail_steps()),
        changed={
            _TRAIL: {"IsOrganizationTrail": True},
            f"bucket {_BUCKET}": {
                "Policy.AWSCloudTrailOrganizationWrite20150319": containing(f"{_BUCKET}/AWSLogs/<organization>/*")
            },
            _ROLE: {"deliver.PolicyDocument.WriteTrailStreams": containing(f"{_GROUP}:log-stream:<organization>_*")},
            "table trail_events": {
                "Description": "CloudTrail events of <organization>.",
                "Parameters.projection.aws_account_id.type": "injected",
                "Parameters.projection.aws_account_id.values": None,
                "Parameters.storage.location.template": containing("/AWSLogs/<organization>/"),
                "PartitionKeys": containing("Every query has to state it"),
                "StorageDescriptor.Location": f"s3://{_BUCKET}/AWSLogs/<organization>/",
            },
            **{
                query: {
                    "Description": containing("Asks for the account"),
                    "QueryString": containing("aws_account_id = ?"),
                }
                for query in trail_things()
            },
        },
        renewed=frozenset(trail_things()),
    ),
    Option(
        "events to the log group of others",
        {"existingTrailLogGroup": others.AUDIT_GROUP},
        update("audit-trail", "audit-logs-cloudtrail-role", "audit-logs-cloudtrail-role-policy")
        | delete("audit-logs-group"),
        changed={
            _TRAIL: {
                "CloudWatchLogsLogGroupArn": f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:{others.AUDIT_GROUP}:*",
            },
            _ROLE: {
                "Description": f"Delivers cloudtrail to {others.AUDIT_GROUP}",
                "deliver.PolicyDocument.WriteTrailStreams": containing(f"{others.AUDIT_GROUP}:log-stream:"),
            },
        },
        gone=frozenset({f"log group {_GROUP}"}),
    ),
)
