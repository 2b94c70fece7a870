"""Whose logs would arrive: the trails and flow logs that a document's conditions have in mind."""

from dataclasses import replace
from typing import Any

import pytest
from decision import decide

from tests.support.bucket_documents import ACCOUNT, ACL, ARN, CONTRACT, TRAIL, document, good_statements

ANY_TRAIL = f"arn:aws:cloudtrail:*:{ACCOUNT}:trail/*"
ANY_LOGS = f"arn:aws:logs:*:{ACCOUNT}:*"
TRAILS, DELIVERY = "cloudtrail.amazonaws.com", "delivery.logs.amazonaws.com"


def inert(text: str) -> list[tuple[str, str, str]]:
    """Statement, element and message of each finding, all of which have to be "inert"."""
    findings = decide(text, CONTRACT)
    assert {finding.kind for finding in findings} <= {"inert"}, findings
    return [(finding.statement, finding.element, finding.message) for finding in findings]


@pytest.mark.parametrize(
    "condition",
    [
        pytest.param({"ArnLike": {"aws:SourceArn": ANY_TRAIL.replace("*", "eu-north-1", 1)}}, id="a-region"),
        pytest.param(
            {"ArnLike": {"aws:SourceArn": ANY_TRAIL}, "StringLike": {"aws:SourceArn": "arn:aws:cloudtrail:us-*"}},
            id="regions-by-a-pattern-of-their-own",
        ),
        pytest.param({"ArnLike": {"aws:SourceArn": TRAIL}, "StringLike": {"aws:SourceArn": "*"}}, id="and-anything"),
    ],
)
def test_a_trail_that_the_condition_has_in_mind(condition: dict[str, Any]) -> None:
    statements = good_statements()[:2]
    statements[0]["Condition"] = condition
    statements[1]["Condition"] = condition | {"StringEquals": ACL}
    assert inert(document(statements)) == []


def test_flow_logs_arrive_beside_named_trails() -> None:
    assert decide(document(good_statements()), replace(CONTRACT, trails=(TRAIL,))) == ()


@pytest.mark.parametrize(("source", "refused"), [(ANY_LOGS, TRAILS), (ANY_TRAIL, DELIVERY)])
def test_a_source_of_one_service_is_none_of_the_other(source: str, refused: str) -> None:
    statements = [each for each in good_statements() if each["Action"] != "s3:GetBucketAcl"]
    both = {
        "Sid": "Both",
        "Effect": "Allow",
        "Principal": {"Service": [TRAILS, DELIVERY]},
        "Action": "s3:GetBucketAcl",
        "Resource": ARN,
        "Condition": {"ArnLike": {"aws:SourceArn": source}, "StringEquals": {"aws:SourceAccount": ACCOUNT}},
    }
    assert inert(document([*statements, both])) == [
        ('"Both"', "Condition", f"no request for s3:GetBucketAcl by {refused} meets it")
    ]


def test_sources_that_a_condition_excludes_are_not_those_that_it_has_in_mind() -> None:
    statements = good_statements()[:2]
    statements[0]["Condition"] = {
        "StringEquals": {"aws:SourceAccount": ACCOUNT},
        "ArnNotLike": {"aws:SourceArn": TRAIL.replace("main", "other")},
    }
    assert [finding.kind for finding in decide(document(statements), CONTRACT)] == ["hardening"]


def deny(**elements: Any) -> dict[str, Any]:
    return {"Sid": "D", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": [ARN, f"{ARN}/*"]} | elements


@pytest.mark.parametrize(
    ("operator", "value", "refused"),
    [
        ("ArnNotEquals", TRAIL, False),
        ("ArnNotLike", TRAIL.replace("us-east-1", "*"), False),
        ("StringNotEquals", TRAIL, False),
        ("StringNotEqualsIgnoreCase", TRAIL.upper().replace("MAIN", "Main"), False),
        ("StringNotLike", [TRAIL.replace("main", "*"), "x"], False),
        ("ArnLike", TRAIL.replace("main", "*"), False),
        ("StringLike", ["*:trail/x*", "*:us-east-1:*"], False),
        ("ArnNotLike", f"arn:aws:logs:*:{ACCOUNT}:*", True),
        ("ArnNotLike", TRAIL.replace(ACCOUNT, "999999999999"), True),
        ("ArnLike", ANY_TRAIL, True),
        ("StringNotLike", f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}:channel/*", True),
    ],
)
def test_a_deny_of_some_sources_or_of_all(operator: str, value: str | list[str], refused: bool) -> None:
    statements = good_statements()[:2]
    for statement in statements:
        statement["Condition"].setdefault("ArnLike", {})["aws:SourceArn"] = ANY_TRAIL
        del statement["Condition"]["StringEquals"]["aws:SourceArn"]
        statement["Condition"] = {name: keys for name, keys in statement["Condition"].items() if keys}
    text = document([*statements, deny(Condition={operator: {"aws:SourceArn": value}})])
    assert [(statement, element) for statement, element, _ in inert(text)] == [('"D"', "Effect")] * 2 * refused


@pytest.mark.parametrize(
    "pins",
    [
        {"ArnLike": ANY_TRAIL.replace("*", "eu-*", 1), "StringLike": "*:trail/main"},
        {"ArnLike": ANY_TRAIL, "StringEqualsIfExists": TRAIL},
        {"ArnLike": ANY_TRAIL, "ForAnyValue:StringEquals": TRAIL},
        {"ArnLike": ANY_TRAIL, "StringEqualsIgnoreCase": TRAIL.upper()},
        {"ArnLike": ANY_TRAIL, "ArnNotLike": TRAIL.replace("main", "*")},
    ],
    ids="-".join,
)
def test_two_pins_that_some_trail_meets(pins: dict[str, str]) -> None:
    statements = good_statements()[:2]
    condition = {operator: {"aws:SourceArn": value} for operator, value in pins.items()}
    statements[0]["Condition"] = condition
    statements[1]["Condition"] = condition | {"StringEquals": ACL}
    assert inert(document(statements)) == []


@pytest.mark.parametrize(
    ("statements", "operator", "value", "lives"),
    [
        (slice(0, 2), "ArnLike", f"arn:aws:*:*:{ACCOUNT}:*", True),
        (slice(0, 2), "StringLike", f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}*", True),
        (slice(0, 2), "ArnLike", f"arn:aws:l*:*:{ACCOUNT}:*", False),
        (slice(2, 4), "ArnLike", "arn:aws:logs:*:*:*", True),
        (slice(2, 4), "ArnLike", "arn:aws:*:*:*:*", True),
        (slice(2, 4), "ArnLike", f"arn:aws:l*:*:{ACCOUNT}:*", True),
        (slice(2, 4), "ArnLike", "arn:aws:cloudtrail:*:*:*", False),
        (slice(2, 4), "ArnLike", "arn:aws:logs:*:999999999999:*", False),
        (slice(2, 4), "StringLike", "*", True),
        (slice(2, 4), "StringLike", "arn:aws:logs:*", True),
        (slice(2, 4), "StringLike", f"arn:aws:logs:us-east-1:{ACCOUNT}*", True),
        pytest.param(slice(2, 4), "ArnLike", "*", True, id="not-said-what-it-matches"),
    ],
)
def test_a_weak_pin_wants_hardening_and_lives_where_a_source_meets_it(
    statements: slice, operator: str, value: str, lives: bool
) -> None:
    chosen = good_statements()[statements]
    for statement in chosen:
        equals = statement["Condition"]["StringEquals"]
        equals.pop("aws:SourceArn", None)
        others = {"StringEquals": equals} if equals else {}
        statement["Condition"] = {operator: {"aws:SourceArn": value}, **others}
    assert {finding.kind for finding in decide(document(chosen), CONTRACT)} == (
        {"hardening"} if lives else {"hardening", "inert"}
    )


def test_both_actions_have_to_be_allowed_for_the_same_source() -> None:
    statements = good_statements()[:2]
    statements[1]["Condition"]["StringEquals"]["aws:SourceArn"] = TRAIL.replace("main", "two")
    assert inert(document(statements)) == [
        (
            '"TrailAcl"',
            "Condition",
            f"no source of {TRAILS} is let in for both s3:GetBucketAcl and s3:PutObject",
        )
    ]
    for regions, names in (("eu-*", "*"), ("*", "two"), ("eu-west-1", "t??")):
        statements[0]["Condition"] = {"ArnLike": {"aws:SourceArn": f"arn:aws:cloudtrail:*:{ACCOUNT}:trail/two"}}
        statements[1]["Condition"] = {
            "ArnLike": {"aws:SourceArn": f"arn:aws:cloudtrail:{regions}:{ACCOUNT}:trail/{names}"},
            "StringEquals": ACL,
        }
        assert inert(document(statements)) == []


def test_a_source_that_is_denied_one_action_is_not_let_in_for_both() -> None:
    two = TRAIL.replace("main", "two")
    statements = good_statements()[:2]
    for statement in statements:
        statement["Condition"]["StringEquals"]["aws:SourceArn"] = [TRAIL, two]
    no_check = deny(Action="s3:GetBucketAcl", Condition={"ArnEquals": {"aws:SourceArn": TRAIL}})
    no_put = deny(Sid="E", Action="s3:PutObject", Condition={"ArnEquals": {"aws:SourceArn": two}})
    assert inert(document([*statements, no_check])) == []
    assert [(statement, element) for statement, element, _ in inert(document([*statements, no_check, no_put]))] == [
        ('"TrailAcl"', "Condition")
    ]


HIVE = f"{ARN}/AWSLogs/aws-account-id={ACCOUNT}"
CLOUDTRAIL_FOLDER = f"{ARN}/AWSLogs/{ACCOUNT}/CloudTrail"


@pytest.mark.parametrize(
    ("statements", "resource", "denied", "refused"),
    [
        (slice(0, 2), None, {"Resource": f"{CLOUDTRAIL_FOLDER}/us-east-1/*"}, False),
        (slice(0, 2), None, {"NotResource": f"{CLOUDTRAIL_FOLDER}/ap-south-1/*"}, False),
        (slice(0, 2), None, {"NotResource": f"{CLOUDTRAIL_FOLDER}-Digest/*"}, True),
        (slice(0, 2), None, {"Resource": f"{CLOUDTRAIL_FOLDER}/*"}, True),
        (slice(0, 2), None, {"Resource": f"{CLOUDTRAIL_FOLDER}*"}, True),
        (slice(0, 2), f"{CLOUDTRAIL_FOLDER}/us-east-1/*", {"Resource": f"{CLOUDTRAIL_FOLDER}/us-east-1/*"}, True),
        (slice(0, 2), None, {"NotResource": f"{ARN}/AWSLogs/{ACCOUNT}/vpcflowlogs/*"}, True),
        (slice(2, 4), f"{HIVE}/*", {"NotResource": f"{HIVE}/aws-service=vpcflowlogs/*"}, False),
        (slice(2, 4), f"{HIVE}/*", {"Resource": f"{HIVE}/aws-service=vpcflowlogs/aws-region=us-east-1/*"}, False),
        (slice(2, 4), f"{HIVE}/*", {"NotResource": f"{ARN}/AWSLogs/{ACCOUNT}/*"}, True),
    ],
)
def test_a_deny_of_some_keys_or_of_all(
    statements: slice, resource: str | None, denied: dict[str, str], refused: bool
) -> None:
    chosen = good_statements()[statements]
    for statement in chosen:
        if statement["Action"] == "s3:PutObject" and resource is not None:
            statement["Resource"] = resource
    elements = deny(Action="s3:PutObject")
    del elements["Resource"]
    found = inert(document([*chosen, elements | denied]))
    assert [(statement, element) for statement, element, _ in found] == [('"D"', "Effect")] * refused


def test_a_search_that_is_given_up_says_so() -> None:
    folder = f"{ARN}/AWSLogs/{ACCOUNT}"
    statements = good_statements()[2:4]
    statements[0]["Resource"] = [f"{folder}/{number:x}*" for number in range(100)]
    sources = [f"arn:aws:logs:*:{ACCOUNT}:{number:x}" for number in range(100)]
    statements[0]["Condition"]["ArnLike"]["aws:SourceArn"] = sources
    everything = deny(Action="s3:PutObject", NotResource=[f"{folder}/z{'*?' * 20}{number}" for number in range(50)])
    del everything["Resource"]
    assert inert(document([*statements, everything])) == [
        ("", "Statement", f"whether logs of {DELIVERY} arrive was not found in so many steps")
    ]
