"""Options of the stack prod: what changes in place, what is refused, and what goes once it is given up."""

import re
from dataclasses import replace

import pytest

from tests.engine.conftest import Checkout
from tests.engine.options import of_prod, of_prod_given_up
from tests.engine.options.check import AS_GIT_HAS_IT, UNWATCHED, bring_up, check, take_down
from tests.engine.options.option import Option, update
from tests.engine.updates import Difference, Stack, Update

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def stack(checkout: Checkout) -> Stack:
    prod = replace(checkout, stack="prod")
    assert prod.make("env").returncode == 0
    return bring_up(Stack(prod, base=UNWATCHED))


def test_a_second_update_changes_nothing(stack: Stack) -> None:
    before = stack.read()
    assert stack.update(AS_GIT_HAS_IT) == Update(succeeded=True, steps=frozenset(), said=())
    assert Difference.between(before, stack.read()) == Difference()


@pytest.mark.parametrize("option", of_prod.OPTIONS, ids=str)
def test_an_update_does_its_option_and_touches_nothing_else(stack: Stack, option: Option) -> None:
    check(stack, option)


@pytest.mark.parametrize("option", of_prod_given_up.OPTIONS, ids=str)
def test_what_gives_up_logs_is_refused_before_anything_changes(stack: Stack, option: Option) -> None:
    before = stack.read()
    stack.configure({key: value for key, value in option.settings.items() if key not in of_prod_given_up.GIVEN_UP})
    refused = stack.checkout.make("up")
    assert refused.returncode != 0
    protected = set(re.findall(r'resource "urn:[^"]*::([^"]+)"\s+(?:cannot be deleted|as it is)', refused.stdout))
    assert protected, refused.stdout
    assert protected <= {name for operation, name in map(str.split, option.steps) if operation in {"delete", "replace"}}
    assert Difference.between(before, stack.read()) == Difference()


@pytest.fixture(scope="module")
def given_up(stack: Stack) -> Stack:
    """The stack, once someone has decided that its logs may go."""
    before = stack.read()
    # What a deletion would do is known to the engine alone.
    deletable = update("logs-bucket", "access-logs-bucket", "lake-bucket", "lake-workgroup")
    assert stack.update(of_prod_given_up.GIVEN_UP) == Update(succeeded=True, steps=deletable, said=())
    assert Difference.between(before, stack.read()) == Difference()
    return stack


@pytest.mark.parametrize("option", of_prod_given_up.OPTIONS, ids=str)
def test_what_was_given_up_can_go(given_up: Stack, option: Option) -> None:
    check(given_up, option, of_prod_given_up.GIVEN_UP)


def test_down_leaves_nothing(stack: Stack) -> None:
    take_down(stack)
