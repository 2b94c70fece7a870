"""A stack that goes from each option of a table straight to the next: n options are n + 1 updates, of minutes in all.

Nothing is asked less of an option than by an update to it from the base and another one back. The engine has to do
exactly what undoes the former option and what does this one. The account then has to differ from the account on the
base by exactly what this one does: it is what it should, and of the former one nothing is left.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tests.engine.options.option import Option
from tests.engine.options.transition import can_follow, steps_between
from tests.engine.updates import Difference, Stack, Update, by_name, renewed

AS_GIT_HAS_IT: Mapping[str, Any] = {}
UNWATCHED: Mapping[str, Any] = {"watch": False, "exampleWorkload": False}
"""The base of the tables about how logs are made and kept: what watches them has a table of its own."""


def bring_up(stack: Stack) -> "Chain":
    """Bring the stack up as git has it, on its base."""
    first = stack.update(AS_GIT_HAS_IT)
    assert (first.succeeded, first.said) == (True, ())
    assert {step.split()[0] for step in first.steps} == {"create"}
    return Chain(stack, AS_GIT_HAS_IT)


class Chain:
    """A stack, and which option it has now.

    Args:
        stack: Is up, on its base.
        base: The settings that the stack has there, and that its options have, too.
    """

    def __init__(self, stack: Stack, base: Mapping[str, Any]) -> None:
        self.stack = stack
        self._stand_on(base)

    def check(self, option: Option) -> None:
        """Bring the stack to the option: straight from the former one, or by the base if that would show too little."""
        if not can_follow(self._at, option):
            self.go_back()
        self._go_to(option)

    def go_back(self) -> None:
        """Bring the stack back to the base, where nothing is left but what the option says; no harm if it is there."""
        if self._at is not self._base:
            self._go_to(replace(self._base, changed=self._at.left))
            self._at, self._on_base = self._base, by_name(self._account)

    def move_base(self, base: Mapping[str, Any], steps: frozenset[str]) -> None:
        """Have other settings as the base: a difference that the account doesn't show.

        Args:
            base: The settings.
            steps: All that the engine does.
        """
        self.go_back()
        assert self.stack.update(base) == Update(succeeded=True, steps=steps, said=())
        before = self._account
        self._stand_on(base)
        assert Difference.between(before, self._account) == Difference()

    def take_down(self) -> None:
        """Take the stack down, and see that the account is as it was before the sandbox's first stack."""
        self.go_back()
        down = self.stack.checkout.make("down")
        assert down.returncode == 0, down.stdout + down.stderr
        assert "the account is empty, and the sandbox is stopped" in down.stderr

    def _stand_on(self, base: Mapping[str, Any]) -> None:
        self._base = self._at = Option("the base", base, steps=frozenset())
        self._account = self.stack.read()
        self._on_base = by_name(self._account)

    def _go_to(self, option: Option) -> None:
        """Run the update to the option. What fails there fails alone: what comes next starts from the base."""
        try:
            self._update_to(option)
        except BaseException:
            self.stack.update(self._base.settings)
            self._stand_on(self._base.settings)
            raise

    def _update_to(self, option: Option) -> None:
        """See the update undo the former option, do this one, and touch nothing else."""
        former, before = self._at, self._account
        done = self.stack.update(option.settings)
        assert done == Update(succeeded=True, steps=steps_between(former, option), said=option.said)
        self._at, self._account = option, self.stack.read()
        assert renewed(before, self._account) == former.renewed | option.renewed
        became = Difference.between(self._on_base, by_name(self._account))
        assert became.gone == option.gone
        assert became.changed == option.changed
        assert {
            thing: {path: became.appeared.get(thing, {}).get(path) for path in paths}
            for thing, paths in option.appeared.items()
        } == option.appeared
        assert became.appeared.keys() == option.appeared.keys()
