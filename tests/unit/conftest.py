"""Spares the tests what botocore and moto would do over and over."""

import functools
from collections.abc import Iterator

import botocore.session
import pytest

# Each session would find and parse the descriptions of AWS's services anew: let all sessions share them.
# As early as this, because moto opens sessions when it is imported.
botocore.session.create_loader = functools.cache(botocore.session.create_loader)


@pytest.fixture(scope="session", autouse=True)
def no_machine_images() -> Iterator[None]:
    """Keep moto from creating 1,300 machine images in each new account: no test has machines."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MOTO_EC2_LOAD_DEFAULT_AMIS", "false")
        yield
