"""What watches CloudWatch Logs: metric filters, saved queries, and who may write to log groups.

Not handled: logMetricFilter's applyOnTransformedLogs, logResourcePolicy's resourceArn. The official provider imports a
metric filter by `GROUP:FILTER`, but does not use that as its id; here it is. It imports a query by its ARN; here it is
the id.
"""

from __future__ import annotations

from typing import Final

from sandbox.provider.codecs import JSON_DOCUMENT, PLAIN, Codec, object_of, only, standard
from sandbox.provider.declaration import AutoName, Call, Change, FromResponse, Input, Presence, Read, Setting
from sandbox.provider.resource_type import ResourceType
from sandbox.provider.template import Text
from sandbox.provider.text_codecs import IN_ANY_ORDER

_GONE: Final = ("ResourceNotFoundException",)


def _number_text(value: float) -> str:
    return f"{value:g}"


def _same_number(one: str, other: str) -> bool:
    return float(one) == float(other)


# pulumi-aws has it as text: "" is none, "0" is a value.
_DEFAULT_VALUE: Final = Codec(float, _number_text, _same_number)

_TRANSFORMATION: Final = object_of(
    {
        "name": ("metricName", PLAIN),
        "namespace": ("metricNamespace", PLAIN),
        "value": ("metricValue", PLAIN),
        "defaultValue": ("defaultValue", _DEFAULT_VALUE),
        "dimensions": ("dimensions", PLAIN),
        "unit": ("unit", standard("None")),
    }
)
_PUT_FILTER: Final = Call(
    "put_metric_filter",
    {
        "logGroupName": "$logGroupName",
        "filterName": "$name",
        "filterPattern": "$pattern",
        "metricTransformations": "$metricTransformation",
    },
)

LOG_METRIC_FILTER: Final = ResourceType(
    type="aws:cloudwatch/logMetricFilter:LogMetricFilter",
    service="logs",
    id=Text("{logGroupName}:{name}"),
    inputs={
        "logGroupName": Input(change=Change.REPLACES, presence=Presence.REQUIRED),
        "name": Input(change=Change.REPLACES, name=AutoName(512)),
        "pattern": Input("filter.filterPattern", presence=Presence.REQUIRED),
        "metricTransformation": Input(
            "filter.metricTransformations", only(_TRANSFORMATION), presence=Presence.REQUIRED
        ),
    },
    create=_PUT_FILTER,
    settings=(Setting(("pattern", "metricTransformation"), put=_PUT_FILTER),),
    reads=(
        Read(
            "filter",
            Call("describe_metric_filters", {"logGroupName": "$logGroupName", "filterNamePrefix": "$name"}),
            at=Text("metricFilters[?filterName=='{name}'] | [0]"),
        ),
    ),
    delete=(Call("delete_metric_filter", {"logGroupName": "$logGroupName", "filterName": "$name"}),),
    gone=_GONE,
)

_PUT_POLICY: Final = Call("put_resource_policy", {"policyName": "$policyName", "policyDocument": "$policyDocument"})

LOG_RESOURCE_POLICY: Final = ResourceType(
    type="aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
    service="logs",
    id=Text("{policyName}"),
    inputs={
        "policyName": Input("policy.policyName", change=Change.REPLACES, presence=Presence.REQUIRED),
        "policyDocument": Input("policy.policyDocument", JSON_DOCUMENT, presence=Presence.REQUIRED),
    },
    create=_PUT_POLICY,
    settings=(Setting(("policyDocument",), put=_PUT_POLICY),),
    reads=(
        Read(
            "policy",
            Call("describe_resource_policies", {}),
            at=Text("resourcePolicies[?policyName=='{id}'] | [0]"),
        ),
    ),
    delete=(Call("delete_resource_policy", {"policyName": "$id"}),),
    gone=_GONE,
)

_QUERY: Final = {"name": "$name", "queryString": "$queryString", "logGroupNames": "$logGroupNames"}

QUERY_DEFINITION: Final = ResourceType(
    type="aws:cloudwatch/queryDefinition:QueryDefinition",
    service="logs",
    id=FromResponse("queryDefinitionId"),
    inputs={
        "name": Input("query.name", name=AutoName(255)),
        "queryString": Input("query.queryString", presence=Presence.REQUIRED),
        "logGroupNames": Input("query.logGroupNames", IN_ANY_ORDER),
    },
    create=Call("put_query_definition", _QUERY),
    settings=(
        Setting(
            ("name", "queryString", "logGroupNames"),
            put=Call("put_query_definition", {"queryDefinitionId": "$id", **_QUERY}),
        ),
    ),
    reads=(
        Read(
            "query",
            Call("describe_query_definitions", {"maxResults": 1000}),
            at=Text("queryDefinitions[?queryDefinitionId=='{id}'] | [0]"),
        ),
    ),
    outputs={
        "arn": Text("arn:{partition}:logs:{region}:{account}:query-definition:{id}"),
        "queryDefinitionId": Text("{id}"),
    },
    delete=(Call("delete_query_definition", {"queryDefinitionId": "$id"}),),
    gone=_GONE,
)

TYPES: Final = (LOG_METRIC_FILTER, LOG_RESOURCE_POLICY, QUERY_DEFINITION)
