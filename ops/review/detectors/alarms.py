"""Alarms that are removed, silenced, or made harder to set off; and the metric filters behind them."""

from collections.abc import Iterator
from typing import Final

from ops.review.detectors.subject import COMPOSITE_ALARM, METRIC_ALARM, METRIC_FILTER
from ops.review.detectors.telling import dangerous, notice
from ops.review.findings import Finding
from ops.review.preview import Change, Operation
from ops.review.sentence import Sentence, say
from ops.review.values import number, shown, strings

_ALARMS: Final = (METRIC_ALARM, COMPOSITE_ALARM)
# What makes an alarm on a metric wait longer, if it grows.
_PATIENCE: Final = ("evaluationPeriods", "datapointsToAlarm", "period")
# What says which state sets the alarm off, and when it may stay quiet: any change may silence it.
_MEANING: Final = ("metricName", "namespace", "dimensions", "metricQueries", "statistic", "comparisonOperator")
_SUPPRESSOR: Final = "actionsSuppressor"


def alarm_silenced(change: Change) -> Iterator[Finding]:
    """An alarm or a metric filter that is removed, or that says less."""
    if change.type in (*_ALARMS, METRIC_FILTER) and change.operation is Operation.DELETE:
        yield dangerous(change, say("is removed"), *_forgotten(change))
    elif change.old is None or change.new is None:
        return
    elif change.type in _ALARMS:
        yield from _actions(change)
        yield from _threshold(change)
        yield from _rule(change)
    elif change.type == METRIC_FILTER:
        yield from _filter(change)


def _forgotten(change: Change) -> Iterator[Sentence]:
    if change.old is not None and change.old.retain:
        yield say("It stays in the account, but not in the stack")


def _actions(change: Change) -> Iterator[Finding]:
    if change.before("actionsEnabled") is not False and change.after("actionsEnabled") is False:
        yield dangerous(change, say("is silenced: its actions are disabled"))
    before, after = strings(change.before("alarmActions")), strings(change.after("alarmActions"))
    for action in before:
        if action not in after:
            left = say("It has no action left: no one hears of it") if not after else say("It still has others")
            yield dangerous(change, say("no longer notifies {}", action), left)
    if not change.before(_SUPPRESSOR) and change.after(_SUPPRESSOR):
        yield dangerous(change, say("is silent while another alarm is on: {}", shown(change.after(_SUPPRESSOR))))


def _threshold(change: Change) -> Iterator[Finding]:
    before, after = number(change.before("threshold")), number(change.after("threshold"))
    if before is not None and after is not None and before != after:
        below = str(change.after("comparisonOperator") or "").startswith("LessThan")
        harder = after < before if below else after > before
        tell = dangerous if harder else notice
        yield tell(change, say("has the threshold {} instead of {}", f"{after:g}", f"{before:g}"))
    for name in _PATIENCE:
        before, after = number(change.before(name)), number(change.after(name))
        if before is not None and after is not None and after > before:
            yield dangerous(change, say("waits longer: {} is {} instead of {}", name, f"{after:g}", f"{before:g}"))
    before, after = change.before("treatMissingData"), change.after("treatMissingData")
    if before == "breaching" and after != "breaching":
        yield dangerous(change, say("stays quiet without data (treatMissingData: {})", shown(after or "missing")))


def _rule(change: Change) -> Iterator[Finding]:
    for name in (*_MEANING, "alarmRule"):
        before, after = change.before(name), change.after(name)
        if before is not None and after is not None and before != after:
            yield notice(change, say("looks at something else: {} is {}, before {}", name, shown(after), shown(before)))


def _filter(change: Change) -> Iterator[Finding]:
    for name in ("pattern", "logGroupName", "metricTransformation"):
        before, after = change.before(name), change.after(name)
        if before != after:
            yield dangerous(
                change,
                say("counts other events than before ({})", name),
                say("before: {}", shown(before)),
                say("after: {}", shown(after)),
            )
