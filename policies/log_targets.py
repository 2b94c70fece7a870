"""Where logs are passed on to, but for buckets (`log_sources`): a stream, a log group, an account, an endpoint."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from flow_logs import is_kept
from graph import Graph
from known import NotKnownError
from log_endpoints import ENDPOINTS, WITH_ENDPOINT, host_of, own_hosts
from log_routes import destinations_of
from own_resources import own_referred
from packages import names_nothing_in_s3
from resource_types import (
    BUCKETS,
    CENTRALIZATION_RULES,
    DATA_STREAMS,
    DELIVERIES,
    DELIVERY_DESTINATIONS,
    DELIVERY_STREAMS,
    FLOW_LOG_SINKS,
    FLOW_LOGS,
    LOG_ACCOUNT_POLICIES,
    LOG_DESTINATIONS,
    MONITORING_LINKS,
    SERVICE_LOGS,
    SUBSCRIPTION_FILTERS,
)
from resource_view import Resource

Path = tuple[str, ...]

TYPES: Final = SUBSCRIPTION_FILTERS.union(
    *(LOG_ACCOUNT_POLICIES, LOG_DESTINATIONS, DELIVERY_STREAMS, FLOW_LOGS),
    *(DELIVERIES, DELIVERY_DESTINATIONS, SERVICE_LOGS, MONITORING_LINKS, CENTRALIZATION_RULES),
)
"""The types of what passes logs on."""

# What a source account shares by a link that is about logs; the others are metrics and views of them.
_LOGS_OF_LINKS: Final = frozenset({"AWS::Logs::LogGroup", "AWS::XRay::Trace"})
_ACCOUNTS: Final = frozenset({"aws:organizations/account:Account", "aws-native:organizations:Account"})
_SINKS: Final = frozenset({"aws:oam/sink:Sink", "aws-native:oam:Sink"})
_BUCKET: Final = re.compile(r"arn:[^:]+:s3:::.+")


def strangers(resource: Resource, graph: Graph, sinks: Iterable[str]) -> Iterator[str]:
    """The targets of what passes logs on that the stack doesn't make: ARNs, accounts, URLs.

    Args:
        resource: A resource of `TYPES`.
        graph: The stack.
        sinks: Names or ARNs of others' sinks that flow logs may go to.

    Raises:
        NotKnownError: Nothing tells where the logs go.
        ValueError: A document that says so can't be read.
    """
    if resource.type in SUBSCRIPTION_FILTERS | LOG_ACCOUNT_POLICIES:
        own, arn = destinations_of(resource, graph)
        if arn is None and not own and resource.type in SUBSCRIPTION_FILTERS:
            raise NotKnownError("destinationArn")
        if arn is not None and not own:
            yield arn
    elif resource.type in FLOW_LOGS:
        yield from _sink_of_strangers(resource, graph, sinks)
    elif resource.type in DELIVERY_STREAMS:
        for configuration, paths in ENDPOINTS.items():
            if _is_set(resource, configuration):
                within = [(configuration, *path) for path in paths]
                yield from _strangers(resource, graph, within, frozenset(WITH_ENDPOINT))
    else:
        for path, own_types in _routes(resource):
            yield from _strangers(resource, graph, [path], own_types)


def _routes(resource: Resource) -> Iterator[tuple[Path, frozenset[str]]]:
    """The path to a target, and the types of what it may be of the stack's own."""
    match resource.type:
        case type_ if type_ in LOG_DESTINATIONS:
            yield ("targetArn",), DATA_STREAMS | DELIVERY_STREAMS
        case type_ if type_ in DELIVERIES:
            yield ("deliveryDestinationArn",), DELIVERY_DESTINATIONS
        case type_ if type_ in DELIVERY_DESTINATIONS:
            # Traces are delivered to X-Ray of the account, without a resource.
            for path in (("deliveryDestinationConfiguration", "destinationResourceArn"), ("destinationResourceArn",)):
                if _is_set(resource, path[0]):
                    yield path, FLOW_LOG_SINKS
        case type_ if type_ in SERVICE_LOGS:
            yield ("destinationArn",), FLOW_LOG_SINKS
        case type_ if type_ in MONITORING_LINKS:
            shared = resource.items("resourceTypes")
            if not shared:
                raise NotKnownError("resourceTypes")
            if not _LOGS_OF_LINKS.isdisjoint(map(str, shared)):
                yield ("sinkIdentifier",), _SINKS
        case _:
            if resource.partly("rule", "source", "sourceLogsConfiguration") is not None:
                yield ("rule", "destination", "account"), _ACCOUNTS


def _sink_of_strangers(flow_log: Resource, graph: Graph, sinks: Iterable[str]) -> Iterator[str]:
    if flow_log.text("logDestinationType") == "s3" or is_kept(flow_log, graph, sinks):
        return
    sink = flow_log.text("logDestination") or flow_log.text("logGroupName")
    if sink is None:
        raise NotKnownError("logDestination")
    yield sink


def _strangers(resource: Resource, graph: Graph, paths: Iterable[Path], own_types: frozenset[str]) -> Iterator[str]:
    """What any of some paths has, of which one is set, and isn't the stack's own."""
    name, found = "", False
    for path in paths:
        name = path[0]
        try:
            target = resource.text(*path)
        except NotKnownError:
            beside = _gives_no_target if len(path) > 1 else _nothing
            if not graph.sole_origins(resource, name, own_types, beside):
                raise
            found = True
            continue
        found |= target is not None
        if target is not None and not _is_own(target, resource, graph, path, own_types):
            yield target
    if not found:
        raise NotKnownError(name)


def _is_own(target: str, resource: Resource, graph: Graph, path: Path, own_types: frozenset[str]) -> bool:
    # `log-destination-is-known` tells of buckets.
    return (
        _BUCKET.fullmatch(target) is not None
        or bool(own_referred(graph, resource, path, own_types))
        or host_of(target) in graph.once(own_hosts)
    )


def _is_set(resource: Resource, name: str) -> bool:
    if not isinstance(value := resource.partly(name), NotKnownError):
        return value is not None
    try:
        return resource.read(name) is not None
    except NotKnownError:
        return True


def _gives_no_target(type_: str) -> bool:
    return type_ in BUCKETS or names_nothing_in_s3(type_)


def _nothing(_type: str) -> bool:
    return False
