"""A document is judged by what is known of it; what isn't is told before anything else is."""

from typing import Any

import pytest
from held_documents import lets_in
from known import NotKnownError
from policy_statements import allows_of
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE
from resource_view import Resource

ALLOW = {"Effect": "Allow", "Principal": "*", "Action": "sns:Publish", "Resource": UNKNOWN_STRING_VALUE}


def lets(document: object) -> bool:
    return any("sns:Publish" in allow.actions for allow in allows_of(document))


def holder(document: Any) -> Resource:
    type_ = "aws-native:sns:TopicInlinePolicy"
    return Resource(type=type_, name="policy", urn="urn", properties={"policyDocument": document})


def test_what_is_known_may_be_enough() -> None:
    assert lets_in(holder({"Statement": [ALLOW, ALLOW | {"Action": UNKNOWN_STRING_VALUE}]}), lets)


def test_what_is_known_may_be_all() -> None:
    assert not lets_in(holder({"Statement": [ALLOW | {"Action": "sns:Subscribe", "Resource": "*"}]}), lets)


@pytest.mark.parametrize(
    ("document", "where"),
    [
        (UNKNOWN_STRING_VALUE, "policyDocument"),
        (
            {"Statement": [ALLOW | {"Action": UNKNOWN_STRING_VALUE, "Resource": "*"}]},
            "policyDocument.Statement.0.Action",
        ),
        ({"Statement": [ALLOW | {"Effect": UNKNOWN_STRING_VALUE}]}, "policyDocument.Statement.0.Effect"),
    ],
    ids=["whole", "what-matters", "what-cannot-be-read-without"],
)
def test_more_is_to_come(document: object, where: str) -> None:
    with pytest.raises(NotKnownError) as raised:
        lets_in(holder(document), lets)
    assert raised.value.path == where


def test_what_is_malformed_is_told() -> None:
    with pytest.raises(ValueError, match="Effect"):
        lets_in(holder({"Statement": [ALLOW | {"Effect": "Grant", "Resource": "*"}]}), lets)
