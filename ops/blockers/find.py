"""Asks AWS for all that is attached to VPCs: every kind, every page, several Regions, in parallel."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import reduce
from itertools import chain

from ops.aws.connect import SignedIn
from ops.aws.listing import Item, Listing, RegionReader
from ops.blockers.attached import Attached, Findings, Unseen
from ops.blockers.interfaces import INTERFACES, NETWORK_INTERFACE, with_interfaces
from ops.blockers.kind import Place
from ops.blockers.kinds import KINDS, network
from ops.blockers.references import GROUPS, RULE, references
from ops.facts import Reading, Unreadable

# boto3 keeps at most 10 connections a client (botocore Config: max_pool_connections), and most kinds are EC2's.
_THREADS = 10

LISTINGS: Mapping[str, Listing] = {
    **{kind.noun: kind.listing for kind in KINDS if kind not in network.KINDS},
    NETWORK_INTERFACE: INTERFACES,
    RULE: GROUPS,
    **{kind.noun: kind.listing for kind in network.KINDS},
}
"""What is looked for, by its noun, in the order in which it is best removed: a subnet when nothing is in it."""


@dataclass(frozen=True)
class _Answers:
    """What one Region's listings came to."""

    place: Place
    readings: Mapping[str, Reading[tuple[Item, ...]]]

    def items(self, noun: str) -> tuple[Item, ...]:
        reading = self.readings[noun]
        return reading if isinstance(reading, tuple) else ()

    def unseen(self) -> Iterator[Unseen]:
        for noun, reading in self.readings.items():
            if isinstance(reading, Unreadable):
                yield Unseen(kind=noun, region=self.place.region, reason=reading)


def find(signed_in: SignedIn, vpcs: Mapping[str, Iterable[str]]) -> Findings:
    """All that is attached to the VPCs, whoever manages it, and what could not be seen.

    Args:
        signed_in: The credentials.
        vpcs: Region to the ids of VPCs in it.

    Raises:
        OpsError: The credentials expired meanwhile.
    """
    wanted = {region: sorted(set(vpc_ids)) for region, vpc_ids in vpcs.items()}
    with ThreadPoolExecutor(_THREADS) as pool:
        asked = [(region, _ask(pool, RegionReader(signed_in, region), ids)) for region, ids in wanted.items() if ids]
        answers = [
            (
                wanted[region],
                _Answers(
                    Place(partition=signed_in.partition, region=region, account_id=signed_in.account_id),
                    {noun: future.result() for noun, future in futures.items()},
                ),
            )
            for region, futures in asked
        ]
    return reduce(lambda one, other: one + other, (_findings(ids, answer) for ids, answer in answers), Findings())


def _ask(
    pool: ThreadPoolExecutor, reader: RegionReader, vpc_ids: Sequence[str]
) -> dict[str, Future[Reading[tuple[Item, ...]]]]:
    return {noun: pool.submit(reader.listed, listing, vpc_ids) for noun, listing in LISTINGS.items()}


def _findings(vpc_ids: Sequence[str], answers: _Answers) -> Findings:
    things = chain.from_iterable(
        kind.attached(item, answers.place) for kind in KINDS for item in answers.items(kind.noun)
    )
    # Services that can't be asked by VPC told of all there is.
    ours = (thing for thing in things if thing.vpc_id in vpc_ids)
    attached: list[Attached] = [
        *with_interfaces(ours, answers.items(NETWORK_INTERFACE), answers.place),
        *references(answers.items(RULE), set(vpc_ids), answers.place),
    ]
    order = list(LISTINGS)
    ordered = sorted(attached, key=lambda thing: order.index(thing.kind))
    return Findings(attached=tuple(ordered), unseen=tuple(answers.unseen()))
