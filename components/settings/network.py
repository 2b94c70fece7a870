"""The networks to make, and those of others to watch."""

from itertools import combinations
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints, field_validator

from components.addressing import LARGEST_VPC, SMALLEST_VPC, SPECIAL_BLOCKS, ZONE_LETTERS, VpcLayout, vpc_network
from components.settings.values import Allowed, Section, conflict, each_once


def _vpc_block(block: str) -> str:
    vpc_network(block)
    return block


class VpcSettings(Section):
    """One VPC to make."""

    name: Annotated[
        str,
        Field(pattern=r"^[a-z][a-z0-9-]{0,30}$"),
        Allowed("up to 31 lower-case letters, digits and hyphens, a letter first"),
    ]
    """What tells it from the stack's other VPCs."""
    cidr_block: Annotated[
        str,
        AfterValidator(_vpc_block),
        Allowed(
            f"an IPv4 block from /{LARGEST_VPC} to /{SMALLEST_VPC}, written as 10.0.0.0/16 is, "
            f"outside {', '.join(map(str, SPECIAL_BLOCKS))}"
        ),
    ]
    """Its IPv4 block."""
    availability_zones: Annotated[
        int, Field(ge=1, le=len(ZONE_LETTERS)), Allowed(f"a whole number from 1 to {len(ZONE_LETTERS)}")
    ]
    """In how many Availability Zones it has subnets."""

    @property
    def layout(self) -> VpcLayout:
        """The VPC's part of MonitoredVpc's arguments."""
        return {"cidr_block": self.cidr_block, "availability_zones": self.availability_zones}


class NetworkSection(Section):
    """What is on the network."""

    vpcs: Annotated[
        tuple[VpcSettings, ...],
        Allowed("a list of objects with the keys name, cidrBlock and availabilityZones"),
    ] = (VpcSettings.model_validate({"name": "main", "cidrBlock": "10.0.0.0/16", "availabilityZones": 2}),)
    """The VPCs to make: each name once, no two blocks overlapping."""
    network_resources: Annotated[
        tuple[Annotated[str, StringConstraints(pattern=r"^(vpc|subnet|eni)-([0-9a-f]{8}|[0-9a-f]{17})$")], ...],
        AfterValidator(each_once),
        Allowed("a list of ids of VPCs, subnets and network interfaces (vpc-…, subnet-…, eni-…), each once"),
    ] = ()
    """VPCs, subnets and network interfaces that others made, by id: their traffic is logged too."""

    @field_validator("vpcs")
    @classmethod
    def _vpcs_are_apart(cls, vpcs: tuple[VpcSettings, ...]) -> tuple[VpcSettings, ...]:
        names = [vpc.name for vpc in vpcs]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise conflict("has more than one {names}: give each VPC a name of its own", names=", ".join(twice))
        overlapping = [
            f"{one.name} {one.cidr_block} and {other.name} {other.cidr_block}"
            for one, other in combinations(vpcs, 2)
            if vpc_network(one.cidr_block).overlaps(vpc_network(other.cidr_block))
        ]
        if overlapping:
            raise conflict(
                "has overlapping blocks ({pairs}): such VPCs can never be peered, so give each VPC a block of its own",
                pairs=", ".join(overlapping),
            )
        return vpcs
