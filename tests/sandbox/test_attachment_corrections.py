from collections.abc import Callable
from functools import cache
from typing import Any

import boto3
import pytest

from ops.aws.connect import SignedIn
from ops.blockers.attached import Attached
from ops.blockers.find import LISTINGS, find
from ops.blockers.verdict import Standing, judge
from tests.support.attachments import attach_everything
from tests.support.aws_commands import AwsCommand

Clients = Callable[[str], Any]


@pytest.mark.parametrize("noun", LISTINGS)
def test_the_sandbox_can_be_asked_for_everything_that_holds_a_vpc(clients: Clients, noun: str) -> None:
    """A question that it can't answer would be a doubt at every `make down`."""
    listing = LISTINGS[noun]
    client = clients(listing.service)
    for request in listing.requests(["vpc-0123456789abcdef0"]):
        answer = getattr(client, listing.operation)(**request)
        assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200


def test_the_interface_of_a_nat_gateway_says_whose_it_is_and_goes_with_it(clients: Clients) -> None:
    ec2 = clients("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
    gateway = ec2.create_nat_gateway(SubnetId=subnet, ConnectivityType="private")["NatGateway"]["NatGatewayId"]
    (interface,) = ec2.describe_network_interfaces()["NetworkInterfaces"]
    assert interface["Description"] == f"Interface for NAT Gateway {gateway}"
    ec2.delete_nat_gateway(NatGatewayId=gateway)
    assert ec2.describe_network_interfaces()["NetworkInterfaces"] == []


def test_everything_that_can_be_attached_is_found_and_goes_by_the_commands_shown(clients: Clients) -> None:
    by_service = cache(clients)
    ec2 = by_service("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    ours = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{index}.0/24", AvailabilityZone=f"us-east-1{zone}")["Subnet"]
        for index, zone in enumerate("ab")
    ]
    subnets = [subnet["SubnetId"] for subnet in ours]
    attached = attach_everything(by_service, vpc, subnets)
    credentials: Any = {"aws_access_key_id": "any", "aws_secret_access_key": "any"}
    signed_in = SignedIn(boto3.Session(**credentials), "123456789012", "aws")

    def blocking() -> list[Attached]:
        found = find(signed_in, {"us-east-1": [vpc]})
        assert found.unseen == ()
        return [one.thing for one in judge(found.attached, set(subnets)) if one.standing is Standing.BLOCKS]

    things = blocking()
    assert {(thing.kind, thing.id) for thing in things} == attached
    for thing in things:
        command = AwsCommand.parsed(thing.removal)
        getattr(by_service(command.service), command.operation)(**command.request)
    assert blocking() == []
