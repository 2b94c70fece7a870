"""Why a preview failed, out of what the engine said."""

from collections.abc import Iterable, Sequence
from typing import Final

from ops.review.preview import Violation

_FAILED: Final = "preview failed"
"""The engine's last word on every preview that failed."""
_PREFIX: Final = "error: "
"""The JSON of a preview has it before each message, the event log has not."""


def failures(messages: Iterable[str], violations: Sequence[Violation]) -> tuple[str, ...]:
    """The errors that kept a preview from getting to its end.

    A violated policy doesn't: the engine goes on to the next resource, and fails at the end. So its last word is left
    out where a mandatory policy, or another error, says why.

    Args:
        messages: The errors, in the engine's order.
        violations: What policies say.
    """
    said = tuple(dict.fromkeys(message.strip().removeprefix(_PREFIX) for message in messages))
    reasons = tuple(message for message in said if message != _FAILED)
    explained = bool(reasons) or any(violation.mandatory for violation in violations)
    return reasons if explained else said
