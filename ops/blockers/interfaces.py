"""Network interfaces: each goes with its owner, or is a thing by itself."""

from collections.abc import Iterable, Sequence
from typing import Final

from ops.aws.listing import Item, Listing, by_filter
from ops.blockers.attached import Attached, Interface
from ops.blockers.kind import Place
from ops.blockers.owners import NOBODY, Owner, owner_of
from ops.removal import removal_command

NETWORK_INTERFACE: Final = "network interface"
_TAG = "(TagSet || `[]`)[?Key == '{}'] | [0].Value"

INTERFACES: Final = Listing(
    service="ec2",
    operation="describe_network_interfaces",
    action="ec2:DescribeNetworkInterfaces",
    items="NetworkInterfaces[].{id: NetworkInterfaceId, vpc: VpcId, subnet: SubnetId, groups: Groups[].GroupId, "
    "type: InterfaceType, description: Description, requester: RequesterId, managed: RequesterManaged, "
    "instance: Attachment.InstanceId, stays: Attachment.InstanceId && !(Attachment.DeleteOnTermination), "
    f"name: {_TAG.format('Name')}, cluster: {_TAG.format('aws:ecs:clusterName')}, "
    f"service: {_TAG.format('aws:ecs:serviceName')}}}",
    requests=by_filter("vpc-id"),
)


def with_interfaces(attached: Iterable[Attached], items: Iterable[Item], place: Place) -> list[Attached]:
    """Give each thing its network interfaces; those whose owner is not among the things are things themselves.

    Args:
        attached: The things that were found.
        items: Of the listing `INTERFACES`.
        place: Where.
    """
    things = list(attached)
    for item in items:
        interface = Interface(
            id=item["id"], subnet_id=item.get("subnet") or "", group_ids=frozenset(item.get("groups") or ())
        )
        owner = owner_of(item, place)
        index = _index(things, owner, interface, item["vpc"])
        if index is not None:
            things[index] = things[index].with_interface(interface)
        # One that was attached to an instance, and not made with it, is left when the instance goes.
        if index is None or item.get("stays"):
            things.append(_thing(item, interface, owner, place))
    return things


def _index(things: Sequence[Attached], owner: Owner, interface: Interface, vpc_id: str) -> int | None:
    """Which thing is the owner: the one that has its identity; where AWS names none, one of its kind in this place."""
    for index, thing in enumerate(things):
        if owner.identity and thing.vpc_id == vpc_id and owner.identity in thing.identities:
            return index
    for index, thing in enumerate(things):
        if (
            thing.kind == owner.noun
            and thing.vpc_id == vpc_id
            and interface.subnet_id in thing.possible_subnets
            and interface.group_ids <= thing.possible_groups
        ):
            return index
    return None


def _thing(item: Item, interface: Interface, owner: Owner, place: Place) -> Attached:
    stays = bool(item.get("stays"))
    removal = ("aws ec2 delete-network-interface --network-interface-id {interface}",) if stays else owner.removal
    values = {**item, "interface": interface.id, "id": owner.id, "identity": owner.identity}
    return Attached(
        kind=NETWORK_INTERFACE,
        id=interface.id,
        region=place.region,
        vpc_id=item["vpc"],
        name=_name(item, owner),
        identities=frozenset({interface.id} if stays else {interface.id, owner.identity} - {""}),
        removal=removal_command(removal, values, place.region),
        interfaces=(interface,),
    )


def _name(item: Item, owner: Owner) -> str:
    if owner.noun == NOBODY:
        return item.get("name") or item.get("description") or ""
    of = f"of {owner.noun} {owner.id}" if owner.id else f"of {owner.noun}, AWS does not say which"
    return f"{of}, and stays when that goes" if item.get("stays") else of
