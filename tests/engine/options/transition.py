"""The way from one option straight to another, in one update: what it does, and whether that can be told beforehand."""

from collections.abc import Mapping

from tests.engine.options.option import Option

_IN_PLACE_OR_ANEW = {"update", "replace"}


def can_follow(former: Option, option: Option) -> bool:
    """Whether the update from `former` to `option` undoes the one and does the other, and shows that it did.

    It does if they are about different resources. A resource that both change is changed by the update, too: its
    description says whether it is as the option has it, and else as on the base. But where one of them creates or
    deletes it, the other's part in it would not be seen: what `former` changed is not undone if `option` deletes it.
    """
    undone, done = _by_resource(former.undone), _by_resource(option.steps)
    common = undone.keys() & done.keys()
    return not former.left and all({undone[name], done[name]} <= _IN_PLACE_OR_ANEW for name in common)


def steps_between(former: Option, option: Option) -> frozenset[str]:
    """All that the engine does when an option follows another: what undoes the one and what does the other.

    What both change is replaced if it takes that to change it in either way, else updated. Options that change a
    resource to the same value can't be neighbours: then the engine does nothing, which the test takes for a mistake.
    """
    undone, done = _by_resource(former.undone), _by_resource(option.steps)
    replaced = {name for name, operation in (*undone.items(), *done.items()) if operation == "replace"}
    return frozenset(
        f"{'replace' if name in replaced else operation} {name}" for name, operation in {**undone, **done}.items()
    )


def _by_resource(steps: frozenset[str]) -> Mapping[str, str]:
    """Resource to the one thing that an update does with it."""
    return {name: operation for operation, name in (step.split() for step in steps)}
