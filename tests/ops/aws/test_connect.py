from collections.abc import Callable

import pytest
from botocore.client import BaseClient
from moto import mock_aws

from ops.aws.connect import connect
from ops.errors import OpsError
from tests.ops.deployed import ACCOUNT_ID, REGION

Environment = Callable[[pytest.MonkeyPatch], None]


def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")


def no_credentials(_: pytest.MonkeyPatch) -> None:
    pass


def no_such_profile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "nobody")


def no_url(monkeypatch: pytest.MonkeyPatch) -> None:
    keys(monkeypatch)
    monkeypatch.setenv("AWS_ENDPOINT_URL", "emulator")


def no_pause(_seconds: float) -> None:
    """For the pauses between attempts."""


def nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    keys(monkeypatch)
    monkeypatch.setattr("botocore.endpoint.time.sleep", no_pause)
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")


UNUSABLE = "AWS can't be used with the credentials and settings of this environment"


@pytest.mark.parametrize(
    ("environment", "problem", "value"),
    [
        (no_credentials, UNUSABLE, "Unable to locate credentials"),
        (no_such_profile, UNUSABLE, "The config profile (nobody) could not be found"),
        (no_url, UNUSABLE, "Invalid endpoint: emulator"),
        (nobody_listens, "AWS can't be reached", 'Could not connect to the endpoint URL: "http://127.0.0.1:1/"'),
    ],
)
def test_says_why_aws_cannot_be_used(
    monkeypatch: pytest.MonkeyPatch, environment: Environment, problem: str, value: str
) -> None:
    environment(monkeypatch)

    with pytest.raises(OpsError) as raised:
        connect(region=REGION, account_id=ACCOUNT_ID)

    assert (raised.value.problem, raised.value.value) == (problem, value)


def test_refuses_another_account() -> None:
    with mock_aws(), pytest.raises(OpsError) as raised:
        connect(region=REGION, account_id="210987654321")

    assert raised.value.problem == (
        "the stack is deployed in account 210987654321, but the AWS credentials are of another"
    )
    assert raised.value.value == "arn:aws:sts::123456789012:user/moto"


def test_the_clients_are_of_the_region_and_give_up_in_bounded_time() -> None:
    with mock_aws():
        account = connect(region="eu-west-1", account_id=ACCOUNT_ID)

    clients = [value for value in vars(account).values() if isinstance(value, BaseClient)]
    assert len(clients) == 12
    for client in clients:
        config = vars(client.meta.config)
        assert client.meta.region_name == "eu-west-1"
        assert (config["connect_timeout"], config["read_timeout"]) == (5, 15)
        assert config["retries"] == {"mode": "standard", "total_max_attempts": 3}
