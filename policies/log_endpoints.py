"""Endpoints that delivery streams send to, and those that a stack makes itself."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from graph import Graph

ENDPOINTS: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "httpEndpointConfiguration": (("url",),),
    "httpEndpointDestinationConfiguration": (("endpointConfiguration", "url"),),
    "icebergConfiguration": (("catalogArn",),),
    "icebergDestinationConfiguration": (("catalogConfiguration", "catalogArn"),),
    **dict.fromkeys(("redshiftConfiguration", "redshiftDestinationConfiguration"), (("clusterJdbcurl",),)),
    **dict.fromkeys(("snowflakeConfiguration", "snowflakeDestinationConfiguration"), (("accountUrl",),)),
    **dict.fromkeys(("splunkConfiguration", "splunkDestinationConfiguration"), (("hecEndpoint",),)),
    **dict.fromkeys(
        (
            *("elasticsearchConfiguration", "elasticsearchDestinationConfiguration"),
            *("opensearchConfiguration", "amazonopensearchserviceDestinationConfiguration"),
        ),
        (("domainArn",), ("clusterEndpoint",)),
    ),
    **dict.fromkeys(
        ("opensearchserverlessConfiguration", "amazonOpenSearchServerlessDestinationConfiguration"),
        (("collectionEndpoint",),),
    ),
}
"""Where each configuration of a delivery stream says which endpoint it is for: of two paths, either will do."""

WITH_ENDPOINT: Final[Mapping[str, str]] = {
    "aws:apigateway/stage:Stage": "invokeUrl",
    "aws:apigatewayv2/api:Api": "apiEndpoint",
    "aws:elasticsearch/domain:Domain": "endpoint",
    "aws:lambda/functionUrl:FunctionUrl": "functionUrl",
    "aws:opensearch/domain:Domain": "endpoint",
    "aws:opensearch/serverlessCollection:ServerlessCollection": "collectionEndpoint",
    "aws:redshift/cluster:Cluster": "endpoint",
    "aws-native:apigatewayv2:Api": "apiEndpoint",
    "aws-native:lambda:Url": "functionUrl",
    "aws-native:opensearchserverless:Collection": "collectionEndpoint",
    "aws-native:opensearchservice:Domain": "domainEndpoint",
}
"""The types of what has such an endpoint, and the property with it."""


def own_hosts(graph: Graph) -> frozenset[str]:
    """The hosts of the endpoints that the stack makes, as far as they are known."""
    endpoints = (one.known_text(WITH_ENDPOINT[one.type]) for one in graph.of_type(*WITH_ENDPOINT))
    return frozenset(host for endpoint in endpoints if endpoint and (host := host_of(endpoint)))


def host_of(url: str) -> str | None:
    """The host of a URL, with or without its scheme; None of what has none."""
    plain = url.removeprefix("jdbc:")
    try:
        return urlsplit(plain if "://" in plain else f"//{plain}").hostname
    except ValueError:
        return None
