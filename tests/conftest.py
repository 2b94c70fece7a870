"""What every test starts from: an environment that leads to no account, no stack and no backend; and haste."""

import functools
import gc
import os
from collections.abc import Generator, Iterator

import botocore.session
import pytest

# Each session would find and parse the descriptions of AWS's services anew: let all sessions share them.
# As early as this, because moto opens sessions when it is imported.
botocore.session.create_loader = functools.cache(botocore.session.create_loader)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Keep the garbage collector away from all that collecting imports: it stays, and is slow to look through."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(scope="session", autouse=True)
def no_machine_images() -> Iterator[None]:
    """Keep moto, in this process, from creating 1,300 machine images in each new account: no test has machines."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MOTO_EC2_LOAD_DEFAULT_AMIS", "false")
        yield


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(("AWS_", "PULUMI_"))]:
        monkeypatch.delenv(name)
