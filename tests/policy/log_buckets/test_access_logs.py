"""The rule on policies of S3 server access logs, without configuration: only a document of their own passes."""

import json
from pathlib import Path
from typing import Any

import pytest
from pulumi_policy import EnforcementLevel
from rules.log_buckets.only_delivery import RULE

from tests.support.bucket_documents import ACCESS_LOGS, ACCOUNT, BUCKET, FOREIGN, document, good_statements
from tests.support.policy_server import Violation, registration, replay

TLS_ONLY = good_statements()[-1]
(R32,) = (
    row["policy"]
    for row in map(
        json.loads,
        (Path(__file__).parents[2] / "data" / "policy-corpus.jsonl").read_text(encoding="utf-8").splitlines(),
    )
    if row["id"] == "r32"
)


def run(policy: Any, **config: Any) -> list[Violation]:
    carrier = registration("aws:s3/bucketPolicy:BucketPolicy", "access", bucket=BUCKET, policy=policy)
    return replay([RULE.policy(EnforcementLevel.MANDATORY)], [carrier], {RULE.name: config} if config else None)


def first_lines(policy: Any) -> list[str]:
    """What was found, without the fixes and what stands above them."""
    (violation,) = run(policy)
    assert (violation.rule, violation.resource, violation.level) == (RULE.name, "access", "mandatory")
    return [line for line in violation.message.splitlines() if line.startswith("  - ")]


@pytest.mark.parametrize("statements", [[ACCESS_LOGS], [TLS_ONLY, ACCESS_LOGS]])
def test_a_policy_of_access_logs_passes(statements: list[Any]) -> None:
    assert run(document(statements)) == []
    assert run({"Version": "2012-10-17", "Statement": statements}) == []


def test_accounts() -> None:
    assert run(document([ACCESS_LOGS]), accounts=[ACCOUNT]) == []
    (violation,) = run(document([ACCESS_LOGS]), accounts=[FOREIGN])
    assert "nothing pins aws:SourceAccount" in violation.message


def test_a_wide_one_is_found() -> None:
    wide = ACCESS_LOGS | {"Action": "s3:*", "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::sources"}}}
    assert first_lines(document([wide])) == [
        '  - statement "AccessLogs", Action: "s3:*" is more than the delivery of access logs needs.',
        '  - statement "AccessLogs", Condition: buckets of other accounts can be let in: nothing pins '
        "aws:SourceAccount.",
    ]


@pytest.mark.parametrize(
    ("policy", "sid", "more"),
    [
        pytest.param(R32, "Extra", [], id="r32"),
        pytest.param(
            document([*good_statements(), ACCESS_LOGS]),
            "AccessLogs",
            ['  - statement "AccessLogs", Condition: nothing requires s3:x-amz-acl to be bucket-owner-full-control.'],
            id="good-on-its-own",
        ),
    ],
)
def test_beside_delivery_the_logging_service_has_no_business(policy: str, sid: str, more: list[str]) -> None:
    assert first_lines(policy) == [
        f'  - statement "{sid}", Principal: {{"Service": "logging.s3.amazonaws.com"}} is not a log-delivery service.',
        *more,
    ]
