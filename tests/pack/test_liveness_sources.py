"""Whose logs would arrive: the trails and flow logs that a document's conditions have in mind."""

from dataclasses import replace
from typing import Any

import pytest
from decision import decide

from tests.support.bucket_documents import ACCOUNT, ARN, CONTRACT, TRAIL, document, good_statements

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


def test_a_deny_of_the_folder_of_the_only_region() -> None:
    deny = {
        "Sid": "D",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:PutObject",
        "Resource": f"{ARN}/AWSLogs/{ACCOUNT}/CloudTrail/us-east-1/*",
    }
    assert inert(document([*good_statements(), deny])) == [
        ('"D"', "Effect", f"this Deny refuses s3:PutObject to {TRAILS}: logs would not arrive")
    ]
