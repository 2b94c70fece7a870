"""Glue's Data Catalog through the engine's protocol: its names, and replacing under the same one."""

import pytest

from sandbox.provider.aws import Aws
from tests.sandbox.provider.client import Client, urn_of
from tests.sandbox.provider.sample import ACCOUNT

DATABASE = "aws:glue/catalogDatabase:CatalogDatabase"
TABLE = "aws:glue/catalogTable:CatalogTable"


@pytest.mark.parametrize(
    ("kind", "inputs"), [(DATABASE, {"name": "Logs"}), (TABLE, {"name": "Logs", "databaseName": "logs"})]
)
def test_a_name_that_glue_would_fold_is_refused(client: Client, kind: str, inputs: dict[str, str]) -> None:
    _, (fault,) = client.check(urn_of(kind, "x"), inputs)
    assert fault == f"{kind}: name is not usable: 'Logs' has upper case letters, which Glue folds; write 'logs'"


def test_a_made_up_name_is_folded(client: Client) -> None:
    inputs, faults = client.check(urn_of(DATABASE, "Logs"), {})
    assert (inputs["name"][:5], faults) == ("logs-", [])


def test_what_a_table_no_longer_declares_is_gone(aws: Aws, client: Client) -> None:
    client.create(DATABASE, "logs", {"name": "logs"})
    declared = {"name": "flows", "databaseName": "logs"}
    made = client.create(TABLE, "flows", {**declared, "description": "records", "parameters": {"a": "b"}})
    client.update(made, declared)
    table = aws.call("glue", "get_table", {"DatabaseName": "logs", "Name": "flows"})["Table"]
    assert {"Description", "Parameters"} & set(table) == set()


def test_ids_are_those_of_pulumi_aws(client: Client) -> None:
    database = client.create(DATABASE, "logs", {"name": "logs"})
    table = client.create(TABLE, "flows", {"name": "flows", "databaseName": "logs"})
    assert (database.id, table.id) == (f"{ACCOUNT}:logs", f"{ACCOUNT}:logs:flows")
    assert database.state["arn"] == f"arn:aws:glue:us-east-1:{ACCOUNT}:database/logs"
    assert table.state["arn"] == f"arn:aws:glue:us-east-1:{ACCOUNT}:table/logs/flows"
    assert table.state["catalogId"] == ACCOUNT
