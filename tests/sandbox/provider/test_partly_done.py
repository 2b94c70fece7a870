"""What the engine is told when a resource was created, or half changed, and then something failed."""

from collections.abc import Callable
from typing import Any, TypeAlias

import grpc
import pytest
from botocore.exceptions import EndpointConnectionError

from sandbox.provider.aws import Aws
from sandbox.provider.errors import refusal
from sandbox.provider.values import Properties, Secret
from sandbox.provider.wire import decode
from tests.sandbox.provider.client import Client, details, partly_done

GROUP = "aws:cloudwatch/logGroup:LogGroup"
DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"
ARN = "arn:aws:logs:us-east-1:123456789012:log-group:/g"
DECLARED = {"name": "/g", "retentionInDays": 7, "tags": {"Stage": "test"}}
NO = refusal("PutRetentionPolicy", "InvalidParameterException", "no")
AWAY = EndpointConnectionError(endpoint_url="http://127.0.0.1:1")

Fail: TypeAlias = Callable[[dict[str, Exception]], None]


@pytest.fixture
def fail(monkeypatch: pytest.MonkeyPatch) -> Fail:
    """Make operations fail."""
    call = Aws.call

    def arrange(failures: dict[str, Exception]) -> None:
        def answer(self: Aws, service: str, operation: str, request: Any, region: str = "") -> Properties:
            if operation in failures:
                raise failures[operation]
            return call(self, service, operation, request, region)

        monkeypatch.setattr(Aws, "call", answer)

    return arrange


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (NO, "PutRetentionPolicy: InvalidParameterException: no"),
        (AWAY, 'Could not connect to the endpoint URL: "http://127.0.0.1:1"'),
        (TimeoutError("too slow"), "too slow"),
        (LookupError("no such thing"), "no such thing"),
        (ValueError("no such value"), "no such value"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_resource_that_was_created_is_told_as_the_account_holds_it(
    client: Client, fail: Fail, failure: Exception, said: str
) -> None:
    fail({"put_retention_policy": failure})
    with pytest.raises(grpc.RpcError) as caught:
        client.create(GROUP, "group", DECLARED)
    assert details(caught.value) == f"group ({GROUP}): {said}"
    failed = partly_done(caught.value)
    assert (failed.id, list(failed.reasons)) == ("/g", [details(caught.value)])
    assert failed.refresh_before_update is True
    assert decode(failed.inputs) == {"name": "/g", "region": "us-east-1", "tags": {"Stage": "test"}}
    assert decode(failed.properties)["arn"] == ARN


def test_one_that_can_not_be_read_is_told_as_it_was_declared(client: Client, fail: Fail) -> None:
    fail({"put_retention_policy": NO, "describe_log_groups": AWAY})
    with pytest.raises(grpc.RpcError) as caught:
        client.create(GROUP, "group", {**DECLARED, "tags": {"token": Secret("hunter2")}})
    assert details(caught.value) == f"group ({GROUP}): PutRetentionPolicy: InvalidParameterException: no"
    failed = partly_done(caught.value)
    assert failed.id == "/g"
    assert list(failed.reasons) == [details(caught.value), f"group ({GROUP}): {AWAY}"]
    inputs = {"name": "/g", "retentionInDays": 7, "region": "us-east-1", "tags": {"token": Secret("hunter2")}}
    assert decode(failed.inputs) == inputs
    assert decode(failed.properties) == {**inputs, "tagsAll": {"token": Secret("hunter2")}}


def test_one_that_is_not_there_yet_keeps_its_id(client: Client, fail: Fail) -> None:
    missing = refusal("DescribeLogGroups", "ResourceNotFoundException", "not yet")
    fail({"put_retention_policy": NO, "describe_log_groups": missing})
    with pytest.raises(grpc.RpcError) as caught:
        client.create(GROUP, "group", DECLARED)
    failed = partly_done(caught.value)
    assert (failed.id, list(failed.reasons)) == ("/g", [details(caught.value)])
    assert decode(failed.inputs) == {**DECLARED, "region": "us-east-1"}


def test_a_procedure_that_fails_leaves_the_resource_told(aws: Aws, client: Client, fail: Fail) -> None:
    vpc = aws.call("ec2", "create_vpc", {"CidrBlock": "10.0.0.0/16"})["Vpc"]["VpcId"]
    fail({"revoke_security_group_egress": KeyError("SecurityGroups")})
    with pytest.raises(grpc.RpcError) as caught:
        client.create(DEFAULT_GROUP, "group", {"vpcId": vpc, "egress": []})
    group = aws.call("ec2", "describe_security_groups", {"Filters": [{"Name": "vpc-id", "Values": [vpc]}]})
    assert partly_done(caught.value).id == group["SecurityGroups"][0]["GroupId"]


def test_an_update_that_stops_half_way_is_told_as_the_account_holds_it(client: Client, fail: Fail) -> None:
    made = client.create(GROUP, "group", DECLARED)
    fail({"tag_resource": NO})
    with pytest.raises(grpc.RpcError) as caught:
        client.update(made, {"name": "/g", "retentionInDays": 30, "tags": {"Stage": "prod"}})
    failed = partly_done(caught.value)
    assert failed.id == "/g"
    assert decode(failed.inputs) == {**DECLARED, "retentionInDays": 30, "region": "us-east-1"}
    assert decode(failed.properties) == {**made.state, "retentionInDays": 30}


def test_an_update_after_which_nothing_can_be_read_is_told_as_it_was_before(client: Client, fail: Fail) -> None:
    made = client.create(GROUP, "group", DECLARED)
    fail({"put_retention_policy": NO, "describe_log_groups": AWAY})
    with pytest.raises(grpc.RpcError) as caught:
        client.update(made, {**DECLARED, "retentionInDays": 30})
    failed = partly_done(caught.value)
    assert failed.id == "/g"
    assert list(failed.reasons) == [details(caught.value), f"group ({GROUP}): {AWAY}"]
    assert decode(failed.inputs) == made.inputs
    assert decode(failed.properties) == made.state
