from decimal import Decimal

import pytest

from components.costs import CostDrivers, CostLine, fixed_costs, monthly_costs
from logs.keys.flow_log_keys import FileFormat
from logs.prices import PRICE_NOTE, Price

LEAST = [
    "trail, first copy of management events: no charge per 100,000 events",
    "trail to CloudWatch Logs: 0.50 USD per GB ingested",
    "logs in CloudWatch Logs: 0.03 USD per GB stored for a month, compressed",
    "logs in the log bucket: 0.023 USD per GB stored for a month",
]
NO_KEY = "0 customer managed keys: no charge per month"
NO_ALARM = "0 alarms: no charge per month"


def drivers(**changes: object) -> CostDrivers:
    return CostDrivers(**({"flow_log_sinks": ()} | changes))  # pyright: ignore[reportArgumentType]


def texts(costs: CostDrivers) -> list[str]:
    return [str(line) for line in monthly_costs(costs)]


def test_what_every_stack_pays_for() -> None:
    assert texts(drivers()) == [*LEAST, NO_KEY, NO_ALARM]


@pytest.mark.parametrize(
    ("changes", "more"),
    [
        ({"flow_log_sinks": ("cloudwatch-logs",)}, ["flow logs to CloudWatch Logs: 0.50 USD per GB ingested"]),
        ({"flow_log_sinks": ("s3",)}, ["flow logs to S3: 0.25 USD per GB delivered"]),
        (
            {"flow_log_sinks": ("s3",), "file_format": FileFormat.PARQUET},
            [
                "flow logs to S3: 0.25 USD per GB delivered",
                "flow logs to S3, as Parquet: 0.035 USD per GB converted",
            ],
        ),
        # Only a bucket has files.
        (
            {"flow_log_sinks": ("cloudwatch-logs",), "file_format": FileFormat.PARQUET},
            ["flow logs to CloudWatch Logs: 0.50 USD per GB ingested"],
        ),
        (
            {"flow_log_sinks": ("kinesis",)},
            [
                "flow logs to Firehose: 0.25 USD per GB delivered",
                "flow logs through Firehose: 0.13 USD per GB ingested",
            ],
        ),
        (
            {"data_events": ("s3", "lambda")},
            [
                "trail, S3 data events: 0.10 USD per 100,000 events",
                "trail, Lambda data events: 0.10 USD per 100,000 events",
            ],
        ),
        (
            {"insights": ("ApiCallRateInsight", "ApiErrorRateInsight")},
            [
                "trail, ApiCallRateInsight: 0.35 USD per 100,000 events analysed",
                "trail, ApiErrorRateInsight: 0.35 USD per 100,000 events analysed",
            ],
        ),
        (
            {"trail_streams": ("delivery-stream",)},
            [
                "trail to Firehose: 0.13 USD per GB ingested",
                "trail to Firehose, unpacked: 0.00325 USD per GB decompressed",
            ],
        ),
        (
            {"trail_streams": ("data-stream",)},
            [
                "trail to Kinesis: 0.08 USD per GB ingested",
                "trail from Kinesis, for each reader: 0.04 USD per GB read",
                "Kinesis data stream: 29.20 USD per month",
            ],
        ),
        ({"keys": 1}, ["customer managed key: 1.00 USD per month", "use of keys: 0.03 USD per 10,000 requests"]),
        ({"keys": 2}, ["2 customer managed keys: 2.00 USD per month", "use of keys: 0.03 USD per 10,000 requests"]),
        ({"alarms": 1}, ["alarm: 0.10 USD per month"]),
        ({"alarms": 14}, ["14 alarms: 1.40 USD per month"]),
        ({"composite_alarms": 1}, ["composite alarm: 0.50 USD per month"]),
        ({"composite_alarms": 4}, ["4 composite alarms: 2.00 USD per month"]),
        ({"metrics": 1}, ["metric: 0.30 USD per month"]),
        ({"metrics": 40}, ["40 metrics: 12.00 USD per month"]),
        (
            {"dashboard": True},
            [
                "dashboard: 3.00 USD per month and dashboard from the account's fourth on",
                "tables of the dashboard, saved queries: 0.005 USD per GB scanned",
            ],
        ),
        ({"example_workload": True}, ["example instance and its disk: 3.71 USD per month"]),
        (
            {"archive": True},
            [
                "archived logs in the log bucket: 0.004 USD per GB stored for a month",
                "logs to the archive: 0.02 USD per 1,000 objects moved",
            ],
        ),
        ({"lake": True}, ["queries of the log bucket: 5.00 USD per TB scanned"]),
    ],
)
def test_what_a_choice_adds(changes: dict[str, object], more: list[str]) -> None:
    with_it = texts(drivers(**changes))
    assert [line for line in with_it if line not in {*LEAST, NO_KEY, NO_ALARM}] == more
    assert [line for line in with_it if line in LEAST] == LEAST


def test_the_order_does_not_depend_on_that_of_the_choices() -> None:
    sinks = ("cloudwatch-logs", "s3", "kinesis")
    streams = ("delivery-stream", "data-stream")
    one_way = drivers(flow_log_sinks=sinks, trail_streams=streams)
    assert texts(one_way) == texts(drivers(flow_log_sinks=sinks[::-1], trail_streams=streams[::-1]))
    assert len(set(texts(one_way))) == len(texts(one_way))


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "all that does not depend on use: no charge per month"),
        (
            {"keys": 1, "alarms": 3, "trail_streams": ("data-stream",), "lake": True},
            "all that does not depend on use: 30.50 USD per month",
        ),
        (
            # Up to the third of an account, a dashboard costs nothing.
            {"alarms": 1, "composite_alarms": 1, "metrics": 1, "dashboard": True, "example_workload": True},
            "all that does not depend on use: 4.61 USD per month",
        ),
    ],
)
def test_what_is_paid_when_nothing_is_logged(changes: dict[str, object], text: str) -> None:
    assert str(fixed_costs(monthly_costs(drivers(**changes)))) == text


@pytest.mark.parametrize(
    ("unit", "by_month"), [("month", True), ("GB ingested", False), ("GB stored for a month", False)]
)
def test_what_is_paid_for_by_the_month(unit: str, by_month: bool) -> None:
    assert CostLine("x", Price(Decimal("0.50"), unit)).by_month is by_month


def test_the_note_names_date_and_region() -> None:
    assert PRICE_NOTE == "AWS list prices of June 2026 for us-east-1, without taxes, free tiers and discounts"
