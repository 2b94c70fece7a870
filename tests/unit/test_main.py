import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.recorder import ROOT_DIRECTORY, UNKNOWN, Cloud, Recording, record_main

STACKS = pytest.mark.parametrize("stack", ["dev", "prod"])
LOGS = {
    *("logs", "logs-bucket", "logs-encryption", "logs-lifecycle", "logs-ownership", "logs-policy"),
    *("logs-public-access-block", "logs-versioning"),
    *("audit-logs", "audit-logs-group", "audit-logs-cloudtrail-role", "audit-logs-cloudtrail-role-policy"),
    *("traffic-logs", "traffic-logs-group"),
    *("traffic-logs-vpc-flow-logs-role", "traffic-logs-vpc-flow-logs-role-policy"),
    *("audit", "audit-trail"),
}
"""Names of all that holds logs or delivers them."""


def unknown_properties(value: Any, path: str) -> Iterator[str]:
    match value:
        case str() if value == UNKNOWN:
            yield path
        case {**entries}:
            for key, one in entries.items():
                yield from unknown_properties(one, f"{path}.{key}")
        case [*items]:
            for one in items:
                yield from unknown_properties(one, f"{path}[]")
        case _:
            return


def unknowns(recording: Recording) -> set[str]:
    return {
        path for one in recording.registrations for path in unknown_properties(one.inputs, one.type.rsplit(":", 1)[-1])
    }


@STACKS
def test_the_program_makes_exactly_this(stack: str) -> None:
    golden = json.loads((ROOT_DIRECTORY / "tests" / "data" / f"golden-{stack}.json").read_text(encoding="utf-8"))
    assert [list(one) for one in record_main(stack).tree()] == golden


@STACKS
def test_only_ids_that_aws_chooses_are_unknown_at_first_preview(stack: str) -> None:
    assert unknowns(record_main(stack, preview=True)) == {
        "DefaultSecurityGroup.vpcId",
        "FlowLog.vpcId",
        "InternetGateway.vpcId",
        "Route.gatewayId",
        "Route.routeTableId",
        "RouteTable.vpcId",
        "RouteTableAssociation.routeTableId",
        "RouteTableAssociation.subnetId",
        "Subnet.vpcId",
    }


@STACKS
def test_outputs_are_known_at_first_preview_but_for_those_ids(stack: str) -> None:
    outputs = record_main(stack, preview=True).outputs
    assert set(unknown_properties(outputs, "outputs")) == {
        "outputs.vpcs.main.vpcId",
        "outputs.vpcs.main.flowLogId",
        "outputs.vpcs.main.publicSubnetIds",
        "outputs.vpcs.main.privateSubnetIds",
    }


def test_outputs() -> None:
    recording = record_main("prod", cloud=Cloud(region="us-gov-west-1", partition="aws-us-gov"))
    ids = {one.name: one.id for one in recording.registrations}
    policy = recording.one("aws:s3/bucketPolicy:BucketPolicy").inputs["policy"]
    assert recording.outputs == {
        "trailName": "monitoring-prod-audit",
        "trailArn": "arn:aws-us-gov:cloudtrail:us-gov-west-1:123456789012:trail/monitoring-prod-audit",
        "logBucket": "monitoring-prod-logs-123456789012-us-gov-west-1",
        "logBucketPolicy": policy,
        "logGroups": {"/monitoring/prod/audit-logs": 365, "/monitoring/prod/traffic-logs": 365},
        "vpcs": {
            "main": {
                "vpcId": ids["main-vpc"],
                "flowLogId": ids["main-flow-log"],
                "publicSubnetIds": [ids[f"main-public-{zone}-subnet"] for zone in "abc"],
                "privateSubnetIds": [ids[f"main-private-{zone}-subnet"] for zone in "abc"],
            }
        },
    }


@pytest.mark.parametrize(("stack", "kept"), [("dev", set[str]()), ("prod", LOGS)])
def test_what_outlives_the_stack(stack: str, kept: set[str]) -> None:
    recording = record_main(stack)
    assert {one.name for one in recording.registrations if one.request.protect} == kept
    assert {one.name for one in recording.registrations if one.request.retainOnDelete} == kept
    assert recording.one("aws:s3/bucket:Bucket").inputs["forceDestroy"] is not bool(kept)


@STACKS
def test_the_trail_and_the_flow_log_wait_for_their_permissions(stack: str) -> None:
    recording = record_main(stack, preview=True)
    assert recording.one("aws:cloudtrail/trail:Trail").dependencies == {
        "logs-policy",
        "audit-logs-group",
        "audit-logs-cloudtrail-role-policy",
    }
    assert recording.one("aws:ec2/flowLog:FlowLog").dependencies == {
        "main-vpc",
        "traffic-logs-group",
        "traffic-logs-vpc-flow-logs-role-policy",
    }


@STACKS
def test_the_stack_file_decides_what_is_delivered_and_how_long_it_is_kept(stack: str) -> None:
    recording = record_main(stack)
    groups = [one.inputs for one in recording.of_type("aws:cloudwatch/logGroup:LogGroup")]
    rule = recording.one("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration").inputs["rules"][0]
    flow_log = recording.one("aws:ec2/flowLog:FlowLog").inputs
    expected: dict[str, Any] = {
        "dev": ({"/monitoring/dev/audit-logs": 7, "/monitoring/dev/traffic-logs": 3}, None, 7, "ALL", 600),
        "prod": (
            {"/monitoring/prod/audit-logs": 365, "/monitoring/prod/traffic-logs": 365},
            [{"days": 90, "storageClass": "GLACIER_IR"}],
            2557,
            "ALL",
            60,
        ),
    }
    assert (
        {inputs["name"]: inputs["retentionInDays"] for inputs in groups},
        rule.get("transitions"),
        rule["expiration"]["days"],
        flow_log["trafficType"],
        flow_log["maxAggregationInterval"],
    ) == expected[stack]


@STACKS
def test_every_taggable_resource_says_whose_it_is(stack: str) -> None:
    recording = record_main(stack)
    tagged = {one.type: one.inputs["tags"] for one in recording.registrations if "tags" in one.inputs}
    assert set(tagged) == {
        "aws:cloudtrail/trail:Trail",
        "aws:cloudwatch/logGroup:LogGroup",
        "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
        "aws:ec2/flowLog:FlowLog",
        "aws:ec2/internetGateway:InternetGateway",
        "aws:ec2/routeTable:RouteTable",
        "aws:ec2/subnet:Subnet",
        "aws:ec2/vpc:Vpc",
        "aws:iam/role:Role",
        "aws:s3/bucket:Bucket",
    }
    assert {tuple(tags[key] for key in ("Project", "Stack", "ManagedBy")) for tags in tagged.values()} == {
        ("aws-monitoring-baseline", stack, "pulumi")
    }


def test_the_program_stays_a_table_of_contents() -> None:
    assert len((ROOT_DIRECTORY / "__main__.py").read_text(encoding="utf-8").splitlines()) <= 60
