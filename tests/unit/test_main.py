import json
from typing import Any

import pytest

from tests.support.recorder import ROOT_DIRECTORY, Cloud, record_main
from tests.support.unknowns import AWS_CHOOSES, KMS_CHOOSES, unknown_properties, unknowns

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
SINKS = {"dev": ["cloudwatch-logs"], "prod": ["cloudwatch-logs", "s3", "kinesis"]}
"""What flow logs deliver to."""


@STACKS
def test_the_program_makes_exactly_this(stack: str) -> None:
    golden = json.loads((ROOT_DIRECTORY / "tests" / "data" / f"golden-{stack}.json").read_text(encoding="utf-8"))
    assert [list(one) for one in record_main(stack).tree()] == golden


@pytest.mark.parametrize(("stack", "ids"), [("dev", AWS_CHOOSES), ("prod", AWS_CHOOSES | KMS_CHOOSES)])
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
    outputs = recording.outputs
    costs = outputs.pop("monthlyCosts")
    assert outputs == {
        "trailName": "monitoring-prod-audit",
        "trailArn": "arn:aws-us-gov:cloudtrail:us-gov-west-1:123456789012:trail/monitoring-prod-audit",
        "trailLogGroup": "/monitoring/prod/audit-logs",
        "logBucket": "monitoring-prod-logs-123456789012-us-gov-west-1",
        "logBucketPolicy": recording.one("aws:s3/bucketPolicy:BucketPolicy", "logs-policy").inputs["policy"],
        "logKeyArn": "arn:aws-us-gov:kms:us-gov-west-1:123456789012:logs-key",
        "logGroups": {"/monitoring/prod/audit-logs": 365, "/monitoring/prod/traffic-logs": 365},
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
        "customer managed key: 1.00 USD per month",
        "0 alarms: no charge per month",
        "all that does not depend on use: 30.20 USD per month",
    ]


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
        "dev": ({"/monitoring/dev/audit-logs": 7, "/monitoring/dev/traffic-logs": 3}, None, 7, {("ALL", 600)}),
        "prod": (
            {
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
        "aws:cloudwatch/logGroup:LogGroup",
        "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
        "aws:ec2/flowLog:FlowLog",
        "aws:ec2/internetGateway:InternetGateway",
        "aws:ec2/routeTable:RouteTable",
        "aws:ec2/subnet:Subnet",
        "aws:ec2/vpc:Vpc",
        "aws:glue/catalogDatabase:CatalogDatabase",
        "aws:iam/role:Role",
        "aws:s3/bucket:Bucket",
    }
    further = {
        "dev": set[str](),
        "prod": {
            "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
            "aws:kinesis/stream:Stream",
            "aws:kms/key:Key",
            "aws:sns/topic:Topic",
        },
    }
    assert set(tagged) == everywhere | further[stack]
    assert {tuple(tags[key] for key in ("Project", "Stack", "ManagedBy")) for tags in tagged.values()} == {
        ("aws-monitoring-baseline", stack, "pulumi")
    }


def test_the_program_stays_a_table_of_contents() -> None:
    assert len((ROOT_DIRECTORY / "__main__.py").read_text(encoding="utf-8").splitlines()) <= 60
