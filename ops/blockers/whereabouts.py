"""Which VPCs to look at, and in which Regions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from ops.aws.connect import SignedIn
from ops.aws.listing import Listing, RegionReader, by_filter
from ops.errors import OpsError
from ops.state import StackState

_VPCS: Final = Listing(
    service="ec2",
    operation="describe_vpcs",
    action="ec2:DescribeVpcs",
    items="Vpcs[].{id: VpcId}",
    requests=by_filter("vpc-id"),
)


def regions_of(state: StackState, chosen: Sequence[str]) -> tuple[str, ...]:
    """The Regions to look in: those chosen, else the stack's.

    Raises:
        OpsError: None is chosen, and the stack has none.
    """
    if regions := tuple(dict.fromkeys(chosen)) or state.regions():
        return regions
    raise OpsError(
        problem="it is not known in which Region to look",
        value="the stack is not deployed",
        fix="say it: --region REGION, once for each",
    )


def account_of(state: StackState) -> str | None:
    """The account of the stack's VPCs; None when it has none, for then nothing says whose credentials are right."""
    return next((vpc.account_id for vpc in state.vpcs()), None)


def vpcs_of_stack(state: StackState, regions: Sequence[str]) -> dict[str, list[str]]:
    """Region to the ids of the stack's VPCs in it."""
    return {region: ids for region in regions if (ids := [vpc.vpc_id for vpc in state.vpcs() if vpc.region == region])}


def whereabouts(signed_in: SignedIn, vpc_ids: Sequence[str], regions: Sequence[str]) -> Mapping[str, list[str]]:
    """Find VPCs, whoever made them.

    Args:
        signed_in: The credentials.
        vpc_ids: The VPCs.
        regions: Where to look.

    Returns:
        Region to the ids of those VPCs that are there; where AWS does not say which are, all of them.

    Raises:
        OpsError: One is in none of the Regions.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for region in regions:
        reading = RegionReader(signed_in, region).listed(_VPCS, vpc_ids)
        if not isinstance(reading, tuple):
            found[region] = list(vpc_ids)
        elif here := [item["id"] for item in reading]:
            found[region] = here
    nowhere = set(vpc_ids).difference(*found.values())
    if nowhere:
        raise OpsError(
            problem=f"there is no VPC {', '.join(sorted(nowhere))} in account {signed_in.account_id}",
            value=f"looked in {', '.join(regions)}",
            fix="check the id, and name the VPC's Region: --region REGION",
        )
    return found
