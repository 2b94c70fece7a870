import pytest

from components.naming import Naming
from tests.support.recorder import Cloud


@pytest.fixture
def naming() -> Naming:
    cloud = Cloud()
    return Naming("acme", "dev", cloud.partition, cloud.account, cloud.region)
