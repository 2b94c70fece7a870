"""Options of the stack prod: what changes in place, what is refused, and what goes once it is given up."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.engine.conftest import Checkout
from tests.engine.options import of_prod, of_prod_given_up
from tests.engine.options.chain import AS_GIT_HAS_IT, UNWATCHED, Chain, bring_up
from tests.engine.options.option import Option, update
from tests.engine.updates import Difference, Stack, Update

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def chain(checkout: Checkout) -> Iterator[Chain]:
    prod = replace(checkout, stack="prod")
    assert prod.make("env").returncode == 0
    chain = bring_up(Stack(prod, base=UNWATCHED))
    yield chain
    chain.go_back()  # for an option that runs alone


@pytest.fixture
def stack(chain: Chain) -> Stack:
    """The stack on its base."""
    chain.go_back()
    return chain.stack


def test_a_second_update_changes_nothing(stack: Stack) -> None:
    before = stack.read()
    assert stack.update(AS_GIT_HAS_IT) == Update(succeeded=True, steps=frozenset(), said=())
    assert Difference.between(before, stack.read()) == Difference()


@pytest.mark.parametrize("option", of_prod.OPTIONS, ids=str)
def test_an_update_does_its_option_and_touches_nothing_else(chain: Chain, option: Option) -> None:
    chain.check(option)


def test_nothing_is_left_of_the_last_option(chain: Chain) -> None:
    chain.go_back()


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
def given_up(chain: Chain) -> Chain:
    """The stack, once someone has decided that its logs may go."""
    # What a deletion would do is known to the engine alone.
    deletable = update("logs-bucket", "access-logs-bucket", "lake-bucket", "lake-workgroup")
    chain.move_base(of_prod_given_up.GIVEN_UP, deletable)
    return chain


@pytest.mark.parametrize("option", of_prod_given_up.OPTIONS, ids=str)
def test_what_was_given_up_can_go(given_up: Chain, option: Option) -> None:
    given_up.check(option)


def test_nothing_is_left_of_the_last_that_went(chain: Chain) -> None:
    chain.go_back()


def test_down_leaves_nothing(chain: Chain) -> None:
    chain.take_down()
