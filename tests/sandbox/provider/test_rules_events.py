"""What EventBridge refuses, with AWS's codes and messages."""

import json
from typing import Any

import pytest

from sandbox.provider.aws import Aws
from tests.sandbox.provider.account import refusal
from tests.sandbox.provider.samples_queues import ALERTS_ARN, DEAD_LETTERS_ARN

PATTERN = json.dumps({"source": ["aws.cloudtrail"]})


@pytest.fixture
def events(aws: Aws) -> Aws:
    aws.call("events", "put_rule", {"Name": "rule", "EventPattern": PATTERN})
    return aws


def target(ident: str = "one", **changes: Any) -> dict[str, Any]:
    return {"Id": ident, "Arn": ALERTS_ARN, **changes}


def put(aws: Aws, *targets: dict[str, Any]) -> str | None:
    return refusal(aws, "events", "put_targets", {"Rule": "rule", "Targets": list(targets)})


def test_a_rule_needs_something_that_sets_it_off(aws: Aws) -> None:
    expected = "PutRule: ValidationException: Parameter(s) EventPattern or ScheduleExpression must be specified."
    assert refusal(aws, "events", "put_rule", {"Name": "rule"}) == expected
    assert refusal(aws, "events", "put_rule", {"Name": "rule", "ScheduleExpression": "rate(1 hour)"}) is None


@pytest.mark.parametrize("pattern", ["[]", '{"source": "aws.s3"}', '{"detail": {"size": [{"numeric": [">"]}]}}', "{"])
def test_a_pattern_that_is_none(aws: Aws, pattern: str) -> None:
    refused = refusal(aws, "events", "put_rule", {"Name": "rule", "EventPattern": pattern})
    assert refused is not None
    assert refused.startswith("PutRule: InvalidEventPatternException: Event pattern is not valid. Reason: ")


def test_a_rule_has_five_targets_at_most(events: Aws) -> None:
    assert put(events, *(target(str(number)) for number in range(5))) is None
    assert put(events, target("4", Input='"changed"')) is None
    expected = "PutTargets: LimitExceededException: The requested resource exceeds the maximum number allowed."
    assert put(events, target("5")) == expected


@pytest.mark.parametrize(
    ("inputs", "allowed"),
    [
        ({"Input": "{}"}, True),
        ({"InputPath": "$.detail"}, True),
        ({"InputTransformer": {"InputTemplate": '"x"'}}, True),
        ({"Input": "{}", "InputPath": "$.detail"}, False),
        ({"InputPath": "$.detail", "InputTransformer": {"InputTemplate": '"x"'}}, False),
    ],
)
def test_a_target_has_one_input(events: Aws, inputs: dict[str, Any], allowed: bool) -> None:
    expected = (
        "PutTargets: ValidationException: "
        "Only one of Input, InputPath, or InputTransformer must be provided for target one."
    )
    assert put(events, target(**inputs)) == (None if allowed else expected)


@pytest.mark.parametrize(
    ("queue", "allowed"),
    [
        (DEAD_LETTERS_ARN, True),
        (f"{DEAD_LETTERS_ARN}.fifo", False),
        (DEAD_LETTERS_ARN.replace("us-east-1", "eu-west-1"), False),
        (DEAD_LETTERS_ARN.replace("sqs", "sns"), False),
        ("dead-letters", False),
    ],
)
def test_a_dead_letter_queue_is_a_standard_queue_of_the_region(events: Aws, queue: str, allowed: bool) -> None:
    expected = (
        "PutTargets: ValidationException: "
        f"The dead-letter queue of target one must be a standard SQS queue of us-east-1, not {queue}"
    )
    assert put(events, target(DeadLetterConfig={"Arn": queue})) == (None if allowed else expected)


def test_targets_of_a_rule_that_is_not_there(aws: Aws) -> None:
    assert put(aws, target()) == "PutTargets: ResourceNotFoundException: Rule rule does not exist."


def test_a_rule_with_targets_stays(events: Aws) -> None:
    assert put(events, target()) is None
    expected = "DeleteRule: ValidationException: Rule can't be deleted since it has targets."
    assert refusal(events, "events", "delete_rule", {"Name": "rule"}) == expected
    events.call("events", "remove_targets", {"Rule": "rule", "Ids": ["one"]})
    assert refusal(events, "events", "delete_rule", {"Name": "rule"}) is None
