"""What holds or makes the record, and is deleted, replaced, forgotten or made easy to delete."""

from collections.abc import Iterator, Mapping
from typing import Final

from ops.review.detectors.subject import (
    BUCKET,
    BUCKET_V2,
    DATA_STREAM,
    DELIVERY_STREAM,
    KEY,
    LOG_GROUP,
    TRAIL,
)
from ops.review.detectors.telling import dangerous, notice
from ops.review.findings import Finding
from ops.review.preview import Change, Operation
from ops.review.sentence import Sentence, say

_LOSSES: Final[Mapping[str, Sentence]] = {
    LOG_GROUP: say("All events in it are gone at once"),
    TRAIL: say(
        "From then on it records nothing: unless another trail records the same, there is a gap. Its log files stay in "
        "the bucket; the chain of digests that proves them ends"
    ),
    DELIVERY_STREAM: say("What it has buffered is lost, and what writes to it fails"),
    DATA_STREAM: say("The records in it are gone, and what writes to it fails"),
}
_DEFAULT_WINDOW: Final = 30
_LOSS_OF_KEY: Final = (
    "What it encrypted can't be read any more once AWS has deleted it, {} days later; until then, "
    "`aws kms cancel-key-deletion` takes it back"
)


def evidence_lost(change: Change) -> Iterator[Finding]:
    """The deletion, replacement or abandonment of what holds or makes the record; a protection that is lifted."""
    if change.type not in (*_LOSSES, BUCKET, BUCKET_V2, KEY):
        return
    if change.leaves_account:
        yield dangerous(change, _gone(change), *_consequences(change))
    elif change.operation is Operation.DELETE:
        yield notice(
            change,
            say("leaves the stack and stays in the account"),
            say("It is marked retainOnDelete: no preview or policy looks at it any more"),
        )
    elif change.old is not None and change.new is not None:
        yield from _easier_to_delete(change)


def _gone(change: Change) -> Sentence:
    if change.operation is Operation.DELETE:
        return say("is deleted")
    reasons = change.replaced_for
    why = f" (because of {', '.join('{}' for _ in reasons)})" if reasons else ""
    return say(f"is replaced: the old one is deleted{why}", *reasons)


def _consequences(change: Change) -> Iterator[Sentence]:
    if change.type in (BUCKET, BUCKET_V2):
        if change.before("forceDestroy") is True:
            yield say("Every object in it is deleted with it, in all versions (forceDestroy)")
        else:
            yield say("The update fails if an object is in it: empty it first, or let the stack forget it")
    elif change.type == KEY:
        window = change.before("deletionWindowInDays")
        yield say(_LOSS_OF_KEY, window if isinstance(window, int | float) else _DEFAULT_WINDOW)
    else:
        yield _LOSSES[change.type]
    if change.old is not None and change.old.protect:
        yield say("It is protected: the update stops here, unless the protection is lifted first")


def _easier_to_delete(change: Change) -> Iterator[Finding]:
    if change.old is None or change.new is None:
        return
    if change.old.protect and not change.new.protect:
        yield dangerous(
            change, say("is no longer protected"), say("From then on, an update or a destroy may delete it")
        )
    if change.old.retain and not change.new.retain:
        yield dangerous(
            change, say("is no longer retained"), say("From then on, a destroy deletes it in the account as well")
        )
    if change.before("forceDestroy") is not True and change.after("forceDestroy") is True:
        yield dangerous(
            change,
            say("may be deleted with all that is in it (forceDestroy)"),
            say("Before, a deletion failed as long as it held objects"),
        )
