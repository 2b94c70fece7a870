"""What a finding tells the person who has to mend the policy."""

import json
from dataclasses import replace
from time import process_time
from typing import Any

import pytest
from bucket_policy import findings_in
from contract import Contract
from decision import explained

from tests.support.bucket_documents import (
    ACCOUNT,
    ARN,
    BUCKET,
    CONTRACT,
    FOREIGN,
    TRAIL,
    arn,
    condition,
    document,
    found,
    good_statements,
    good_with,
)

TRAILS, DELIVERY = "cloudtrail.amazonaws.com", "delivery.logs.amazonaws.com"
ANY_TRAIL = f"arn:aws:cloudtrail:*:{ACCOUNT}:trail/*"
ANY_LOGS = f"arn:aws:logs:*:{ACCOUNT}:*"


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


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("x${*}", "writes a character as a policy variable, which is not read here"),
        ("${ ? }${$}", "writes a character as a policy variable, which is not read here"),
        ("${*}${aws:userid}", "has a policy variable, and so a value that the caller may choose"),
        ("${**}", "has a policy variable, and so a value that the caller may choose"),
    ],
)
def test_message_of_a_variable_says_who_chooses_its_value(value: str, problem: str) -> None:
    text = good_with(Condition=arn(TRAIL) | {"StringLike": {"aws:PrincipalTag/a": value}})
    assert [finding.message for finding in findings_in(text, CONTRACT)] == [f'"{value}" {problem}']


def test_fix_for_a_missing_pin_is_accepted() -> None:
    (finding,) = findings_in(good_with(Condition=arn("*")), CONTRACT)
    fix = json.loads(finding.fix.removeprefix("Write "))
    assert found(good_with(Condition=condition(**fix))) == set()


def test_message_says_why_a_condition_is_not_enough() -> None:
    def reason(operator: str, value: str) -> str:
        (finding,) = findings_in(good_with(Condition=arn(value, operator)), CONTRACT)
        return finding.message.split("(")[1]

    assert reason("StringEqualsIfExists", TRAIL).endswith('trail/main" also holds when the key is absent)')
    assert reason("ForAllValues:StringEquals", TRAIL).endswith('trail/main" also holds when the key is absent)')
    assert reason("ArnNotLike", TRAIL).endswith('trail/main" also holds when the key is absent)')
    assert reason("StringLike", "a*") == 'StringLike "a*" admits too much: its * stands for any text, colons too)'
    assert reason("StringLike", "a") == 'StringLike "a" admits a value outside)'
    assert reason("ForAnyValue:ArnLike", "a") == 'ForAnyValue:ArnLike "a" does not pin a value)'


def test_message_of_a_condition_that_is_not_there_gives_no_reason() -> None:
    (finding,) = findings_in(good_with(Condition=condition()), CONTRACT)
    assert finding.message == "sources in other accounts can be let in: nothing pins aws:SourceArn"


@pytest.mark.parametrize(
    ("service", "contract", "fixes"),
    [
        pytest.param(TRAILS, CONTRACT, [{"ArnLike": {"aws:SourceArn": ANY_TRAIL}}], id="any-trail"),
        pytest.param(
            TRAILS, replace(CONTRACT, trails=(TRAIL,)), [{"ArnLike": {"aws:SourceArn": TRAIL}}], id="named-trail"
        ),
        pytest.param(
            DELIVERY,
            replace(CONTRACT, trails=(TRAIL,)),
            [{"ArnLike": {"aws:SourceArn": ANY_LOGS}}, {"StringEquals": {"aws:SourceAccount": ACCOUNT}}],
            id="flow-logs-beside-a-named-trail",
        ),
        pytest.param(
            DELIVERY,
            replace(CONTRACT, accounts=(ACCOUNT, FOREIGN)),
            [
                {"ArnLike": {"aws:SourceArn": [ANY_LOGS, ANY_LOGS.replace(ACCOUNT, FOREIGN)]}},
                {"StringEquals": {"aws:SourceAccount": [ACCOUNT, FOREIGN]}},
            ],
            id="two-accounts",
        ),
    ],
)
def test_fix_for_missing_pins_is_the_strict_form(service: str, contract: Contract, fixes: list[Any]) -> None:
    findings = findings_in(good_with(Principal={"Service": service}, Condition=condition()), contract)
    assert [json.loads(finding.fix.removeprefix("Write ")) for finding in findings] == fixes


@pytest.mark.parametrize("source", [f"arn:aws:logs:us-east-1:{FOREIGN}:{ACCOUNT}", f"arn:aws:logs:{ACCOUNT}:x:y"])
def test_an_account_elsewhere_in_an_arn_pins_none(source: str) -> None:
    assert found(good_with(Condition=arn(source))) == {("excess", '"Extra"', "Condition")}


def test_fix_for_missing_pins_leaves_a_place_for_an_account_that_no_one_names() -> None:
    nameless = good_statements()[3]
    nameless["Condition"] = {}
    findings = findings_in(document([nameless]), Contract(bucket=BUCKET))
    assert [finding.fix for finding in findings] == [
        'Write {"ArnLike": {"aws:SourceArn": "arn:aws:logs:*:ACCOUNT_ID:*"}}',
        'Write {"StringEquals": {"aws:SourceAccount": "ACCOUNT_ID"}}',
    ]


@pytest.mark.parametrize(("principal", "shown"), [("*", '"*"'), ({"AWS": "*"}, '{"AWS": "*"}')])
def test_message_names_the_stranger_as_the_document_does(principal: object, shown: str) -> None:
    (finding,) = findings_in(good_with(Principal=principal), CONTRACT)
    assert finding.message == f"{shown} is not a log-delivery service"


def test_no_request_is_shown_of_a_document_that_is_malformed() -> None:
    """What a part that can't be read would allow or deny isn't known."""
    wide = good_with(Action="s3:*")
    assert [finding.witness is None for finding in explained(wide, CONTRACT)] == [False]
    assert [finding.witness for finding in explained(wide.replace('"Deny"', '"deny"'), CONTRACT)] == [None, None]


def test_fix_for_a_missing_account_is_accepted() -> None:
    delivery = {"Service": "delivery.logs.amazonaws.com"}
    by_arn = arn("arn:aws:logs:us-east-1:111122223333:*")
    (finding,) = findings_in(good_with(Principal=delivery, Condition=by_arn), CONTRACT)
    fix = json.loads(finding.fix.removeprefix("Write "))
    assert found(good_with(Principal=delivery, Condition=by_arn | condition(**fix))) == set()


@pytest.mark.parametrize(
    "changes",
    [
        {"Resource": [f"{ARN}/*{number}*" for number in range(560)]},
        {
            "Principal": {"Service": [TRAILS, DELIVERY]},
            "Resource": [f"{number:x}*" for number in range(2300)],
            "Condition": None,
        },
        {"Principal": {"AWS": [f"{number:012}" for number in range(1200)]}},
        {"Principal": {"Service": [f"s{number}.amazonaws.com" for number in range(850)]}},
        {"Resource": "*a" * 9500},
        {"Resource": "*?" * 9500},
        {"Resource": "${" * 9500},
    ],
    ids=["resources", "short resources", "accounts", "services", "stars", "question marks", "open variables"],
)
def test_the_search_for_requests_is_given_up_soon_in_a_hostile_document(changes: dict[str, Any]) -> None:
    """Such took from 4 seconds to minutes; as a ratio, for the machine may be slow."""

    def seconds(text: str) -> float:
        started = process_time()
        assert explained(text, CONTRACT)
        return process_time() - started

    usual = min(seconds(good_with(Action="s3:*")) for _ in range(3))
    assert seconds(good_with(**changes)) < 400 * usual


def test_a_witness_takes_time_by_the_number_of_accounts_and_not_by_its_square() -> None:
    wide = good_with(Principal="*", Action="s3:*", Resource="*", Condition=None)

    def seconds(accounts: int) -> float:
        contract = replace(CONTRACT, accounts=(ACCOUNT, *(f"{number:012}" for number in range(accounts))))
        started = process_time()
        assert explained(wide, contract)
        return process_time() - started

    assert min(seconds(200) for _ in range(2)) < 10 * min(seconds(50) for _ in range(2))
