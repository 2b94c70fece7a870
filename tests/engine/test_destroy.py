"""A destroy that never hangs: what others attached stops it within seconds, by name; without it, all of it goes."""

import re
import time
from itertools import pairwise
from typing import Any

import pytest

from sandbox.cloud import running_cloud
from tests.engine.conftest import Checkout
from tests.engine.updates import Stack
from tests.support.attachments import attach_everything
from tests.support.aws_commands import AwsCommand

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def deployed(checkout: Checkout) -> Checkout:
    """The stack as deployed by `make up`. The last test destroys it."""
    up = checkout.make("up")
    assert up.returncode == 0, up.stdout + up.stderr
    return checkout


@pytest.fixture
def vpc(deployed: Checkout) -> dict[str, Any]:
    """The stack's VPC."""
    of_stack = [{"Name": "tag:Monitoring", "Values": ["monitoring-dev"]}]
    (found,) = deployed.client("ec2").describe_vpcs(Filters=of_stack)["Vpcs"]
    return found


def named_in(text: str) -> tuple[set[tuple[str, str]], dict[str, AwsCommand]]:
    """The things that a refusal names, and the commands that it gives."""
    lines = [line.strip() for line in text.splitlines()]
    commands = {line: AwsCommand.parsed(line) for line in lines if line.startswith("aws ")}
    things = {
        (found[1], found[2])
        for thing, command in pairwise(lines)
        if command in commands and (found := re.match(r"(.+?) (\S+)(?: \(.*\))?$", thing))
    }
    return things, commands


def test_a_destroy_without_the_program_is_refused_at_once(deployed: Checkout, vpc: dict[str, Any]) -> None:
    refused = deployed.pulumi("destroy", "--yes")
    assert refused.returncode != 0
    assert "You must run with the `--run-program` flag to use delete hooks during destroy." in refused.stderr + (
        refused.stdout
    )
    assert deployed.client("ec2").describe_vpcs(VpcIds=[vpc["VpcId"]])["Vpcs"]


def test_a_vpc_that_has_left_the_program_is_guarded_too(deployed: Checkout, vpc: dict[str, Any]) -> None:
    ec2 = deployed.client("ec2")
    gateway = ec2.create_vpn_gateway(Type="ipsec.1")["VpnGateway"]["VpnGatewayId"]
    ec2.attach_vpn_gateway(VpnGatewayId=gateway, VpcId=vpc["VpcId"])
    other = {"name": "other", "cidrBlock": "10.0.0.0/16", "availabilityZones": 2}
    Stack(deployed).configure({"vpcs": [other]})
    preview = deployed.make("preview")
    assert preview.returncode == 0, "a preview asks nothing"
    try:
        refused = deployed.make("up")
        assert refused.returncode != 0
        assert named_in(refused.stdout)[0] == {("VPN gateway", gateway)}
    finally:
        ec2.detach_vpn_gateway(VpnGatewayId=gateway, VpcId=vpc["VpcId"])
    replaced = deployed.make("up")
    assert replaced.returncode == 0, replaced.stdout + replaced.stderr
    assert vpc["VpcId"] not in {one["VpcId"] for one in ec2.describe_vpcs()["Vpcs"]}


def test_a_destroy_names_what_is_attached_and_goes_through_without_it(deployed: Checkout, vpc: dict[str, Any]) -> None:
    vpc_id, ec2 = vpc["VpcId"], deployed.client("ec2")
    described = ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpc_id]}])["Subnets"]
    attached = attach_everything(deployed.client, vpc_id, sorted(one["SubnetId"] for one in described))

    started = time.monotonic()
    refused = deployed.make("down")
    seconds = time.monotonic() - started
    assert refused.returncode != 0
    things, commands = named_in(refused.stdout)
    assert things == attached, refused.stdout
    assert seconds < 60
    assert {f"ec2: {vpc_id}"} <= {row for row in deployed.account() if vpc_id in row}

    # In the order in which they are shown.
    for command in commands.values():
        getattr(deployed.client(command.service), command.operation)(**command.request)

    down = deployed.make("down")
    assert "something is attached" not in down.stdout, down.stdout
    assert vpc_id not in down.stdout.partition("the account still held")[2]
    assert running_cloud(deployed.home) is None
