"""The evaluator against IAM's documented semantics, case by case, and laws that hold for every document."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.iam import Decision, Principal, Request, evaluate, evaluate_all

TRAIL = Principal("Service", "cloudtrail.amazonaws.com")
ALICE = Principal("AWS", "arn:aws:iam::111111111111:user/alice")
SESSION = Principal("AWS", "arn:aws:sts::111111111111:assumed-role/admin/alice")
ACL = Request("s3:GetBucketAcl", "arn:aws:s3:::logs", TRAIL)


def document(*statements: dict[str, Any], version: str = "2012-10-17") -> dict[str, Any]:
    return {"Version": version, "Statement": list(statements)}


def allow(**elements: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": "*", "Resource": "*", "Principal": "*", **elements}


def allows(statement: dict[str, Any], request: Request = ACL) -> bool:
    return evaluate(document(statement), request) is Decision.ALLOWED


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([], Decision.NOT_ALLOWED),
        ([allow()], Decision.ALLOWED),
        ([allow(), {**allow(), "Effect": "Deny"}], Decision.DENIED),
        ([{**allow(), "Effect": "Deny"}, allow()], Decision.DENIED),
        ([allow(Action="s3:PutObject")], Decision.NOT_ALLOWED),
    ],
)
def test_a_denial_wins_and_silence_is_no_permission(statements: list[dict[str, Any]], expected: Decision) -> None:
    assert evaluate(document(*statements), ACL) is expected


def test_a_statement_may_stand_alone_and_a_document_may_be_text() -> None:
    text = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}}'
    assert evaluate(text, ACL) is Decision.ALLOWED


@pytest.mark.parametrize(
    ("element", "principal", "applies"),
    [
        ("*", TRAIL, True),
        ({"AWS": "*"}, TRAIL, True),
        ({"Service": "cloudtrail.amazonaws.com"}, TRAIL, True),
        ({"Service": ["config.amazonaws.com", "cloudtrail.amazonaws.com"]}, TRAIL, True),
        ({"Service": "config.amazonaws.com"}, TRAIL, False),
        ({"AWS": "cloudtrail.amazonaws.com"}, TRAIL, False),
        ({"Service": "*.amazonaws.com"}, TRAIL, False),
        ({"AWS": "arn:aws:iam::111111111111:user/alice"}, ALICE, True),
        ({"AWS": "arn:aws:iam::111111111111:user/bob"}, ALICE, False),
        ({"AWS": "arn:aws:iam::111111111111:root"}, ALICE, True),
        ({"AWS": "111111111111"}, ALICE, True),
        ({"AWS": "222222222222"}, ALICE, False),
        ({"AWS": "arn:aws:iam::111111111111:role/admin"}, SESSION, True),
        ({"AWS": "arn:aws:iam::111111111111:role/team/admin"}, SESSION, True),
        ({"AWS": "arn:aws:iam::111111111111:role/other"}, SESSION, False),
        ({"AWS": "arn:aws:iam::222222222222:role/admin"}, SESSION, False),
        ({"AWS": "arn:aws:sts::111111111111:assumed-role/admin/alice"}, SESSION, True),
    ],
)
def test_principals(element: Any, principal: Principal, applies: bool) -> None:
    request = Request("s3:GetBucketAcl", "arn:aws:s3:::logs", principal)
    assert allows(allow(Principal=element), request) is applies
    negated = {"Effect": "Allow", "NotPrincipal": element, "Action": "*", "Resource": "*"}
    assert allows(negated, request) is not applies


def test_a_policy_of_an_identity_names_no_principal() -> None:
    own = {"Effect": "Allow", "Action": "logs:*", "Resource": "*"}
    assert allows(own, Request("logs:PutLogEvents", "arn:aws:logs:us-east-1:1:log-group:g")) is True
    assert allows(own, ACL) is False
    assert allows(allow(), Request("s3:GetBucketAcl", "arn:aws:s3:::logs")) is False


@pytest.mark.parametrize(
    ("action", "applies"),
    [
        ("s3:GetBucketAcl", True),
        ("S3:getbucketacl", True),
        ("s3:Get*", True),
        ("s3:GetBucketAc?", True),
        ("*", True),
        (["s3:PutObject", "s3:GetBucketAcl"], True),
        ("s3:GetBucket", False),
        ("s3:GetBucketAcl?", False),
    ],
)
def test_actions(action: Any, applies: bool) -> None:
    assert allows(allow(Action=action)) is applies
    assert allows({"Effect": "Allow", "Principal": "*", "NotAction": action, "Resource": "*"}) is not applies


@pytest.mark.parametrize(
    ("pattern", "resource", "applies"),
    [
        ("arn:aws:s3:::logs/*", "arn:aws:s3:::logs/AWSLogs/1/x", True),
        ("arn:aws:s3:::logs/*", "arn:aws:s3:::logs", False),
        ("arn:aws:s3:::logs", "arn:aws:s3:::logs/x", False),
        ("arn:aws:s3:::LOGS", "arn:aws:s3:::logs", False),
        ("arn:aws:s3:::log?", "arn:aws:s3:::logs", True),
        ("arn:*:s3:::logs", "arn:aws:s3:::logs", True),
        ("arn:aws:logs:*:*:log-group:g:*", "arn:aws:logs:us-east-1:1:log-group:g:log-stream:s", True),
        ("arn:aws:logs:us-*:1:log-group:g", "arn:aws:logs:us-east-1:1:log-group:g", True),
        ("arn:aws:s*3:::logs", "arn:aws:s:3:::logs", False),
        ("*", "arn:aws:s3:::logs", True),
    ],
)
def test_resources(pattern: str, resource: str, applies: bool) -> None:
    request = Request("s3:GetBucketAcl", resource, TRAIL)
    assert allows(allow(Resource=pattern), request) is applies
    negated = {"Effect": "Allow", "Principal": "*", "Action": "*", "NotResource": pattern}
    assert allows(negated, request) is not applies


def test_variables_are_literal_text_in_new_documents_only() -> None:
    statement = allow(Resource="arn:aws:s3:::logs/${aws:username}/*")
    mine = Request("s3:GetObject", "arn:aws:s3:::logs/alice/x", ALICE, {"aws:Username": ("alice",)})
    star = Request("s3:GetObject", "arn:aws:s3:::logs/bob/x", ALICE, {"aws:username": ("*",)})
    nobody = Request("s3:GetObject", "arn:aws:s3:::logs//x", ALICE)
    assert evaluate(document(statement), mine) is Decision.ALLOWED
    assert evaluate(document(statement), star) is Decision.NOT_ALLOWED
    assert evaluate(document(statement), nobody) is Decision.NOT_ALLOWED
    assert evaluate(document(statement, version="2008-10-17"), mine) is Decision.NOT_ALLOWED
    with_default = allow(Resource="arn:aws:s3:::logs/${aws:username, 'guest'}/*")
    guest = Request("s3:GetObject", "arn:aws:s3:::logs/guest/x", ALICE)
    assert evaluate(document(with_default), guest) is Decision.ALLOWED
    star_itself = allow(Resource="arn:aws:s3:::logs/${*}")
    assert evaluate(document(star_itself), Request("s3:GetObject", "arn:aws:s3:::logs/*", ALICE)) is Decision.ALLOWED
    assert evaluate(document(star_itself), Request("s3:GetObject", "arn:aws:s3:::logs/a", ALICE)) is (
        Decision.NOT_ALLOWED
    )


WORDS = st.sampled_from(["a", "b", "*", "a*"])
ACTIONS = st.sampled_from(["s3:GetBucketAcl", "s3:PutObject", "s3:*", "*", "logs:*"])
STATEMENTS = st.fixed_dictionaries(
    {
        "Effect": st.sampled_from(["Allow", "Deny"]),
        "Principal": st.sampled_from(["*", {"Service": "cloudtrail.amazonaws.com"}, {"AWS": "1" * 12}]),
        "Action": ACTIONS,
        "Resource": st.sampled_from(["*", "arn:aws:s3:::logs", "arn:aws:s3:::other"]),
    },
    optional={"Condition": st.fixed_dictionaries({"StringLike": st.dictionaries(st.just("k"), WORDS, min_size=1)})},
)
REQUESTS = st.builds(
    Request,
    st.sampled_from(["s3:GetBucketAcl", "s3:PutObject"]),
    st.just("arn:aws:s3:::logs"),
    st.sampled_from([TRAIL, ALICE]),
    st.dictionaries(st.just("k"), st.tuples(st.sampled_from(["a", "b"]))),
)
DOCUMENTS = st.lists(STATEMENTS, max_size=4)


@given(DOCUMENTS, REQUESTS)
def test_the_order_of_statements_does_not_matter(statements: list[dict[str, Any]], request: Request) -> None:
    assert evaluate(document(*statements), request) is evaluate(document(*reversed(statements)), request)


@given(DOCUMENTS, DOCUMENTS, REQUESTS)
def test_documents_together_are_one_document_with_all_statements(
    one: list[dict[str, Any]], other: list[dict[str, Any]], request: Request
) -> None:
    together = evaluate_all([document(*one), document(*other)], request)
    assert together is evaluate(document(*one, *other), request)


@given(DOCUMENTS, STATEMENTS, REQUESTS)
def test_a_denial_never_adds_permission(
    statements: list[dict[str, Any]], denial: dict[str, Any], request: Request
) -> None:
    with_denial = evaluate(document(*statements, {**denial, "Effect": "Deny"}), request)
    if with_denial is Decision.ALLOWED:
        assert evaluate(document(*statements), request) is Decision.ALLOWED
