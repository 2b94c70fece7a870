from collections.abc import Mapping

import pulumi
import pytest
from pulumi.runtime.resource import inherited_child_alias

from components.deletion import LogDeletion
from components.flow_log import FlowLogSettings
from components.network import MonitoredVpc
from logs.flow_records.record_format import DEFAULT, V2
from logs.keys.flow_log_keys import FlowLogKeys
from tests.support.recorder import PROJECT, UNKNOWN, Cloud, Recording, record

COMPONENT = "aws-monitoring-baseline:index:FlowLog"
FLOW_LOG = "aws:ec2/flowLog:FlowLog"
TO_BUCKET: FlowLogSettings = {
    "destination": {"type": "s3", "arn": "arn:bucket", "keys": FlowLogKeys()},
    "traffic": "REJECT",
    "interval_seconds": 60,
}
TO_GROUP: FlowLogSettings = {
    "destination": {"type": "cloud-watch-logs", "arn": "arn:group", "role_arn": "arn:role"},
    "record_format": V2,
}
TO_STREAM: FlowLogSettings = {"destination": {"type": "kinesis-data-firehose", "arn": "arn:stream"}}
TAGS = {"Team": "net"}


def network(
    zones: int,
    *,
    preview: bool = False,
    cloud: Cloud | None = None,
    cidr_block: str = "10.0.0.0/16",
    flow_logs: Mapping[str, FlowLogSettings] | None = None,
    opts: pulumi.ResourceOptions | None = None,
) -> Recording:
    def program() -> None:
        made = MonitoredVpc(
            "main",
            {
                "cidr_block": cidr_block,
                "availability_zones": zones,
                "flow_logs": {"s3": TO_BUCKET} if flow_logs is None else flow_logs,
                "tags": TAGS,
            },
            opts,
        )
        pulumi.export("summary", made.summary)

    return record(program, preview=preview, cloud=cloud)


def test_two_zones() -> None:
    recording = network(2)
    ids = {one.name: one.id for one in recording.registrations}
    main = {"vpcId": ids["main-vpc"]}
    made = {one.name: (one.type, one.parent, one.inputs) for one in recording.registrations if one.request.custom}
    assert made == {
        "main-vpc": (
            "aws:ec2/vpc:Vpc",
            "main",
            {
                "cidrBlock": "10.0.0.0/16",
                "enableDnsSupport": True,
                "enableDnsHostnames": True,
                "tags": {**TAGS, "Name": "main"},
            },
        ),
        "main-s3-flow-log": (
            FLOW_LOG,
            "main-s3",
            {
                **main,
                "trafficType": "REJECT",
                "maxAggregationInterval": 60,
                "logFormat": DEFAULT.log_format,
                "logDestinationType": "s3",
                "logDestination": "arn:bucket",
                "destinationOptions": {
                    "fileFormat": "plain-text",
                    "hiveCompatiblePartitions": False,
                    "perHourPartition": False,
                },
                "tags": {**TAGS, "Name": "main-s3"},
            },
        ),
        "main-default-security-group": (
            "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
            "main",
            {**main, "ingress": [], "egress": [], "tags": {**TAGS, "Name": "main-default"}},
        ),
        "main-internet-gateway": (
            "aws:ec2/internetGateway:InternetGateway",
            "main",
            {**main, "tags": {**TAGS, "Name": "main"}},
        ),
        "main-public-internet-route": (
            "aws:ec2/route:Route",
            "main",
            {
                "routeTableId": ids["main-public-routes"],
                "destinationCidrBlock": "0.0.0.0/0",
                "gatewayId": ids["main-internet-gateway"],
            },
        ),
        **{
            f"main-{table}-routes": (
                "aws:ec2/routeTable:RouteTable",
                "main",
                {**main, "tags": {**TAGS, "Name": f"main-{table}"}},
            )
            for table in ("public", "private-a", "private-b")
        },
        **{
            f"main-{subnet}-subnet": (
                "aws:ec2/subnet:Subnet",
                "main",
                {
                    **main,
                    "availabilityZone": f"us-east-1{subnet[-1]}",
                    "cidrBlock": cidr_block,
                    "mapPublicIpOnLaunch": False,
                    "tags": {**TAGS, "Name": f"main-{subnet}"},
                },
            )
            for subnet, cidr_block in {
                "public-a": "10.0.0.0/20",
                "public-b": "10.0.16.0/20",
                "private-a": "10.0.128.0/20",
                "private-b": "10.0.144.0/20",
            }.items()
        },
        **{
            f"main-{subnet}-route-table-association": (
                "aws:ec2/routeTableAssociation:RouteTableAssociation",
                "main",
                {"subnetId": ids[f"main-{subnet}-subnet"], "routeTableId": ids[f"main-{table}-routes"]},
            )
            for subnet, table in {
                "public-a": "public",
                "public-b": "public",
                "private-a": "private-a",
                "private-b": "private-b",
            }.items()
        },
    }
    assert [(one.type, one.name, one.parent) for one in recording.registrations if not one.request.custom] == [
        ("aws-monitoring-baseline:index:MonitoredVpc", "main", "aws-monitoring-baseline-dev"),
        (COMPONENT, "main-s3", "main"),
    ]
    assert recording.outputs == {
        "summary": {
            "vpcId": ids["main-vpc"],
            "flowLogIds": {"s3": ids["main-s3-flow-log"]},
            "publicSubnetIds": [ids["main-public-a-subnet"], ids["main-public-b-subnet"]],
            "privateSubnetIds": [ids["main-private-a-subnet"], ids["main-private-b-subnet"]],
        }
    }


def test_another_zone_changes_nothing_that_is_there() -> None:
    before, after = network(2), network(3)
    inputs = {one.name: one.inputs for one in after.registrations}
    assert {one.name: inputs[one.name] for one in before.registrations} == {
        one.name: one.inputs for one in before.registrations
    }
    assert {one.name for one in after.registrations} - {one.name for one in before.registrations} == {
        "main-public-c-subnet",
        "main-public-c-route-table-association",
        "main-private-c-subnet",
        "main-private-c-route-table-association",
        "main-private-c-routes",
    }


def test_a_zone_that_fails_changes_nothing() -> None:
    before, after = network(2), network(2, cloud=Cloud(failed_zones=("a",)))
    assert after.tree() == before.tree()
    assert {one.name: one.inputs for one in after.registrations} == {
        one.name: one.inputs for one in before.registrations
    }


def test_the_regions_own_zones_are_used() -> None:
    subnets = network(2, cloud=Cloud(region="ap-northeast-1", zones=("d", "c", "a"))).of_type("aws:ec2/subnet:Subnet")
    assert {one.inputs["availabilityZone"]: one.inputs["cidrBlock"] for one in subnets if "public" in one.name} == {
        "ap-northeast-1a": "10.0.0.0/20",
        "ap-northeast-1c": "10.0.32.0/20",
    }


def test_more_zones_than_there_are() -> None:
    with pytest.raises(pulumi.RunError, match=r"^4 Availability Zones are asked for, us-east-1 offers this account 3 "):
        network(4)


def test_a_block_that_is_too_small() -> None:
    with pytest.raises(pulumi.RunError, match=r'^"10\.0\.0\.0/25" has the wrong size for a VPC'):
        network(1, cidr_block="10.0.0.0/25")


def test_the_flow_log_is_tied_to_the_vpc_before_there_is_an_id() -> None:
    recording = network(1, preview=True)
    flow_log = recording.one(FLOW_LOG)
    assert flow_log.inputs["vpcId"] == UNKNOWN
    assert flow_log.property_dependencies["vpcId"] == [recording.one("aws:ec2/vpc:Vpc").urn]


def test_several_sinks_at_once() -> None:
    recording = network(1, flow_logs={"cloudwatch-logs": TO_GROUP, "s3": TO_BUCKET, "kinesis": TO_STREAM})
    ids = {one.name: one.id for one in recording.registrations}
    keys = ("cloudwatch-logs", "kinesis", "s3")
    made = {one.name: (one.parent, one.inputs["logDestination"], one.inputs) for one in recording.of_type(FLOW_LOG)}
    assert {name: (parent, destination) for name, (parent, destination, _) in made.items()} == {
        "main-cloudwatch-logs-flow-log": ("main-cloudwatch-logs", "arn:group"),
        "main-kinesis-flow-log": ("main-kinesis", "arn:stream"),
        "main-s3-flow-log": ("main-s3", "arn:bucket"),
    }
    assert {(inputs["vpcId"], inputs["tags"]["Team"]) for _, _, inputs in made.values()} == {(ids["main-vpc"], "net")}
    assert [(one.name, one.parent) for one in recording.of_type(COMPONENT)] == [(f"main-{key}", "main") for key in keys]
    assert recording.outputs["summary"]["flowLogIds"] == {key: ids[f"main-{key}-flow-log"] for key in keys}


def test_another_sink_changes_nothing_that_is_there() -> None:
    before = network(1, flow_logs={"cloudwatch-logs": TO_GROUP})
    after = network(1, flow_logs={"kinesis": TO_STREAM, "cloudwatch-logs": TO_GROUP})
    registered = {one.name: (one.parent, one.inputs, one.aliases) for one in after.registrations}
    assert {one.name: registered[one.name] for one in before.registrations} == {
        one.name: (one.parent, one.inputs, one.aliases) for one in before.registrations
    }
    assert registered.keys() - {one.name for one in before.registrations} == {"main-kinesis", "main-kinesis-flow-log"}


def test_no_flow_log_at_all() -> None:
    with pytest.raises(pulumi.RunError) as raised:
        network(1, flow_logs={})
    assert str(raised.value) == (
        'MonitoredVpc "main" has no flow log: give at least one in flow_logs, as in '
        '{"s3": {"destination": log_bucket.flow_log_destination}}.'
    )


def test_the_flow_log_to_a_log_group_is_the_one_that_had_the_name_of_the_vpc() -> None:
    recording = network(1, flow_logs={"cloudwatch-logs": TO_GROUP, "s3": TO_BUCKET})
    assert {one.name: one.aliases for one in recording.registrations if one.aliases} == {
        # No parent's URN: the one it has.
        "main-cloudwatch-logs": [{"spec": {"name": "main", "parentUrn": ""}}],
    }


def test_the_alias_reaches_the_flow_log_itself() -> None:
    """Of a component's alias, engine and SDK make its child's, with the component's name in the child's replaced."""
    component = f"urn:pulumi:dev::{PROJECT}::aws-monitoring-baseline:index:MonitoredVpc${COMPONENT}"
    child = network(1, flow_logs={"cloudwatch-logs": TO_GROUP}).one(FLOW_LOG)

    def program() -> None:
        pulumi.export("former", inherited_child_alias(child.name, child.parent, f"{component}::main", child.type))

    assert record(program).outputs == {"former": f"{component}${FLOW_LOG}::main-flow-log"}


@pytest.mark.parametrize("kept", [True, False])
def test_the_whole_network_is_kept_or_deleted(kept: bool) -> None:
    flow_logs: dict[str, FlowLogSettings] = {"cloudwatch-logs": TO_GROUP, "s3": TO_BUCKET}
    recording = network(1, flow_logs=flow_logs, opts=LogDeletion.named("retain" if kept else "delete").options())
    assert len(recording.of_type(FLOW_LOG)) == 2
    assert {(one.request.protect, one.request.retainOnDelete) for one in recording.registrations} == {(kept, kept)}
