"""The decision about a bucket of S3 server access logs, and which documents it is asked about."""

import copy
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from access_log_policy import access_log_findings_in, is_access_log_policy
from bucket_policy import findings_in
from contract import Contract

from sandbox.iam import Decision, Principal, Request, evaluate
from tests.support.bucket_documents import (
    ACCESS_LOGS,
    ACCOUNT,
    ARN,
    BUCKET,
    CONTRACT,
    FOREIGN,
    SOURCE_BUCKET,
    document,
    good_statements,
)

BARE = Contract(bucket=BUCKET)
CONTRACTS = [pytest.param(CONTRACT, id="configured"), pytest.param(BARE, id="inferred")]
CORPUS = Path(__file__).parents[1] / "data" / "policy-corpus.jsonl"
LOGGING = {"Service": "logging.s3.amazonaws.com"}
OTHER = {"Sid": "Other"}
TLS_ONLY = good_statements()[-1]


def with_extra(**changes: Any) -> str:
    """A good policy of access logs, and one more good statement with these elements changed; None removes one."""
    extra = copy.deepcopy(ACCESS_LOGS) | {"Sid": "Extra"} | changes
    return document([ACCESS_LOGS, {name: value for name, value in extra.items() if value is not None}, TLS_ONLY])


def pins(account: Any = ACCOUNT, source: Any = SOURCE_BUCKET, operator: str = "ArnLike") -> dict[str, Any]:
    """A Condition on the account and, under an operator, on the source bucket."""
    condition = {"StringEquals": {"aws:SourceAccount": account}}
    condition.setdefault(operator, {})["aws:SourceArn"] = source
    return condition


def found(text: str, contract: Contract) -> set[tuple[str, str, str]]:
    return {(each.kind, each.statement, each.element) for each in access_log_findings_in(text, contract)}


@pytest.mark.parametrize("contract", CONTRACTS)
@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="as-AWS-documents-it"),
        pytest.param({"Action": ["S3:putobject"]}, id="action-case"),
        pytest.param({"Resource": f"{ARN}/access/example-logs/*"}, id="prefix"),
        pytest.param({"Resource": [f"{ARN}/a*", f"{ARN}/b?"]}, id="two-prefixes"),
        pytest.param({"Condition": pins(source="arn:aws:s3:::*")}, id="any-bucket-of-the-account"),
        pytest.param({"Condition": pins(source=[SOURCE_BUCKET, "arn:aws:s3:::b?"])}, id="two-buckets"),
        pytest.param({"Condition": pins(operator="StringEquals")}, id="StringEquals"),
        pytest.param({"Condition": pins(operator="ArnEquals")}, id="ArnEquals"),
        pytest.param({"Condition": pins(source="arn:aws:s3:::*", operator="StringLike")}, id="StringLike"),
        pytest.param(
            {"Condition": pins() | {"StringEqualsIfExists": {"aws:SourceArn": "x"}, "Null": {"aws:Referer": "true"}}},
            id="more-conjuncts",
        ),
    ],
)
def test_inside(changes: dict[str, Any], contract: Contract) -> None:
    assert found(with_extra(**changes), contract) == set()


@pytest.mark.parametrize("contract", CONTRACTS)
@pytest.mark.parametrize(
    ("changes", "element"),
    [
        pytest.param({"Action": "s3:*"}, "Action", id="all-actions"),
        pytest.param({"Action": "s3:GetBucketAcl"}, "Action", id="acl-check"),
        pytest.param({"Action": ["s3:PutObject", "s3:GetObject"]}, "Action", id="action-hidden"),
        pytest.param({"Action": None, "NotAction": "s3:PutObject"}, "NotAction", id="NotAction"),
        pytest.param({"Resource": "*"}, "Resource", id="all-resources"),
        pytest.param({"Resource": ARN}, "Resource", id="the-bucket"),
        pytest.param({"Resource": f"{ARN}*"}, "Resource", id="no-slash"),
        pytest.param({"Resource": [f"{ARN}/*", f"{ARN}-2/*"]}, "Resource", id="also-another-bucket"),
        pytest.param({"Resource": f"arn:aws-cn:s3:::{BUCKET}/*"}, "Resource", id="other-partition"),
        pytest.param({"Resource": f"{ARN}/${{aws:userid}}"}, "Resource", id="variable"),
        pytest.param({"Resource": None, "NotResource": "arn:aws:s3:::x"}, "NotResource", id="NotResource"),
        pytest.param({"Condition": None}, "Condition", id="no-condition"),
        pytest.param({"Condition": {"ArnLike": {"aws:SourceArn": SOURCE_BUCKET}}}, "Condition", id="no-account"),
        pytest.param({"Condition": pins(account=FOREIGN)}, "Condition", id="foreign"),
        pytest.param({"Condition": pins(account=[ACCOUNT, FOREIGN])}, "Condition", id="also-foreign"),
        pytest.param({"Condition": pins(account="*")}, "Condition", id="star"),
        pytest.param(
            {"Condition": {"StringLike": {"aws:SourceAccount": "1111*"}} | {"ArnLike": {"aws:SourceArn": ARN}}},
            "Condition",
            id="wildcard-account",
        ),
        *(
            pytest.param(
                {"Condition": {operator: {"aws:SourceAccount": ACCOUNT}, "ArnLike": {"aws:SourceArn": ARN}}},
                "Condition",
                id=operator,
            )
            for operator in ("StringEqualsIfExists", "ForAllValues:StringEquals", "StringNotEquals", "ArnEquals")
        ),
    ],
)
def test_excess(changes: dict[str, Any], element: str, contract: Contract) -> None:
    assert found(with_extra(**changes), contract) == {("excess", '"Extra"', element)}


@pytest.mark.parametrize("contract", CONTRACTS)
@pytest.mark.parametrize(
    "condition",
    [
        pytest.param({"StringEquals": {"aws:SourceAccount": ACCOUNT}}, id="no-source"),
        pytest.param(pins(source="*"), id="any"),
        pytest.param(pins(source="arn:*:s3:::logs"), id="any-partition"),
        pytest.param(pins(source="arn:aws-cn:s3:::logs"), id="other-partition"),
        pytest.param(pins(source="arn:aws:*:::logs"), id="any-service"),
        pytest.param(pins(source=f"arn:aws:s3:*:{ACCOUNT}:*"), id="no-bucket"),
        pytest.param(pins(source=[SOURCE_BUCKET, "arn:aws:s3"]), id="no-arn"),
        pytest.param(pins(source="arn:aws:s3::*", operator="StringLike"), id="StringLike-no-colon"),
        pytest.param(pins(operator="ArnLikeIfExists"), id="IfExists"),
        pytest.param(pins(operator="ArnNotLike"), id="negated"),
    ],
)
def test_hardening(condition: dict[str, Any], contract: Contract) -> None:
    assert found(with_extra(Condition=condition), contract) == {("hardening", '"Extra"', "Condition")}


def test_every_statement_has_to_agree_on_the_account() -> None:
    foreign = document([ACCESS_LOGS]).replace(ACCOUNT, FOREIGN)
    assert found(foreign, BARE) == set()
    assert found(foreign, CONTRACT) == {("excess", '"AccessLogs"', "Condition")}
    assert found(with_extra(Condition=pins(account=FOREIGN)), BARE) == {("excess", '"Extra"', "Condition")}


def test_one_partition_throughout() -> None:
    china = document([ACCESS_LOGS]).replace("arn:aws:", "arn:aws-cn:")
    assert found(china, BARE) == set()
    assert {kind for kind, _, _ in found(china, CONTRACT)} == {"excess", "hardening"}


def test_malformed_statement() -> None:
    assert found(with_extra(Effect="allow"), CONTRACT) == {("malformed", '"Extra"', "Effect")}


def test_fixes_are_accepted() -> None:
    missing = access_log_findings_in(with_extra(Condition={"StringEquals": {"aws:userid": "x"}}), BARE)
    fixes = [json.loads(each.fix.removeprefix("Write ").split(", or")[0]) for each in missing]
    assert len(fixes) == 2
    assert found(with_extra(Condition=fixes[0] | fixes[1]), BARE) == set()


def test_message_has_the_value_and_the_fix() -> None:
    (finding,) = access_log_findings_in(with_extra(Condition=pins(source="*")), CONTRACT)
    assert str(finding) == (
        'statement "Extra", Condition: aws:SourceArn is not pinned to a bucket (ArnLike "*" admits a value outside).\n'
        'Write {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::*"}}, or the name of the bucket whose access is logged in '
        "place of the *."
    )


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        pytest.param([ACCESS_LOGS], True, id="alone"),
        pytest.param([ACCESS_LOGS, ACCESS_LOGS | OTHER, TLS_ONLY], True, id="with-a-deny"),
        pytest.param([ACCESS_LOGS | {"Action": "s3:*"}], True, id="too-wide"),
        pytest.param([ACCESS_LOGS, *good_statements()], False, id="with-delivery"),
        pytest.param([ACCESS_LOGS, ACCESS_LOGS | OTHER | {"Principal": "*"}], False, id="with-everyone"),
        pytest.param([ACCESS_LOGS | {"Principal": LOGGING | {"AWS": "*"}}], False, id="second-kind"),
        pytest.param([ACCESS_LOGS | {"Principal": {"AWS": LOGGING["Service"]}}], False, id="wrong-kind"),
        pytest.param(
            [ACCESS_LOGS | {"Principal": {"Service": ["cloudtrail.amazonaws.com", LOGGING["Service"]]}}],
            False,
            id="one-list",
        ),
        pytest.param(
            [{name: value for name, value in ACCESS_LOGS.items() if name != "Principal"} | {"NotPrincipal": LOGGING}],
            False,
            id="NotPrincipal",
        ),
        pytest.param([TLS_ONLY], False, id="nothing-allowed"),
    ],
)
def test_which_documents_are_of_access_logs(statements: list[Any], expected: bool) -> None:
    assert is_access_log_policy(document(statements)) is expected


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"Version": "2012-10-17", "Statement": []}'])
def test_what_is_no_document_is_not_of_access_logs(text: str) -> None:
    assert not is_access_log_policy(text)


def test_no_labelled_policy_of_a_log_bucket_is_of_access_logs() -> None:
    """r32, which lets the logging service in beside delivery, among them."""
    rows = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    assert {row["id"] for row in rows if is_access_log_policy(row["policy"])} == set()


def test_delivery_does_not_know_the_logging_service() -> None:
    assert {each.element for each in findings_in(document([ACCESS_LOGS]), CONTRACT)} >= {"Principal"}


# The parts of a statement: the first is what S3 needs, the others may widen it.
PARTS: dict[str, list[Any]] = {
    "service": ["logging.s3.amazonaws.com", "delivery.logs.amazonaws.com"],
    "action": ["s3:PutObject", "s3:putObject", "s3:Put*", "s3:GetObject"],
    "resource": [f"{ARN}/*", f"{ARN}/a*", f"{ARN}*", "*", ARN, "arn:aws:s3:::?xample-logs/*"],
    "account": [ACCOUNT, FOREIGN, "*", [ACCOUNT, FOREIGN], None],
    "account_operator": ["StringEquals", "StringLike", "StringEqualsIfExists", "StringNotEquals"],
    "source": [SOURCE_BUCKET, "arn:aws:s3:::*", "arn:aws:s3*", "*", "arn:*:s3:::*", "arn:aws:s3:*:*:*", None],
    "source_operator": ["ArnLike", "StringEquals", "StringLike", "ForAllValues:ArnLike", "ArnNotLike"],
}


def statements_of_parts() -> Iterator[str]:
    """Every document of one statement in which at most three parts are not what S3 needs."""
    needed = {name: values[0] for name, values in PARTS.items()}
    for names in itertools.combinations(PARTS, 3):
        for values in itertools.product(*(PARTS[name] for name in names)):
            parts = needed | dict(zip(names, values, strict=True))
            condition: dict[str, Any] = {}
            for key in ("account", "source"):
                if parts[key] is not None:
                    name = {"account": "aws:SourceAccount", "source": "aws:SourceArn"}[key]
                    condition.setdefault(parts[f"{key}_operator"], {})[name] = parts[key]
            yield document(
                [
                    {
                        "Effect": "Allow",
                        "Principal": {"Service": parts["service"]},
                        "Action": parts["action"],
                        "Resource": parts["resource"],
                        "Condition": condition,
                    }
                ]
            )


def test_what_is_accepted_allows_no_request_outside() -> None:
    """The evaluator answers for concrete requests: each of these is outside what S3 needs."""
    accepted = {
        text
        for text in statements_of_parts()
        if is_access_log_policy(text) and not access_log_findings_in(text, CONTRACT)
    }
    assert len(accepted) > 30
    assert [text for text in accepted for each in OUTSIDE if evaluate(text, each) is Decision.ALLOWED] == []


def request(**changes: Any) -> Request:
    """A delivery of access logs, with some of it changed; None leaves a condition key out."""
    needed = {
        "action": "s3:PutObject",
        "resource": f"{ARN}/access/2026-01-01-00-00-00-ABC",
        "principal": "logging.s3.amazonaws.com",
        "account": ACCOUNT,
        "source": SOURCE_BUCKET,
    } | changes
    context = {"aws:SourceAccount": needed["account"], "aws:SourceArn": needed["source"], "aws:SecureTransport": "true"}
    return Request(
        action=needed["action"],
        resource=needed["resource"],
        principal=Principal("Service", needed["principal"]),
        context={key: (value,) for key, value in context.items() if value is not None},
    )


OUTSIDE = [
    request(action="s3:GetObject"),
    request(action="s3:PutObjectAcl"),
    request(resource=ARN),
    request(resource="arn:aws:s3:::example-logs-2/access/x"),
    request(principal="delivery.logs.amazonaws.com"),
    request(account=FOREIGN),
    request(account=None),
    request(source=None),
    request(source="arn:aws-cn:s3:::sources"),
    request(source=f"arn:aws:s3:us-east-1:{ACCOUNT}:accesspoint/x"),
    request(source=f"arn:aws:sns:us-east-1:{ACCOUNT}:x"),
]


@pytest.mark.parametrize("changes", [{}, {"Condition": pins(source="arn:aws:s3:::*")}], ids=["bucket", "any-bucket"])
def test_access_logs_arrive_through_what_is_accepted(changes: dict[str, Any]) -> None:
    text = document([ACCESS_LOGS | changes, TLS_ONLY])
    assert access_log_findings_in(text, CONTRACT) == ()
    assert evaluate(text, request()) is Decision.ALLOWED
    assert [each for each in OUTSIDE if evaluate(text, each) is Decision.ALLOWED] == []
