import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from moto import mock_aws

from ops.aws.account import Account
from tests.unit.ops.deployed import Deployed, connected, deploy
from tests.unit.ops.interceptor import Aws


@pytest.fixture(autouse=True)
def only_the_mock(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    # moto would create 1,300 machine images in each new account.
    monkeypatch.setenv("MOTO_EC2_LOAD_DEFAULT_AMIS", "false")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "no-config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "no-credentials"))


@pytest.fixture(scope="session")
def clients() -> Account:
    # Building clients is slow; moto intercepts them whenever a mock is active.
    with mock_aws():
        return connected()


@pytest.fixture
def deployed(clients: Account) -> Iterator[Deployed]:
    with mock_aws():
        yield deploy(clients)


@pytest.fixture
def aws(deployed: Deployed, monkeypatch: pytest.MonkeyPatch) -> Aws:
    assert deployed  # built first, with nothing in between
    return Aws(monkeypatch)
