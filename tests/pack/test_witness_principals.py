"""Witnesses: who asks is somebody whose requests can have the keys that the document asks for."""

import json
from typing import Any

import pytest
import witness_space
from decision import explained
from plausible import is_plausible
from request import Request

from tests.support.bucket_documents import (
    ACCOUNT,
    ACL,
    ARN,
    CONTRACT,
    FOREIGN,
    TRAIL,
    arn,
    condition,
    document,
    good_statements,
    good_with,
)
from tests.support.witnesses import FROM_US, STRANGER, delivery, shown

OTHER_ACCOUNT = "444455556666"
ANYONE = {"Principal": "*", "Action": "s3:GetObject", "Resource": f"{ARN}/*"}
ORGANIZATION = {"aws:PrincipalOrgID": "o-exampleorgid"}
ADMIN = f"arn:aws:iam::{ACCOUNT}:role/admin"


def read(principal: tuple[str, str], context: dict[str, str], **differently: Any) -> Request:
    """A log file, read by somebody without anything of a delivery."""
    read = delivery(*FROM_US, *ACL, principal=principal, action="s3:GetObject", context=context)
    return read._replace(**differently)


def by(resource: str, account: str = FOREIGN) -> tuple[str, str]:
    return "AWS", f"arn:aws:iam::{account}:{resource}"


@pytest.mark.parametrize("principal", ["*", {"AWS": "*"}])
@pytest.mark.parametrize(
    ("asked", "who", "context"),
    [
        pytest.param({"StringEquals": ORGANIZATION}, ("AWS", STRANGER), ORGANIZATION, id="an-organization"),
        pytest.param(
            {"StringLike": {"aws:userid": "AROAX:*"}}, ("AWS", STRANGER), {"aws:userid": "AROAX:x"}, id="a-session"
        ),
        pytest.param(
            {"ArnLike": {"aws:PrincipalArn": ADMIN}}, ("AWS", ADMIN), {"aws:PrincipalArn": ADMIN}, id="a-role"
        ),
        pytest.param(
            {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/admin"}},
            by("role/admin"),
            {"aws:PrincipalArn": f"arn:aws:iam::{FOREIGN}:role/admin"},
            id="a-role-of-any-account",
        ),
        pytest.param(
            {"StringLike": {"aws:PrincipalArn": "*role/team-*"}},
            by("role/team-x"),
            {"aws:PrincipalArn": f"arn:aws:iam::{FOREIGN}:role/team-x"},
            id="roles",
        ),
        pytest.param(
            {"StringEquals": {"aws:PrincipalAccount": OTHER_ACCOUNT}},
            by("role/x", OTHER_ACCOUNT),
            {"aws:PrincipalAccount": OTHER_ACCOUNT},
            id="an-account",
        ),
        pytest.param(
            {
                "StringEquals": {"aws:PrincipalAccount": OTHER_ACCOUNT},
                "ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/admin"},
            },
            by("role/admin", OTHER_ACCOUNT),
            {"aws:PrincipalAccount": OTHER_ACCOUNT, "aws:PrincipalArn": f"arn:aws:iam::{OTHER_ACCOUNT}:role/admin"},
            id="a-role-of-an-account",
        ),
        pytest.param({"StringEquals": {"aws:username": "bob"}}, by("user/bob"), {"aws:username": "bob"}, id="a-user"),
        pytest.param(
            {"StringEquals": {"aws:PrincipalType": "User"}}, by("user/x"), {"aws:PrincipalType": "User"}, id="users"
        ),
        pytest.param(
            {"StringEquals": {"aws:PrincipalType": "Account"}},
            by("root"),
            {"aws:PrincipalType": "Account"},
            id="the-root-user",
        ),
        pytest.param(
            {"Null": {"aws:PrincipalArn": "false"}},
            ("AWS", STRANGER),
            {"aws:PrincipalArn": STRANGER},
            id="anyone-with-a-name",
        ),
    ],
)
def test_who_asks_has_what_the_conditions_ask_for(
    principal: Any, asked: dict[str, Any], who: tuple[str, str], context: dict[str, str]
) -> None:
    wide = good_with(**ANYONE | {"Principal": principal}, Condition=asked)
    assert shown(wide) == dict.fromkeys([("Principal", ""), ("Action", "")], read(who, context))


@pytest.mark.parametrize(
    ("asked", "context"),
    [
        ({"StringEquals": {"aws:SourceVpce": "vpce-1"}}, {"aws:SourceVpce": "vpce-1"}),
        ({"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}, {"aws:SourceIp": "10.0.0.9"}),
        ({"StringEquals": {"aws:PrincipalType": "Anonymous"}}, {"aws:PrincipalType": "Anonymous"}),
    ],
)
def test_what_only_a_service_has_not_anyone_may_have(asked: dict[str, Any], context: dict[str, str]) -> None:
    expected = read(("Anonymous", "*"), context)
    assert shown(good_with(**ANYONE, Condition=asked)) == dict.fromkeys([("Principal", ""), ("Action", "")], expected)


def test_a_role_of_the_account_that_is_named() -> None:
    asked = {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/admin"}}
    wide = good_with(**ANYONE | {"Principal": {"AWS": OTHER_ACCOUNT}}, Condition=asked)
    who = by("role/admin", OTHER_ACCOUNT)
    assert shown(wide) == dict.fromkeys([("Principal", ""), ("Action", "")], read(who, {"aws:PrincipalArn": who[1]}))


def test_who_is_named_by_a_variable() -> None:
    wide = good_with(**ANYONE | {"Resource": f"{ARN}/${{aws:username}}/*"}, Condition=None)
    expected = read(by("user/x"), {"aws:username": "x"}, resource=f"{ARN}/x/x")
    assert list(shown(wide).values()) == [expected] * 3


def test_an_account_that_a_variable_names_does_not_cost_the_witness() -> None:
    """One value is assumed for a variable: none that the document may well refuse."""
    asked = {
        "StringLike": {"aws:PrincipalArn": "arn:aws:iam::${aws:PrincipalAccount}:role/x"},
        "StringNotEquals": {"aws:PrincipalAccount": FOREIGN},
    }
    assert None not in shown(good_with(**ANYONE, Condition=asked)).values()


@pytest.mark.parametrize(
    ("spared", "who"),
    [
        ({"StringNotEquals": {"aws:PrincipalAccount": ACCOUNT}}, by("role/x", ACCOUNT)),
        ({"StringNotLike": {"aws:PrincipalArn": f"arn:aws:iam::{ACCOUNT}:role/adm*"}}, by("role/admx", ACCOUNT)),
        ({"ArnNotEquals": {"aws:PrincipalArn": ADMIN}}, ("AWS", ADMIN)),
    ],
)
def test_who_is_spared_by_a_deny(spared: dict[str, Any], who: tuple[str, str]) -> None:
    deny = {**ANYONE, "Sid": "Deny", "Effect": "Deny", "Condition": spared}
    extra = {**ANYONE, "Sid": "Extra", "Effect": "Allow", "Condition": {"StringEquals": ORGANIZATION}}
    witnesses = list(shown(document([*good_statements(), extra, deny])).values())
    assert [each and each.principal for each in witnesses] == [who] * 2
    assert [each and is_plausible(each) for each in witnesses] == [True] * 2


def test_of_several_that_a_deny_names_the_one_that_it_spares() -> None:
    names = [f"arn:aws:iam::{ACCOUNT}:role/{number}" for number in range(20)]
    allowed = {**ANYONE, "Sid": "Extra", "Effect": "Allow", "Condition": {"ArnEquals": {"aws:PrincipalArn": names}}}
    refused = {**ANYONE, "Sid": "Deny", "Effect": "Deny", "Condition": {"ArnEquals": {"aws:PrincipalArn": names[:-1]}}}
    found = explained(document([*good_statements(), allowed, refused]), CONTRACT)
    assert [finding.witness and finding.witness.principal for finding in found] == [("AWS", names[-1])] * 2


@pytest.mark.parametrize("count", [5, 60, 150])
def test_among_many_that_are_asked_for_one_is_found(count: int) -> None:
    """However many: the search looks at some, and is not given up for them."""
    names = [f"arn:aws:iam::{ACCOUNT}:role/{number}" for number in range(count)]
    asked = {"ArnEquals": {"aws:PrincipalArn": names}}
    found = explained(good_with(**ANYONE, Condition=asked), CONTRACT)
    assert [finding.witness and finding.witness.principal for finding in found] == [("AWS", names[0])] * 2


def test_where_none_of_the_first_will_do_a_request_is_shown_all_the_same() -> None:
    names = [f"arn:aws:iam::{ACCOUNT}:role/{number}" for number in range(100)]
    allowed = {**ANYONE, "Sid": "Extra", "Effect": "Allow", "Condition": {"ArnEquals": {"aws:PrincipalArn": names}}}
    refused = {**ANYONE, "Sid": "Deny", "Effect": "Deny", "Condition": {"ArnEquals": {"aws:PrincipalArn": names[:-1]}}}
    found = explained(document([*good_statements(), allowed, refused]), CONTRACT)
    assert [finding.witness and finding.witness.context["aws:PrincipalArn"] for finding in found] == [names[-1]] * 2


def test_no_identity_is_looked_for_where_one_that_is_named_may_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of those that "*" stands for, users and roles have an ARN; the anonymous have none."""
    monkeypatch.delattr(witness_space, "identities")
    wide = good_with(**ANYONE, Condition={"Null": {"aws:PrincipalArn": "true"}})
    assert shown(wide)["Principal", ""] == read(("Anonymous", "*"), {})


def test_beside_a_service_that_has_no_such_key_a_role_that_has_it() -> None:
    asked = arn(TRAIL) | {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/admin"}}
    wide = good_with(
        Principal={"Service": "cloudtrail.amazonaws.com", "AWS": "*"}, Resource=f"{ARN}/*", Condition=asked
    )
    assert {each and each.principal for each in shown(wide).values()} == {by("role/admin")}


@pytest.mark.parametrize(
    ("key", "value"), [("aws:PrincipalOrgID", "o-exampleorgid"), ("aws:PrincipalArn", ADMIN), ("aws:SourceVpce", "v")]
)
def test_of_a_service_alone_such_a_request_is_shown_for_want_of_another(key: str, value: str) -> None:
    wide = good_with(Resource=f"{ARN}/*", Condition=arn(TRAIL) | {"StringLike": {key: value}})
    assert shown(wide)["Resource", ""] == delivery(resource=f"{ARN}/AWSLogs/{FOREIGN}/x", context={key: value})


def test_nor_is_a_role_left_out_for_what_contradicts_its_name() -> None:
    role = by("role/a", OTHER_ACCOUNT)
    asked = {"StringEquals": {"aws:PrincipalAccount": ACCOUNT}}
    wide = good_with(**ANYONE | {"Principal": {"AWS": role[1]}}, Condition=asked)
    assert set(map(json.dumps, (each and each.as_json() for each in shown(wide).values()))) == {
        json.dumps(read(role, {"aws:PrincipalAccount": ACCOUNT}).as_json())
    }


def test_another_service_where_it_has_to_be_one() -> None:
    asked = condition(Bool={"aws:PrincipalIsAWSService": "true"}, StringEquals={"aws:SourceArn": TRAIL})
    assert shown(good_with(Principal="*", Condition=asked)) == {
        ("Principal", ""): delivery(
            principal=("Service", "ec2.amazonaws.com"), context={"aws:PrincipalIsAWSService": "true"}
        )
    }


def test_an_action_that_s3_has() -> None:
    assert shown(good_with(Action="s3:PutObjec?", Resource=f"{ARN}/*"))["Action", ""] == delivery(
        resource=f"{ARN}/AWSLogs/{FOREIGN}/x"
    )


def test_of_an_action_that_only_a_delivery_has_there_is_none() -> None:
    assert shown(good_with(Action="s3:PutObjec?")) == {("Action", ""): None}
