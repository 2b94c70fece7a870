from ipaddress import IPv4Network

import pulumi
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.addressing import ZONE_LETTERS, ZonePlan, choose_zones, plan_subnets

PRIVATE = IPv4Network("10.0.0.0/8")
BLOCKS = st.integers(16, 24).flatmap(
    lambda length: st.integers(0, 2 ** (length - PRIVATE.prefixlen) - 1).map(
        lambda place: str(IPv4Network((int(PRIVATE[0]) + (place << (32 - length)), length)))
    )
)
ZONES = st.lists(st.sampled_from(ZONE_LETTERS), unique=True).map(
    lambda letters: [f"eu-west-1{letter}" for letter in letters]
)


def test_places_are_by_zone_letter() -> None:
    assert plan_subnets("10.0.0.0/16", ["us-east-1a", "us-east-1c"]) == [
        ZonePlan("us-east-1a", "10.0.0.0/20", "10.0.128.0/20"),
        ZonePlan("us-east-1c", "10.0.32.0/20", "10.0.160.0/20"),
    ]
    assert plan_subnets("10.9.8.0/24", ["cn-north-1h"]) == [ZonePlan("cn-north-1h", "10.9.8.112/28", "10.9.8.240/28")]


@given(BLOCKS, ZONES)
def test_subnets_are_inside_the_block_and_apart(block: str, zones: list[str]) -> None:
    subnets = [IPv4Network(part) for zone in plan_subnets(block, zones) for part in (zone.public, zone.private)]
    assert all(subnet.subnet_of(IPv4Network(block)) for subnet in subnets)
    assert {subnet.prefixlen for subnet in subnets} <= {IPv4Network(block).prefixlen + 4}
    assert len(set(subnets)) == 2 * len(zones)


@given(BLOCKS, ZONES)
def test_no_zone_moves_another_zones_subnets(block: str, zones: list[str]) -> None:
    assert plan_subnets(block, zones) == [plan_subnets(block, [zone])[0] for zone in zones]


@pytest.mark.parametrize(
    ("block", "problem"),
    [
        ("10.0.0.0/25", "has the wrong size for a VPC with 16 subnet slots: use a block from /16 to /24."),
        ("10.0.0.0/15", "has the wrong size for a VPC with 16 subnet slots: use a block from /16 to /24."),
        ("10.0.0.1/16", "is not an IPv4 block: 10.0.0.1/16 has host bits set."),
        ("10.0.0.0/255.255.0.0", "is not as EC2 writes it: write 10.0.0.0/16."),
        ("10.0.0.0/016", "is not as EC2 writes it: write 10.0.0.0/16."),
        ("0.0.0.0/16", "is in 0.0.0.0/8, which EC2 gives no VPC: use a private block, as 10.0.0.0/16."),
        ("127.255.0.0/16", "is in 127.0.0.0/8, which EC2 gives no VPC: use a private block, as 10.0.0.0/16."),
        ("169.254.8.0/24", "is in 169.254.0.0/16, which EC2 gives no VPC: use a private block, as 10.0.0.0/16."),
        ("239.1.0.0/16", "is in 224.0.0.0/4, which EC2 gives no VPC: use a private block, as 10.0.0.0/16."),
        ("255.255.0.0/16", "is in 240.0.0.0/4, which EC2 gives no VPC: use a private block, as 10.0.0.0/16."),
    ],
)
def test_a_block_that_no_vpc_can_have_is_refused(block: str, problem: str) -> None:
    with pytest.raises(pulumi.RunError) as raised:
        plan_subnets(block, ["us-east-1a"])
    assert str(raised.value) == f'"{block}" {problem}'


@pytest.mark.parametrize("block", ["1.0.0.0/16", "100.64.0.0/16", "172.31.0.0/16", "198.18.0.0/24", "223.255.255.0/24"])
def test_any_other_block_will_do(block: str) -> None:
    assert plan_subnets(block, ["us-east-1a"])[0].public.startswith(block.partition("/")[0])


def test_a_zone_without_a_place_is_refused() -> None:
    with pytest.raises(pulumi.RunError) as raised:
        plan_subnets("10.0.0.0/16", ["us-east-1a", "us-east-1i"])
    assert str(raised.value) == "There is no place for subnets in us-east-1i: zones a to h have one."


def test_zones_are_the_first_by_name() -> None:
    assert choose_zones(["us-east-1c", "us-east-1a", "us-east-1b"], 2, "us-east-1") == ["us-east-1a", "us-east-1b"]


def test_more_zones_than_the_region_has_are_refused() -> None:
    with pytest.raises(pulumi.RunError) as raised:
        choose_zones(["us-west-1c", "us-west-1a"], 3, "us-west-1")
    assert str(raised.value) == (
        "3 Availability Zones are asked for, us-west-1 offers this account 2 (us-west-1a, us-west-1c): "
        "lower availabilityZones, or use another Region."
    )
