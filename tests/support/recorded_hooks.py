"""The hooks that a recorded program binds to its resources."""

from tests.support.recorder import Recording


def hooks(recording: Recording) -> dict[str, list[str]]:
    """The resources that have a hook before their deletion, with its name; none may have any other."""
    found: dict[str, list[str]] = {}
    for one in recording.registrations:
        bound = one.request.hooks
        assert not [*bound.before_create, *bound.after_create, *bound.before_update, *bound.after_update]
        assert not [*bound.after_delete, *bound.on_error]
        if bound.before_delete:
            found[one.name] = list(bound.before_delete)
    return found
