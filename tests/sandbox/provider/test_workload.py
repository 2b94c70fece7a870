"""What the life of an instance, a security group and an endpoint has that others' have not."""

import pytest

from sandbox.provider.aws import Aws
from sandbox.provider.values import Properties
from tests.sandbox.provider.client import Client, Resource
from tests.sandbox.provider.conftest import add_image
from tests.sandbox.provider.samples_workload import IMAGE

GROUP = "aws:ec2/securityGroup:SecurityGroup"
EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
INSTANCE = "aws:ec2/instance:Instance"
INTERFACE = "aws:ec2/networkInterface:NetworkInterface"
ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint"
S3 = "com.amazonaws.us-east-1.s3"


@pytest.fixture
def vpc(client: Client) -> str:
    return client.create("aws:ec2/vpc:Vpc", "vpc", {"cidrBlock": "10.0.0.0/16"}).id


@pytest.fixture
def subnet(client: Client, vpc: str) -> str:
    return client.create("aws:ec2/subnet:Subnet", "subnet", {"vpcId": vpc, "cidrBlock": "10.0.0.0/24"}).id


def egress(aws: Aws, group: Resource) -> list[Properties]:
    return aws.call("ec2", "describe_security_groups", {"GroupIds": [group.id]})["SecurityGroups"][0][
        "IpPermissionsEgress"
    ]


def test_a_group_lets_nothing_out_but_what_is_declared(client: Client, aws: Aws, vpc: str) -> None:
    group = client.create(GROUP, "group", {"vpcId": vpc})
    assert egress(aws, group) == []
    rule = {"securityGroupId": group.id, "ipProtocol": "tcp", "fromPort": 443, "toPort": 443, "cidrIpv4": "10.0.0.0/16"}
    client.create(EGRESS, "rule", rule)
    refreshed = client.read(group)
    assert refreshed is not None
    declared = {"vpcId": vpc, "revokeRulesOnDelete": True, "tags": {"a": "b"}}
    assert client.changes(refreshed, {"vpcId": vpc}) == set()
    client.update(refreshed, declared)
    assert [(each["FromPort"], each["IpRanges"][0]["CidrIp"]) for each in egress(aws, group)] == [(443, "10.0.0.0/16")]


def test_a_rule_for_all_that_goes_out_to_a_prefix_list(client: Client, aws: Aws, vpc: str) -> None:
    endpoint = client.create(ENDPOINT, "endpoint", {"vpcId": vpc, "serviceName": S3})
    group = client.create(GROUP, "group", {"vpcId": vpc})
    rule = {"securityGroupId": group.id, "ipProtocol": "-1", "prefixListId": endpoint.state["prefixListId"]}
    rule["description"] = "to S3"
    made = client.create(EGRESS, "rule", rule)
    assert made.state["securityGroupRuleId"] == made.id
    assert {"fromPort", "toPort"} & set(made.state) == set()
    assert made.state["description"] == "to S3"
    assert client.changes(made, rule) == set()
    (permission,) = egress(aws, group)
    assert permission["PrefixListIds"][0]["PrefixListId"] == endpoint.state["prefixListId"]


def test_an_endpoint_takes_other_route_tables_in_place(client: Client, vpc: str) -> None:
    one, two, three = (
        client.create("aws:ec2/routeTable:RouteTable", name, {"vpcId": vpc}).id for name in ("1", "2", "3")
    )
    declared = {"vpcId": vpc, "serviceName": S3, "routeTableIds": [one, two]}
    made = client.create(ENDPOINT, "endpoint", declared)
    assert client.changes(made, {**declared, "routeTableIds": [two, one]}) == set()
    moved = client.update(made, {**declared, "routeTableIds": [two, three]})
    assert set(moved.state["routeTableIds"]) == {two, three}


def test_an_instance_takes_an_interface_that_outlives_it(client: Client, subnet: str) -> None:
    add_image(IMAGE)
    interface = client.create(INTERFACE, "interface", {"subnetId": subnet, "privateIps": ["10.0.0.10"]})
    declared = {
        "ami": IMAGE,
        "instanceType": "t4g.nano",
        "primaryNetworkInterface": {"networkInterfaceId": interface.id},
        "metadataOptions": {"httpTokens": "required"},
    }
    made = client.create(INSTANCE, "instance", declared)
    assert made.state["primaryNetworkInterfaceId"] == interface.id
    assert (made.state["subnetId"], made.state["privateIp"]) == (subnet, "10.0.0.10")
    assert made.state["metadataOptions"] == {"httpTokens": "required"}
    assert client.changes(made, declared) == set()
    client.delete(made)
    assert client.read(made) is None
    assert client.read(interface) is not None


def test_an_instance_is_private_unless_it_is_said_or_its_subnet_says_so(client: Client, subnet: str) -> None:
    add_image(IMAGE)
    declared = {"ami": IMAGE, "instanceType": "t4g.nano", "subnetId": subnet, "rootBlockDevice": {"encrypted": True}}
    made = client.create(INSTANCE, "instance", declared)
    assert "publicIp" not in made.state
    assert made.state["associatePublicIpAddress"] is False
    assert made.state["rootBlockDevice"] == {"encrypted": True}
    assert client.changes(made, declared) == set()
