"""Each option of what watches the logs, and what watching makes of others: its update touches nothing else."""

from collections.abc import Iterator

import pytest

from tests.engine.conftest import Checkout
from tests.engine.options import of_watched_stack, of_watching
from tests.engine.options.chain import AS_GIT_HAS_IT, Chain, bring_up
from tests.engine.options.option import Option
from tests.engine.updates import Difference, Stack, Update

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def chain(checkout: Checkout) -> Iterator[Chain]:
    assert checkout.make("env").returncode == 0
    chain = bring_up(Stack(checkout))
    yield chain
    chain.go_back()  # for an option that runs alone


def test_a_second_update_changes_nothing(chain: Chain) -> None:
    before = chain.stack.read()
    assert chain.stack.update(AS_GIT_HAS_IT) == Update(succeeded=True, steps=frozenset(), said=())
    assert Difference.between(before, chain.stack.read()) == Difference()


@pytest.mark.parametrize("option", [*of_watching.OPTIONS, *of_watched_stack.OPTIONS], ids=str)
def test_an_update_does_its_option_and_touches_nothing_else(chain: Chain, option: Option) -> None:
    chain.check(option)


def test_nothing_is_left_of_the_last_option(chain: Chain) -> None:
    chain.go_back()


def test_down_leaves_nothing(chain: Chain) -> None:
    chain.take_down()
