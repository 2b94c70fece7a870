"""Kind: one sort of thing that holds a VPC, how it is listed, and how it is removed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ops.aws.listing import Item, Listing
from ops.blockers.attached import Attached
from ops.removal import removal_command

NAME = "name: (Tags || `[]`)[?Key == 'Name'] | [0].Value"
"""For the expression of a thing with EC2's tags: the name that people gave it."""


@dataclass(frozen=True)
class Place:
    """Where was read, for what an ARN needs besides a name."""

    partition: str
    region: str
    account_id: str


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One sort of thing.

    The listing's expression makes items with `id` and `vpc` (an id, or a list of ids), and where AWS says them `name`,
    `leaving` (whether it is being deleted), `subnets` and `groups` (where its network interfaces may be), and whatever
    the templates name.
    """

    noun: str
    """What it is called, such as `EC2 instance`."""
    listing: Listing
    removal: tuple[str, ...]
    """See `removal_command`; the values are the item's, and `vpc`."""
    arn: str = ""
    """A template of its ARN, of the item's values and those of `Place`; empty when its id is like no other's."""

    def attached(self, item: Item, place: Place) -> Iterator[Attached]:
        """What an item is, once for each VPC that it is attached to."""
        identities = {str(item["id"])}
        if self.arn:
            # A name is not enough: another kind may have one like it.
            identities = {self.arn.format_map({**vars(place), **item})}
        for vpc_id in _vpcs(item):
            yield Attached(
                kind=self.noun,
                id=str(item["id"]),
                region=place.region,
                vpc_id=vpc_id,
                name=item.get("name") or "",
                identities=frozenset(identities),
                removal=removal_command(self.removal, {**item, "vpc": vpc_id}, place.region),
                leaving=bool(item.get("leaving")),
                possible_subnets=frozenset(item.get("subnets") or ()),
                possible_groups=frozenset(item.get("groups") or ()),
            )


def _vpcs(item: Mapping[str, Any]) -> list[str]:
    found: str | list[str | None] = item.get("vpc") or []
    return [found] if isinstance(found, str) else [vpc_id for vpc_id in found if vpc_id]
