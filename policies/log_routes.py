"""Which way events go: from log groups to streams and functions, and from functions to log groups."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, cast

import strict_json
from arn_names import function_name, unqualified
from findings import shown
from graph import Graph
from known import NotKnownError
from own_resources import own_among
from resource_types import (
    DATA_STREAMS,
    DELIVERY_STREAMS,
    FUNCTIONS,
    LOG_ACCOUNT_POLICIES,
    LOG_DESTINATIONS,
    LOG_GROUPS,
    ROLES,
    SUBSCRIPTION_FILTERS,
)
from resource_view import Resource
from values import texts_in

_TARGETS: Final = DATA_STREAMS | DELIVERY_STREAMS | FUNCTIONS | LOG_DESTINATIONS
_SUBSCRIPTION: Final = "SUBSCRIPTION_FILTER_POLICY"
_MAPPINGS: Final = ("aws:lambda/eventSourceMapping:EventSourceMapping", "aws-native:lambda:EventSourceMapping")
# Where Firehose says which function changes records on their way, and which stream it reads.
_S3: Final = ("extendedS3Configuration", "extendedS3DestinationConfiguration")
_SOURCES: Final = ("kinesisSourceConfiguration", "kinesisStreamSourceConfiguration")


def destinations_of(subscription: Resource, graph: Graph) -> tuple[list[Resource], str | None]:
    """What a subscription filter, or an account's subscription policy, passes events on to.

    Returns:
        What the stack makes of it, and the ARN, if it is known. Neither, of a policy about something else.

    Raises:
        NotKnownError: Nothing tells where the events go.
        ValueError: The document of the policy can't be read.
    """
    is_policy = subscription.type in LOG_ACCOUNT_POLICIES
    if is_policy and subscription.text("policyType") != _SUBSCRIPTION:
        return [], None
    name = "policyDocument" if is_policy else "destinationArn"
    try:
        arn = _arn_in(subscription.read(name)) if is_policy else subscription.text(name)
    except NotKnownError:
        # Whoever is told the ARN of the target is told its role, too.
        if own := graph.sole_origins(subscription, name, _TARGETS, ROLES.__contains__):
            return own, None
        raise
    found = graph.named(arn, _TARGETS)
    return own_among(found, unqualified(arn or ""), graph.origins(subscription, name, _TARGETS)), arn


def returning_functions(subscription: Resource, graph: Graph) -> list[Resource]:
    """The functions that a subscription passes on events to, by whatever way, and whose own events it passes on again.

    Raises:
        As `destinations_of`.
    """
    ahead, reached = destinations_of(subscription, graph)[0], dict[str, Resource]()
    while ahead:
        target = ahead.pop()
        if target.urn not in reached:
            reached[target.urn] = target
            ahead += graph.once(_onward).get(target.urn, ())
    functions = [one for one in reached.values() if one.type in FUNCTIONS]
    if subscription.type in LOG_ACCOUNT_POLICIES:
        criteria = subscription.text("selectionCriteria") or ""
        return [one for one in functions if shown(_group_name(one)) not in criteria]
    return [one for one in functions if _logs_to(one, subscription, graph)]


def has_log_group(function: Resource, graph: Graph, others: Iterable[str]) -> bool:
    """Tell whether a function's log group is one that the stack declares, or one of others, by name.

    Raises:
        NotKnownError: Nothing tells where it logs to.
    """
    if graph.referred(function, ("loggingConfig", "logGroup"), LOG_GROUPS):
        return True
    return _group_name(function) in tuple(others) or any(
        _is_of(function, one, graph) for one in graph.of_type(*LOG_GROUPS)
    )


def _onward(graph: Graph) -> Mapping[str, list[Resource]]:
    """Where what arrives at a stream, a destination or a function goes on to, by its URN."""
    onward: defaultdict[str, list[Resource]] = defaultdict(list)
    for mapping in graph.of_type(*_MAPPINGS):
        for source in _referred(graph, mapping, ("eventSourceArn",), DATA_STREAMS):
            onward[source.urn] += _invoked(graph, mapping)
    for stream in graph.of_type(*DELIVERY_STREAMS):
        for name in _SOURCES:
            for source in _referred(graph, stream, (name, "kinesisStreamArn"), DATA_STREAMS):
                onward[source.urn].append(stream)
        onward[stream.urn] += [one for name in _S3 for one in _processors(graph, stream, name)]
    for destination in graph.of_type(*LOG_DESTINATIONS):
        onward[destination.urn] += _referred(graph, destination, ("targetArn",), DATA_STREAMS | DELIVERY_STREAMS)
    for subscription in graph.of_type(*SUBSCRIPTION_FILTERS):
        for function in graph.of_type(*FUNCTIONS):
            if _logs_to(function, subscription, graph):
                onward[function.urn] += _targets(graph, subscription)
    return onward


def _targets(graph: Graph, subscription: Resource) -> list[Resource]:
    try:
        return destinations_of(subscription, graph)[0]
    except (NotKnownError, ValueError):
        return []  # Reported of the subscription itself.


def _referred(graph: Graph, resource: Resource, path: tuple[str, ...], types: frozenset[str]) -> list[Resource]:
    try:
        return graph.referred(resource, path, types)
    except NotKnownError:
        return []


def _invoked(graph: Graph, mapping: Resource) -> list[Resource]:
    name = function_name(mapping.known_text("functionName") or "")
    return graph.named(name, FUNCTIONS) if name else _referred(graph, mapping, ("functionName",), FUNCTIONS)


def _processors(graph: Graph, stream: Resource, name: str) -> list[Resource]:
    """The functions that change records of a delivery stream: whichever functions its configuration names."""
    try:
        texts = texts_in(stream.read(name))
    except NotKnownError:
        return graph.origins(stream, name, FUNCTIONS)
    return graph.named([text for text in texts if ":lambda:" in text], FUNCTIONS)


def _logs_to(function: Resource, subscription: Resource, graph: Graph) -> bool:
    name = "logGroup" if subscription.type.startswith("aws:") else "logGroupName"
    group = subscription.known_text(name)
    if group is not None and group == _group_name(function):
        return True
    if function in graph.origins(subscription, name, FUNCTIONS):
        return True
    groups = [*graph.named(group, LOG_GROUPS), *graph.origins(subscription, name, LOG_GROUPS)]
    return any(_is_of(function, one, graph) for one in groups)


def _is_of(function: Resource, group: Resource, graph: Graph) -> bool:
    name = "name" if group.type.startswith("aws:") else "logGroupName"
    if (known := group.known_text(name)) is not None:
        return known == _group_name(function) or function in graph.origins(group, name, FUNCTIONS)
    return function in graph.origins(group, name, FUNCTIONS) or group in graph.origins(
        function, "loggingConfig", LOG_GROUPS
    )


def _group_name(function: Resource) -> str | None:
    """The name of a function's log group, as far as it is known: Lambda's default one unless another is set."""
    name = function.known_text("name") or function.known_text("functionName")
    return function.known_text("loggingConfig", "logGroup") or (f"/aws/lambda/{name}" if name else None)


def _arn_in(document: object) -> str | None:
    content = strict_json.loads(document) if isinstance(document, str) else document
    arn = cast("dict[str, object]", content).get("DestinationArn") if isinstance(content, dict) else None
    if not isinstance(arn, str):
        raise ValueError(f"policyDocument: {shown(document)} has no DestinationArn.")
    return arn
