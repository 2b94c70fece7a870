"""Types that no emulator has: the engine is told each time, by name, and nothing passes for created."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import grpc
import pytest
from google.protobuf import empty_pb2
from pulumi.runtime.proto import engine_pb2, engine_pb2_grpc, plugin_pb2, provider_pb2_grpc

from sandbox.provider.absent import ABSENT
from sandbox.provider.registry import TYPES
from sandbox.provider.server import start
from sandbox.provider.values import UNKNOWN
from tests.sandbox.provider.client import Client, urn_of

SLACK = "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration"
TEXT = (
    "chat (aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration) is not created: "
    "no emulator has AWS Chatbot, so it is in the stack's state only"
)


class Engine(engine_pb2_grpc.EngineServicer):
    """An engine that keeps what it is told."""

    def __init__(self) -> None:
        self.address = ""
        self.heard: list[tuple[int, str, str]] = []

    def Log(  # noqa: N802 - the gRPC method's name
        self,
        request: engine_pb2.LogRequest,
        context: grpc.ServicerContext,  # noqa: ARG002 - the protocol's
    ) -> empty_pb2.Empty:
        self.heard.append((request.severity, request.urn, request.message))
        return empty_pb2.Empty()


@pytest.fixture
def engine() -> Iterator[Engine]:
    server, engine = grpc.server(ThreadPoolExecutor(1)), Engine()
    engine_pb2_grpc.add_EngineServicer_to_server(engine, server)
    engine.address = f"127.0.0.1:{server.add_insecure_port('127.0.0.1:0')}"
    server.start()
    yield engine
    server.stop(None).wait()


@pytest.fixture
def client(engine: Engine) -> Iterator[Client]:
    """A provider of this engine, without an account: it was never configured, so whoever asked one would fail."""
    server, port = start("7.51.1")
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        client = Client(provider_pb2_grpc.ResourceProviderStub(channel))
        client.stub.Attach(plugin_pb2.PluginAttach(address=engine.address))
        yield client
    server.stop(None).wait()


def test_no_type_is_both_handled_and_absent() -> None:
    assert ABSENT.keys() & TYPES.keys() == set()


@pytest.mark.parametrize("kind", sorted(ABSENT))
def test_the_engine_is_told_at_each_check(client: Client, engine: Engine, kind: str) -> None:
    urn = urn_of(kind, "chat")
    inputs = {"configurationName": "chat", "iamRoleArn": UNKNOWN}
    assert client.check(urn, inputs) == (inputs, [])
    client.check(urn, inputs, inputs)
    assert engine.heard == [(engine_pb2.WARNING, urn, TEXT.replace(SLACK, kind))] * 2


def test_its_state_is_what_was_declared_under_an_id_that_says_so(client: Client) -> None:
    assert client.preview_create(SLACK, "chat", {"slackChannelId": "C1"}) == {"slackChannelId": "C1"}
    made = client.create(SLACK, "chat", {"slackChannelId": "C1"})
    assert (made.id, made.state) == ("not-created/chat", {"slackChannelId": "C1"})


def test_it_changes_in_the_state_only(client: Client) -> None:
    made = client.create(SLACK, "chat", {"slackChannelId": "C1"})
    assert client.changes(made, {"slackChannelId": "C1"}) == set()
    difference = client.diff(made, {"slackChannelId": "C2"})
    assert (list(difference.diffs), list(difference.replaces)) == (["slackChannelId"], [])
    assert client.update(made, {"slackChannelId": "C2"}).state == {"slackChannelId": "C2"}


def test_a_refresh_finds_nothing_and_there_is_nothing_to_delete(client: Client) -> None:
    made = client.create(SLACK, "chat", {"slackChannelId": "C1"})
    assert client.read(made) is None
    client.delete(made)
