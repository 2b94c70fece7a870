from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from ops.aws.connect import SignedIn
from tests.ops.blockers.samples import ACCOUNT
from tests.ops.interceptor import Aws

# What moto lacks; AWS answers with nothing where there is nothing.
NOTHING: dict[str, list[Any]] = {
    "DescribeInstanceConnectEndpoints": [{}],
    "DescribeLocalGatewayRouteTableVpcAssociations": [{}],
    "DescribeSecurityGroupVpcAssociations": [{}],
}


@pytest.fixture(scope="session")
def clients() -> dict[tuple[str, str], Any]:
    """Building clients is slow; moto intercepts them whenever a mock is active."""
    return {}


@pytest.fixture(autouse=True)
def shared_clients(clients: dict[tuple[str, str], Any], monkeypatch: pytest.MonkeyPatch) -> None:
    make = SignedIn.client

    def client(signed_in: SignedIn, service: str, region: str) -> Any:
        if (service, region) not in clients:
            clients[service, region] = make(signed_in, service, region)
        return clients[service, region]

    monkeypatch.setattr(SignedIn, "client", client)


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[Aws]:
    """An empty account."""
    with mock_aws():
        interceptor = Aws(monkeypatch)
        interceptor.answers.update(NOTHING)
        yield interceptor


@pytest.fixture
def signed_in(aws: Aws) -> SignedIn:
    assert aws.answers
    return SignedIn(boto3.Session(region_name="us-east-1"), ACCOUNT, "aws")
