"""The saved queries over a trail's events."""

from logs.lake.query_template import QueryTemplate

_CHANGE_COLUMNS = frozenset(
    {
        "eventtime",
        "awsregion",
        "eventsource",
        "eventname",
        "useridentity",
        "sourceipaddress",
        "requestparameters",
        "errorcode",
    }
)
# With {{…}}, which the table's holes become when these are filled in.
_CHANGES = """\
SELECT eventtime, awsregion, eventname, useridentity.arn AS principal, sourceipaddress, errorcode, requestparameters
FROM {{table}}
WHERE {{recent}}
  AND eventsource = '{source}'
  AND eventname IN ({names})
ORDER BY eventtime DESC
LIMIT 1000"""


def _changes(name: str, description: str, source: str, event_names: tuple[str, ...]) -> QueryTemplate:
    names = ", ".join(f"'{event_name}'" for event_name in event_names)
    return QueryTemplate(name, description, _CHANGE_COLUMNS, _CHANGES.format(source=source, names=names))


TRAIL_QUERIES = (
    QueryTemplate(
        name="trail-console-sign-ins-without-mfa",
        description="Users of IAM who signed in to the console without a second factor.",
        columns=frozenset(
            {"eventtime", "eventname", "useridentity", "sourceipaddress", "responseelements", "additionaleventdata"}
        ),
        sql="""\
SELECT eventtime, useridentity.arn AS principal, sourceipaddress
FROM {table}
WHERE {recent}
  AND eventname = 'ConsoleLogin'
  AND useridentity.type = 'IAMUser'
  AND json_extract_scalar(responseelements, '$.ConsoleLogin') = 'Success'
  AND coalesce(json_extract_scalar(additionaleventdata, '$.MFAUsed'), 'No') <> 'Yes'
ORDER BY eventtime DESC
LIMIT 1000""",
    ),
    QueryTemplate(
        name="trail-failed-console-sign-ins",
        description="Sign-ins to the console that failed, by user and address.",
        columns=frozenset({"eventtime", "eventname", "useridentity", "sourceipaddress", "errormessage"}),
        sql="""\
SELECT useridentity.username AS user_name, sourceipaddress, count(*) AS attempts, max(eventtime) AS last_attempt
FROM {table}
WHERE {recent}
  AND eventname = 'ConsoleLogin'
  AND errormessage = 'Failed authentication'
GROUP BY useridentity.username, sourceipaddress
ORDER BY attempts DESC, last_attempt DESC
LIMIT 1000""",
    ),
    QueryTemplate(
        name="trail-access-denied",
        description="Requests that were refused for lack of permission, by principal and action.",
        columns=frozenset({"eventtime", "eventsource", "eventname", "useridentity", "errorcode"}),
        sql="""\
SELECT useridentity.arn AS principal, eventsource, eventname, count(*) AS requests, max(eventtime) AS last_seen
FROM {table}
WHERE {recent}
  AND (errorcode LIKE 'AccessDenied%' OR errorcode LIKE '%UnauthorizedOperation')
GROUP BY useridentity.arn, eventsource, eventname
ORDER BY requests DESC, last_seen DESC
LIMIT 1000""",
    ),
    QueryTemplate(
        name="trail-root-activity",
        description="What the root user did, or tried.",
        columns=frozenset(
            {"eventtime", "eventsource", "eventname", "eventtype", "useridentity", "sourceipaddress", "errorcode"}
        ),
        sql="""\
SELECT eventtime, aws_account_id, eventsource, eventname, sourceipaddress, errorcode
FROM {table}
WHERE {recent}
  AND useridentity.type = 'Root'
  AND useridentity.invokedby IS NULL
  AND eventtype <> 'AwsServiceEvent'
ORDER BY eventtime DESC
LIMIT 1000""",
    ),
    QueryTemplate(
        name="trail-one-principal",
        description="All that one principal did, newest first.",
        columns=frozenset(
            {"eventtime", "awsregion", "eventsource", "eventname", "useridentity", "sourceipaddress", "errorcode"}
        ),
        sql="""\
SELECT eventtime, awsregion, eventsource, eventname, sourceipaddress, errorcode
FROM {table}
WHERE {recent}
  AND useridentity.arn = ?
ORDER BY eventtime DESC
LIMIT 1000""",
        parameters=("the principal's ARN, as in 'arn:aws:iam::111122223333:user/ada'",),
    ),
    QueryTemplate(
        name="trail-one-access-key",
        description="All that was done with one access key: from where, and whether it was let.",
        columns=frozenset(
            {"eventtime", "eventsource", "eventname", "useridentity", "sourceipaddress", "useragent", "errorcode"}
        ),
        sql="""\
SELECT sourceipaddress, useragent, eventsource, eventname, errorcode, count(*) AS requests,
  min(eventtime) AS first_seen, max(eventtime) AS last_seen
FROM {table}
WHERE {recent}
  AND useridentity.accesskeyid = ?
GROUP BY sourceipaddress, useragent, eventsource, eventname, errorcode
ORDER BY last_seen DESC
LIMIT 1000""",
        parameters=("the access key's id, as in 'AKIAIOSFODNN7EXAMPLE'",),
    ),
    _changes(
        "trail-security-group-changes",
        "Who changed a security group.",
        "ec2.amazonaws.com",
        (
            "AuthorizeSecurityGroupEgress",
            "AuthorizeSecurityGroupIngress",
            "CreateSecurityGroup",
            "DeleteSecurityGroup",
            "ModifySecurityGroupRules",
            "RevokeSecurityGroupEgress",
            "RevokeSecurityGroupIngress",
        ),
    ),
    _changes(
        "trail-iam-policy-changes",
        "Who changed what a principal may do.",
        "iam.amazonaws.com",
        (
            "AttachGroupPolicy",
            "AttachRolePolicy",
            "AttachUserPolicy",
            "CreatePolicy",
            "CreatePolicyVersion",
            "DeleteGroupPolicy",
            "DeletePolicy",
            "DeletePolicyVersion",
            "DeleteRolePolicy",
            "DeleteUserPolicy",
            "DetachGroupPolicy",
            "DetachRolePolicy",
            "DetachUserPolicy",
            "PutGroupPolicy",
            "PutRolePolicy",
            "PutUserPolicy",
            "SetDefaultPolicyVersion",
            "UpdateAssumeRolePolicy",
        ),
    ),
    _changes(
        "trail-bucket-changes",
        "Who changed how a bucket is protected.",
        "s3.amazonaws.com",
        (
            "DeleteBucketCors",
            "DeleteBucketEncryption",
            "DeleteBucketLifecycle",
            "DeleteBucketPolicy",
            "DeleteBucketPublicAccessBlock",
            "DeleteBucketReplication",
            "PutBucketAcl",
            "PutBucketCors",
            "PutBucketEncryption",
            "PutBucketLifecycle",
            "PutBucketLogging",
            "PutBucketPolicy",
            "PutBucketPublicAccessBlock",
            "PutBucketReplication",
            "PutBucketVersioning",
        ),
    ),
    _changes(
        "trail-trail-changes",
        "Who changed or stopped a trail.",
        "cloudtrail.amazonaws.com",
        (
            "CreateTrail",
            "DeleteTrail",
            "PutEventSelectors",
            "PutInsightSelectors",
            "StartLogging",
            "StopLogging",
            "UpdateTrail",
        ),
    ),
    _changes(
        "trail-flow-log-changes",
        "Who made or deleted flow logs.",
        "ec2.amazonaws.com",
        ("CreateFlowLogs", "DeleteFlowLogs"),
    ),
    _changes(
        "trail-key-changes",
        "Who changed, disabled or deleted a key.",
        "kms.amazonaws.com",
        ("CancelKeyDeletion", "DisableKey", "DisableKeyRotation", "PutKeyPolicy", "ScheduleKeyDeletion"),
    ),
)
