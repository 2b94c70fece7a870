import os
from collections.abc import Iterator
from functools import partial

import pytest
from moto import mock_aws

from ops.aws.account import Account
from sandbox.cloud.group_corrections import correct_groups
from sandbox.cloud.watching_corrections import correct_watching
from tests.ops.deployed import Deployed, Saved, connected, deploy, restore, save
from tests.ops.interceptor import Aws


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
    with pytest.MonkeyPatch.context() as patch, mock_aws():
        _correct(patch)
        return save(deploy(clients))


@pytest.fixture
def deployed(saved: Saved, monkeypatch: pytest.MonkeyPatch) -> Iterator[Deployed]:
    _correct(monkeypatch)
    with mock_aws():
        yield restore(saved)


@pytest.fixture
def aws(deployed: Deployed, monkeypatch: pytest.MonkeyPatch) -> Aws:
    assert deployed  # built first, with nothing in between
    return Aws(monkeypatch)


def _correct(patch: pytest.MonkeyPatch) -> None:
    """Let moto know saved queries and what is in a group, as in the sandbox."""
    correct_watching(partial(patch.setattr, raising=False))
    correct_groups(partial(patch.setattr, raising=False))
