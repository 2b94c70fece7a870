"""Checks of what tells people: the topic, the alarms, the rules."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from ops.facts import Missing, Reading
from ops.outputs import DeclaredWatch, StackOutputs
from ops.verify.arrivals import NOT_JUDGED
from ops.verify.check import REDEPLOY, Check, Subject, Verdict
from ops.watch_facts import Alarm, Subscription

STATE_WITHIN: Final = timedelta(minutes=15)
"""How long after its periods an alarm may be without a state: an alarm is evaluated each minute (CloudWatch user guide,
"Alarm evaluation"), and metrics of AWS's services come with some minutes of delay."""

_CONFIRM = (
    "let whoever is named confirm: by the link in the e-mail, which is good for two days, or by answering the request "
    "at the address; to have it sent again, or to have back one that is gone, delete it, or refresh, and deploy"
)
_OFF = "find out who turned it off (DisableAlarmActions, DisableRule in the CloudTrail event history), then " + REDEPLOY
_NO_DATA = "look at the alarm's metric: its name, its dimensions and its period must be those of one that is written"
_IN_RULE = re.compile(r'ALARM\("([^"]+)"\)')


def check_alerts(
    declared: StackOutputs,
    watch: DeclaredWatch,
    *,
    subscriptions: Reading[tuple[Subscription, ...]],
    alarms: Reading[dict[str, Alarm]],
    rules: Reading[dict[str, str | Missing]],
    targets: Reading[dict[str, dict[str, str] | Missing]],
    now: datetime | None,
) -> list[Check]:
    """Whether an alarm or a rule that goes off is told to somebody.

    Args:
        declared: The stack.
        watch: What it declares of alerts.
        subscriptions: Who has subscribed to the topic.
        alarms: Those of the alarms that there are, by name.
        rules: Rule's name to its state.
        targets: Rule's name to its targets, each with its dead-letter queue.
        now: The moment; None where nothing delivers, so that alarms have no data.
    """
    subject = Subject("alerts", watch.topic)
    names = watch.alarms
    state = alarms if now else NOT_JUDGED
    checks = [
        subject.check(
            "every subscription is confirmed", subscriptions, lambda found: _confirmed(watch, found), fix=_CONFIRM
        ),
        subject.check("all alarms exist", alarms, lambda found: _listed(names - found.keys(), "missing", len(names))),
        subject.check("alarms' actions are on", alarms, _on, fix=_OFF),
        subject.check("alarms tell the topic", alarms, lambda found: _told(watch.topic_arn, found)),
        subject.check("alarms have data", state, lambda found: _have_data(found, now), fix=_NO_DATA),
    ]
    if watch.rules:
        checks += [
            subject.check("rules are on", rules, _rules_on, fix=_OFF),
            subject.check("rules have their targets", targets, lambda found: _aimed(declared, watch, found)),
        ]
    return checks


def _confirmed(watch: DeclaredWatch, subscriptions: tuple[Subscription, ...]) -> Verdict:
    # By number: an address may hold what lets one in, so the stack doesn't export it, and SNS shows it masked.
    found = Counter(one.protocol for one in subscriptions)
    missing = [
        f"{found[protocol]} of {count} by {protocol}"
        for protocol, count in watch.subscriptions.items()
        if found[protocol] < count
    ]
    if missing:
        return Verdict(False, f"there are only {', '.join(missing)}: deleted, or not confirmed within two days")
    pending = [f"{one.endpoint} ({one.protocol})" for one in subscriptions if not one.confirmed]
    if pending:
        return Verdict(False, f"not confirmed: {', '.join(pending)}")
    return Verdict(True, f"all {len(subscriptions)}" if subscriptions else "none: nobody has subscribed")


def _on(alarms: Mapping[str, Alarm]) -> Verdict:
    return _listed((name for name, alarm in alarms.items() if not alarm.actions_enabled), "off", len(alarms))


def _told(topic_arn: str, alarms: Mapping[str, Alarm]) -> Verdict:
    """By itself, or by a composite alarm that it is a part of."""
    tell = {name for name, alarm in alarms.items() if topic_arn in alarm.actions}
    parts = {part for name in tell for part in _IN_RULE.findall(alarms[name].rule)}
    return _listed(alarms.keys() - tell - parts, f"do not tell {topic_arn}", len(alarms))


def _have_data(alarms: Mapping[str, Alarm], now: datetime | None) -> Verdict:
    without = [name for name, alarm in alarms.items() if alarm.state == "INSUFFICIENT_DATA" and not _new(alarm, now)]
    if without:
        return _listed(without, "INSUFFICIENT_DATA", len(alarms))
    off = sorted(name for name, alarm in alarms.items() if alarm.state == "ALARM")
    return Verdict(True, f"all {len(alarms)}{f'; in ALARM: {_short(off)}' if off else ''}")


def _new(alarm: Alarm, now: datetime | None) -> bool:
    longest = timedelta(seconds=alarm.looks_back_seconds) + STATE_WITHIN
    return now is not None and alarm.changed is not None and now - alarm.changed <= longest


def _rules_on(rules: Mapping[str, str | Missing]) -> Verdict:
    off = [f"{name} ({_state(state)})" for name, state in rules.items() if state != "ENABLED"]
    return _listed(off, "not on", len(rules))


def _state(state: str | Missing) -> str:
    return state.detail if isinstance(state, Missing) else state


def _aimed(declared: StackOutputs, watch: DeclaredWatch, rules: Mapping[str, dict[str, str] | Missing]) -> Verdict:
    lost = [f"{name}: {fault}" for name, targets in rules.items() if (fault := _fault(declared, watch, targets))]
    return _listed(lost, "", len(rules))


def _fault(declared: StackOutputs, watch: DeclaredWatch, targets: dict[str, str] | Missing) -> str:
    """What is wrong with a rule's targets; empty if nothing is."""
    if isinstance(targets, Missing):
        return targets.detail
    wanted = {watch.topic_arn, watch.event_log_group}
    found = {declared.log_group_name(arn) for arn in targets}
    if lost := sorted(str(one) for one in wanted - found):
        return f"no target {', '.join(lost)}"
    queue = f"arn:{declared.partition}:sqs:{declared.region}:{declared.account_id}:{watch.dead_letter_queue}"
    without = sorted(declared.log_group_name(arn) for arn, dead_letters in targets.items() if dead_letters != queue)
    return f"without the dead-letter queue: {', '.join(without)}" if without else ""


def _listed(faults: Iterator[str] | Sequence[str] | set[str], what: str, count: int) -> Verdict:
    """That there are none of the faults, or which there are."""
    found = sorted(faults)
    return Verdict(not found, f"{what}: {_short(found)}".removeprefix(": ") if found else f"all {count}")


def _short(names: Sequence[str], most: int = 5) -> str:
    more = [f"{len(names) - most} more"] if len(names) > most else []
    return ", ".join([*names[:most], *more])
