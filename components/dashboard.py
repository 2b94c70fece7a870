"""Dashboard: the one page on which a person sees how a stack is."""

from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict

import pulumi
from pulumi_aws import cloudwatch

from components.naming import Naming
from components.options import child_options
from logs.dashboards.grid import dashboard_body
from logs.dashboards.overview import Overview
from logs.detections.detection import Detection, LogSource
from logs.flow_records.record_format import RecordFormat

# IAM User Guide, "Amazon Resource Names (ARNs)": the partitions' own consoles.
_CONSOLES = {
    "aws": "console.aws.amazon.com",
    "aws-us-gov": "console.amazonaws-us-gov.com",
    "aws-cn": "console.amazonaws.cn",
}


class DashboardArgs(TypedDict):
    """What a Dashboard takes: what there is to see. What is left out has no widget."""

    naming: Naming
    """Names the dashboard `PREFIX-STACK`, and says which tag and which metrics are the stack's. Known while the program
    runs."""
    alarms: Mapping[str, Sequence[pulumi.Input[str]]]
    """A heading to ARNs of alarms, in the order in which one wants to see them."""
    detections: Sequence[Detection]
    """The detections that `DetectionAlarms` counts. Known while the program runs."""
    log_groups: Mapping[LogSource, pulumi.Input[str]]
    """The log groups that are looked through, by what is in them: their names."""
    record_format: RecordFormat
    """What the flow logs write to their log group. Known while the program runs."""
    further_log_groups: NotRequired[Sequence[pulumi.Input[str]]]
    """Names of log groups that cost, too."""
    subscribed_log_groups: NotRequired[Sequence[pulumi.Input[str]]]
    """Names of log groups whose events are passed on to a stream."""
    delivery_streams: NotRequired[Sequence[pulumi.Input[str]]]
    """Names of Firehose streams."""
    topics: NotRequired[Sequence[pulumi.Input[str]]]
    """Names of topics that alerts go to."""
    rules: NotRequired[Sequence[pulumi.Input[str]]]
    """Names of EventBridge rules that alert."""
    dead_letter_queues: NotRequired[Sequence[pulumi.Input[str]]]
    """Names of queues of what could not be delivered."""


class Dashboard(pulumi.ComponentResource):
    """Alarms, what was found, sign-ins, failed calls, traffic, delivery, costs, and what has the stack's tag.

    It shows only metrics and log groups that it is given, so what it waits for is there. The first three dashboards of
    an account cost nothing; the queries on it are charged by what they read, whenever somebody looks.
    """

    dashboard_name: pulumi.Output[str]
    """The dashboard's name. Known at preview."""
    body: pulumi.Output[str]
    """What is on it, as CloudWatch takes it. Known at preview if what it shows is."""
    url: pulumi.Output[str]
    """Where the console shows it. Known at preview."""

    def __init__(self, name: str, args: DashboardArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("aws-monitoring-baseline:index:Dashboard", name, None, opts)
        naming = args["naming"]
        names = pulumi.Output.all(
            log_groups=list(args["log_groups"].values()),
            further_log_groups=args.get("further_log_groups", []),
            subscribed_log_groups=args.get("subscribed_log_groups", []),
            delivery_streams=args.get("delivery_streams", []),
            topics=args.get("topics", []),
            rules=args.get("rules", []),
            dead_letter_queues=args.get("dead_letter_queues", []),
        )
        alarms = pulumi.Output.from_input({heading: list(arns) for heading, arns in args["alarms"].items()})
        self.body = pulumi.Output.all(names, alarms).apply(
            lambda known: dashboard_body(_overview(args, known[0], known[1]).rows, naming.region)
        )
        dashboard = cloudwatch.Dashboard(
            f"{name}-dashboard",
            dashboard_name=naming.dashboard(),
            dashboard_body=self.body,
            opts=child_options(self, opts),
        )
        self.dashboard_name = dashboard.dashboard_name
        self.url = self.dashboard_name.apply(
            lambda known: (
                f"https://{naming.region}.{_CONSOLES[naming.partition]}/cloudwatch/home"
                f"?region={naming.region}#dashboards/dashboard/{known}"
            )
        )
        self.register_outputs({"dashboardName": self.dashboard_name, "url": self.url})


def _overview(args: DashboardArgs, known: Mapping[str, Sequence[str]], alarms: Mapping[str, Sequence[str]]) -> Overview:
    """What there is to see, once all names are known."""
    naming = args["naming"]
    [tag] = naming.monitoring_tag.items()
    return Overview(
        name=naming.dashboard(),
        tag=tag,
        alarms=alarms,
        detections=args["detections"],
        log_groups=dict(zip(args["log_groups"], known["log_groups"], strict=True)),
        record_format=args["record_format"],
        further_log_groups=known["further_log_groups"],
        subscribed_log_groups=known["subscribed_log_groups"],
        delivery_streams=known["delivery_streams"],
        topics=known["topics"],
        rules=known["rules"],
        dead_letter_queues=known["dead_letter_queues"],
    )
