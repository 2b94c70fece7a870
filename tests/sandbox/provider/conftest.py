"""An account that moto plays in this process, and the provider in front of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import grpc
import pytest
from moto import mock_aws
from moto.moto_api._internal.models import moto_api_backend
from pulumi.runtime.proto import provider_pb2_grpc

from sandbox.cloud.moto_corrections import correct_moto
from sandbox.provider.aws import Aws
from sandbox.provider.server import start
from sandbox.provider.values import Properties
from tests.sandbox.provider.client import Client, Resource
from tests.sandbox.provider.sample import ACCOUNT, fill
from tests.sandbox.provider.samples import SAMPLES

REGION = "us-east-1"


def _accept(service: str, url: str) -> None:
    """Take any endpoint of a client."""


@pytest.fixture(scope="package")
def _cloud() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "testing")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
        # moto answers in this process for AWS's own addresses; test_endpoints.py has the guard, in another process.
        patch.setattr("sandbox.provider.aws.require_loopback", _accept)
        correct_moto(partial(patch.setattr, raising=False))
        with mock_aws():
            yield


@pytest.fixture(scope="package")
def _connection(_cloud: None) -> Aws:
    connection = Aws(REGION)
    assert connection.account == ACCOUNT  # takes the credentials, which are gone from the environment in a test
    return connection


@pytest.fixture(scope="package")
def _client(_cloud: None) -> Iterator[Client]:
    server, port = start("7.51.1")
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        client = Client(provider_pb2_grpc.ResourceProviderStub(channel))
        client.configure({"region": REGION})
        client.invoke("aws:index/getCallerIdentity:getCallerIdentity", {})
        yield client
    server.stop(None).wait()


@pytest.fixture
def aws(_connection: Aws) -> Aws:
    """An empty account."""
    moto_api_backend.reset()
    return _connection


@pytest.fixture
def client(_client: Client) -> Client:
    """What the engine sees of a provider in front of an empty account."""
    moto_api_backend.reset()
    return _client


@dataclass(frozen=True)
class Deployment:
    """An account with one resource of every declared type, which the tests of a module share."""

    client: Client
    made: dict[str, Resource]

    def inputs(self, declared: Properties) -> Properties:
        """Return a sample's inputs with the ids and ARNs of this deployment's resources."""
        ids = {name: resource.id for name, resource in self.made.items()}
        arns = {f"{name}.arn": resource.state["arn"] for name, resource in self.made.items() if "arn" in resource.state}
        return fill(declared, {**ids, **arns})


@pytest.fixture(scope="module")
def deployment(_client: Client) -> Deployment:
    moto_api_backend.reset()
    deployment = Deployment(_client, {})
    for sample in SAMPLES:
        made = _client.create(sample.kind, sample.name, deployment.inputs(sample.inputs))
        deployment.made[sample.name] = made
    return deployment
