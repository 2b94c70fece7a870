"""The protocol's edge: what the engine is told, besides what the types' tests ask."""

import json

import grpc
import pytest
from google.protobuf import empty_pb2
from pulumi.runtime.proto import provider_pb2

from sandbox.provider.aws import Aws
from sandbox.provider.registry import TYPES
from sandbox.provider.values import Secret
from sandbox.provider.wire import decode, encode
from tests.sandbox.provider.client import Client, details, partly_done, urn_of

GROUP = "aws:cloudwatch/logGroup:LogGroup"
TRAIL = "aws:cloudtrail/trail:Trail"


def test_the_handshake_accepts_secrets_and_no_outputs(client: Client) -> None:
    response = client.stub.Handshake(provider_pb2.ProviderHandshakeRequest())
    assert (response.accept_secrets, response.accept_outputs, response.accept_resources) == (True, False, False)
    assert client.stub.GetPluginInfo(empty_pb2.Empty()).version == "7.51.1"
    assert client.stub.Cancel(empty_pb2.Empty()) == empty_pb2.Empty()


def test_an_error_of_aws_has_its_code_its_message_and_the_resource(aws: Aws, client: Client) -> None:
    aws.call("s3", "create_bucket", {"Bucket": "closed"})
    with pytest.raises(grpc.RpcError) as caught:
        client.create(TRAIL, "audit", {"name": "audit", "s3BucketName": "closed"})
    assert details(caught.value) == (
        "audit (aws:cloudtrail/trail:Trail): CreateTrail: InsufficientS3BucketPolicyException: "
        "Incorrect S3 bucket policy is detected for bucket: closed"
    )


def test_a_type_that_is_not_handled_is_named(client: Client) -> None:
    with pytest.raises(grpc.RpcError) as caught:
        client.check(urn_of("aws:ec2/eip:Eip", "ip"), {})
    assert "ip (aws:ec2/eip:Eip): " in details(caught.value)
    assert "does not handle the resource type 'aws:ec2/eip:Eip'" in details(caught.value)


def test_an_input_that_is_not_handled_is_named_with_its_type(client: Client) -> None:
    _, failures = client.check(urn_of(GROUP, "group"), {"skipDestroy": True})
    assert len(failures) == 1
    assert GROUP in failures[0]
    assert "'skipDestroy'" in failures[0]


def test_what_exists_in_spite_of_a_failure_is_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    call = Aws.call

    def break_down(self: Aws, service: str, operation: str, request: object, region: str = "") -> object:
        if operation == "put_retention_policy":
            raise TimeoutError("the emulator went away")
        return call(self, service, operation, request, region)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(Aws, "call", break_down)
    with pytest.raises(grpc.RpcError) as caught:
        client.create(GROUP, "group", {"name": "/g", "retentionInDays": 7})
    assert details(caught.value) == f"group ({GROUP}): the emulator went away"
    failed = partly_done(caught.value)
    assert (failed.id, list(failed.reasons)) == ("/g", [details(caught.value)])
    assert decode(failed.inputs) == {"name": "/g", "region": "us-east-1"}
    assert decode(failed.properties)["arn"] == "arn:aws:logs:us-east-1:123456789012:log-group:/g"


def test_secrets_pass_through(aws: Aws, client: Client) -> None:
    hidden = {"name": "/g", "tags": {"token": Secret("hunter2"), "plain": "x"}}
    made = client.create(GROUP, "group", hidden)
    assert made.state["tags"] == {"token": Secret("hunter2"), "plain": "x"}
    assert made.state["tagsAll"] == Secret({"token": "hunter2", "plain": "x"})
    sent = aws.call("logs", "list_tags_for_resource", {"resourceArn": made.state["arn"]})["tags"]
    assert sent == {"token": "hunter2", "plain": "x"}
    seen = client.read(made)
    assert seen is not None
    assert (seen.inputs, seen.state) == (made.inputs, made.state)
    assert client.changes(seen, hidden) == set()
    preview = client.preview_create(GROUP, "other", hidden)
    assert preview["tags"] == {"token": Secret("hunter2"), "plain": "x"}


def test_no_error_tells_a_secret(client: Client) -> None:
    with pytest.raises(grpc.RpcError) as caught:
        client.create(GROUP, "group", {"name": Secret("hunter2 hunter2")})
    assert "logGroupName: '[secret]' does not match the pattern" in details(caught.value)
    assert "hunter2" not in details(caught.value)


@pytest.mark.parametrize(
    ("settings", "refused"),
    [
        ({"region": "us-east-1", "version": "7.51.1"}, []),
        ({"region": "us-east-1", "defaultTags": {"tags": {"a": "b"}}}, []),
        ({"profile": "prod", "assumeRoles": []}, ["assumeRoles", "profile"]),
    ],
)
def test_settings_that_are_not_handled_are_named(
    client: Client, settings: dict[str, object], refused: list[str]
) -> None:
    response = client.stub.CheckConfig(provider_pb2.CheckRequest(news=encode(settings)))
    assert [failure.property for failure in response.failures] == refused


def test_changed_settings_replace_no_provider(client: Client) -> None:
    request = provider_pb2.DiffRequest(olds=encode({"region": "us-east-1"}), news=encode({"region": "eu-west-1"}))
    response = client.stub.DiffConfig(request)
    assert (list(response.diffs), list(response.replaces)) == (["region"], [])


def test_the_schema_names_every_declared_property(client: Client) -> None:
    schema = json.loads(client.stub.GetSchema(provider_pb2.GetSchemaRequest()).schema)
    assert (schema["name"], schema["version"], set(schema["resources"])) == ("aws", "7.51.1", set(TYPES))
    bucket = schema["resources"]["aws:s3/bucket:Bucket"]
    assert set(bucket["inputProperties"]) == {"bucket", "forceDestroy", "objectLockEnabled", "region", "tags"}
    assert {"arn", "hostedZoneId", "tagsAll"} <= set(bucket["properties"])
