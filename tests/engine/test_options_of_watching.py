"""Each option of what watches the logs, and what watching makes of others: its update touches nothing else."""

import pytest

from tests.engine.conftest import Checkout
from tests.engine.options import of_watched_stack, of_watching
from tests.engine.options.check import AS_GIT_HAS_IT, bring_up, check, take_down
from tests.engine.options.option import Option
from tests.engine.updates import Difference, Stack, Update

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def stack(checkout: Checkout) -> Stack:
    assert checkout.make("env").returncode == 0
    return bring_up(Stack(checkout))


def test_a_second_update_changes_nothing(stack: Stack) -> None:
    before = stack.read()
    assert stack.update(AS_GIT_HAS_IT) == Update(succeeded=True, steps=frozenset(), said=())
    assert Difference.between(before, stack.read()) == Difference()


@pytest.mark.parametrize("option", [*of_watching.OPTIONS, *of_watched_stack.OPTIONS], ids=str)
def test_an_update_does_its_option_and_touches_nothing_else(stack: Stack, option: Option) -> None:
    check(stack, option)


def test_down_leaves_nothing(stack: Stack) -> None:
    take_down(stack)
