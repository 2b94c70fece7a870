"""The saved queries over a trail's events find what they say, in made-up logs."""

from pathlib import Path

import pytest

from logs.keys.trail_keys import TrailKeys
from logs.lake.queries import trail_queries
from logs.lake.scope import LakeScope
from logs.lake.table import Table
from logs.lake.trail import trail_table
from tests.support.delivered_logs import put_events
from tests.support.lake_reader import Lake
from tests.support.saved_queries import (
    BUCKET,
    DATABASE,
    LONG_AGO,
    MEMBER,
    ONE_ACCOUNT,
    ORGANIZATION,
    REGION,
    YESTERDAY,
    Answers,
    Expected,
    assert_answers,
    lake_of,
)
from tests.support.trail_events import ACCOUNT, ADA, ROLE, ROOT, event

T1, T2, T3 = "2026-03-01T00:00:01Z", "2026-03-01T00:00:02Z", "2026-03-01T00:00:03Z"
SIGNED_IN = {"responseElements": {"ConsoleLogin": "Success"}, "eventType": "AwsConsoleSignIn"}
REFUSED = {"errorMessage": "Failed authentication", "responseElements": {"ConsoleLogin": "Failure"}}
EVENTS = [
    event("ConsoleLogin", "signin", ADA, T1, **SIGNED_IN, additionalEventData={"MFAUsed": "No"}),
    event("ConsoleLogin", "signin", ADA, T2, **SIGNED_IN),
    event("ConsoleLogin", "signin", ADA, T3, **SIGNED_IN, additionalEventData={"MFAUsed": "Yes"}),
    event("ConsoleLogin", "signin", ROLE, T3, **SIGNED_IN, additionalEventData={"MFAUsed": "No"}),
    event("ConsoleLogin", "signin", ADA, T1, **REFUSED),
    event("ConsoleLogin", "signin", ADA, T2, **REFUSED),
    event("RunInstances", "ec2", ROLE, T1, errorCode="Client.UnauthorizedOperation"),
    event("RunInstances", "ec2", ROLE, T2, errorCode="Client.UnauthorizedOperation"),
    event("GetObject", "s3", ROLE, T1, errorCode="AccessDenied"),
    event("GetUser", "iam", ADA, T1, errorCode="AccessDeniedException", sourceIPAddress="192.0.2.2"),
    event("GetUser", "iam", ADA, T2, errorCode="NoSuchEntityException"),
    event("CreateAccessKey", "iam", ROOT, T1),
    event("Decrypt", "kms", {**ROOT, "invokedBy": "ssm.amazonaws.com"}, T2),
    event("RotateKey", "kms", ROOT, T3, eventType="AwsServiceEvent"),
    event("AuthorizeSecurityGroupIngress", "ec2", ROLE, T3, requestParameters={"groupId": "sg-1"}),
    event("RevokeSecurityGroupEgress", "ec2", ADA, T1),
    event("PutRolePolicy", "iam", ADA, T3, requestParameters={"roleName": "deploy"}),
    event("PutBucketPolicy", "s3", ADA, T3, requestParameters={"bucketName": BUCKET}, errorCode="AccessDenied"),
    event("StopLogging", "cloudtrail", ROLE, T3, requestParameters={"name": "main"}),
    event("DeleteFlowLogs", "ec2", ROLE, T3, requestParameters={"FlowLogId": "fl-1"}),
    event("ScheduleKeyDeletion", "kms", ROLE, T3, requestParameters={"keyId": "k"}),
    # Actions of other services that have the same names.
    *(
        event(name, "example", ADA, T2)
        for name in (
            "CreateSecurityGroup",
            "DeletePolicy",
            "PutBucketPolicy",
            "UpdateTrail",
            "CreateFlowLogs",
            "PutKeyPolicy",
        )
    ),
]
ADA_ARN, ROLE_ARN = str(ADA["arn"]), str(ROLE["arn"])
HERE = "192.0.2.1"


def change(name: str, principal: str, parameters: str, error: str | None = None) -> Answers:
    return [(T3, REGION, name, principal, HERE, error, parameters)]


ANSWERS: Expected = {
    "trail-console-sign-ins-without-mfa": ((), [(T2, ADA_ARN, HERE), (T1, ADA_ARN, HERE)]),
    "trail-failed-console-sign-ins": ((), [("ada", HERE, 2, T2)]),
    "trail-access-denied": (
        (),
        [
            (ROLE_ARN, "ec2.amazonaws.com", "RunInstances", 2, T2),
            (ADA_ARN, "s3.amazonaws.com", "PutBucketPolicy", 1, T3),
            (ADA_ARN, "iam.amazonaws.com", "GetUser", 1, T1),
            (ROLE_ARN, "s3.amazonaws.com", "GetObject", 1, T1),
        ],
    ),
    "trail-root-activity": ((), [(T1, ACCOUNT, "iam.amazonaws.com", "CreateAccessKey", HERE, None)]),
    "trail-one-principal": (
        (str(ROOT["arn"]),),
        [
            (T3, REGION, "kms.amazonaws.com", "RotateKey", HERE, None),
            (T2, REGION, "kms.amazonaws.com", "Decrypt", HERE, None),
            (T1, REGION, "iam.amazonaws.com", "CreateAccessKey", HERE, None),
        ],
    ),
    "trail-one-access-key": (
        ("ASIAEXAMPLE",),
        [
            (HERE, "aws-cli/2.31.0", "cloudtrail.amazonaws.com", "StopLogging", None, 1, T3, T3),
            (HERE, "aws-cli/2.31.0", "ec2.amazonaws.com", "AuthorizeSecurityGroupIngress", None, 1, T3, T3),
            (HERE, "aws-cli/2.31.0", "ec2.amazonaws.com", "DeleteFlowLogs", None, 1, T3, T3),
            (HERE, "aws-cli/2.31.0", "kms.amazonaws.com", "ScheduleKeyDeletion", None, 1, T3, T3),
            (HERE, "aws-cli/2.31.0", "signin.amazonaws.com", "ConsoleLogin", None, 1, T3, T3),
            (HERE, "aws-cli/2.31.0", "ec2.amazonaws.com", "RunInstances", "Client.UnauthorizedOperation", 2, T1, T2),
            (HERE, "aws-cli/2.31.0", "s3.amazonaws.com", "GetObject", "AccessDenied", 1, T1, T1),
        ],
    ),
    "trail-security-group-changes": (
        (),
        [
            *change("AuthorizeSecurityGroupIngress", ROLE_ARN, '{"groupId":"sg-1"}'),
            (T1, REGION, "RevokeSecurityGroupEgress", ADA_ARN, HERE, None, None),
        ],
    ),
    "trail-iam-policy-changes": ((), change("PutRolePolicy", ADA_ARN, '{"roleName":"deploy"}')),
    "trail-bucket-changes": (
        (),
        change("PutBucketPolicy", ADA_ARN, f'{{"bucketName":"{BUCKET}"}}', "AccessDenied"),
    ),
    "trail-trail-changes": ((), change("StopLogging", ROLE_ARN, '{"name":"main"}')),
    "trail-flow-log-changes": ((), change("DeleteFlowLogs", ROLE_ARN, '{"FlowLogId":"fl-1"}')),
    "trail-key-changes": ((), change("ScheduleKeyDeletion", ROLE_ARN, '{"keyId":"k"}')),
}


def trail_lake(buckets: Path, keys: TrailKeys, scope: LakeScope) -> tuple[Lake, Table]:
    """Yesterday's events; the same nine days ago; and in an organization those of another account."""
    for account, time in ((ACCOUNT, YESTERDAY), (ACCOUNT, LONG_AGO), (MEMBER, YESTERDAY)):
        put_events(buckets / BUCKET / keys.object_key(account, REGION, time, "0"), EVENTS)
    table = trail_table(keys, BUCKET, scope)
    return lake_of(table, buckets, scope), table


@pytest.mark.parametrize(
    ("keys", "scope"), [(TrailKeys(), ONE_ACCOUNT), (TrailKeys("audit", "o-exampleorgid"), ORGANIZATION)]
)
def test_queries_over_a_trail_find_what_they_say(keys: TrailKeys, scope: LakeScope, tmp_path: Path) -> None:
    lake, table = trail_lake(tmp_path, keys, scope)
    assert_answers(lake, trail_queries(DATABASE, table), scope, ANSWERS)


@pytest.mark.parametrize(
    "name", ["trail-console-sign-ins-without-mfa", "trail-one-principal", "trail-security-group-changes"]
)
def test_the_newest_event_comes_first(name: str, tmp_path: Path) -> None:
    lake, table = trail_lake(tmp_path, TrailKeys(), ONE_ACCOUNT)
    [query] = [query for query in trail_queries(DATABASE, table) if query.name == name]
    asked, answers = ANSWERS[name]
    assert [tuple(row.values()) for row in lake.rows(query.sql, asked)] == list(answers)


# Security Hub User Guide, controls CloudWatch.4, .5, .7, .8 and .10: the actions that their filters watch. CIS adds
# ModifySecurityGroupRules to the last.
WATCHED = {
    "trail-iam-policy-changes": (
        "iam",
        "DeleteGroupPolicy DeleteRolePolicy DeleteUserPolicy PutGroupPolicy PutRolePolicy PutUserPolicy CreatePolicy "
        "DeletePolicy CreatePolicyVersion DeletePolicyVersion AttachRolePolicy DetachRolePolicy AttachUserPolicy "
        "DetachUserPolicy AttachGroupPolicy DetachGroupPolicy",
    ),
    "trail-trail-changes": ("cloudtrail", "CreateTrail UpdateTrail DeleteTrail StartLogging StopLogging"),
    "trail-key-changes": ("kms", "DisableKey ScheduleKeyDeletion"),
    "trail-bucket-changes": (
        "s3",
        "PutBucketAcl PutBucketPolicy PutBucketCors PutBucketLifecycle PutBucketReplication DeleteBucketPolicy "
        "DeleteBucketCors DeleteBucketLifecycle DeleteBucketReplication",
    ),
    "trail-security-group-changes": (
        "ec2",
        "AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress RevokeSecurityGroupIngress "
        "RevokeSecurityGroupEgress CreateSecurityGroup DeleteSecurityGroup ModifySecurityGroupRules",
    ),
}


@pytest.mark.parametrize("name", WATCHED)
def test_changes_are_all_that_security_hub_watches(name: str, tmp_path: Path) -> None:
    source, watched = WATCHED[name]
    path = tmp_path / BUCKET / TrailKeys().object_key(ACCOUNT, REGION, YESTERDAY, "0")
    put_events(path, [event(action, source, ADA, T1) for action in watched.split()])
    table = trail_table(TrailKeys(), BUCKET, ONE_ACCOUNT)
    [query] = [query for query in trail_queries(DATABASE, table) if query.name == name]
    rows = lake_of(table, tmp_path, ONE_ACCOUNT).rows(query.sql)
    assert {row["eventname"] for row in rows} == set(watched.split())
