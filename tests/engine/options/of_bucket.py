"""Options of how logs are kept, encrypted, searched and called, on the stack dev."""

from tests.engine.options.lake_names import trail_steps, trail_things
from tests.engine.options.option import ACCOUNT, Option, containing, create, delete, replace, update

_BUCKET = f"bucket monitoring-dev-logs-{ACCOUNT}-us-east-1"
_ACCESS_LOGS = f"monitoring-dev-access-logs-{ACCOUNT}-us-east-1"
_RESULTS = f"bucket monitoring-dev-lake-{ACCOUNT}-us-east-1"
_WORKGROUP = "workgroup monitoring-dev-lake"
_KEY = "<key alias/monitoring-dev-logs>"
_ENCRYPTED_BUCKET = {
    "Encryption.ApplyServerSideEncryptionByDefault.KMSMasterKeyID": _KEY,
    "Encryption.ApplyServerSideEncryptionByDefault.SSEAlgorithm": "aws:kms",
    "Encryption.BucketKeyEnabled": True,
}
_RESULT_ENCRYPTION = "Configuration.ResultConfiguration.EncryptionConfiguration"
_LAKE = (
    *("lake-bucket", "lake-encryption", "lake-lifecycle", "lake-ownership", "lake-policy"),
    *("lake-public-access-block", "lake-workgroup", "lake-database", "lake-trail-events-table"),
    *trail_steps(),
)
_SUBNETS = ("public-a", "public-b", "private-a", "private-b")

OPTIONS = (
    Option(
        "no lake",
        {"lake": False},
        delete(*_LAKE),
        gone=frozenset({_RESULTS, _WORKGROUP, "database monitoring_dev", "table trail_events", *trail_things()}),
    ),
    Option(
        "requests recorded",
        {"logBucketAccessLogging": True},
        create(
            *("access-logs-bucket", "access-logs-encryption", "access-logs-lifecycle", "access-logs-ownership"),
            *("access-logs-policy", "access-logs-public-access-block", "logs-logging"),
        ),
        appeared={
            f"bucket {_ACCESS_LOGS}": {
                "Encryption.ApplyServerSideEncryptionByDefault.SSEAlgorithm": "AES256",
                "Lifecycle.Expiration.Days": 7,
                "Ownership": "BucketOwnerEnforced",
                "Policy.S3ServerAccessLogs1": containing("logging.s3.amazonaws.com"),
                "Policy.DenyInsecureTransport": containing("aws:SecureTransport"),
                "Public.BlockPublicAcls": True,
                "Public.BlockPublicPolicy": True,
                "Public.IgnorePublicAcls": True,
                "Public.RestrictPublicBuckets": True,
                "Versioning": None,
            }
        },
        changed={
            _BUCKET: {
                "Logging.TargetBucket": _ACCESS_LOGS,
                "Logging.TargetPrefix": f"{_BUCKET.removeprefix('bucket ')}/",
            }
        },
    ),
    Option(
        "logs kept for longer",
        {"logBucketExpirationDays": 30},
        update("logs-lifecycle", "lake-trail-events-table"),
        changed={
            _BUCKET: {"Lifecycle.Expiration.Days": 30},
            "table trail_events": {"Parameters.projection.day.range": "NOW-30DAYS,NOW"},
        },
    ),
    Option(
        "an archive",
        {"logBucketExpirationDays": 365, "logBucketArchiveDays": 90},
        update("logs-lifecycle", "lake-trail-events-table"),
        changed={
            _BUCKET: {
                "Lifecycle.Expiration.Days": 365,
                "Lifecycle.Transitions": [{"Days": 90, "StorageClass": "GLACIER_IR"}],
            },
            "table trail_events": {"Parameters.projection.day.range": "NOW-365DAYS,NOW"},
        },
    ),
    Option(
        "logs outlive the stack",
        {"logDeletion": "retain"},
        # What a deletion would do is known to the engine alone.
        update("logs-bucket", "lake-bucket", "lake-workgroup"),
    ),
    Option(
        "a key of the stack's own",
        {"logEncryption": "customer-managed"},
        create("logs-key", "logs-alias")
        | update(
            *("audit-logs-group", "traffic-logs-group", "audit-trail", "logs-encryption"),
            *("lake-encryption", "lake-workgroup"),
        ),
        appeared={
            "key alias/monitoring-dev-logs": {
                "KeyRotationEnabled": True,
                "KeyState": "Enabled",
                "Policy.AccountByIam": containing(f"arn:aws:iam::{ACCOUNT}:root"),
                "Policy.CloudTrailUsesKey": containing("trail/monitoring-dev-audit"),
                "Policy.LogGroupsUseKey": containing("/monitoring/dev/audit-logs", "/monitoring/dev/traffic-logs"),
                "Policy.LogDeliveryUsesKey": None,
            }
        },
        changed={
            _BUCKET: _ENCRYPTED_BUCKET,
            _RESULTS: _ENCRYPTED_BUCKET,
            "log group /monitoring/dev/audit-logs": {"kmsKeyId": _KEY},
            "log group /monitoring/dev/traffic-logs": {"kmsKeyId": _KEY},
            "trail monitoring-dev-audit": {"KmsKeyId": _KEY},
            _WORKGROUP: {
                f"{_RESULT_ENCRYPTION}.EncryptionOption": "SSE_KMS",
                f"{_RESULT_ENCRYPTION}.KmsKey": _KEY,
            },
        },
    ),
    Option(
        "queries that may read less",
        {"lakeScanLimitGib": 1},
        update("lake-workgroup"),
        changed={_WORKGROUP: {"Configuration.BytesScannedCutoffPerQuery": 2**30}},
    ),
    Option(
        "another prefix",
        {"namePrefix": "watch"},
        # What is on the network is called after the VPC alone; but all tags say which stack it is monitored by.
        update(
            *("main-vpc", "main-default-security-group", "main-internet-gateway", "main-public-routes"),
            *("main-private-a-routes", "main-private-b-routes"),
            *(f"main-{subnet}-subnet" for subnet in _SUBNETS),
        )
        | replace(
            *("logs-bucket", "logs-encryption", "logs-lifecycle", "logs-ownership", "logs-policy"),
            *("logs-public-access-block", "logs-versioning"),
            *("audit-logs-group", "audit-logs-cloudtrail-role", "audit-logs-cloudtrail-role-policy", "audit-trail"),
            *("traffic-logs-group", "traffic-logs-vpc-flow-logs-role", "traffic-logs-vpc-flow-logs-role-policy"),
            "main-cloudwatch-logs-flow-log",
            *_LAKE,
        ),
        appeared={
            f"bucket watch-dev-logs-{ACCOUNT}-us-east-1": {"Versioning": "Enabled"},
            f"bucket watch-dev-lake-{ACCOUNT}-us-east-1": {},
            "log group /watch/dev/audit-logs": {"retentionInDays": 7},
            "log group /watch/dev/traffic-logs": {"retentionInDays": 3},
            "role watch-dev-audit-logs-cloudtrail": {},
            "role watch-dev-traffic-logs-vpc-flow-logs": {},
            "trail watch-dev-audit": {"IsLogging": True},
            "workgroup watch-dev-lake": {},
            "database watch_dev": {},
        },
        changed={
            "flow log main-cloudwatch-logs": {
                "DeliverLogsPermissionArn": f"arn:aws:iam::{ACCOUNT}:role/watch-dev-traffic-logs-vpc-flow-logs",
                "LogDestination": f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:/watch/dev/traffic-logs",
                "Tags.Monitoring": "watch-dev",
            },
            **{
                thing: {"Tags.Monitoring": "watch-dev"}
                for thing in (
                    *("vpc main", "internet gateway main", "security group main-default", "route table main-public"),
                    *("route table main-private-a", "route table main-private-b"),
                    *(f"subnet main-{subnet}" for subnet in _SUBNETS),
                )
            },
            "table trail_events": {
                "DatabaseName": "watch_dev",
                "Parameters.storage.location.template": containing("s3://watch-dev-logs-"),
                "StorageDescriptor.Location": f"s3://watch-dev-logs-{ACCOUNT}-us-east-1/AWSLogs/",
            },
            **{
                query: {
                    "Database": "watch_dev",
                    "QueryString": containing("watch_dev"),
                    "WorkGroup": "watch-dev-lake",
                }
                for query in trail_things()
            },
        },
        gone=frozenset(
            {
                *(_BUCKET, _RESULTS, "trail monitoring-dev-audit", _WORKGROUP, "database monitoring_dev"),
                *("log group /monitoring/dev/audit-logs", "log group /monitoring/dev/traffic-logs"),
                *("role monitoring-dev-audit-logs-cloudtrail", "role monitoring-dev-traffic-logs-vpc-flow-logs"),
            }
        ),
        renewed=frozenset({"flow log main-cloudwatch-logs", *trail_things()}),
    ),
    Option(
        "a lock",
        {"logBucketLockDays": 1},
        create("logs-object-lock"),
        changed={
            _BUCKET: {
                "Lock.ObjectLockEnabled": "Enabled",
                "Lock.Rule.DefaultRetention.Days": 1,
                "Lock.Rule.DefaultRetention.Mode": "GOVERNANCE",
                "Lock.Rule.DefaultRetention.Years": 0,
            }
        },
        # A bucket keeps Object Lock for ever, only that it locks nothing from then on.
        left={_BUCKET: {"Lock.ObjectLockEnabled": "Enabled"}},
    ),
)
