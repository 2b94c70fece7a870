import pulumi
import pytest

from components.flow_log import FlowLogSettings
from components.network import MonitoredVpc
from tests.support.recorder import UNKNOWN, Cloud, Recording, record

FLOW_LOG: FlowLogSettings = {
    "destination": {"type": "s3", "arn": "arn:bucket"},
    "traffic": "REJECT",
    "interval_seconds": 60,
}
TAGS = {"Team": "net"}


def network(
    zones: int, *, preview: bool = False, cloud: Cloud | None = None, cidr_block: str = "10.0.0.0/16"
) -> Recording:
    def program() -> None:
        made = MonitoredVpc(
            "main",
            {"cidr_block": cidr_block, "availability_zones": zones, "flow_log": FLOW_LOG, "tags": TAGS},
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
        "main-flow-log": (
            "aws:ec2/flowLog:FlowLog",
            "main",
            {
                **main,
                "trafficType": "REJECT",
                "maxAggregationInterval": 60,
                "logDestinationType": "s3",
                "logDestination": "arn:bucket",
                "tags": {**TAGS, "Name": "main"},
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
    assert [(one.type, one.parent) for one in recording.registrations if not one.request.custom] == [
        ("aws-monitoring-baseline:index:MonitoredVpc", "aws-monitoring-baseline-dev"),
        ("aws-monitoring-baseline:index:FlowLog", "main"),
    ]
    assert recording.outputs == {
        "summary": {
            "vpcId": ids["main-vpc"],
            "flowLogId": ids["main-flow-log"],
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
    flow_log = recording.one("aws:ec2/flowLog:FlowLog")
    assert flow_log.inputs["vpcId"] == UNKNOWN
    assert flow_log.property_dependencies["vpcId"] == [recording.one("aws:ec2/vpc:Vpc").urn]
