"""What moto's CloudWatch Logs lacks where logs are watched: saved queries, and metric filters that are replaced."""

import json
import uuid
from collections.abc import Callable
from typing import Any

from moto.core.utils import unix_time_millis, utcnow
from moto.logs.exceptions import ResourceNotFoundException
from moto.logs.metric_filters import MetricFilters
from moto.logs.models import LogsBackend
from moto.logs.responses import LogsResponse


def correct_watching(replace: Callable[[type, str, Any], None]) -> None:
    """Put the answers about metric filters and saved queries right, in this process."""
    replace(MetricFilters, "add_filter", _add_filter(MetricFilters.add_filter))
    replace(LogsBackend, "put_metric_filter", _put_metric_filter(LogsBackend.put_metric_filter))
    replace(LogsBackend, "delete_metric_filter", _delete_metric_filter(LogsBackend.delete_metric_filter))
    replace(LogsBackend, "delete_log_group", _delete_log_group(LogsBackend.delete_log_group))
    replace(LogsResponse, "put_query_definition", _put_query_definition)
    replace(LogsResponse, "describe_query_definitions", _describe_query_definitions)
    replace(LogsResponse, "delete_query_definition", _delete_query_definition)


def _add_filter(add: Callable[..., None]) -> Callable[..., None]:
    """Replace a metric filter of the same name: moto keeps both."""

    def add_filter(filters: Any, name: str, pattern: str, group: str, transformations: Any) -> None:
        filters.delete_filter(name, group)
        add(filters, name, pattern, group, transformations)

    return add_filter


def _put_metric_filter(put: Callable[..., None]) -> Callable[..., None]:
    """Want the log group of a metric filter to exist: moto does not."""

    def put_metric_filter(backend: Any, name: str, pattern: str, group: str, transformations: Any) -> None:
        backend._find_log_group(log_group_name=group)
        put(backend, name, pattern, group, transformations)

    return put_metric_filter


def _delete_metric_filter(delete: Callable[..., None]) -> Callable[..., None]:
    """Say so when there is no such metric filter: moto does not."""

    def delete_metric_filter(backend: Any, filter_name: str, log_group_name: str) -> None:
        named = backend.filters.get_matching_filters(prefix=filter_name, log_group_name=log_group_name)
        if not any(each["filterName"] == filter_name for each in named):
            raise ResourceNotFoundException("The specified metric filter does not exist.")
        delete(backend, filter_name, log_group_name)

    return delete_metric_filter


def _delete_log_group(delete: Callable[..., None]) -> Callable[..., None]:
    """Delete a log group with its metric filters: moto keeps them."""

    def delete_log_group(backend: Any, log_group_name: str) -> None:
        delete(backend, log_group_name)
        for each in backend.filters.get_matching_filters(log_group_name=log_group_name):
            backend.filters.delete_filter(each["filterName"], log_group_name)

    return delete_log_group


def _queries(response: Any) -> dict[str, dict[str, Any]]:
    """Return the saved queries of an account and Region by id: moto has none, so they are kept with its backend."""
    return response.logs_backend.__dict__.setdefault("query_definitions", {})


def _put_query_definition(response: Any) -> str:
    queries, ident = _queries(response), response._get_param("queryDefinitionId")
    if ident and ident not in queries:
        raise _unknown_query()
    ident = ident or str(uuid.uuid4())
    members = {name: response._get_param(name) for name in ("name", "queryString", "logGroupNames", "queryLanguage")}
    queries[ident] = {
        "queryDefinitionId": ident,
        "lastModified": int(unix_time_millis(utcnow())),
        **{name: value for name, value in members.items() if value is not None},
    }
    return json.dumps({"queryDefinitionId": ident})


def _describe_query_definitions(response: Any) -> str:
    prefix = response._get_param("queryDefinitionNamePrefix") or ""
    found = [query for query in _queries(response).values() if query["name"].startswith(prefix)]
    return json.dumps({"queryDefinitions": found})


def _delete_query_definition(response: Any) -> str:
    if _queries(response).pop(response._get_param("queryDefinitionId"), None) is None:
        raise _unknown_query()
    return json.dumps({"success": True})


def _unknown_query() -> ResourceNotFoundException:
    return ResourceNotFoundException("The specified query definition does not exist.")
