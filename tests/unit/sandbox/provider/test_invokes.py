"""Functions, through the engine's protocol."""

import grpc
import pytest

from tests.unit.sandbox.provider.client import Client, details

IDENTITY = "aws:index/getCallerIdentity:getCallerIdentity"
PARTITION = "aws:index/getPartition:getPartition"
REGION = "aws:index/getRegion:getRegion"
ZONES = "aws:index/getAvailabilityZones:getAvailabilityZones"


def test_who_calls(client: Client) -> None:
    found = client.invoke(IDENTITY, {})
    assert (found["accountId"], found["id"]) == ("123456789012", "123456789012")
    assert set(found) == {"accountId", "arn", "userId", "id"}


def test_the_partition(client: Client) -> None:
    assert client.invoke(PARTITION, {}) == {
        "partition": "aws",
        "dnsSuffix": "amazonaws.com",
        "reverseDnsPrefix": "com.amazonaws",
        "id": "aws",
    }


def test_the_region_is_the_providers_or_the_one_asked_for(client: Client) -> None:
    assert client.invoke(REGION, {})["region"] == "us-east-1"
    assert client.invoke(REGION, {"region": "eu-west-1"}) == {
        "region": "eu-west-1",
        "name": "eu-west-1",
        "id": "eu-west-1",
        "description": "Europe (Ireland)",
        "endpoint": "ec2.eu-west-1.amazonaws.com",
    }


def test_zones_are_sorted_and_filtered(client: Client) -> None:
    zones = client.invoke(ZONES, {"state": "available", "excludeNames": ["us-east-1b"]})
    assert zones["names"][:3] == ["us-east-1a", "us-east-1c", "us-east-1d"]
    assert len(zones["names"]) == len(zones["zoneIds"])
    assert (zones["id"], zones["state"]) == ("us-east-1", "available")
    assert client.invoke(ZONES, {"region": "eu-west-1"})["names"][0] == "eu-west-1a"


@pytest.mark.parametrize(
    ("token", "arguments", "named"),
    [
        ("aws:ec2/getVpc:getVpc", {}, "'aws:ec2/getVpc:getVpc'"),
        (IDENTITY, {"id": "x"}, "the argument id"),
        (REGION, {"region": "mars-north-1"}, "'mars-north-1'"),
    ],
)
def test_what_is_not_handled_is_named(client: Client, token: str, arguments: dict[str, str], named: str) -> None:
    with pytest.raises(grpc.RpcError) as caught:
        client.invoke(token, arguments)
    assert named in details(caught.value)
