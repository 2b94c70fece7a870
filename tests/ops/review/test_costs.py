"""What a change costs: fixed sums a month and prices by use, of what comes and of what goes."""

from decimal import Decimal
from typing import Any

import pytest

from ops.review.costs import cost_changes, monthly
from ops.review.detectors.subject import (
    COMPOSITE_ALARM,
    DATA_STREAM,
    DELIVERY_STREAM,
    FLOW_LOG,
    KEY,
    LOG_GROUP,
    METRIC_ALARM,
    METRIC_FILTER,
    TRAIL,
)
from ops.review.render.words import cost_line, cost_total
from tests.ops.review.previews import created, deleted, preview_of, updated

INSTANCE = "aws:ec2/instance:Instance"
ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint"
DATA_EVENTS = [{"fieldSelectors": [{"field": "eventCategory", "equals": ["Data"]}]}]
ON_DEMAND = {"streamModeDetails": {"streamMode": "ON_DEMAND"}}


@pytest.mark.parametrize(
    ("type_", "inputs", "usd"),
    [
        (KEY, {}, "1.00"),
        (METRIC_ALARM, {"period": 300}, "0.10"),
        (METRIC_ALARM, {"period": 10}, "0.30"),
        (METRIC_ALARM, {"metricQueries": [{"metric": {"a": 1}}, {"metric": {"b": 1}}, {"expression": "a/b"}]}, "0.20"),
        (COMPOSITE_ALARM, {}, "0.50"),
        (METRIC_FILTER, {}, "0.30"),
        (DATA_STREAM, ON_DEMAND, "29.20"),
        (DATA_STREAM, {"shardCount": 3}, "32.85"),
        (ENDPOINT, {"vpcEndpointType": "Interface", "subnetIds": ["a", "b"]}, "14.60"),
        (ENDPOINT, {"vpcEndpointType": "Gateway"}, "0.00"),
        (ENDPOINT, {}, "0.00"),
        ("aws:ec2/natGateway:NatGateway", {}, "32.85"),
        ("aws:ec2/eip:Eip", {}, "3.65"),
        ("aws:ec2/instance:Instance", {"instanceType": "t4g.nano"}, "3.066"),
        ("aws:ec2/subnet:Subnet", {}, "0.00"),
    ],
)
def test_what_is_paid_for_by_the_month(type_: str, inputs: dict[str, Any], usd: str) -> None:
    assert monthly(cost_changes(preview_of(created(type_, inputs)).changing)) == Decimal(usd)
    assert monthly(cost_changes(preview_of(deleted(type_, inputs)).changing)) == -Decimal(usd)


@pytest.mark.parametrize(
    ("type_", "inputs", "lines"),
    [
        (FLOW_LOG, {}, ["flow log to CloudWatch Logs: 0.50 USD per GB ingested"]),
        (
            FLOW_LOG,
            {"logDestinationType": "s3", "destinationOptions": {"fileFormat": "parquet"}},
            ["flow log to S3: 0.25 USD per GB delivered", "flow log to S3 as Parquet: 0.035 USD per GB converted"],
        ),
        (
            FLOW_LOG,
            {"logDestinationType": "kinesis-data-firehose"},
            ["flow log to Firehose: 0.25 USD per GB delivered"],
        ),
        (DELIVERY_STREAM, {}, ["what goes through a delivery stream: 0.13 USD per GB ingested"]),
        (LOG_GROUP, {}, ["what is kept in a log group: 0.03 USD per GB stored for a month, compressed"]),
        (TRAIL, {}, []),
        (
            TRAIL,
            {"cloudWatchLogsGroupArn": "a", "advancedEventSelectors": DATA_EVENTS, "insightSelectors": [{"a": "b"}]},
            [
                "data events of the trail: 0.10 USD per 100,000 events",
                "insights of the trail: 0.35 USD per 100,000 events analysed",
                "trail to CloudWatch Logs: 0.50 USD per GB ingested",
            ],
        ),
    ],
)
def test_what_is_paid_for_by_use(type_: str, inputs: dict[str, Any], lines: list[str]) -> None:
    changes = cost_changes(preview_of(created(type_, inputs)).changing)

    assert [f"{each.cost.what}: {each.cost.price}" for each in changes] == lines


@pytest.mark.parametrize(
    ("types", "total"),
    [
        ((METRIC_ALARM,), "+0.10 USD a month"),
        ((LOG_GROUP,), "what is billed by use"),
        ((METRIC_ALARM, LOG_GROUP), "+0.10 USD a month, and what is billed by use"),
        ((INSTANCE,), "what has no price here"),
    ],
)
def test_the_total_tells_of_what_there_is(types: tuple[str, ...], total: str) -> None:
    assert cost_total(cost_changes(preview_of(*(created(type_, {}) for type_ in types)).changing)) == total


def test_what_has_no_price_is_told_all_the_same() -> None:
    (change,) = cost_changes(preview_of(created(INSTANCE, {"instanceType": "x2.huge"})).changing)

    assert cost_line(change) == ("instance of another type than those with a price here: +1", "not in the price table")


def test_a_change_that_costs_the_same_is_not_told() -> None:
    assert cost_changes(preview_of(updated(METRIC_ALARM, {"period": 60}, {"period": 300})).changing) == ()


def test_what_comes_and_goes_is_counted_together() -> None:
    preview = preview_of(
        *(created(METRIC_ALARM, {}, f"new{number}") for number in range(5)), deleted(METRIC_ALARM, {}, "old")
    )

    (change,) = cost_changes(preview.changing)
    assert (change.count, change.monthly) == (4, Decimal("0.40"))
