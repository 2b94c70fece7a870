from collections.abc import Callable
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

Clients = Callable[[str], Any]


@pytest.fixture
def logs(clients: Clients) -> Any:
    logs = clients("logs")
    for group in ("/trail", "/flow"):
        logs.create_log_group(logGroupName=group)
    return logs


def put(logs: Any, group: str, pattern: str, name: str = "root") -> None:
    transformation = {"metricName": name, "metricNamespace": "LogMetrics", "metricValue": "1"}
    logs.put_metric_filter(
        logGroupName=group, filterName=name, filterPattern=pattern, metricTransformations=[transformation]
    )


def filters(logs: Any) -> list[tuple[str, str, str]]:
    found = logs.describe_metric_filters()["metricFilters"]
    return sorted((each["logGroupName"], each["filterName"], each["filterPattern"]) for each in found)


def test_a_metric_filter_is_replaced_by_one_of_its_name_in_its_group(logs: Any) -> None:
    for group, pattern in (("/trail", "before"), ("/flow", "other"), ("/trail", "after")):
        put(logs, group, pattern)
    assert filters(logs) == [("/flow", "root", "other"), ("/trail", "root", "after")]


def test_a_metric_filter_goes_alone_or_with_its_group(logs: Any) -> None:
    for name in ("root", "root-2", "other"):
        put(logs, "/trail", "", name)
    put(logs, "/flow", "")
    logs.delete_metric_filter(logGroupName="/trail", filterName="root")
    assert [each[:2] for each in filters(logs)] == [("/flow", "root"), ("/trail", "other"), ("/trail", "root-2")]
    logs.delete_log_group(logGroupName="/trail")
    assert [each[:2] for each in filters(logs)] == [("/flow", "root")]


@pytest.mark.parametrize("name", ["roo", "root-2"])
def test_a_metric_filter_that_is_not_there_can_not_be_deleted(logs: Any, name: str) -> None:
    put(logs, "/trail", "")
    with pytest.raises(ClientError, match=r"ResourceNotFoundException.*The specified metric filter does not exist"):
        logs.delete_metric_filter(logGroupName="/trail", filterName=name)


def test_a_metric_filter_is_of_a_group_that_is_there(logs: Any) -> None:
    with pytest.raises(ClientError, match=r"ResourceNotFoundException.*The specified log group does not exist"):
        put(logs, "/none", "")


def test_a_query_is_saved_changed_found_and_deleted(logs: Any) -> None:
    def saved(prefix: str = "m") -> list[tuple[str, str, list[str]]]:
        found = logs.describe_query_definitions(queryDefinitionNamePrefix=prefix)["queryDefinitions"]
        assert all(query["lastModified"] > 0 for query in found)
        return [(query["name"], query["queryString"], query.get("logGroupNames", [])) for query in found]

    ident = logs.put_query_definition(name="m/a", queryString="fields @a", logGroupNames=["/trail"])
    logs.put_query_definition(name="m/b", queryString="fields @b")
    assert saved() == [("m/a", "fields @a", ["/trail"]), ("m/b", "fields @b", [])]
    assert saved("m/b") == [("m/b", "fields @b", [])]
    changed = logs.put_query_definition(**{**named(ident), "name": "m/c", "queryString": "fields @c"})
    assert named(changed) == named(ident)
    assert saved() == [("m/c", "fields @c", []), ("m/b", "fields @b", [])]
    assert logs.delete_query_definition(**named(ident))["success"] is True
    assert saved() == [("m/b", "fields @b", [])]


def named(answer: dict[str, Any]) -> dict[str, str]:
    return {"queryDefinitionId": answer["queryDefinitionId"]}


@pytest.mark.parametrize("operation", ["put_query_definition", "delete_query_definition"])
def test_a_query_that_is_not_there(logs: Any, operation: str) -> None:
    request = {"queryDefinitionId": "0b1d9e9a-0000-4000-8000-000000000000"}
    whole = request if operation.startswith("delete") else {**request, "name": "m", "queryString": "fields @a"}
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        getattr(logs, operation)(**whole)


def test_queries_are_of_their_region(logs: Any) -> None:
    logs.put_query_definition(name="m", queryString="fields @a")
    session: Any = boto3.Session(aws_access_key_id="any", aws_secret_access_key="any", region_name="eu-west-1")
    assert session.client("logs").describe_query_definitions()["queryDefinitions"] == []
