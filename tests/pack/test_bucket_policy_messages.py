"""What a finding tells the person who has to mend the policy."""

import json

import pytest
from bucket_policy import findings_in

from tests.support.bucket_documents import (
    CONTRACT,
    TRAIL,
    arn,
    condition,
    found,
    good_with,
)


def test_a_repeated_value_is_reported_once() -> None:
    wide = good_with(Principal={"Service": ["cloudtrail.amazonaws.com"] * 2}, Resource=["*", "*"], Condition=None)
    assert [finding.element for finding in findings_in(wide, CONTRACT)] == ["Resource", "Condition", "Condition"]


def test_an_action_too_many_is_not_blamed_for_two_that_are_merged_too() -> None:
    wide = good_with(Action=["s3:PutObject", "s3:DeleteObject"])
    assert [finding.message for finding in findings_in(wide, CONTRACT)] == [
        '"s3:DeleteObject" is more than delivery needs'
    ]


def test_message_has_the_value_and_the_fix() -> None:
    (finding,) = findings_in(good_with(Action="s3:*"), CONTRACT)
    assert str(finding) == (
        'statement "Extra", Action: "s3:*" is more than delivery needs.\n'
        'Write "s3:GetBucketAcl" or "s3:PutObject"; other needs belong in identity policies.'
    )


def test_fix_for_a_missing_pin_is_accepted() -> None:
    (finding,) = findings_in(good_with(Condition=arn("*")), CONTRACT)
    fix = json.loads(finding.fix.removeprefix("Write "))
    assert found(good_with(Condition=condition(**fix))) == set()


def test_message_says_why_a_condition_is_not_enough() -> None:
    def reason(operator: str, value: str) -> str:
        (finding,) = findings_in(good_with(Condition=arn(value, operator)), CONTRACT)
        return finding.message.split("(")[1]

    assert reason("StringEqualsIfExists", TRAIL).endswith('trail/main" also holds when the key is absent)')
    assert reason("ArnNotLike", TRAIL).endswith('trail/main" also holds when the key is absent)')
    assert reason("StringLike", "a*") == 'StringLike "a*" admits too much: its * stands for any text, colons too)'
    assert reason("StringLike", "a") == 'StringLike "a" admits a value outside)'
    assert reason("ForAnyValue:ArnLike", "a") == 'ForAnyValue:ArnLike "a" does not pin a value)'


@pytest.mark.parametrize(("principal", "shown"), [("*", '"*"'), ({"AWS": "*"}, '{"AWS": "*"}')])
def test_message_names_the_stranger_as_the_document_does(principal: object, shown: str) -> None:
    (finding,) = findings_in(good_with(Principal=principal), CONTRACT)
    assert finding.message == f"{shown} is not a log-delivery service"


def test_fix_for_a_missing_account_is_accepted() -> None:
    delivery = {"Service": "delivery.logs.amazonaws.com"}
    by_arn = arn("arn:aws:logs:us-east-1:111122223333:*")
    (finding,) = findings_in(good_with(Principal=delivery, Condition=by_arn), CONTRACT)
    fix = json.loads(finding.fix.removeprefix("Write "))
    assert found(good_with(Principal=delivery, Condition=by_arn | condition(**fix))) == set()
