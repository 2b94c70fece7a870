"""What S3 refuses: the document never takes effect, whatever it says."""

from typing import Any

import pytest
from access_log_policy import access_log_findings_in
from bucket_policy import findings_in
from decision import decide
from findings import Finding
from policy_document import parse_document
from refusals import refused

from tests.support.bucket_documents import (
    ACCESS_LOGS,
    ACCOUNT,
    ARN,
    CONTRACT,
    PLAIN,
    TRAIL,
    document,
    found,
    good_statements,
)

OBJECTS = f"{ARN}/*"


def denying(**changes: Any) -> str:
    """A good document with a Deny besides, of everything without TLS, but for what is given."""
    deny = good_statements()[-1] | {"Sid": "Extra"} | changes
    return document([*good_statements(), {name: value for name, value in deny.items() if value is not None}])


@pytest.mark.parametrize(
    ("changes", "element", "message"),
    [
        ({"Principal": {"Service": "*"}}, "Principal", "AWS has no wildcard for the kind Service"),
        ({"Principal": {"Federated": ["x", "*"]}}, "Principal", "AWS has no wildcard for the kind Federated"),
        ({"Principal": {"CanonicalUser": "*"}}, "Principal", "AWS has no wildcard for the kind CanonicalUser"),
        (
            {"Principal": None, "NotPrincipal": {"Service": "*"}},
            *("NotPrincipal", "AWS has no wildcard for the kind Service"),
        ),
        *(
            ({"Principal": {"AWS": ["111122223333", name]}}, "Principal", f'"{name}" is of another partition')
            for name in (f"arn:aws-cn:iam::{ACCOUNT}:root", f"arn:aws-us-gov:sts::{ACCOUNT}:assumed-role/x/y")
        ),
        (
            {"Principal": None, "NotPrincipal": {"AWS": [f"arn:aws-eusc:iam::{ACCOUNT}:user/x"] * 2}},
            *("NotPrincipal", f'"arn:aws-eusc:iam::{ACCOUNT}:user/x" is of another partition'),
        ),
        ({"Action": "ec2:*"}, "Action", '"ec2:*" is of another service'),
        ({"Action": ["s3:DeleteObject", "iam:PassRole"]}, "Action", '"iam:PassRole" is of another service'),
        ({"Action": ["*", "S3Express:*"]}, "Action", '"S3Express:*" is of another service'),
        ({"Action": ["s?x:*", "s?x:*"]}, "Action", '"s?x:*" is of another service'),
        ({"Action": None, "NotAction": "ec2:Run*"}, "NotAction", '"ec2:Run*" is of another service'),
        ({"Action": "s3:DeleteObjekt"}, "Action", '"s3:DeleteObjekt" is no action of S3 that this version knows'),
        ({"Action": ["s3:*", "s3:Zap*"]}, "Action", '"s3:Zap*" is no action of S3 that this version knows'),
        (
            {"Action": None, "NotAction": "S3:Nothing"},
            *("NotAction", '"S3:Nothing" is no action of S3 that this version knows'),
        ),
        ({"Resource": "arn:aws:s3:::other/*"}, "Resource", '"arn:aws:s3:::other/*" is neither this bucket nor in it'),
        ({"Resource": [ARN, f"{ARN}-2"]}, "Resource", f'"{ARN}-2" is neither this bucket nor in it'),
        ({"Resource": f"{ARN}-*"}, "Resource", f'"{ARN}-*" is neither this bucket nor in it'),
        (
            {"Resource": "arn:aws-cn:s3:::example-logs"},
            *("Resource", '"arn:aws-cn:s3:::example-logs" is neither this bucket nor in it'),
        ),
        (
            {"Action": "s3:GetObject", "Resource": ARN},
            *("Resource", '"s3:GetObject" is an action on objects, and the Resource names none'),
        ),
        (
            {"Action": ["s3:*", "S3:GETBUCKETACL"], "Resource": OBJECTS},
            *("Resource", '"S3:GETBUCKETACL" is an action on the bucket, which the Resource does not name'),
        ),
        (
            {"Action": "s3:ListBucket*", "Resource": [f"{ARN}/a", f"{ARN}/?"]},
            *("Resource", '"s3:ListBucket*" is an action on the bucket, which the Resource does not name'),
        ),
    ],
)
def test_what_s3_refuses(changes: dict[str, Any], element: str, message: str) -> None:
    (finding,) = decide(denying(**changes), CONTRACT)
    assert finding[:4] == ("malformed", '"Extra"', element, message)
    assert found(denying(**changes)) == {("malformed", '"Extra"', element)}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"Resource": "*"},
        {"Resource": "arn:aws:s3:::*"},
        {"Resource": "arn:aws:s3:::example-*"},
        {"Resource": f"{ARN}*"},
        {"Resource": [f"{ARN}/${{aws:userid}}/*", f"{ARN}/x"], "Action": "s3:PutObject"},
        {"Resource": "arn:aws:s3:::${aws:PrincipalTag/bucket}", "Action": ["s3:PutObject", "s3:ListBucket"]},
        {"Resource": None, "NotResource": "arn:aws:s3:::other/*"},
        {"Resource": OBJECTS},
        {"Resource": f"{ARN}/x", "Action": "s3:PutObject"},
        {"Resource": "arn:aws:s3:::example-*", "Action": ["s3:PutObject", "s3:ListBucket"]},
        {"Resource": ARN},
        {"Resource": ARN, "Action": None, "NotAction": "s3:GetObject"},
        {"Resource": OBJECTS, "Action": None, "NotAction": "s3:ListBucket"},
        {"Resource": OBJECTS, "Action": "s3:List*"},
        {"Resource": [ARN, OBJECTS], "Action": ["s3:ListBucket", "s3:DeleteObject"]},
        {"Resource": ARN, "Action": ["s3:TagResource", "s3:CreateJob", "*", "*:*"]},
        {"Principal": {"AWS": "*"}},
        {"Principal": {"AWS": ACCOUNT, "Service": "config.amazonaws.com", "Federated": "x"}},
        {"Principal": {"AWS": [f"arn:aws:iam::{ACCOUNT}:root", f"arn:aws:sts::{ACCOUNT}:assumed-role/x/y"]}},
        {"Principal": {"Federated": f"arn:aws:iam::{ACCOUNT}:saml-provider/x"}},
        {"Action": ["S3:*", "s?:PutObject", "*:*"]},
    ],
)
def test_what_s3_takes(changes: dict[str, Any]) -> None:
    # Whether logs arrive in spite of it is another question.
    condition = {"Bool": {"aws:SecureTransport": "false"}}
    assert decide(denying(**changes, Condition=condition), CONTRACT) == ()


def test_an_allow_is_held_against_its_contract_instead() -> None:
    wide = good_statements()[1] | {
        "Principal": {"AWS": "arn:aws-cn:iam::111122223333:root"},
        "Action": ["s3:GetObject", "ec2:x"],
        "Resource": "arn:aws:s3:::other",
        "Condition": {"StringEquals": {"aws:SourceArn": TRAIL}},
    }
    assert refused(parse_document(document([wide])), CONTRACT) == []


UPLOADS: dict[str, Any] = {"Action": "s3:PutObject", "Resource": OBJECTS}
NO_KEY = "is no condition key of S3 that this version knows"


@pytest.mark.parametrize(
    ("changes", "key", "message"),
    [
        ({}, "s3:foo", f'"s3:foo" {NO_KEY}'),
        ({}, "S3:X-Amz-AclX", f'"s3:x-amz-aclx" {NO_KEY}'),
        ({}, "s3:ExistingObjectTag", f'"s3:existingobjecttag" {NO_KEY}'),
        ({}, "s3:TlsVersion/x", f'"s3:tlsversion/x" {NO_KEY}'),
        (UPLOADS, "s3:prefix", '"s3:prefix" is no condition key of "s3:PutObject"'),
        (UPLOADS, "s3:Delimiter", '"s3:delimiter" is no condition key of "s3:PutObject"'),
        (UPLOADS, "s3:max-keys", '"s3:max-keys" is no condition key of "s3:PutObject"'),
        (UPLOADS, "s3:existingobjecttag/Team", '"s3:ExistingObjectTag/team" is no condition key of "s3:PutObject"'),
        (
            {"Action": ["s3:GetBucketAcl", "S3:LISTBUCKET"], "Resource": ARN},
            *("s3:x-amz-acl", '"s3:x-amz-acl" is no condition key of "s3:GetBucketAcl" or "S3:LISTBUCKET"'),
        ),
        ({"Action": None, "NotAction": "s3:PutObject"}, "s3:foo", f'"s3:foo" {NO_KEY}'),
    ],
)
@pytest.mark.parametrize("operator", ["StringEquals", "StringNotLikeIfExists", "ForAnyValue:StringLike"])
def test_a_key_that_no_action_has(changes: dict[str, Any], key: str, message: str, operator: str) -> None:
    text = denying(**changes, Condition={operator: {key: "x"}, "StringNotLike": {key: "y"}})
    (finding,) = decide(text, CONTRACT)
    assert finding[:4] == ("malformed", '"Extra"', "Condition", message)
    assert finding.key == key.lower()


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({}, "s3:prefix"),
        ({"Action": ["s3:PutObject", "s3:List*"]}, "s3:prefix"),
        ({"Action": "s3:DeleteObject*", "Resource": OBJECTS}, "s3:x-amz-acl"),
        ({"Action": ["s3:PutObject", "s3:ListBucket"]}, "s3:prefix"),
        ({"Action": None, "NotAction": "s3:PutObject"}, "s3:prefix"),
        ({"Action": "s3:PutBucketAcl", "Resource": ARN}, "s3:x-amz-acl"),
        (UPLOADS, "s3:x-amz-server-side-encryption"),
        (UPLOADS, "s3:RequestObjectTag/Team/x"),
        (UPLOADS, "s3:DataAccessPointArn"),
        (UPLOADS, "S3:bucketTAG/Team"),
        (UPLOADS, "aws:foo"),
        (UPLOADS, "s3express:SessionMode"),
    ],
)
def test_a_key_that_an_action_has_or_may_have(changes: dict[str, Any], key: str) -> None:
    read = parse_document(denying(**changes, Condition={"StringLike": {key: "x"}}))
    assert (read.findings, refused(read, CONTRACT)) == ((), [])


@pytest.mark.parametrize("operator", ["StringEquals", "StringLike", "StringEqualsIfExists", "StringNotEquals"])
@pytest.mark.parametrize("actions", ["s3:GetBucketAcl", ["S3:getbucketacl", "s3:GetBucketAcl"]])
@pytest.mark.parametrize(
    "key", ["s3:x-amz-acl", "s3:x-amz-storage-class", "s3:x-amz-server-side-encryption", "s3:if-none-match", "s3:foo"]
)
def test_an_acl_check_has_no_header_of_an_upload(operator: str, actions: str | list[str], key: str) -> None:
    check, *others = good_statements()
    check["Condition"] = {"ArnLike": {"aws:SourceArn": TRAIL}, operator: {key: "bucket-owner-full-control"}}
    findings = decide(document([check | {"Action": actions}, *others]), CONTRACT)
    assert [finding[:3] for finding in findings] == [("malformed", '"TrailAcl"', "Condition")]


def test_a_key_that_one_of_the_actions_of_an_allow_has() -> None:
    """It refuses every ACL check, which is for `liveness` to say."""
    merged = good_statements()[1] | {"Sid": "Merged", "Action": ["s3:GetBucketAcl", "s3:PutObject"]}
    merged["Resource"] = [ARN, merged["Resource"]]
    assert decide(document([*good_statements(), merged]), CONTRACT) == ()


def test_what_to_do_about_a_key() -> None:
    unknown, without = (
        decide(denying(**UPLOADS, Condition={"StringLike": {key: "x"}}), CONTRACT)[0].fix
        for key in ("s3:foo", "s3:prefix")
    )
    assert unknown == "Spell it as the Service Authorization Reference does"
    assert without == "Leave it out, or write it beside an action that has it"


@pytest.mark.parametrize(
    ("changes", "fix"),
    [
        ({"Action": "ec2:*"}, "Write actions of S3"),
        ({"Principal": {"AWS": f"arn:aws-cn:iam::{ACCOUNT}:root"}}, "Name those of aws"),
    ],
)
def test_what_to_do_about_what_is_elsewhere(changes: dict[str, Any], fix: str) -> None:
    (finding,) = decide(denying(**changes), CONTRACT)
    assert finding.fix == fix


def test_a_document_about_another_bucket_is_told_so_once() -> None:
    other = document(good_statements()).replace("example-logs", "other-logs")
    assert {(finding.kind, finding.element) for finding in decide(other, CONTRACT)} == {("excess", "Resource")}


def test_the_partition_is_that_of_the_document() -> None:
    china = document(good_statements()).replace("arn:aws:", "arn:aws-cn:")
    assert found(china, type(CONTRACT)(bucket=CONTRACT.bucket)) == set()


def test_the_partition_is_that_of_the_denies_where_nothing_is_allowed() -> None:
    deny, contract = document([good_statements()[-1]]), type(CONTRACT)(bucket=CONTRACT.bucket)
    assert findings_in(deny.replace("arn:aws:", "arn:aws-cn:"), contract) == ()
    assert [one.kind for one in findings_in(deny.replace("example-logs/", "other/"), contract)] == ["malformed"]


def test_a_bucket_of_access_logs_is_read_as_strictly() -> None:
    deny = good_statements()[-1] | {"Resource": "arn:aws:s3:::other"}
    findings = access_log_findings_in(document([ACCESS_LOGS, deny]), PLAIN)
    assert findings == (
        Finding(
            "malformed",
            '"TlsOnly"',
            "Resource",
            '"arn:aws:s3:::other" is neither this bucket nor in it',
            f'Write "{ARN}" or "{OBJECTS}"',
        ),
    )


def test_the_conditions_of_who_may_write_access_logs_are_read_as_strictly() -> None:
    logs = ACCESS_LOGS | {"Condition": ACCESS_LOGS["Condition"] | {"Null": {"s3:prefix": "false"}}}
    (finding,) = access_log_findings_in(document([logs]), PLAIN)
    assert finding[:3] == ("malformed", '"AccessLogs"', "Condition")
