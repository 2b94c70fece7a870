"""Which buckets the rules of a replication name."""

from collections.abc import Callable, Iterator
from typing import cast

from graph import Graph
from known import NotKnownError
from packages import names_nothing_in_s3
from resource_types import BUCKETS
from resource_view import Resource
from values import items_in, objects_in


def replicas_of(
    resource: Resource, path: tuple[str, ...], graph: Graph, is_allowed: Callable[[Resource], bool]
) -> Iterator[object]:
    """What rules of replication state as the bucket to copy to; None where a rule states none.

    Left out is what isn't known but comes from buckets of the stack that are allowed, and from no others.

    Args:
        resource: Whose rules they are.
        path: The property, and the keys to follow within it, to the rules.
        graph: The stack.
        is_allowed: Tells of a bucket of the stack whether it may hold copies.

    Raises:
        NotKnownError: Nothing tells which bucket a rule names.
        MalformedError: The rules are no list of objects.
    """
    for rule in _rules(resource, path):
        destination = rule.get("destination")
        if isinstance(destination, NotKnownError):
            raise destination
        for one in objects_in(destination) or [{}]:
            bucket = one.get("bucket")
            if not isinstance(bucket, NotKnownError):
                yield bucket
                continue
            # Beside the bucket, rules name keys, and roles.
            origins = graph.sole_origins(resource, path[0], BUCKETS, names_nothing_in_s3)
            if not origins or not all(map(is_allowed, origins)):
                raise bucket


def _rules(resource: Resource, path: tuple[str, ...]) -> list[dict[str, object]]:
    """The rules, with a `NotKnownError` in the place of each part that isn't known."""
    try:
        return resource.objects(*path)
    except NotKnownError:
        rules = items_in(resource.partly(*path))
        if not all(isinstance(rule, dict) for rule in rules):
            raise
        return cast("list[dict[str, object]]", rules)
