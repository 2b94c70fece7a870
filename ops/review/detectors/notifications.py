"""The ways by which someone hears of what happens: topics, subscriptions, chats, event rules, log subscriptions."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from pydantic import JsonValue

from ops.review.detectors.subject import (
    EVENT_RULE,
    EVENT_TARGET,
    LOG_SUBSCRIPTION,
    SLACK_CHAT,
    SUBSCRIPTION,
    TEAMS_CHAT,
    TOPIC,
)
from ops.review.detectors.telling import dangerous, notice
from ops.review.findings import Finding
from ops.review.preview import Change, Operation
from ops.review.sentence import Sentence, say
from ops.review.values import shown

_CHAT: Final = say("The channel hears of nothing from then on")
_REMOVED: Final[Mapping[str, Sentence]] = {
    TOPIC: say("No one hears of what is published to it, and its subscriptions go with it"),
    SUBSCRIPTION: say("Its endpoint hears of nothing from then on"),
    SLACK_CHAT: _CHAT,
    TEAMS_CHAT: _CHAT,
    EVENT_RULE: say("No one hears of the events that it matched"),
    EVENT_TARGET: say("The rule no longer reaches it"),
    LOG_SUBSCRIPTION: say("What read the log group through it gets nothing from then on"),
}
_FILTERS: Final[Mapping[str, str]] = {
    SUBSCRIPTION: "filterPolicy",
    EVENT_RULE: "eventPattern",
    LOG_SUBSCRIPTION: "filterPattern",
}


def notification_lost(change: Change) -> Iterator[Finding]:
    """What no longer tells anyone: removed, disabled, or with a narrower view."""
    if change.type not in _REMOVED:
        return
    if change.operation is Operation.DELETE:
        yield dangerous(change, say("is removed"), _REMOVED[change.type])
    elif change.old is not None and change.new is not None:
        if change.operation is Operation.REPLACE:
            yield notice(change, say("is replaced"), *_confirmation(change))
        if change.type == EVENT_RULE and _listens(change.before) and not _listens(change.after):
            yield dangerous(change, say("is disabled"), _REMOVED[EVENT_RULE])
        yield from _filter(change)


def _confirmation(change: Change) -> Iterator[Sentence]:
    if change.type == SUBSCRIPTION and str(change.after("protocol")).startswith("email"):
        yield say("It gets nothing until someone confirms it again")
    if change.type == TOPIC:
        yield say("Its subscriptions have to be made, and those by email confirmed, again")


def _listens(value_of: Callable[[str], JsonValue]) -> bool:
    """EventBridge API reference, PutRule: a rule is enabled unless it is told not to be."""
    return value_of("state") != "DISABLED" and value_of("isEnabled") is not False


def _filter(change: Change) -> Iterator[Finding]:
    name = _FILTERS.get(change.type)
    if name is None:
        return
    before, after = change.before(name), change.after(name)
    if after and after != before:
        former = say("before: {}", shown(before)) if before else say("before: all")
        yield dangerous(
            change, say("lets other messages through than before ({})", name), former, say("after: {}", shown(after))
        )
    elif before and not after:
        yield notice(change, say("lets all messages through, before only {}", shown(before)))
