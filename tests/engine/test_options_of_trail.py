"""Each option of the trail: its update touches nothing else."""

from collections.abc import Iterator

import pytest

from tests.engine.conftest import Checkout
from tests.engine.options.chain import UNWATCHED, Chain, bring_up
from tests.engine.options.of_trail import OPTIONS
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


@pytest.mark.parametrize("option", OPTIONS, ids=str)
def test_an_update_does_its_option_and_touches_nothing_else(chain: Chain, option: Option) -> None:
    chain.check(option)


def test_nothing_is_left_of_the_last_option(chain: Chain) -> None:
    chain.go_back()


def test_down_leaves_nothing(chain: Chain) -> None:
    remove_others(chain.stack.checkout, chain.stack.names)
    chain.take_down()
