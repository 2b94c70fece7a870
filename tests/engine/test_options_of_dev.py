"""Options of the trail, of flow logs and of how logs are kept, on the stack dev: an update touches nothing else."""

from collections.abc import Iterator

import pytest

from tests.engine.conftest import Checkout
from tests.engine.options import of_bucket, of_traffic, of_trail
from tests.engine.options.chain import UNWATCHED, Chain, bring_up
from tests.engine.options.option import Option
from tests.engine.options.others import make_others, remove_others
from tests.engine.updates import Stack

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def chain(checkout: Checkout) -> Iterator[Chain]:
    assert checkout.make("env").returncode == 0
    chain = bring_up(Stack(checkout, make_others(checkout), UNWATCHED))
    yield chain
    chain.go_back()  # for an option that runs alone


@pytest.mark.parametrize("option", [*of_trail.OPTIONS, *of_traffic.OPTIONS, *of_bucket.OPTIONS], ids=str)
def test_an_update_does_its_option_and_touches_nothing_else(chain: Chain, option: Option) -> None:
    chain.check(option)


def test_nothing_is_left_of_the_last_option(chain: Chain) -> None:
    chain.go_back()


def test_down_leaves_nothing(chain: Chain) -> None:
    remove_others(chain.stack.checkout, chain.stack.names)
    chain.take_down()
