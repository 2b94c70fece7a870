"""Functions, through the engine's protocol."""

from typing import Any

import grpc
import pytest

from tests.sandbox.provider.client import Client, details
from tests.sandbox.provider.conftest import add_image

IDENTITY = "aws:index/getCallerIdentity:getCallerIdentity"
PARTITION = "aws:index/getPartition:getPartition"
REGIONS = "aws:index/getRegions:getRegions"
REGION = "aws:index/getRegion:getRegion"
ZONES = "aws:index/getAvailabilityZones:getAvailabilityZones"
IMAGE = "aws:ec2/getAmi:getAmi"
PARAMETER = "aws:ssm/getParameter:getParameter"
LATEST = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"


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


def test_regions_are_those_of_the_partition_that_are_enabled(client: Client) -> None:
    found = client.invoke(REGIONS, {})
    assert found["names"] == sorted(found["names"])
    assert {"us-east-1", "eu-west-1"} <= set(found["names"])
    assert {"ap-east-1", "us-gov-west-1", "cn-north-1"} & set(found["names"]) == set()
    assert found["id"] == "aws"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"filters": [{"name": "region-name", "values": ["us-east-1", "ap-east-1"]}]}, ["us-east-1"]),
        (
            {"allRegions": True, "filters": [{"name": "region-name", "values": ["us-east-1", "ap-east-1"]}]},
            ["ap-east-1", "us-east-1"],
        ),
        (
            {
                "allRegions": True,
                "filters": [
                    {"name": "opt-in-status", "values": ["not-opted-in"]},
                    {"name": "endpoint", "values": ["ec2.ap-east-1.amazonaws.com", "ec2.us-east-1.amazonaws.com"]},
                ],
            },
            ["ap-east-1"],
        ),
        ({"filters": [{"name": "opt-in-status", "values": ["not-opted-in"]}]}, []),
    ],
)
def test_regions_are_filtered(client: Client, arguments: dict[str, Any], expected: list[str]) -> None:
    assert client.invoke(REGIONS, arguments) == {**arguments, "names": expected, "id": "aws"}


def test_zones_are_sorted_and_filtered(client: Client) -> None:
    zones = client.invoke(ZONES, {"state": "available", "excludeNames": ["us-east-1b"]})
    assert zones["names"][:3] == ["us-east-1a", "us-east-1c", "us-east-1d"]
    assert len(zones["names"]) == len(zones["zoneIds"])
    assert (zones["id"], zones["state"]) == ("us-east-1", "available")
    assert client.invoke(ZONES, {"region": "eu-west-1"})["names"][0] == "eu-west-1a"


def test_the_latest_image_of_a_kind_is_a_parameter(client: Client) -> None:
    found = client.invoke(PARAMETER, {"name": LATEST})
    assert (found["name"], found["type"], found["withDecryption"]) == (LATEST, "String", True)
    assert found["value"] == found["insecureValue"]
    assert found["value"].startswith("ami-")
    assert client.invoke(PARAMETER, {"name": LATEST, "region": "eu-west-1"})["value"] != found["value"]


def test_an_image_is_found_by_its_description(client: Client) -> None:
    for ident in ("ami-0000000000000000a", "ami-0000000000000000b"):
        add_image(ident)
    one = [{"name": "image-id", "values": ["ami-0000000000000000b"]}]
    found = client.invoke(IMAGE, {"filters": one, "owners": ["self"]})
    assert (found["id"], found["imageId"], found["rootDeviceName"]) == (*["ami-0000000000000000b"] * 2, "/dev/xvda")
    assert client.invoke(IMAGE, {"owners": ["self"], "mostRecent": True})["id"].startswith("ami-0000000000000000")
    for arguments, expected in (
        ({"owners": ["self"]}, "returned more than one result"),
        ({"nameRegex": "^al2023-"}, "returned no results"),
    ):
        with pytest.raises(grpc.RpcError) as caught:
            client.invoke(IMAGE, arguments)
        assert expected in details(caught.value)


@pytest.mark.parametrize(
    ("token", "arguments", "named"),
    [
        ("aws:ec2/getVpc:getVpc", {}, "'aws:ec2/getVpc:getVpc'"),
        (IDENTITY, {"id": "x"}, "the argument id"),
        (REGION, {"region": "mars-north-1"}, "'mars-north-1'"),
        (REGIONS, {"filters": [{"name": "planet", "values": ["mars"]}]}, "has no filter planet"),
    ],
)
def test_what_is_not_handled_is_named(client: Client, token: str, arguments: dict[str, Any], named: str) -> None:
    with pytest.raises(grpc.RpcError) as caught:
        client.invoke(token, arguments)
    assert named in details(caught.value)
