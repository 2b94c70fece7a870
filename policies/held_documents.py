"""The policy document that a resource holds, judged by as much as is known of it."""

from collections.abc import Callable
from contextlib import suppress

from policy_holders import HOLDERS
from resource_view import Resource


def lets_in(holder: Resource, lets: Callable[[object], bool]) -> bool:
    """Tell whether a policy document lets someone in.

    Args:
        holder: What holds it: of a type that has one place for it.
        lets: Tells it of a document, as text or as object; in one, `TO_COME` stands for what isn't known.

    Raises:
        NotKnownError: What is known of the document doesn't let them in, and more is to come.
        ValueError: The document can't be read.
    """
    path = HOLDERS[holder.type][0]
    # What can't be read with gaps may lack what is to come: reading it whole tells.
    with suppress(ValueError):
        if lets(holder.with_gaps(*path)):
            return True
    return lets(holder.read(*path))
