"""The project's own program, previewed as a new stack, through the project's own pack."""

import json

import pytest
from pack import policies

from tests.support.policy_server import replay_program
from tests.support.recorder import record_main
from tests.support.rule_cases import Mutation, input_of

BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy"


@pytest.mark.parametrize("stack", ["dev", "prod"])
def test_a_first_preview_has_no_violation(stack: str) -> None:
    recording = record_main(stack, preview=True)
    assert recording.of_type(BUCKET_POLICY), "nothing here that the pack decides"
    assert replay_program(policies(), [each.request for each in recording.registrations]) == []


def test_one_wide_statement_in_the_program_is_found() -> None:
    document = json.loads(input_of("dev", "logs-policy", "policy"))
    document["Statement"][0]["Action"] = "s3:*"
    widened = Mutation(stack="dev", resource="logs-policy", inputs={"policy": json.dumps(document)})
    found = replay_program(policies(), widened.program())
    assert [(violation.rule, violation.resource, violation.level) for violation in found] == [
        ("log-bucket-policy-allows-only-delivery", "logs-policy", "mandatory")
    ]
