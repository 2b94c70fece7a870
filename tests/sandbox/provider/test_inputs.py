"""Completing, checking and comparing inputs."""

import pytest

from sandbox.provider.declaration import Change
from sandbox.provider.inputs import Defaults, Difference, Edit, compare, complete, failures
from sandbox.provider.registry import TYPES, find
from sandbox.provider.values import UNKNOWN, Properties, Secret

NONE = Defaults("us-east-1", {})
GROUP = TYPES["aws:cloudwatch/logGroup:LogGroup"]
BUCKET = TYPES["aws:s3/bucket:Bucket"]
SUBNET = TYPES["aws:ec2/subnet:Subnet"]
ROLE_POLICY = TYPES["aws:iam/rolePolicy:RolePolicy"]


def completed(
    kind: str, name: str, news: Properties, olds: Properties | None = None, tags: Properties | None = None
) -> Properties:
    defaults = Defaults("us-east-1", tags or {})
    return complete(TYPES[kind], name, olds or {}, news, seed=b"seed", defaults=defaults)


def test_defaults_a_name_and_the_region_are_filled_in() -> None:
    assert completed(GROUP.type, "Flow", {}) == {
        "name": "Flow-19b2585",
        "retentionInDays": 0,
        "region": "us-east-1",
    }


def test_what_is_stated_stays() -> None:
    stated = {"name": "/flow", "retentionInDays": 30, "region": "eu-west-1", "tags": {"a": "b"}}
    assert completed(GROUP.type, "flow", stated) == stated


def test_a_made_up_name_is_kept_and_fits() -> None:
    assert completed(GROUP.type, "flow", {}, {"name": "flow-0000000"})["name"] == "flow-0000000"
    assert completed(GROUP.type, "flow", {}, {"name": "/stated-before"})["name"] == "flow-19b2585"
    bucket = completed(BUCKET.type, "L" * 80, {})["bucket"]
    assert len(bucket) == 63
    assert bucket.startswith("l" * 55 + "-")


def test_the_providers_tags_are_under_the_programs() -> None:
    tags = {"Owner": "team", "Stage": "prod"}
    assert completed(GROUP.type, "g", {"tags": {"Stage": "dev"}}, tags=tags)["tags"] == {
        "Owner": "team",
        "Stage": "dev",
    }
    assert completed(GROUP.type, "g", {}, tags=tags)["tags"] == tags
    assert completed(GROUP.type, "g", {"tags": UNKNOWN}, tags=tags)["tags"] is UNKNOWN
    secret = completed(GROUP.type, "g", {"tags": Secret({"Stage": "dev"})}, tags=tags)["tags"]
    assert secret == Secret({"Owner": "team", "Stage": "dev"})
    assert completed(GROUP.type, "g", {"tags": Secret(UNKNOWN)}, tags=tags)["tags"] == Secret(UNKNOWN)
    assert completed(GROUP.type, "g", {"tags": Secret(None)}, tags=tags)["tags"] == Secret(tags)
    assert "tags" not in completed(ROLE_POLICY.type, "p", {}, tags=tags)


def test_everything_that_can_not_be_taken_is_told() -> None:
    found = {failure.property: failure.reason for failure in failures(SUBNET, {"ipv6Native": True, "cidr": "x"})}
    assert set(found) == {"ipv6Native", "cidr", "vpcId"}
    assert "aws:ec2/subnet:Subnet" in found["ipv6Native"]
    assert "'ipv6Native'" in found["ipv6Native"]
    assert "required and missing" in found["vpcId"]


def test_choices_and_nested_names_are_checked() -> None:
    group = {"name": "/g", "retentionInDays": 31, "region": "us-east-1"}
    assert [failure.property for failure in failures(GROUP, group)] == ["retentionInDays"]
    assert list(failures(GROUP, {**group, "retentionInDays": UNKNOWN})) == []
    assert list(failures(GROUP, {**group, "retentionInDays": Secret(30)})) == []
    rule = {"fromPort": 443, "toPort": 443}
    default = TYPES["aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"]
    reasons = [failure.reason for failure in failures(default, {"vpcId": "vpc-1", "ingress": [rule]})]
    assert reasons == [f"{default.type}: ingress is not usable: 'protocol' is missing"]
    lifecycle = TYPES["aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"]
    inputs = {"bucket": "b", "rules": [{"id": "r", "status": "Enabled", "expiration": {"hours": 1}}]}
    assert [failure.property for failure in failures(lifecycle, inputs)] == ["rules"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"name": "a"}, {"name": "a"}, []),
        ({"name": "a"}, {"name": "b"}, [Difference("name", Edit.UPDATE, Change.REPLACES)]),
        ({"name": "a"}, {"name": UNKNOWN}, [Difference("name", Edit.UPDATE, Change.REPLACES)]),
        ({"name": "a"}, {"name": Secret("a")}, []),
        ({}, {"kmsKeyId": "k"}, [Difference("kmsKeyId", Edit.ADD, Change.UPDATES)]),
        ({"kmsKeyId": "k"}, {}, [Difference("kmsKeyId", Edit.DELETE, Change.UPDATES)]),
        ({"logGroupClass": "STANDARD"}, {}, []),
        ({"tags": {"a": "b"}}, {"tags": {"a": UNKNOWN}}, [Difference("tags", Edit.UPDATE, Change.UPDATES)]),
        ({"tags": {}}, {}, []),
    ],
)
def test_comparisons(old: Properties, new: Properties, expected: list[Difference]) -> None:
    assert list(compare(GROUP, old, new).differences) == expected


def test_a_replacement_under_one_id_deletes_first() -> None:
    role = TYPES["aws:iam/role:Role"]
    assert compare(role, {"name": "r", "path": "/"}, {"name": "r", "path": "/a/"}).delete_first is True
    assert compare(role, {"name": "r"}, {"name": "s"}).delete_first is False
    assert compare(role, {"name": "r"}, {"name": UNKNOWN}).delete_first is False
    assert compare(TYPES["aws:ec2/flowLog:FlowLog"], {}, {"vpcId": "vpc-1"}).delete_first is True
    assert compare(SUBNET, {"vpcId": "a"}, {"vpcId": "b"}).delete_first is False


def test_a_type_that_is_not_declared_is_named() -> None:
    with pytest.raises(LookupError, match="'aws:ec2/eip:Eip'"):
        find("aws:ec2/eip:Eip")
