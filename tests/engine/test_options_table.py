"""The tables of options are complete and in an order in which each can follow the one before it."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.engine.options import (
    of_bucket,
    of_prod,
    of_prod_given_up,
    of_traffic,
    of_trail,
    of_watched_stack,
    of_watching,
)
from tests.engine.options.option import Option, create, delete, replace, update
from tests.engine.options.transition import can_follow, steps_between

ROOT = Path(__file__).parents[2]
TABLES = {
    "dev": (*of_trail.OPTIONS, *of_traffic.OPTIONS, *of_bucket.OPTIONS),
    "prod": of_prod.OPTIONS,
    "prod given up": of_prod_given_up.OPTIONS,
    "watching": (*of_watching.OPTIONS, *of_watched_stack.OPTIONS),
}

BY_THE_BASE = {
    "dev": {"no lake"},  # before it, AWS has left something that an update can't undo
    "watching": {"nothing watched"},  # which nearly all the others would watch
}


def test_each_key_of_the_configuration_is_changed_by_an_option() -> None:
    declared: dict[str, Any] = yaml.safe_load((ROOT / "Pulumi.yaml").read_text())["config"]
    assert {key for table in TABLES.values() for option in table for key in option.settings} == set(declared)


@pytest.mark.parametrize("table", TABLES)
def test_each_option_can_follow_the_one_before_it(table: str) -> None:
    """Else an update goes into the way back."""
    by_the_base = {option.what for former, option in pairwise(TABLES[table]) if not can_follow(former, option)}
    assert by_the_base == BY_THE_BASE.get(table, set())


def option(*steps: frozenset[str], **what: Any) -> Option:
    return Option("an option", {}, frozenset[str]().union(*steps), **what)


@pytest.mark.parametrize(
    ("former", "latter", "steps"),
    [
        pytest.param(option(), option(create("a")), create("a"), id="from the base"),
        pytest.param(option(create("a"), delete("b")), option(), delete("a") | create("b"), id="to the base"),
        pytest.param(option(create("a"), update("b")), option(delete("c")), delete("a", "c") | update("b"), id="apart"),
        pytest.param(option(update("a")), option(update("a")), update("a"), id="both in place"),
        pytest.param(option(update("a")), option(replace("a")), replace("a"), id="then anew"),
        pytest.param(option(replace("a")), option(update("a")), replace("a"), id="anew, then in place"),
        pytest.param(option(replace("a", "b")), option(replace("b", "c")), replace("a", "b", "c"), id="both anew"),
    ],
)
def test_from_an_option_to_the_next(former: Option, latter: Option, steps: frozenset[str]) -> None:
    assert can_follow(former, latter)
    assert steps_between(former, latter) == steps


@pytest.mark.parametrize(
    ("former", "latter"),
    [
        pytest.param(option(create("a")), option(create("a")), id="both create it"),
        pytest.param(option(delete("a")), option(delete("a")), id="both delete it"),
        pytest.param(option(update("a")), option(delete("a")), id="it is deleted instead of changed back"),
        pytest.param(option(delete("a")), option(replace("a")), id="it is created instead of changed"),
        pytest.param(option(left={"thing": {"path": 1}}), option(create("a")), id="it leaves something behind"),
    ],
)
def test_only_by_the_base(former: Option, latter: Option) -> None:
    assert not can_follow(former, latter)
