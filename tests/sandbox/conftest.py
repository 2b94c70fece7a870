"""An empty account that a corrected moto plays."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import boto3
import pytest
from moto import mock_aws

from sandbox.cloud.moto_corrections import correct_moto


@pytest.fixture
def clients(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Any]]:
    """Make boto3 clients of the account."""
    correct_moto(partial(monkeypatch.setattr, raising=False))
    session: Any = boto3.Session(aws_access_key_id="any", aws_secret_access_key="any", region_name="us-east-1")
    with mock_aws():
        yield session.client
