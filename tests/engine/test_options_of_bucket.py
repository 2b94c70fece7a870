"""Each option of how logs are kept, encrypted, searched and called: its update touches nothing else."""

import pytest

from tests.engine.conftest import Checkout
from tests.engine.options.check import UNWATCHED, bring_up, check, take_down
from tests.engine.options.of_bucket import OPTIONS
from tests.engine.options.option import Option
from tests.engine.updates import Stack

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def stack(checkout: Checkout) -> Stack:
    assert checkout.make("env").returncode == 0
    return bring_up(Stack(checkout, base=UNWATCHED))


@pytest.mark.parametrize("option", OPTIONS, ids=str)
def test_an_update_does_its_option_and_touches_nothing_else(stack: Stack, option: Option) -> None:
    check(stack, option)


def test_down_leaves_nothing(stack: Stack) -> None:
    take_down(stack)
