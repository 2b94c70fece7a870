"""Policy documents that grant more than before, or a service less than before."""

from collections.abc import Iterator, Sequence
from typing import Final

from pydantic import JsonValue

from ops.review.detectors.telling import dangerous, finding, notice
from ops.review.findings import Finding, Level
from ops.review.grants.carriers import Carried, carried_by, text_of
from ops.review.grants.comparison import Difference, Effect, differences, open_to_everyone
from ops.review.grants.grant import Grant
from ops.review.grants.reading import Unread, grants_of
from ops.review.grants.wording import sentence
from ops.review.preview import Change, Operation, Preview
from ops.review.sentence import Sentence, say
from ops.review.values import is_secret, is_unknown, shown

MOST_SHOWN: Final = 20
"""Differences of one document that are spelled out."""
_LOST: Final = (Effect.REMOVED, Effect.NARROWED)
_NOTHING: Final[frozenset[Grant]] = frozenset()


def policies_changed(preview: Preview) -> Iterator[Finding]:
    """Every policy document that grants something else than before, by grants."""
    for change in preview.changing:
        before = {(each.carrier, each.name): each for each in carried_by(change.type, change.old)}
        after = {(each.carrier, each.name): each for each in carried_by(change.type, change.new)}
        for key in dict.fromkeys((*before, *after)):
            yield from _compared(preview, change, before.get(key), after.get(key))


def _compared(preview: Preview, change: Change, old: Carried | None, new: Carried | None) -> Iterator[Finding]:
    either = new or old
    if either is None or (old and new and old.document == new.document):
        return
    if new is None and change.operation is Operation.DELETE and not either.carrier.of:
        # The document goes with what it is about; that this is deleted is said elsewhere.
        return
    before = _NOTHING if old is None else _grants(_renamed(change, old), old)
    after = _NOTHING if new is None else _grants(new.document, new)
    if old is None and isinstance(after, frozenset) and _is_new(preview, change, either):
        yield from _open(change, either, after)
    elif isinstance(after, Unread):
        # What is new can only be looked at in full: it opens whatever it opens. That it is not known is said twice.
        tell = notice if old is None else dangerous
        yield tell(change, say("has a {} that can't be reviewed", _called(either)), *map(_as_it_is, after.why))
    elif isinstance(before, Unread):
        yield dangerous(
            change,
            say("had a {} that can't be read; what it grants from now on", _called(either)),
            *_spelled(change, either, [Difference(Effect.ADDED, grant) for grant in sorted(after, key=Grant.order)]),
        )
    else:
        yield from _told(change, either, differences(before, after))


def _is_new(preview: Preview, change: Change, carried: Carried) -> bool:
    """Whether what the policy is about is new as well, so that there is nothing that it could widen."""
    if not carried.carrier.of:
        return change.operation is not Operation.UPDATE
    named = change.after(carried.carrier.of)
    sources = () if change.new is None else change.new.dependencies.get(carried.carrier.of, ())
    if sources:
        of = [preview.by_urn.get(urn) for urn in sources]
        # What a preview does not list stays as it is.
        return all(one is not None and one.old is None for one in of)
    return not any(one.old is not None and named in (one.old.id, one.old.value("arn")) for one in preview.changes)


def _grants(document: JsonValue, carried: Carried) -> frozenset[Grant] | Unread:
    if is_secret(document):
        return Unread(("it is a secret, which a preview does not show",))
    if is_unknown(document):
        return Unread(("it is not known before the update: build it from names, not from outputs",))
    return grants_of(text_of(document), carried.carrier)


def _renamed(change: Change, old: Carried) -> JsonValue:
    """The former document as if it had always been about what the new one is about: a bucket that is replaced."""
    former, current = change.before(old.carrier.of), change.after(old.carrier.of)
    if change.operation is Operation.REPLACE and isinstance(former, str) and isinstance(current, str):
        return text_of(old.document).replace(former, current)
    return old.document


def _open(change: Change, carried: Carried, grants: frozenset[Grant]) -> Iterator[Finding]:
    if carried.carrier.implied == "Principal":
        return
    everyone = [Difference(Effect.ADDED, grant) for grant in sorted(grants, key=Grant.order) if open_to_everyone(grant)]
    if everyone:
        yield dangerous(
            change, say("has a {} that is open to everyone", _called(carried)), *_spelled(change, carried, everyone)
        )


def _told(change: Change, carried: Carried, found: Sequence[Difference]) -> Iterator[Finding]:
    if not found:
        return
    details = [*_spelled(change, carried, found)]
    if any(each.opens for each in found):
        yield dangerous(change, say("grants more by its {}", _called(carried)), *details)
    elif any(each.effect in _LOST and _to_service(each) for each in found):
        warning = say("What the service delivers may no longer arrive")
        yield dangerous(change, say("grants a service less by its {}", _called(carried)), *details, warning)
    else:
        yield finding(Level.NOTICE, change, say("grants something else by its {}", _called(carried)), *details)


def _to_service(difference: Difference) -> bool:
    return (difference.former or difference.grant).principal[0] == "Service"


def _spelled(change: Change, carried: Carried, found: Sequence[Difference]) -> Iterator[Sentence]:
    holder = ""
    if carried.carrier.implied == "Principal":
        holder = shown(change.after(carried.carrier.of) or change.before(carried.carrier.of) or change.name)
    for each in found[:MOST_SHOWN]:
        yield sentence(each, holder=holder)
    if len(found) > MOST_SHOWN:
        yield say("and {} more", len(found) - MOST_SHOWN)


def _called(carried: Carried) -> str:
    return f"{carried.carrier.kind} {carried.name}".strip()


def _as_it_is(text: str) -> Sentence:
    return say("{}", text)
