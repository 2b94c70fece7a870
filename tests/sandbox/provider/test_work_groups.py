"""Athena's work groups through the engine's protocol, and what Athena refuses of them."""

from typing import Any

import grpc
import pytest

from sandbox.provider.aws import Aws
from sandbox.provider.resources.athena import configuration_updates
from sandbox.provider.values import UNKNOWN, Properties
from tests.sandbox.provider.account import refusal
from tests.sandbox.provider.client import Client, details

KIND = "aws:athena/workgroup:Workgroup"
RESULTS: Properties = {"OutputLocation": "s3://results/"}


def query(aws: Aws) -> None:
    request = {"Name": "q", "Database": "logs", "QueryString": "SELECT 1", "WorkGroup": "logs"}
    aws.call("athena", "create_named_query", request)


def test_a_configuration_is_pulumi_aws_s_where_it_is_left_out(aws: Aws, client: Client) -> None:
    client.create(KIND, "logs", {"name": "logs", "configuration": {"bytesScannedCutoffPerQuery": 10_000_000}})
    held = aws.call("athena", "get_work_group", {"WorkGroup": "logs"})["WorkGroup"]["Configuration"]
    assert held["EnforceWorkGroupConfiguration"] is True
    assert held["PublishCloudWatchMetricsEnabled"] is True
    assert held["BytesScannedCutoffPerQuery"] == 10_000_000


@pytest.mark.parametrize("setting", ["enforceWorkgroupConfiguration", "publishCloudwatchMetricsEnabled"])
def test_what_is_on_by_default_can_be_switched_off_and_on(client: Client, setting: str) -> None:
    on, off = ({"name": "logs", "configuration": {setting: value}} for value in (True, False))
    made = client.create(KIND, "logs", on)
    assert client.changes(made, {"name": "logs", "configuration": {}}) == set()
    assert client.changes(made, off) == {"configuration"}
    switched = client.update(made, off)
    assert switched.state["configuration"] == {setting: False}
    assert client.update(switched, on).state["configuration"] == {setting: True}


def test_a_disabled_work_group_is_enabled_again(aws: Aws, client: Client) -> None:
    made = client.create(KIND, "logs", {"name": "logs", "state": "DISABLED"})
    assert made.state["state"] == "DISABLED"
    client.update(made, {"name": "logs"})
    assert aws.call("athena", "get_work_group", {"WorkGroup": "logs"})["WorkGroup"]["State"] == "ENABLED"


def test_a_work_group_with_queries_goes_only_by_force(aws: Aws, client: Client) -> None:
    made = client.create(KIND, "logs", {"name": "logs"})
    query(aws)
    with pytest.raises(grpc.RpcError) as caught:
        client.delete(made)
    assert (
        details(caught.value) == f"logs ({KIND}): DeleteWorkGroup: InvalidRequestException: WorkGroup logs is not empty"
    )
    assert client.read(made) is not None
    client.delete(client.update(made, {"name": "logs", "forceDestroy": True}))
    assert client.read(made) is None
    assert aws.call("athena", "list_named_queries", {"WorkGroup": "logs"})["NamedQueryIds"] == []


def test_a_work_group_in_which_something_ran_goes_only_by_force(aws: Aws) -> None:
    aws.call("athena", "create_work_group", {"Name": "logs"})
    aws.call("athena", "start_query_execution", {"QueryString": "SELECT 1", "WorkGroup": "logs"})
    expected = "DeleteWorkGroup: InvalidRequestException: WorkGroup logs is not empty"
    assert refusal(aws, "athena", "delete_work_group", {"WorkGroup": "logs"}) == expected
    assert refusal(aws, "athena", "delete_work_group", {"WorkGroup": "logs", "RecursiveDeleteOption": True}) is None


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        (RESULTS, None),
        ({"OutputLocation": "s3://results"}, None),
        ({"EncryptionConfiguration": {"EncryptionOption": "SSE_S3"}}, None),
        ({"EncryptionConfiguration": {"EncryptionOption": "SSE_KMS", "KmsKey": "alias/results"}}, None),
        ({"OutputLocation": "results/"}, "outputLocation is not a valid S3 path."),
        ({"OutputLocation": "https://results/"}, "outputLocation is not a valid S3 path."),
        ({"EncryptionConfiguration": {"EncryptionOption": "SSE_KMS"}}, "SSE_KMS needs a KMS key"),
        ({"EncryptionConfiguration": {"EncryptionOption": "CSE_KMS"}}, "CSE_KMS needs a KMS key"),
    ],
)
def test_where_results_go(aws: Aws, results: Properties, expected: str | None) -> None:
    def refused(operation: str, request: Properties) -> str | None:
        found = refusal(aws, "athena", operation, request)
        return None if found is None else found.split(": InvalidRequestException: ")[1]

    assert refused("create_work_group", {"Name": "logs", "Configuration": {"ResultConfiguration": results}}) == expected
    refused("create_work_group", {"Name": "other"})
    updates = {"ConfigurationUpdates": {"ResultConfigurationUpdates": results}}
    assert refused("update_work_group", {"WorkGroup": "other", **updates}) == expected


@pytest.mark.parametrize(
    ("new", "old", "updates"),
    [
        (None, {"RequesterPaysEnabled": True}, None),
        (UNKNOWN, None, UNKNOWN),
        ({"RequesterPaysEnabled": True}, None, {"RequesterPaysEnabled": True}),
        ({}, {"RequesterPaysEnabled": True}, {"RequesterPaysEnabled": False}),
        ({}, {"BytesScannedCutoffPerQuery": 1}, {"RemoveBytesScannedCutoffPerQuery": True}),
        ({}, {"EngineVersion": {"SelectedEngineVersion": "3"}}, {"EngineVersion": {"SelectedEngineVersion": "AUTO"}}),
        ({"ResultConfiguration": RESULTS}, {}, {"ResultConfigurationUpdates": RESULTS}),
        ({}, {"ResultConfiguration": RESULTS}, {"ResultConfigurationUpdates": {"RemoveOutputLocation": True}}),
        (
            {"ResultConfiguration": RESULTS},
            {"ResultConfiguration": {**RESULTS, "ExpectedBucketOwner": "123456789012"}},
            {"ResultConfigurationUpdates": {**RESULTS, "RemoveExpectedBucketOwner": True}},
        ),
        ({"ResultConfiguration": UNKNOWN}, {}, {"ResultConfigurationUpdates": UNKNOWN}),
    ],
)
def test_updates_take_back_what_is_no_longer_declared(new: Any, old: Any, updates: Any) -> None:
    assert configuration_updates(new, old) == updates
