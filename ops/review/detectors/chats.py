"""Chats that stay: whether a channel still shows what topics say, and what may be done from it."""

from collections.abc import Iterator
from typing import Final

from ops.review.detectors.subject import SLACK_CHAT, TEAMS_CHAT
from ops.review.detectors.telling import dangerous
from ops.review.findings import Finding
from ops.review.preview import Change
from ops.review.sentence import say
from ops.review.values import strings

_NOTHING_MAY_BE_DONE: Final = ":policy/AWSDenyAll"


def chat_changed(change: Change) -> Iterator[Finding]:
    """A chat that shows less than before, or from which more may be done."""
    if change.type in (SLACK_CHAT, TEAMS_CHAT) and change.old is not None and change.new is not None:
        yield from _topics(change)
        yield from _powers(change)


def _topics(change: Change) -> Iterator[Finding]:
    before, after = (strings(value) for value in (change.before("snsTopicArns"), change.after("snsTopicArns")))
    if gone := [arn for arn in before if arn not in after]:
        yield dangerous(change, say("no longer shows what {} says", ", ".join(gone)))


def _powers(change: Change) -> Iterator[Finding]:
    """Without a guardrail, it is AdministratorAccess (AWS Chatbot API Reference, CreateSlackChannelConfiguration)."""
    name = "guardrailPolicyArns"
    before, after = (strings(value) for value in (change.before(name), change.after(name)))
    if _bars(before) and not _bars(after):
        guardrail = ", ".join(after) if after else "none, which is AdministratorAccess"
        yield dangerous(change, say("lets people act from the chat: its guardrail is {}", guardrail))
    if change.before("userAuthorizationRequired") is True and change.after("userAuthorizationRequired") is not True:
        yield dangerous(change, say("lets people act with the channel's role, without one of their own"))


def _bars(guardrails: list[str]) -> bool:
    return any(arn.endswith(_NOTHING_MAY_BE_DONE) for arn in guardrails)
