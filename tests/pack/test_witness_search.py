"""The search for a witness: what a Deny takes back is none, and it ends, whatever it comes to."""

import json
from typing import Any

import pytest
from automaton import Budget, TooManyStepsError
from decision import explained
from findings import Finding
from policy_document import parse_document
from request import Request
from witness import Search, search, with_witnesses

from tests.support.bucket_documents import (
    ACCOUNT,
    ARN,
    CONTRACT,
    TRAIL,
    arn,
    condition,
    document,
    good_statements,
    good_with,
)
from tests.support.witnesses import (
    DELETED,
    EXTRA_DELETE,
    FROM_ELSEWHERE,
    LOG_FILE,
    NEW_YEAR,
    STRANGER,
    delivery,
    shown,
)

ELSEWHERE = delivery(action="s3:DeleteObject", resource=f"{ARN}/central/AWSLogs/{ACCOUNT}/{LOG_FILE}")
HARD_TO_FIND = {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:DeleteObject",
    "NotResource": f"{ARN}/deep/*down?",
}
"""A Deny of all that is likely."""


def denying(**deny: Any) -> str:
    """A document with an Allow of every deletion, and a Deny of some."""
    refused = {"Sid": "Deny", "Effect": "Deny", "Principal": "*", "Action": "s3:DeleteObject", "Resource": f"{ARN}/*"}
    changed = {name: value for name, value in (refused | deny).items() if value is not None}
    return document([*good_statements(), EXTRA_DELETE, changed])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(denying(), None, id="all"),
        pytest.param(denying(Action="s3:GetObject"), DELETED, id="another-action"),
        pytest.param(denying(Action="S3:DELETE*"), None, id="any-case"),
        pytest.param(denying(Resource=f"{ARN}/AWSLogs/*"), ELSEWHERE, id="what-is-likeliest"),
        pytest.param(
            denying(Resource=None, NotResource=f"{ARN}/deep/down?"),
            DELETED._replace(resource=f"{ARN}/deep/downy"),
            id="all-that-is-likely",
        ),
        pytest.param(denying(Principal={"Service": "delivery.logs.amazonaws.com"}), DELETED, id="another-principal"),
        pytest.param(
            denying(Condition={"StringNotEquals": {"aws:PrincipalTag/team": "audit-7"}}),
            delivery(action="s3:DeleteObject", context={"aws:PrincipalTag/team": "audit-7"}),
            id="without-a-key",
        ),
        pytest.param(
            denying(Condition={"StringNotLike": {"aws:PrincipalTag/team": "a?d*t"}}),
            delivery(action="s3:DeleteObject", context={"aws:PrincipalTag/team": "axdxt"}),
            id="without-a-key-that-matches",
        ),
        pytest.param(
            denying(Condition={"StringNotEquals": {"aws:PrincipalTag/a": "1"}, "Null": {"aws:PrincipalTag/b": "true"}}),
            delivery(action="s3:DeleteObject", context={"aws:PrincipalTag/b": "true"}),
            id="one-of-two-conjuncts",
        ),
        pytest.param(
            denying(Condition={"StringLike": {"aws:SourceArn": "*:trail/main"}}), None, id="by-the-source-that-it-needs"
        ),
    ],
)
def test_no_deny_takes_the_request_back(text: str, expected: Request | None) -> None:
    assert shown(text) == {("Action", ""): expected}


def test_a_deny_on_the_key_of_a_finding_leaves_what_some_delivery_has_not_first() -> None:
    deny = {"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject", "Resource": f"{ARN}/*"}
    narrow = deny | {"Condition": {"StringEquals": {"aws:SourceArn": STRANGER}}}
    wide = EXTRA_DELETE | {"Condition": condition()}
    assert shown(document([*good_statements(), wide, narrow]))["Condition", "aws:sourcearn"] == delivery(
        action="s3:DeleteObject", context=FROM_ELSEWHERE
    )


def test_a_resource_of_the_statement_is_found_where_all_that_is_likely_is_denied() -> None:
    deep = f"{ARN}/deep/"
    deny = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:DeleteObject",
        "Resource": [deep, f"{deep}*x*", f"{deep}*e*"],
    }
    text = document([*good_statements(), EXTRA_DELETE | {"Resource": f"{deep}*"}, deny])
    assert shown(text) == {("Action", ""): DELETED._replace(resource=f"{deep}y")}


class TestSearch:
    def allow_of(self, text: str, budget: int | None = None, about: Finding | None = None) -> Search:
        """A search for what the statement named Extra lets in."""
        read = parse_document(text)
        (extra,) = [each for each in read.statements if each.label == '"Extra"']
        return search(extra, read, CONTRACT, Budget() if budget is None else Budget(budget), about)

    def test_found(self) -> None:
        assert self.allow_of(good_with(Action="s3:GetObject")) == Search(delivery(action="s3:GetObject"), complete=True)

    def test_nothing_to_find(self) -> None:
        assert self.allow_of(good_with()) == Search(None, complete=True)

    def test_given_up(self) -> None:
        assert self.allow_of(good_with(Action="s3:GetObject"), budget=10) == Search(None, complete=False)

    def test_the_likely_takes_few_steps(self) -> None:
        found = self.allow_of(good_with(Action="s3:GetObject"), budget=1_000)
        assert found == Search(delivery(action="s3:GetObject"), complete=True)

    def test_so_does_what_is_likely_for_a_pattern(self) -> None:
        tagged = {"StringLike": {"aws:PrincipalTag/team": "*a*b*c*d*e*f*"}}
        assert self.allow_of(good_with(Action="s3:GetObject", Condition=arn(TRAIL) | tagged), budget=1_000).witness

    @pytest.mark.parametrize(("values", "complete"), [(30, True), (300, False)])
    def test_values_are_counted_before_they_are_compared(self, values: int, complete: bool) -> None:
        """For each is compared with each."""
        tagged = {"StringEquals": {"aws:PrincipalTag/team": [str(number) for number in range(values)]}}
        wide = good_with(Action="s3:GetObject", Condition=arn(TRAIL) | tagged)
        assert self.allow_of(wide, budget=100_000).complete is complete

    def test_of_a_variable_not_all_values_are_tried(self) -> None:
        unknown = {"aws:PrincipalTag/b": "${aws:PrincipalTag/a}"}
        denied = json.loads(denying(Condition={"StringNotEquals": unknown}))["Statement"]
        assert self.allow_of(document(denied)) == Search(None, complete=False)

    @pytest.mark.parametrize(
        ("key", "operator", "value"),
        [
            ("aws:SourceIp", "NotIpAddress", "10.0.0.0/17"),
            ("aws:CurrentTime", "DateNotEquals", NEW_YEAR),
            ("s3:TlsVersion", "NumericGreaterThanEquals", "0"),
        ],
    )
    def test_of_an_order_not_all_values_are_tried(self, key: str, operator: str, value: str) -> None:
        nothing = json.loads(denying(Condition=None))["Statement"]
        ordered = nothing[-1] | {"Action": "s3:GetObject", "Condition": {operator: {key: value}}}
        assert self.allow_of(document([*nothing, ordered])) == Search(None, complete=False)

    def test_nor_are_they_beside_a_condition_without_an_order(self) -> None:
        nothing = json.loads(denying())["Statement"]
        both = {"Bool": {"aws:SecureTransport": "true"}, "NumericEquals": {"s3:TlsVersion": "1.2"}}
        ordered = nothing[-1] | {"Action": "s3:GetObject", "Condition": both}
        assert self.allow_of(document([*nothing, ordered])) == Search(None, complete=False)

    def test_without_conditions_they_are(self) -> None:
        assert self.allow_of(denying()) == Search(None, complete=True)

    def test_of_a_variable_for_a_character_they_are(self) -> None:
        denied = json.loads(denying(Condition={"StringLike": {"aws:SourceArn": "*${:}"}}))["Statement"]
        assert self.allow_of(document(denied)).complete

    def test_given_up_in_the_thorough_round(self) -> None:
        assert self.allow_of(good_with(), budget=3_000) == Search(None, complete=False)

    def test_searches_share_a_budget(self) -> None:
        """So that a document of many statements takes no longer than one of few."""
        many = [EXTRA_DELETE | {"Sid": f"Extra{number}"} for number in range(40)]
        findings = explained(document([*many, HARD_TO_FIND]), CONTRACT)
        found = [finding.witness is not None for finding in findings]
        assert found == sorted(found, reverse=True)
        assert set(found) == {True, False}


def test_findings_about_the_same_part_of_a_statement_are_searched_once() -> None:
    """A document may have thousands of them."""
    folders = [f"{ARN}/{number}/*" for number in range(100)]
    once = explained(good_with(Resource=folders[:1]), CONTRACT)
    findings = explained(good_with(Resource=folders), CONTRACT)
    assert len(findings) == len(folders)
    assert [finding.witness for finding in once] == [delivery(resource=f"{ARN}/0/x")]
    assert [finding.witness is findings[0].witness for finding in findings] == [True] * len(findings)


def test_where_nothing_is_left_nothing_is_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    budget = Budget(0)
    with pytest.raises(TooManyStepsError):
        budget.spend(1)
    monkeypatch.delattr("witness.WitnessSpace")
    read = parse_document(good_with(Action="s3:*"))
    assert search(read.statements[-1], read, CONTRACT, budget) == Search(None, complete=False)


def test_what_grants_nothing_has_no_witness() -> None:
    read = parse_document(good_with(Action="s3:GetObject"))
    inert = Finding("inert", '"Extra"', "Action", "", "")
    assert with_witnesses([inert], read, CONTRACT) == (inert,)


def test_a_deny_with_the_label_of_an_allow_is_not_searched() -> None:
    twice = [EXTRA_DELETE, EXTRA_DELETE | {"Effect": "Deny", "Resource": f"{ARN}/AWSLogs/*"}]
    read = parse_document(document([*good_statements(), *twice]))
    excess = Finding("excess", '"Extra"', "Action", "", "")
    (found,) = with_witnesses([excess], read, CONTRACT)
    assert found.witness == ELSEWHERE
