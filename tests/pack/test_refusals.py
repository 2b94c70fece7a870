"""What S3 refuses in a Deny: the document never takes effect, whatever it says."""

from typing import Any

import pytest
from access_log_policy import access_log_findings_in
from bucket_policy import findings_in
from decision import decide
from findings import Finding
from policy_document import parse_document
from refusals import refused

from tests.support.bucket_documents import ACCESS_LOGS, ACCOUNT, ARN, CONTRACT, PLAIN, document, found, good_statements

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
    ],
)
def test_what_s3_takes(changes: dict[str, Any]) -> None:
    # Whether logs arrive in spite of it is another question.
    condition = {"Bool": {"aws:SecureTransport": "false"}}
    assert decide(denying(**changes, Condition=condition), CONTRACT) == ()


def test_an_allow_is_held_against_its_contract_instead() -> None:
    wide = good_statements()[1] | {"Action": "s3:GetObject", "Resource": "arn:aws:s3:::other"}
    read = parse_document(document([wide]))
    assert refused(read, CONTRACT) == []


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
