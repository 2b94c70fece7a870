"""Lists one kind of thing in one Region, page by page, as JMESPath reads it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import jmespath

from ops.aws.calls import read
from ops.aws.connect import SignedIn
from ops.facts import Reading

Item = Mapping[str, Any]
"""One thing that was listed: what the listing's expression makes of AWS's answer."""
Requests = Callable[[Sequence[str]], Iterable[Mapping[str, Any]]]
"""From VPC ids to what an operation is called with, once for each request."""

_MAKING_A_CLIENT = Lock()
_VALUES_OF_A_FILTER = 200
"""EC2 takes no more ("Resource filtering" in the Amazon EC2 API Reference)."""


def by_filter(name: str, member: str = "Filters") -> Requests:
    """Name the VPCs in a filter of EC2.

    Args:
        name: The filter's.
        member: What the request calls its filters.
    """

    def requests(vpc_ids: Sequence[str]) -> Iterator[Mapping[str, Any]]:
        for start in range(0, len(vpc_ids), _VALUES_OF_A_FILTER):
            yield {member: [{"Name": name, "Values": list(vpc_ids[start : start + _VALUES_OF_A_FILTER])}]}

    return requests


def one_by_one(member: str) -> Requests:
    """Ask about each VPC by itself, named in a member of the request."""
    return lambda vpc_ids: [{member: vpc_id} for vpc_id in vpc_ids]


def everything(_vpc_ids: Sequence[str]) -> Iterable[Mapping[str, Any]]:
    """Ask for all there is in the Region: the service can't be asked by VPC."""
    return [{}]


@dataclass(frozen=True, kw_only=True)
class Listing:
    """How one kind of thing is listed."""

    service: str
    """The boto3 client's name."""
    operation: str
    """The client's method, read page by page where it has pages."""
    action: str
    """The IAM action that the call needs."""
    items: str
    """A JMESPath expression that makes a list of `Item`s of one page of the answer."""
    requests: Requests = everything


@dataclass(frozen=True)
class RegionReader:
    """Reads one account in one Region. Safe to use from several threads."""

    signed_in: SignedIn
    region: str
    _clients: dict[str, Any] = field(default_factory=dict[str, Any], compare=False)

    def listed(self, listing: Listing, vpc_ids: Sequence[str]) -> Reading[tuple[Item, ...]]:
        """All items of a listing.

        Args:
            listing: What to list, and how.
            vpc_ids: The VPCs to ask about, where the service can be asked by VPC.
        """
        expression: Any = jmespath.compile(listing.items)

        def call() -> tuple[Item, ...]:
            return tuple(item for page in self._pages(listing, vpc_ids) for item in expression.search(page) or ())

        return read(listing.action, call, {})

    def _pages(self, listing: Listing, vpc_ids: Sequence[str]) -> Iterator[Any]:
        client = self._client(listing.service)
        for request in listing.requests(vpc_ids):
            if client.can_paginate(listing.operation):
                yield from client.get_paginator(listing.operation).paginate(**request)
            else:
                yield getattr(client, listing.operation)(**request)

    def _client(self, service: str) -> Any:
        # A session makes one client at a time (boto3's developer guide, "Multithreading or multiprocessing").
        with _MAKING_A_CLIENT:
            if service not in self._clients:
                self._clients[service] = self.signed_in.client(service, self.region)
            return self._clients[service]
