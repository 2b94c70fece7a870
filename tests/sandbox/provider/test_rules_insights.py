"""What CloudTrail refuses of a trail's insights, with AWS's codes and messages."""

from typing import Any

import pytest

from sandbox.provider.aws import Aws
from tests.sandbox.provider.account import put_policy, refusal
from tests.sandbox.provider.sample import BUCKET, DELIVERY


@pytest.fixture
def trail(aws: Aws) -> Aws:
    """An account with a trail."""
    aws.call("s3", "create_bucket", {"Bucket": BUCKET})
    put_policy(aws, DELIVERY)
    aws.call("cloudtrail", "create_trail", {"Name": "audit", "S3BucketName": BUCKET})
    return aws


RATE, ERRORS = "ApiCallRateInsight", "ApiErrorRateInsight"


def basic(read_write: str = "All", *, management: bool = True) -> dict[str, Any]:
    return {"EventSelectors": [{"ReadWriteType": read_write, "IncludeManagementEvents": management}]}


def advanced(category: str = "Management", *read_only: str) -> dict[str, Any]:
    only = [{"Field": "readOnly", "Equals": list(read_only)}] if read_only else []
    fields = [{"Field": "eventCategory", "Equals": [category]}, *only]
    return {"AdvancedEventSelectors": [{"FieldSelectors": fields}]}


class TestInsights:
    @pytest.mark.parametrize(
        ("selectors", "possible"),
        [
            (None, {RATE, ERRORS}),
            (basic(), {RATE, ERRORS}),
            (basic("WriteOnly"), {RATE, ERRORS}),
            (basic("ReadOnly"), {ERRORS}),
            (basic(management=False), set[str]()),
            (advanced(), {RATE, ERRORS}),
            (advanced("Management", "false"), {RATE, ERRORS}),
            (advanced("Management", "true"), {ERRORS}),
            (advanced("Data"), set[str]()),
        ],
    )
    def test_they_need_management_events(
        self, trail: Aws, selectors: dict[str, Any] | None, possible: set[str]
    ) -> None:
        if selectors is not None:
            trail.call("cloudtrail", "put_event_selectors", {"TrailName": "audit", **selectors})
        refusals = {
            RATE: "API call rate, the trail must log write management events.",
            ERRORS: "API error rate, the trail must log read or write management events.",
        }
        for insight, message in refusals.items():
            request = {"TrailName": "audit", "InsightSelectors": [{"InsightType": insight}]}
            expected = "PutInsightSelectors: InvalidInsightSelectorsException: To log Insights events on " + message
            seen = refusal(trail, "cloudtrail", "put_insight_selectors", request)
            assert seen == (None if insight in possible else expected)

    def test_taking_them_away_needs_nothing(self, trail: Aws) -> None:
        trail.call("cloudtrail", "put_event_selectors", {"TrailName": "audit", **basic(management=False)})
        request: dict[str, Any] = {"TrailName": "audit", "InsightSelectors": []}
        assert refusal(trail, "cloudtrail", "put_insight_selectors", request) is None
