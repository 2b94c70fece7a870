import os
from collections.abc import Iterator

import pytest
from moto import mock_aws

from ops.aws.account import Account
from tests.unit.ops.deployed import Deployed, Saved, connected, deploy, restore, save
from tests.unit.ops.interceptor import Aws


@pytest.fixture(autouse=True)
def only_the_mock(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", os.devnull)


@pytest.fixture(scope="session")
def clients() -> Account:
    # Building clients is slow; moto intercepts them whenever a mock is active.
    with mock_aws():
        return connected()


@pytest.fixture(scope="session")
def saved(clients: Account) -> Saved:
    # Deploying is slow too; every test gets a copy, which it may break.
    with mock_aws():
        return save(deploy(clients))


@pytest.fixture
def deployed(saved: Saved) -> Iterator[Deployed]:
    with mock_aws():
        yield restore(saved)


@pytest.fixture
def aws(deployed: Deployed, monkeypatch: pytest.MonkeyPatch) -> Aws:
    assert deployed  # built first, with nothing in between
    return Aws(monkeypatch)
