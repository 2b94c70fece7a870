"""What two versions of a document grant, compared by meaning."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ops.review.grants.carriers import CARRIERS, Carrier
from ops.review.grants.comparison import Difference, differences
from ops.review.grants.grant import Grant
from ops.review.grants.reading import MOST_GRANTS, Unread, grants_of
from ops.review.grants.wording import sentence
from ops.review.render.quoting import plain

BUCKET_POLICY = CARRIERS["aws:s3/bucketPolicy:BucketPolicy"][0]
ROLE_POLICY = CARRIERS["aws:iam/rolePolicy:RolePolicy"][0]
TRUST_POLICY = CARRIERS["aws:iam/role:Role"][0]
Statement = dict[str, Any]


def allow(**changed: Any) -> Statement:
    return {
        "Effect": "Allow",
        "Principal": {"Service": "cloudtrail.amazonaws.com"},
        "Action": "s3:PutObject",
        "Resource": "arn:aws:s3:::logs/AWSLogs/111111111111/*",
        "Condition": {"StringEquals": {"aws:SourceAccount": "111111111111"}},
        **changed,
    }


def deny(**changed: Any) -> Statement:
    return {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": "arn:aws:s3:::logs/*",
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        **changed,
    }


def document(*statements: Statement) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def read(*statements: Statement, carrier: Carrier = BUCKET_POLICY) -> frozenset[Grant]:
    grants = grants_of(document(*statements), carrier)
    assert not isinstance(grants, Unread), grants.why
    return grants


def compared(before: list[Statement], after: list[Statement]) -> list[tuple[str, bool]]:
    return [(each.effect, each.opens) for each in differences(read(*before), read(*after))]


OTHER_ACCOUNT = {"StringEquals": {"aws:SourceAccount": "222222222222"}}
BOTH_ACCOUNTS = {"StringEquals": {"aws:SourceAccount": ["111111111111", "222222222222"]}}
TRAIL = {"ArnLike": {"aws:SourceArn": "arn:aws:cloudtrail:*:111111111111:trail/a"}}
RENAMED_TRAIL = {"ArnLike": {"aws:SourceArn": "arn:aws:cloudtrail:*:111111111111:trail/b"}}
FOREIGN_TRAIL = {"ArnLike": {"aws:SourceArn": "arn:aws:cloudtrail:*:222222222222:trail/a"}}
ALL_BUT = {"Effect": "Allow", "Principal": {"AWS": "111111111111"}, "NotAction": "s3:*", "Resource": "*"}
NAMED = {"StringEquals": {"aws:PrincipalTag/team": "a"}}
OTHERWISE_NAMED = {"StringEquals": {"aws:PrincipalTag/team": "b"}}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([allow()], [allow(), allow(Action="s3:GetObject")], [("added", True)]),
        ([allow()], [allow(Action="s3:*")], [("widened", True)]),
        ([allow()], [allow(Principal="*")], [("widened", True)]),
        ([allow()], [allow(Principal={"AWS": "*"})], [("widened", True)]),
        ([allow()], [allow(Resource="arn:aws:s3:::logs/*")], [("widened", True)]),
        ([allow()], [allow(Condition=BOTH_ACCOUNTS)], [("widened", True)]),
        ([allow()], [{name: value for name, value in allow().items() if name != "Condition"}], [("widened", True)]),
        ([allow(), allow(Action="s3:GetObject")], [allow(Action="s3:*")], [("widened", True)]),
        ([allow()], [allow(Condition=OTHER_ACCOUNT)], [("changed", True)]),
        ([allow(Condition=TRAIL)], [allow(Condition=RENAMED_TRAIL)], [("changed", False)]),
        ([allow(Condition=TRAIL)], [allow(Condition=FOREIGN_TRAIL)], [("changed", True)]),
        (
            [allow(Resource="arn:aws:s3:::logs/*", Condition=NAMED)],
            [allow(Resource="arn:aws:s3:::logs/*", Condition=OTHERWISE_NAMED)],
            [("changed", True)],
        ),
        ([allow(Action="s3:*")], [allow()], [("narrowed", False)]),
        ([allow(Condition=BOTH_ACCOUNTS)], [allow()], [("narrowed", False)]),
        ([allow(), deny()], [deny()], [("removed", False)]),
        ([allow(), deny()], [allow()], [("no longer denied", True)]),
        ([deny()], [deny(Action="s3:GetObject")], [("no longer denied", True)]),
        ([allow()], [allow(), deny()], [("now denied", False)]),
        ([allow()], [allow(), ALL_BUT], [("added", True)]),
    ],
)
def test_a_difference_is_told_by_what_it_opens(
    before: list[Statement], after: list[Statement], expected: list[tuple[str, bool]]
) -> None:
    assert compared(before, after) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([allow(), deny()], [deny(), allow(Sid="Renamed")]),
        ([allow(Action=["s3:PutObject", "s3:GetObject"])], [allow(), allow(Action="s3:GetObject")]),
        ([allow()], [allow(Action="S3:putobject")]),
        ([allow()], [allow(Condition={"StringEquals": {"AWS:sourceaccount": ["111111111111"]}})]),
        # The second was within the first.
        ([allow(Action="s3:*"), allow()], [allow(Action="s3:*")]),
    ],
)
def test_the_same_grants_in_other_words_are_no_difference(before: list[Statement], after: list[Statement]) -> None:
    assert compared(before, after) == []
    assert compared(after, before) == []


PRINCIPALS: list[Any] = ["*", {"AWS": "111111111111"}, {"Service": "cloudtrail.amazonaws.com"}]
ACTIONS = ["s3:*", "s3:Put*", "s3:PutObject", "s3:Get?bject", "*"]
RESOURCES = ["*", "arn:aws:s3:::logs/*", "arn:aws:s3:::logs/a/*", "arn:aws:s3:::l?gs/*"]
CONDITIONS: list[Any] = [
    {},
    TRAIL,
    BOTH_ACCOUNTS,
    OTHER_ACCOUNT,
    {**TRAIL, **OTHER_ACCOUNT},
    {"StringNotEquals": {"aws:a": ["1", "2"]}},
]


@st.composite
def statement(draw: st.DrawFn) -> Statement:
    return {
        "Effect": draw(st.sampled_from(["Allow", "Deny"])),
        "Principal": draw(st.sampled_from(PRINCIPALS)),
        "Action": draw(st.sampled_from(ACTIONS)),
        "Resource": draw(st.sampled_from(RESOURCES)),
        "Condition": draw(st.sampled_from(CONDITIONS)),
    }


STATEMENTS = statement()
DOCUMENTS = st.lists(STATEMENTS, min_size=1, max_size=4)


@given(DOCUMENTS)
def test_a_document_does_not_differ_from_itself(statements: list[Statement]) -> None:
    assert compared(statements, list(reversed(statements))) == []


@given(DOCUMENTS, STATEMENTS)
def test_one_more_allow_opens_something_unless_it_was_allowed_already(before: list[Statement], more: Statement) -> None:
    grants = read(*before)
    (new,) = read(more)
    found = differences(grants, read(*before, more))

    if any(new.inside(old) for old in grants):
        assert found == ()
    else:
        assert any(each.opens for each in found) == new.allows


@given(DOCUMENTS, STATEMENTS)
def test_one_statement_less_never_opens_anything_but_by_a_deny(after: list[Statement], less: Statement) -> None:
    found = differences(read(*after, less), read(*after))

    assert all(each.effect in ("removed", "narrowed", "no longer denied") for each in found)


@given(STATEMENTS, STATEMENTS, STATEMENTS)
def test_what_is_inside_is_inside_all_that_this_is_inside(one: Statement, two: Statement, three: Statement) -> None:
    (a,), (b,), (c,) = read(one), read(two), read(three)

    assert a.inside(a)
    assert not (a.inside(b) and b.inside(c)) or a.inside(c)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "document: not JSON"),
        (document({**allow(), "Effect": "allow"}), "#1: "),
        ('{"Version": "2012-10-17", "Statement": [], "Statement": []}', "appears twice"),
        (document(allow(Action=[f"s3:A{number}" for number in range(MOST_GRANTS + 1)])), "too many to compare"),
    ],
)
def test_what_can_not_be_read_in_full_is_not_compared(text: str, why: str) -> None:
    grants = grants_of(text, BUCKET_POLICY)

    assert isinstance(grants, Unread)
    assert why in " ".join(grants.why)


def test_a_role_has_documents_without_a_principal_or_a_resource() -> None:
    identity = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
    trust = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}

    assert {grant.action for grant in read(identity, carrier=ROLE_POLICY)} == {"s3:getobject"}
    assert {grant.principal for grant in read(trust, carrier=TRUST_POLICY)} == {("Service", "ec2.amazonaws.com")}


def test_names_of_actions_are_not_case_sensitive() -> None:
    actions = [{"NotAction": ["s3:GetObject", "S3:putObject"]}, {"NotAction": ["s3:PutObject", "s3:getobject"]}]
    before, after = ({key: value for key, value in allow(**one).items() if key != "Action"} for one in actions)
    assert compared([before, allow()], [after, allow(Action="S3:PUTOBJECT")]) == []


def worded(before: list[Statement], after: list[Statement]) -> list[str]:
    return [sentence(each).text(plain) for each in differences(read(*before), read(*after))]


def test_a_grant_is_said_in_a_sentence() -> None:
    assert worded([deny()], [deny(), allow(Principal={"AWS": "*"}, Condition={})]) == [
        "added: everyone may s3:PutObject on arn:aws:s3:::logs/AWSLogs/111111111111/*"
    ]
    assert worded([allow()], [allow(Condition=BOTH_ACCOUNTS)]) == [
        "widened: cloudtrail.amazonaws.com may s3:PutObject on arn:aws:s3:::logs/AWSLogs/111111111111/* "
        "if aws:SourceAccount StringEquals 111111111111, 222222222222; "
        "before: if aws:SourceAccount StringEquals 111111111111"
    ]
    assert worded([allow(), deny()], [allow()]) == [
        "no longer denied: everyone may not s3:* on arn:aws:s3:::logs/* if aws:SecureTransport Bool false"
    ]


def test_the_holder_of_a_role_policy_is_named() -> None:
    (grant,) = read({"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}, carrier=ROLE_POLICY)
    (difference,) = differences((), [grant])

    assert isinstance(difference, Difference)
    assert sentence(difference, holder="reader").text(plain) == "added: reader may s3:GetObject on *"
