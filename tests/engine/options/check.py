"""What every option is held to: the update does it and nothing else, it can be undone, and it leaves nothing behind."""

from collections.abc import Mapping
from typing import Any

from tests.engine.options.option import Option
from tests.engine.updates import Difference, Stack, Update, by_name

AS_GIT_HAS_IT: Mapping[str, Any] = {}
UNWATCHED: Mapping[str, Any] = {"watch": False, "exampleWorkload": False}
"""The base of the tables about how logs are made and kept: what watches them has a table of its own."""


def bring_up(stack: Stack) -> Stack:
    """Bring the stack up as git has it, on its base."""
    first = stack.update(AS_GIT_HAS_IT)
    assert (first.succeeded, first.said) == (True, ())
    assert {step.split()[0] for step in first.steps} == {"create"}
    return stack


def check(stack: Stack, option: Option, base: Mapping[str, Any] = AS_GIT_HAS_IT) -> None:
    """Bring the option into the stack and take it out again.

    Args:
        stack: Is up, with the settings of `base`.
        option: Has the settings of `base`, too.
        base: The settings that the stack is brought back to.
    """
    before = stack.read()
    try:
        assert stack.update(option.settings) == Update(succeeded=True, steps=option.steps, said=option.said)
        became = Difference.between(before, stack.read())
        assert became.gone == option.gone
        assert became.changed == option.changed
        assert {
            thing: {path: became.appeared.get(thing, {}).get(path) for path in paths}
            for thing, paths in option.appeared.items()
        } == option.appeared
        assert became.appeared.keys() == option.appeared.keys()
    finally:
        undone = stack.update(base)
    assert undone == Update(succeeded=True, steps=option.undone, said=())
    assert Difference.between(by_name(before), by_name(stack.read())) == Difference(changed=dict(option.left))


def take_down(stack: Stack) -> None:
    """Take the stack down, and see that the account is as it was before the sandbox's first stack."""
    down = stack.checkout.make("down")
    assert down.returncode == 0, down.stdout + down.stderr
    assert "the account is empty, and the sandbox is stopped" in down.stderr
