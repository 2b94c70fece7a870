"""What CloudWatch refuses of a dashboard."""

import json
from typing import Any

import pytest

from sandbox.provider.aws import Aws
from tests.sandbox.provider.account import refusal


def widget(kind: str = "text", **changes: Any) -> dict[str, Any]:
    return {"type": kind, "properties": {"markdown": "# Alarms"}, **changes}


def properties(**members: Any) -> dict[str, Any]:
    return {"properties": members}


def put(aws: Aws, body: str) -> str | None:
    request = {"DashboardName": "monitoring", "DashboardBody": body}
    return refusal(aws, "cloudwatch", "put_dashboard", request)


WHOLE = [
    widget(),
    widget(x=23, y=100, width=1, height=1_000),
    widget("metric", **properties(metrics=[["A", "b"], [{"expression": "m * 2"}], ["A", "b", {}]], region="r")),
    widget("metric", **properties(annotations={"alarms": ["arn"]}, region="r")),
    widget("log", **properties(query="SOURCE 'x' | fields @message", region="r")),
    widget("alarm", **properties(alarms=["arn"])),
]
FAULTS: list[tuple[Any, list[tuple[str, str]]]] = [
    ([], [("", "Should have a list of widgets")]),
    ({}, [("", "Should have a list of widgets")]),
    ({"widgets": [1, widget(), "x"]}, [("/widgets/0", "Should be an object"), ("/widgets/2", "Should be an object")]),
    (
        {"widgets": [widget("pie")]},
        [("/widgets/0/type", "Should be one of alarm, custom, explorer, log, metric, text")],
    ),
    ({"widgets": [{"type": "text"}]}, [("/widgets/0/properties", "Should be an object")]),
    ({"widgets": [widget(**properties(text="x"))]}, [("/widgets/0/properties", "Should have markdown")]),
    (
        {"widgets": [widget("metric", **properties(title="x"))]},
        [
            ("/widgets/0/properties", "Should have metrics or annotations"),
            ("/widgets/0/properties", "Should have region"),
        ],
    ),
    (
        {"widgets": [widget("log", **properties(region="r"))]},
        [("/widgets/0/properties", "Should have query")],
    ),
    (
        {"widgets": [widget("metric", **properties(metrics=["A", [1], []], region="r"))]},
        [
            ("/widgets/0/properties/metrics/0", "Should be array"),
            (
                "/widgets/0/properties/metrics/1",
                'Field "metrics" has to be an array of array of strings, with an optional object as last element',
            ),
            ("/widgets/0/properties/metrics/2", "Should be array"),
        ],
    ),
    (
        {"widgets": [widget("metric", **properties(metrics="A", region="r"))]},
        [("/widgets/0/properties/metrics", "Should be array")],
    ),
    ({"widgets": [widget(x=24)]}, [("/widgets/0/x", "Should be a whole number from 0 to 23")]),
    ({"widgets": [widget(width=0)]}, [("/widgets/0/width", "Should be a whole number from 1 to 24")]),
    ({"widgets": [widget(y=-1)]}, [("/widgets/0/y", "Should be a whole number from 0")]),
    ({"widgets": [widget(height="6")]}, [("/widgets/0/height", "Should be a whole number from 1 to 1000")]),
    ({"widgets": [widget(x=12, width=13)]}, [("/widgets/0/width", "Should end within the 24 columns")]),
    ({"widgets": [widget()] * 501}, [("/widgets", "Should have 500 widgets at most, and has 501")]),
]


def test_a_dashboard_of_every_common_widget(aws: Aws) -> None:
    assert put(aws, json.dumps({"widgets": WHOLE})) is None
    assert put(aws, '{"widgets": []}') is None


@pytest.mark.parametrize(("body", "expected"), FAULTS)
def test_every_fault_is_told_with_its_place(aws: Aws, body: Any, expected: list[tuple[str, str]]) -> None:
    refused = put(aws, json.dumps(body))
    assert refused is not None
    head, _, listed = refused.partition(": [")
    number = "is 1 validation error" if len(expected) == 1 else f"are {len(expected)} validation errors"
    assert head == f"PutDashboard: InvalidParameterInput: The dashboard body is invalid, there {number}"
    assert [(fault["dataPath"], fault["message"]) for fault in json.loads(f"[{listed}")] == expected


def test_what_is_no_json(aws: Aws) -> None:
    refused = put(aws, "{widgets: []}")
    assert refused is not None
    assert refused.startswith(
        "PutDashboard: InvalidParameterInput: The field DashboardBody must be a valid JSON object"
    )
