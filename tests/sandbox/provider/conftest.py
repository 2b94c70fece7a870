"""An account that moto plays in this process, with ministack for what lives there, and the provider in front of it."""

import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import grpc
import pytest
from moto import mock_aws
from moto.ec2.models import ec2_backends
from moto.ec2.models.amis import Ami
from moto.moto_api._internal.models import moto_api_backend
from pulumi.runtime.proto import provider_pb2_grpc

from sandbox.cloud import Cloud, start_cloud, stop_cloud
from sandbox.cloud.emulators import MINISTACK
from sandbox.cloud.moto_corrections import correct_moto
from sandbox.provider.aws import Aws
from sandbox.provider.server import start
from sandbox.provider.session import shared_session
from sandbox.provider.values import Properties
from tests.sandbox.provider.client import Client, Resource
from tests.sandbox.provider.sample import ACCOUNT, fill
from tests.sandbox.provider.samples import SAMPLES
from tests.sandbox.provider.samples_workload import IMAGE

REGION = "us-east-1"

# A proxy of the environment's would be asked for loopback addresses too.
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def _accept(service: str, url: str) -> None:
    """Take any endpoint of a client."""


class Session:
    """botocore's session, whose clients go to moto in this process, or to ministack as they do in the sandbox."""

    def __init__(self, ministack: Cloud) -> None:
        self._ministack = ministack

    def create_client(self, service: str, **keywords: Any) -> Any:
        alive = service in MINISTACK.endpoint_variables.values()
        url = self._ministack.url(service) if alive else None
        return shared_session().create_client(service, endpoint_url=url, **keywords)

    def get_partition_for_region(self, region: str) -> str:
        return shared_session().get_partition_for_region(region)


@pytest.fixture(scope="package")
def ministack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    """A ministack of our own; moto answers in this process."""
    home = tmp_path_factory.mktemp("ministack")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sandbox.cloud.supervisor.EMULATORS", (MINISTACK,))
        patch.setattr("sandbox.cloud.supervisor.DEFAULT_EMULATOR", MINISTACK)
        yield start_cloud(home)
        stop_cloud(home)


@pytest.fixture(scope="package")
def _cloud(ministack: Cloud) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        # ministack takes the number of an account from the key's id.
        patch.setenv("AWS_ACCESS_KEY_ID", ACCOUNT)
        patch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
        patch.setattr("sandbox.provider.aws.shared_session", lambda: Session(ministack))
        # moto answers in this process for AWS's own addresses; test_endpoints.py has the guard, in another process.
        patch.setattr("sandbox.provider.aws.require_loopback", _accept)
        correct_moto(partial(patch.setattr, raising=False))
        with mock_aws(config={"core": {"mock_credentials": False}}):
            yield


def _reset(ministack: Cloud) -> None:
    """Empty the account."""
    moto_api_backend.reset()
    _DIRECT.open(f"{ministack.url('sns')}/_ministack/reset", data=b"").close()


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
def aws(_connection: Aws, ministack: Cloud) -> Aws:
    """An empty account."""
    _reset(ministack)
    return _connection


@pytest.fixture
def client(_client: Client, ministack: Cloud) -> Client:
    """What the engine sees of a provider in front of an empty account."""
    _reset(ministack)
    return _client


def add_image(ident: str, root_device: str = "/dev/xvda") -> None:
    """Put a machine image into the account, which has none: they take long to load, and few tests want one."""
    backend: Any = ec2_backends[ACCOUNT][REGION]
    backend.amis[ident] = Ami(backend, ident, root_device_name=root_device)


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


# What other resources put into these, their own state tells only once it is read again.
FILLED_BY_OTHERS = ("queue", "workload-group")


@pytest.fixture(scope="module")
def deployment(_client: Client, ministack: Cloud) -> Deployment:
    _reset(ministack)
    return deploy(_client)


def deploy(client: Client) -> Deployment:
    """Create a resource of every sample."""
    add_image(IMAGE)
    deployment = Deployment(client, {})
    for sample in SAMPLES:
        made = client.create(sample.kind, sample.name, deployment.inputs(sample.inputs))
        deployment.made[sample.name] = made
    for name in FILLED_BY_OTHERS:
        refreshed = client.read(deployment.made[name])
        assert refreshed is not None
        deployment.made[name] = refreshed
    return deployment
