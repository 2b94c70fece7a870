import json
from dataclasses import replace
from typing import Any

import pulumi
import pytest

from components.dashboard import Dashboard, DashboardArgs
from components.naming import Naming
from logs.dashboards.grid import dashboard_body
from logs.dashboards.overview import Overview
from logs.detections.benchmark.profiles import SECURITY_HUB
from logs.detections.detection import LogSource
from logs.flow_records.record_format import DEFAULT
from tests.support.recorder import UNKNOWN, Recording, record

DASHBOARD = "aws:cloudwatch/dashboard:Dashboard"
ALARMS = ["arn:aws:cloudwatch:us-east-1:123456789012:alarm:acme-dev-critical"]


def args(naming: Naming) -> DashboardArgs:
    return {
        "naming": naming,
        "alarms": {"By severity": ALARMS},
        "detections": SECURITY_HUB.detections,
        "log_groups": {LogSource.TRAIL: "/acme/dev/audit-logs", LogSource.FLOW_LOG: "/acme/dev/traffic-logs"},
        "record_format": DEFAULT,
    }


def dashboard(args: DashboardArgs, opts: pulumi.ResourceOptions | None = None) -> Recording:
    def program() -> None:
        made = Dashboard("overview", args, opts)
        pulumi.export("name", made.dashboard_name)
        pulumi.export("url", made.url)
        pulumi.export("body", made.body)

    return record(program, preview=True)


def shown(recording: Recording) -> dict[str, Any]:
    return json.loads(recording.one(DASHBOARD).inputs["dashboardBody"])


def test_one_dashboard_known_at_preview(naming: Naming) -> None:
    recording = dashboard(args(naming))
    made = recording.one(DASHBOARD, "overview-dashboard")
    expected = Overview(
        name="acme-dev",
        tag=("Monitoring", "acme-dev"),
        alarms={"By severity": ALARMS},
        detections=SECURITY_HUB.detections,
        log_groups={LogSource.TRAIL: "/acme/dev/audit-logs", LogSource.FLOW_LOG: "/acme/dev/traffic-logs"},
        record_format=DEFAULT,
    )
    body = dashboard_body(expected.rows, "us-east-1")
    assert made.parent == "overview"
    assert made.inputs == {"dashboardName": "acme-dev", "dashboardBody": body}
    assert recording.outputs == {
        "name": "acme-dev",
        "url": "https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#dashboards/dashboard/acme-dev",
        "body": body,
    }


def test_all_that_it_is_given_is_shown(naming: Naming) -> None:
    recording = dashboard(
        {
            **args(naming),
            "further_log_groups": ["/acme/dev/further"],
            "subscribed_log_groups": ["/acme/dev/subscribed"],
            "delivery_streams": ["acme-dev-stream"],
            "topics": ["acme-dev-topic"],
            "rules": ["acme-dev-rule"],
            "dead_letter_queues": ["acme-dev-queue"],
        }
    )
    text = json.dumps(shown(recording))
    for dimension, value in (
        ("LogGroupName", "/acme/dev/further"),
        ("LogGroupName", "/acme/dev/subscribed"),
        ("DeliveryStreamName", "acme-dev-stream"),
        ("TopicName", "acme-dev-topic"),
        ("RuleName", "acme-dev-rule"),
        ("QueueName", "acme-dev-queue"),
    ):
        assert f'"{dimension}", "{value}"' in text


def test_outputs_of_other_resources_are_shown_and_waited_for(naming: Naming) -> None:
    def program() -> None:
        topic = pulumi.CustomResource("example:index:Topic", "topic", {"name": "acme-dev-alerts"})
        arn = pulumi.Output.from_input(ALARMS[0])
        Dashboard(
            "overview",
            {
                **args(naming),
                "alarms": {"By severity": [arn]},
                "topics": [topic.urn.apply(lambda _: "acme-dev-alerts")],
            },
        )

    recording = record(program)
    assert [one["properties"]["alarms"] for one in shown(recording)["widgets"] if one["type"] == "alarm"] == [ALARMS]
    assert recording.one(DASHBOARD).dependencies == {"topic"}


def test_a_body_with_something_unknown_is_unknown(naming: Naming) -> None:
    def program() -> None:
        resource = pulumi.CustomResource("example:index:Topic", "topic", {})
        Dashboard("overview", {**args(naming), "topics": [resource.id]})

    assert record(program, preview=True).one(DASHBOARD).inputs["dashboardBody"] == UNKNOWN


@pytest.mark.parametrize(
    ("partition", "region", "host"),
    [
        ("aws-us-gov", "us-gov-west-1", "us-gov-west-1.console.amazonaws-us-gov.com"),
        ("aws-cn", "cn-north-1", "cn-north-1.console.amazonaws.cn"),
    ],
)
def test_each_partition_has_its_own_console(naming: Naming, partition: str, region: str, host: str) -> None:
    there = replace(naming, partition=partition, region=region)
    url = dashboard(args(there)).outputs["url"]
    assert url == f"https://{host}/cloudwatch/home?region={region}#dashboards/dashboard/acme-dev"


def test_retaining_reaches_the_dashboard(naming: Naming) -> None:
    recording = dashboard(args(naming), pulumi.ResourceOptions(retain_on_delete=True))
    assert recording.one(DASHBOARD).request.retainOnDelete
