from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

Clients = Callable[[str], Any]

GROUP_ARN = "arn:aws:athena:us-east-1:123456789012:workgroup/logs"
DATABASE_ARN = "arn:aws:glue:us-east-1:123456789012:database/logs"


@pytest.fixture
def athena(clients: Clients) -> Any:
    athena = clients("athena")
    results = {"OutputLocation": "s3://results/", "EncryptionConfiguration": {"EncryptionOption": "SSE_S3"}}
    athena.create_work_group(
        Name="logs",
        Description="before",
        Configuration={"ResultConfiguration": results, "BytesScannedCutoffPerQuery": 10_000_000},
        Tags=[{"Key": "old", "Value": "1"}],
    )
    return athena


def query(athena: Any) -> str:
    request = {"Name": "q", "Database": "logs", "QueryString": "SELECT 1", "WorkGroup": "logs"}
    return athena.create_named_query(**request)["NamedQueryId"]


def test_a_work_group_is_changed_where_an_update_says_so(athena: Any) -> None:
    athena.update_work_group(WorkGroup="logs", Description="after")
    group = athena.get_work_group(WorkGroup="logs")["WorkGroup"]
    assert (group["Description"], group["State"]) == ("after", "ENABLED")
    assert group["Configuration"]["ResultConfiguration"]["OutputLocation"] == "s3://results/"
    athena.update_work_group(
        WorkGroup="logs",
        State="DISABLED",
        ConfigurationUpdates={
            "RequesterPaysEnabled": True,
            "RemoveBytesScannedCutoffPerQuery": True,
            "ResultConfigurationUpdates": {"OutputLocation": "s3://other/", "RemoveEncryptionConfiguration": True},
        },
    )
    group = athena.get_work_group(WorkGroup="logs")["WorkGroup"]
    assert (group["Description"], group["State"]) == ("after", "DISABLED")
    assert group["Configuration"]["ResultConfiguration"] == {"OutputLocation": "s3://other/"}
    assert group["Configuration"]["RequesterPaysEnabled"] is True
    assert "BytesScannedCutoffPerQuery" not in group["Configuration"]


def test_a_work_group_that_is_not_there_can_not_be_changed(athena: Any) -> None:
    with pytest.raises(ClientError, match=r"InvalidRequestException.*WorkGroup other is not found"):
        athena.update_work_group(WorkGroup="other")


@pytest.mark.parametrize("operation", ["get_named_query", "delete_named_query"])
def test_a_query_that_is_not_there_is_not_found(athena: Any, operation: str) -> None:
    with pytest.raises(ClientError, match=r"InvalidRequestException.*is not found"):
        getattr(athena, operation)(NamedQueryId="0b1d9e9a-0000-4000-8000-000000000000")


def test_a_query_is_deleted(athena: Any) -> None:
    ident = query(athena)
    assert athena.get_named_query(NamedQueryId=ident)["NamedQuery"]["QueryString"] == "SELECT 1"
    athena.delete_named_query(NamedQueryId=ident)
    assert athena.list_named_queries(WorkGroup="logs")["NamedQueryIds"] == []


def test_a_work_group_is_deleted_with_its_queries_and_tags(athena: Any) -> None:
    ident = query(athena)
    athena.delete_work_group(WorkGroup="logs", RecursiveDeleteOption=True)
    athena.create_work_group(Name="logs", Tags=[{"Key": "new", "Value": "2"}])
    assert athena.list_tags_for_resource(ResourceARN=GROUP_ARN)["Tags"] == [{"Key": "new", "Value": "2"}]
    with pytest.raises(ClientError, match="InvalidRequestException"):
        athena.get_named_query(NamedQueryId=ident)


def test_a_database_is_deleted_with_its_tags(clients: Clients) -> None:
    glue = clients("glue")
    glue.create_database(DatabaseInput={"Name": "logs"}, Tags={"old": "1"})
    glue.delete_database(Name="logs")
    glue.create_database(DatabaseInput={"Name": "logs"}, Tags={"new": "2"})
    assert glue.get_tags(ResourceArn=DATABASE_ARN)["Tags"] == {"new": "2"}
