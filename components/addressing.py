"""Which Availability Zones a VPC uses, and which part of its block each subnet has.

A zone's letter decides its subnets' places: the block has 16 equal slots, one public and one private for each of the
letters a to h. So no subnet moves when a zone is added or taken away. Which zones are used doesn't depend on how they
are: a zone that fails keeps its subnets, and what is in them.
"""

import string
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network
from typing import TypedDict

import pulumi

ZONE_LETTERS = string.ascii_lowercase[:8]
_SLOT_BITS = 4
# VPC User Guide, "Subnet CIDR blocks" and "VPC CIDR blocks".
LARGEST_VPC = 16
"""Prefix length of the largest block that AWS gives a VPC."""
SMALLEST_VPC = 28 - _SLOT_BITS
"""Prefix length of the smallest block whose slots are as large as AWS wants a subnet, /28."""
# IANA IPv4 Special-Purpose Address Registry: no host has an address in these, so no VPC can have the block.
SPECIAL_BLOCKS = tuple(
    IPv4Network(block) for block in ("0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4")
)
"""This network, loopback, link-local, multicast, reserved."""


class VpcLayout(TypedDict):
    """Where a VPC is, and how far it reaches. Known while the program runs: the number of resources depends on it."""

    cidr_block: str
    """The VPC's IPv4 block, /16 to /24, outside `SPECIAL_BLOCKS`. Each subnet gets a sixteenth of it."""
    availability_zones: int
    """In how many of the Region's Availability Zones it has subnets."""


@dataclass(frozen=True)
class ZonePlan:
    """The subnets of one Availability Zone."""

    zone: str
    """The zone's name, as in `us-east-1a`."""
    public: str
    """The public subnet's block."""
    private: str
    """The private subnet's block."""

    @property
    def letter(self) -> str:
        """What tells the zone from the Region's others."""
        return self.zone[-1]


def choose_zones(offered: Sequence[str], count: int, region: str) -> list[str]:
    """The first `count` of the zones that the account has in the Region, by name.

    Raises:
        pulumi.RunError: the Region has fewer.
    """
    if count > len(offered):
        raise pulumi.RunError(
            f"{count} Availability Zones are asked for, {region} offers this account {len(offered)} "
            f"({', '.join(sorted(offered))}): lower availabilityZones, or use another Region."
        )
    return sorted(offered)[:count]


def plan_subnets(cidr_block: str, zones: Sequence[str]) -> list[ZonePlan]:
    """The subnets of each zone.

    Raises:
        pulumi.RunError: the block is none for a VPC, or a zone has no slot.
    """
    try:
        network = vpc_network(cidr_block)
    except ValueError as error:
        raise pulumi.RunError(str(error)) from error
    slots = [str(slot) for slot in network.subnets(prefixlen_diff=_SLOT_BITS)]
    unplaced = [zone for zone in zones if zone[-1] not in ZONE_LETTERS]
    if unplaced:
        raise pulumi.RunError(
            f"There is no place for subnets in {', '.join(unplaced)}: zones a to {ZONE_LETTERS[-1]} have one."
        )
    public, private = slots[: len(ZONE_LETTERS)], slots[len(ZONE_LETTERS) :]
    places = [(zone, ZONE_LETTERS.index(zone[-1])) for zone in zones]
    return [ZonePlan(zone, public[place], private[place]) for zone, place in places]


def vpc_network(cidr_block: str) -> IPv4Network:
    """The block as a network.

    Raises:
        ValueError: EC2 takes no such block for a VPC, would change its spelling and so show a difference for ever, or
            it has a size that a VPC with these slots can't have. The message names the block and what to use.
    """
    try:
        network = IPv4Network(cidr_block)
    except ValueError as error:
        raise ValueError(f'"{cidr_block}" is not an IPv4 block: {error}.') from error
    if cidr_block != str(network):
        raise ValueError(f'"{cidr_block}" is not as EC2 writes it: write {network}.')
    if not LARGEST_VPC <= network.prefixlen <= SMALLEST_VPC:
        raise ValueError(
            f'"{cidr_block}" has the wrong size for a VPC with {2**_SLOT_BITS} subnet slots: '
            f"use a block from /{LARGEST_VPC} to /{SMALLEST_VPC}."
        )
    for special in SPECIAL_BLOCKS:
        if network.overlaps(special):
            raise ValueError(
                f'"{cidr_block}" is in {special}, which EC2 gives no VPC: use a private block, as 10.0.0.0/16.'
            )
    return network
