"""The saved queries over a trail's events, whose fields Logs Insights finds by itself."""

from logs.detections.detection import LogSource
from logs.insights.query import InsightsQuery

_WHO = "userIdentity.arn as principal, sourceIPAddress"
_NEWEST = ("sort @timestamp desc", "limit 1000")


def _query(name: str, description: str, *commands: str) -> InsightsQuery:
    return InsightsQuery(name, description, LogSource.TRAIL, commands)


def _changes(name: str, description: str, service: str, actions: str) -> InsightsQuery:
    """Who changed something: successes and attempts. `actions` is a regular expression of their names."""
    return _query(
        name,
        description,
        f"fields @timestamp, awsRegion, eventName, {_WHO}, errorCode, @message",
        f'filter eventSource = "{service}.amazonaws.com" and eventName like /{actions}/',
        *_NEWEST,
    )


SIGN_INS = _query(
    "trail-console-sign-ins",
    "Sign-ins to the console, newest first: whose, from where, whether they succeeded, and with a second factor.",
    f"fields @timestamp, {_WHO}, responseElements.ConsoleLogin as outcome, additionalEventData.MFAUsed as secondFactor",
    'filter eventName = "ConsoleLogin"',
    *_NEWEST,
)
ERRORS_OVER_TIME = _query(
    "trail-errors-over-time",
    "Calls that failed, by a quarter of an hour.",
    "filter ispresent(errorCode)",
    "stats count(*) as failedCalls by bin(15m)",
)
ERRORS_BY_CALL = _query(
    "trail-errors-by-call",
    "Calls that failed, by error and action.",
    "filter ispresent(errorCode)",
    "stats count(*) as failedCalls, count_distinct(userIdentity.arn) as principals "
    "by errorCode, eventSource, eventName",
    "sort failedCalls desc",
    "limit 100",
)

TRAIL_QUERIES = (
    SIGN_INS,
    _query(
        "trail-console-sign-ins-without-mfa",
        "Users of IAM who signed in to the console without a second factor.",
        f"fields @timestamp, {_WHO}",
        'filter eventName = "ConsoleLogin" and userIdentity.type = "IAMUser"',
        'filter responseElements.ConsoleLogin = "Success" and additionalEventData.MFAUsed != "Yes"',
        *_NEWEST,
    ),
    _query(
        "trail-failed-console-sign-ins",
        "Sign-ins to the console that failed, by user and address.",
        'filter eventName = "ConsoleLogin" and errorMessage = "Failed authentication"',
        "stats count(*) as attempts, max(@timestamp) as lastAttempt by userIdentity.userName, sourceIPAddress",
        "sort attempts desc",
        "limit 1000",
    ),
    ERRORS_OVER_TIME,
    ERRORS_BY_CALL,
    _query(
        "trail-access-denied",
        "Calls that were refused for want of a permission, by principal and action.",
        "filter errorCode like /^AccessDenied/ or errorCode like /UnauthorizedOperation$/",
        "stats count(*) as refusedCalls, max(@timestamp) as lastSeen by userIdentity.arn, eventSource, eventName",
        "sort refusedCalls desc",
        "limit 1000",
    ),
    _query(
        "trail-root-activity",
        "What the root user did, or tried.",
        "fields @timestamp, eventSource, eventName, sourceIPAddress, errorCode",
        'filter userIdentity.type = "Root" and not ispresent(userIdentity.invokedBy)',
        'filter eventType != "AwsServiceEvent"',
        *_NEWEST,
    ),
    _query(
        "trail-one-principal",
        "All that one principal did, newest first. Put its ARN in the place of the example's.",
        "fields @timestamp, awsRegion, eventSource, eventName, sourceIPAddress, errorCode",
        'filter userIdentity.arn = "arn:aws:iam::111122223333:user/ada"',
        *_NEWEST,
    ),
    _query(
        "trail-one-access-key",
        "All that was done with one access key, and from where. Put its id in the place of the example's.",
        'filter userIdentity.accessKeyId = "AKIAIOSFODNN7EXAMPLE"',
        "stats count(*) as calls, min(@timestamp) as firstSeen, max(@timestamp) as lastSeen "
        "by sourceIPAddress, userAgent, eventSource, eventName, errorCode",
        "sort lastSeen desc",
        "limit 1000",
    ),
    _query(
        "trail-one-security-group",
        "Who changed one security group. Put its id in the place of the example's.",
        f"fields @timestamp, eventName, {_WHO}, errorCode, @message",
        # Its id is in another place for each action, and in the answer only where it is made.
        'filter eventSource = "ec2.amazonaws.com" and @message like "sg-0123456789abcdef0"',
        "filter eventName like /^(Authorize|Revoke|Create|Delete|Modify|Update).*SecurityGroup/",
        *_NEWEST,
    ),
    _changes(
        "trail-security-group-changes",
        "Who changed a security group.",
        "ec2",
        "^(Authorize|Revoke|Create|Delete|Modify|Update).*SecurityGroup",
    ),
    _changes(
        "trail-iam-policy-changes",
        "Who changed what a principal may do.",
        "iam",
        "^(Attach|Create|Delete|Detach|Put|SetDefault|Update).*Policy",
    ),
    _changes(
        "trail-bucket-changes",
        "Who changed how a bucket is protected.",
        "s3",
        "^(Put|Delete)(Bucket|AccountPublicAccessBlock)",
    ),
    _changes(
        "trail-trail-changes",
        "Who changed or stopped a trail.",
        "cloudtrail",
        "^(Create|Delete|Put|Start|Stop|Update)(Trail|EventSelectors|InsightSelectors|Logging)",
    ),
    _changes("trail-flow-log-changes", "Who made or deleted flow logs.", "ec2", "^(Create|Delete)FlowLogs$"),
    _changes(
        "trail-key-changes",
        "Who changed, disabled or deleted a key.",
        "kms",
        "^(CancelKeyDeletion|DisableKey|EnableKey|PutKeyPolicy|ScheduleKeyDeletion)",
    ),
)
"""All of them, in the order of the console's list."""
