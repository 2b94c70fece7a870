import json
from copy import deepcopy
from typing import Any

import pytest

from tests.support.alert_path import broken_links
from tests.support.configuration import settings_of
from tests.support.linter import naming_in
from tests.support.looked_at import unfounded
from tests.support.recorder import ROOT_DIRECTORY, Cloud, record_main
from tests.support.unknowns import AWS_CHOOSES, EXAMPLE_CHOOSES, KMS_CHOOSES, unknown_properties, unknowns

STACKS = pytest.mark.parametrize("stack", ["dev", "prod"])
LOGS = {
    *("logs", "logs-bucket", "logs-encryption", "logs-lifecycle", "logs-ownership", "logs-policy"),
    *("logs-public-access-block", "logs-versioning", "logs-object-lock", "logs-logging", "logs-key", "logs-alias"),
    *("access-logs", "access-logs-bucket", "access-logs-encryption", "access-logs-lifecycle"),
    *("access-logs-ownership", "access-logs-policy", "access-logs-public-access-block"),
    *("audit-logs", "audit-logs-group", "audit-logs-cloudtrail-role", "audit-logs-cloudtrail-role-policy"),
    *("audit-stream", "audit-stream-delivery-stream", "audit-stream-errors", "audit-stream-errors-stream"),
    *("audit-stream-role", "audit-stream-role-policy", "audit-stream-subscription-role"),
    *("audit-stream-subscription-role-policy", "audit-stream-trail-subscription"),
    *("audit-events", "audit-events-stream", "audit-events-subscription-role"),
    *("audit-events-subscription-role-policy", "audit-events-trail-subscription"),
    *("audit-notifications", "audit-notifications-topic", "audit-notifications-topic-policy"),
    *("traffic-logs", "traffic-logs-group"),
    *("traffic-logs-vpc-flow-logs-role", "traffic-logs-vpc-flow-logs-role-policy"),
    *("traffic-stream", "traffic-stream-delivery-stream", "traffic-stream-errors", "traffic-stream-errors-stream"),
    *("traffic-stream-role", "traffic-stream-role-policy"),
    *("audit", "audit-trail"),
}
"""Names of all that holds logs or delivers them."""
ALARM = "arn:aws-us-gov:cloudwatch:us-gov-west-1:123456789012:alarm:"
URGENT = ("trail-stopped", "flow-log-deleted", "log-bucket-policy-changed", "root-sign-in")
"""The detections that can't wait."""
SINKS = {"dev": ["cloudwatch-logs"], "prod": ["cloudwatch-logs", "s3", "kinesis"]}
"""What flow logs deliver to."""


@STACKS
def test_the_program_makes_exactly_this(stack: str) -> None:
    golden = json.loads((ROOT_DIRECTORY / "tests" / "data" / f"golden-{stack}.json").read_text(encoding="utf-8"))
    assert [list(one) for one in record_main(stack).tree()] == golden


@pytest.mark.parametrize(
    ("stack", "ids"), [("dev", AWS_CHOOSES), ("prod", AWS_CHOOSES | KMS_CHOOSES | EXAMPLE_CHOOSES)]
)
def test_only_ids_that_aws_chooses_are_unknown_at_first_preview(stack: str, ids: set[str]) -> None:
    assert unknowns(record_main(stack, preview=True)) == ids


@pytest.mark.parametrize(("stack", "key"), [("dev", set[str]()), ("prod", {"outputs.logKeyArn"})])
def test_outputs_are_known_at_first_preview_but_for_those_ids(stack: str, key: set[str]) -> None:
    outputs = record_main(stack, preview=True).outputs
    assert set(unknown_properties(outputs, "outputs")) == key | {
        "outputs.vpcs.main.vpcId",
        *(f"outputs.vpcs.main.flowLogIds.{sink}" for sink in SINKS[stack]),
        "outputs.vpcs.main.publicSubnetIds",
        "outputs.vpcs.main.privateSubnetIds",
    }


def test_outputs() -> None:
    recording = record_main("prod", cloud=Cloud(region="us-gov-west-1", partition="aws-us-gov"))
    ids = {one.name: one.id for one in recording.registrations}
    outputs = deepcopy(recording.outputs)
    costs, watch, views = (outputs.pop(name) for name in ("monthlyCosts", "watch", "views"))
    assert outputs == {
        "trailName": "monitoring-prod-audit",
        "trailArn": "arn:aws-us-gov:cloudtrail:us-gov-west-1:123456789012:trail/monitoring-prod-audit",
        "trailLogGroup": "/monitoring/prod/audit-logs",
        "logBucket": "monitoring-prod-logs-123456789012-us-gov-west-1",
        "logBucketPolicy": recording.one("aws:s3/bucketPolicy:BucketPolicy", "logs-policy").inputs["policy"],
        "logKeyArn": "arn:aws-us-gov:kms:us-gov-west-1:123456789012:logs-key",
        "logGroups": {
            "/aws/events/monitoring/prod/urgent-detections": 365,
            "/monitoring/prod/audit-logs": 365,
            "/monitoring/prod/traffic-logs": 365,
        },
        "flowLogGroup": "/monitoring/prod/traffic-logs",
        "deliveryStreams": ["monitoring-prod-audit-stream", "monitoring-prod-traffic-stream"],
        "vpcs": {
            "main": {
                "vpcId": ids["main-vpc"],
                "flowLogIds": {sink: ids[f"main-{sink}-flow-log"] for sink in SINKS["prod"]},
                "publicSubnetIds": [ids[f"main-public-{zone}-subnet"] for zone in "abc"],
                "privateSubnetIds": [ids[f"main-private-{zone}-subnet"] for zone in "abc"],
            }
        },
        "otherFlowLogs": {},
        "lake": {
            "workgroup": "monitoring-prod-lake",
            "database": "monitoring_prod",
            "tables": ["trail_events", "flow_logs"],
            "resultLocation": "s3://monitoring-prod-lake-123456789012-us-gov-west-1/results/",
        },
    }
    assert set(costs) == {"prices", "byUse", "fixed"}
    assert costs["fixed"] == [
        "Kinesis data stream: 29.20 USD per month",
        "2 customer managed keys: 2.00 USD per month",
        "51 alarms: 5.10 USD per month",
        "4 composite alarms: 2.00 USD per month",
        "40 metrics: 12.00 USD per month",
        "example instance and its disk: 3.71 USD per month",
        "all that does not depend on use: 54.01 USD per month",
    ]
    alarms = watch.pop("alarmArns")
    assert {kind: len(arns) for kind, arns in alarms.items()} == {
        "severities": 4,
        "delivery": 9,
        "instances": 3,
        "detections": 39,
    }
    assert alarms["severities"]["critical"] == f"{ALARM}monitoring-prod-detections-critical"
    assert alarms["detections"]["root-use"] == f"{ALARM}monitoring-prod-root-use"
    assert watch == {
        "topicArn": "arn:aws-us-gov:sns:us-gov-west-1:123456789012:monitoring-prod-alerts",
        "subscriptions": {},
        "ruleArns": {
            id_: f"arn:aws-us-gov:events:us-gov-west-1:123456789012:rule/monitoring-prod-{id_}" for id_ in URGENT
        },
        "eventLogGroup": "/aws/events/monitoring/prod/urgent-detections",
        "deadLetterQueue": "monitoring-prod-urgent-detections-undelivered",
    }
    assert len(views.pop("savedQueries")) == 64
    assert views == {
        "dashboardName": "monitoring-prod",
        "dashboardUrl": "https://us-gov-west-1.console.amazonaws-us-gov.com/cloudwatch/home?region=us-gov-west-1"
        "#dashboards/dashboard/monitoring-prod",
        "groupArn": "arn:aws-us-gov:resource-groups:us-gov-west-1:123456789012:group/monitoring-prod",
        "groupTag": {"Monitoring": "monitoring-prod"},
    }


def test_the_cheapest_stack_is_cheap() -> None:
    assert record_main("dev").outputs["monthlyCosts"]["fixed"] == [
        "0 customer managed keys: no charge per month",
        "9 alarms: 0.90 USD per month",
        "composite alarm: 0.50 USD per month",
        "6 metrics: 1.80 USD per month",
        "all that does not depend on use: 3.20 USD per month",
    ]


@STACKS
def test_what_is_billed_is_what_is_made(stack: str) -> None:
    recording = record_main(stack)
    made = {
        "alarm": "aws:cloudwatch/metricAlarm:MetricAlarm",
        "composite alarm": "aws:cloudwatch/compositeAlarm:CompositeAlarm",
        "customer managed key": "aws:kms/key:Key",
        "metric": "aws:cloudwatch/logMetricFilter:LogMetricFilter",
    }
    billed = [line.partition(": ")[0] for line in recording.outputs["monthlyCosts"]["fixed"]]
    counted = {thing: len(recording.of_type(type_)) for thing, type_ in made.items()}
    assert [thing if count == 1 else f"{count} {thing}s" for thing, count in sorted(counted.items())] == sorted(
        (line for line in billed if line.removesuffix("s").lstrip("0123456789 ") in made),
        key=lambda line: line.lstrip("0123456789 "),
    )


@STACKS
def test_every_alert_gets_there(stack: str) -> None:
    """Through the policies of topic, key, log group and queue."""
    recording = record_main(stack)
    assert broken_links(recording, naming_in(Cloud(), "monitoring", stack)) == []
    told = {topic for one in recording.registrations for topic in one.inputs.get("alarmActions", [])}
    assert told == {f"arn:aws:sns:us-east-1:123456789012:monitoring-{stack}-alerts"}


@STACKS
def test_dashboard_queries_and_alarms_look_at_what_is_there(stack: str) -> None:
    recording = record_main(stack, preview=True)
    assert unfounded(recording, naming_in(Cloud(), "monitoring", stack), settings_of(stack)) == []


def test_the_filter_of_the_logs_key_is_about_that_key_once_there_is_one() -> None:
    name, type_ = "detections-log-key-at-risk-filter", "aws:cloudwatch/logMetricFilter:LogMetricFilter"
    recording = record_main("prod")
    assert f'"{recording.outputs["logKeyArn"]}"' in recording.one(type_, name).inputs["pattern"]
    assert recording.one(type_, name).dependencies >= {"logs-key"}


def test_a_stack_that_watches_nothing_has_nothing_of_it() -> None:
    recording = record_main("prod", changes={"watch": False, "exampleWorkload": False})
    kinds = {one.type.split(":")[1].split("/")[0] for one in recording.registrations if one.type.startswith("aws:")}
    assert kinds & {"resourcegroups", "sqs"} == set()
    watching = {"MetricAlarm", "CompositeAlarm", "Dashboard", "EventRule", "LogMetricFilter", "QueryDefinition"}
    assert {one.type.rpartition(":")[2] for one in recording.registrations} & watching == set()
    assert [one.name for one in recording.of_type("aws:sns/topic:Topic")] == ["audit-notifications-topic"]
    assert [one.name for one in recording.of_type("aws:kms/key:Key")] == ["logs-key"]
    assert (recording.outputs.get("watch"), recording.outputs.get("views")) == (None, None)


@pytest.mark.parametrize(("stack", "kept"), [("dev", set[str]()), ("prod", LOGS)])
def test_what_outlives_the_stack(stack: str, kept: set[str]) -> None:
    recording = record_main(stack)
    assert {one.name for one in recording.registrations if one.request.protect} == kept
    assert {one.name for one in recording.registrations if one.request.retainOnDelete} == kept
    buckets = {one.name: one.inputs["forceDestroy"] for one in recording.of_type("aws:s3/bucket:Bucket")}
    assert buckets == dict.fromkeys(buckets, not kept)


@pytest.mark.parametrize(
    ("stack", "further"),
    [("dev", set[str]()), ("prod", {"logs-key", "logs-alias", "audit-notifications-topic-policy"})],
)
def test_the_trail_waits_for_its_permissions(stack: str, further: set[str]) -> None:
    assert record_main(stack, preview=True).one("aws:cloudtrail/trail:Trail").dependencies == further | {
        "logs-policy",
        "audit-logs-group",
        "audit-logs-cloudtrail-role-policy",
    }


@STACKS
def test_flow_logs_wait_for_their_permissions(stack: str) -> None:
    waits = {
        "cloudwatch-logs": {"traffic-logs-group", "traffic-logs-vpc-flow-logs-role-policy"},
        "s3": {"logs-policy"},
        "kinesis": {"traffic-stream-delivery-stream"},
    }
    flow_logs = record_main(stack, preview=True).of_type("aws:ec2/flowLog:FlowLog")
    assert {one.name: one.dependencies for one in flow_logs} == {
        f"main-{sink}-flow-log": {"main-vpc", *waits[sink]} for sink in SINKS[stack]
    }


@STACKS
def test_the_stack_file_decides_what_is_delivered_and_how_long_it_is_kept(stack: str) -> None:
    recording = record_main(stack)
    groups = [one.inputs for one in recording.of_type("aws:cloudwatch/logGroup:LogGroup")]
    lifecycle = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
    rule = recording.one(lifecycle, "logs-lifecycle").inputs["rules"][0]
    flow_logs = [one.inputs for one in recording.of_type("aws:ec2/flowLog:FlowLog")]
    expected: dict[str, Any] = {
        "dev": (
            {
                "/aws/events/monitoring/dev/urgent-detections": 7,
                "/monitoring/dev/audit-logs": 7,
                "/monitoring/dev/traffic-logs": 3,
            },
            None,
            7,
            {("ALL", 600)},
        ),
        "prod": (
            {
                "/aws/events/monitoring/prod/urgent-detections": 365,
                "/monitoring/prod/audit-logs": 365,
                "/monitoring/prod/audit-stream-errors": 30,
                "/monitoring/prod/traffic-logs": 365,
                "/monitoring/prod/traffic-stream-errors": 30,
            },
            [{"days": 90, "storageClass": "GLACIER_IR"}],
            2557,
            {("ALL", 60)},
        ),
    }
    assert (
        {inputs["name"]: inputs["retentionInDays"] for inputs in groups},
        rule.get("transitions"),
        rule["expiration"]["days"],
        {(inputs["trafficType"], inputs["maxAggregationInterval"]) for inputs in flow_logs},
    ) == expected[stack]


@STACKS
def test_every_taggable_resource_says_whose_it_is(stack: str) -> None:
    recording = record_main(stack)
    tagged = {one.type: one.inputs["tags"] for one in recording.registrations if "tags" in one.inputs}
    everywhere = {
        "aws:athena/workgroup:Workgroup",
        "aws:cloudtrail/trail:Trail",
        "aws:cloudwatch/compositeAlarm:CompositeAlarm",
        "aws:cloudwatch/eventRule:EventRule",
        "aws:cloudwatch/logGroup:LogGroup",
        "aws:cloudwatch/metricAlarm:MetricAlarm",
        "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
        "aws:ec2/flowLog:FlowLog",
        "aws:ec2/internetGateway:InternetGateway",
        "aws:ec2/routeTable:RouteTable",
        "aws:ec2/subnet:Subnet",
        "aws:ec2/vpc:Vpc",
        "aws:glue/catalogDatabase:CatalogDatabase",
        "aws:iam/role:Role",
        "aws:resourcegroups/group:Group",
        "aws:s3/bucket:Bucket",
        "aws:sns/topic:Topic",
        "aws:sqs/queue:Queue",
    }
    further = {
        "dev": set[str](),
        "prod": {
            "aws:ec2/instance:Instance",
            "aws:ec2/networkInterface:NetworkInterface",
            "aws:ec2/securityGroup:SecurityGroup",
            "aws:ec2/vpcEndpoint:VpcEndpoint",
            "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
            "aws:kinesis/stream:Stream",
            "aws:kms/key:Key",
        },
    }
    assert set(tagged) == everywhere | further[stack]
    assert {
        tuple(tags[key] for key in ("Project", "Stack", "ManagedBy", "Monitoring")) for tags in tagged.values()
    } == {("aws-monitoring-baseline", stack, "pulumi", f"monitoring-{stack}")}


def test_the_program_stays_a_table_of_contents() -> None:
    assert len((ROOT_DIRECTORY / "__main__.py").read_text(encoding="utf-8").splitlines()) <= 60
