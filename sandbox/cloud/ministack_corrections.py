"""Where ministack answers other than AWS does and it matters here, put right in the process that serves it."""

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from ministack.services import cloudwatch, eventbridge, sns

from sandbox.cloud.alarm_state import Point, state_of

_CLOUDWATCH: Any = cloudwatch
_EVENTS: Any = eventbridge
_SNS: Any = sns

_OK = 200

# Of a metric alarm: what ministack forgets, and what it makes up where nothing was said.
_FORGOTTEN = ("Metrics", "ThresholdMetricId", "EvaluateLowSampleCountPercentile")
_MADE_UP = ("Statistic", "Period", "Threshold")

_BY_EMAIL = ("email", "email-json")
_THIS_MACHINE = ("127.0.0.1", "::1", "localhost")


def correct_ministack() -> None:
    """Put ministack's answers right, in this process."""
    _CLOUDWATCH._put_metric_alarm = _put_metric_alarm(_CLOUDWATCH._put_metric_alarm)
    _CLOUDWATCH._evaluate_alarm = _evaluate_alarm
    # AWS alone puts its own events on the bus; there being no AWS here, whoever tries a rule has to play it.
    _EVENTS._put_events = partial(_EVENTS._put_events, allow_aws_source=True)
    _EVENTS._put_rule = _put_rule(_EVENTS._put_rule)
    _SNS._subscribe = _subscribe(_SNS._subscribe)
    _SNS._http_post_sync = keep_here(_SNS._http_post_sync)


def _put_metric_alarm(put: Callable[..., Any]) -> Callable[..., Any]:
    """Keep all of an alarm, and no more: ministack forgets metric math."""

    def put_metric_alarm(params: Any, request: dict[str, Any], *protocol: bool) -> Any:
        answer = put(params, request, *protocol)
        if request and answer[0] == _OK:
            alarm = _CLOUDWATCH._alarms[request["AlarmName"]]
            alarm |= {member: request[member] for member in _FORGOTTEN if member in request}
            for member in _MADE_UP:
                if member not in request:
                    alarm.pop(member, None)
        return answer

    return put_metric_alarm


def _evaluate_alarm(alarm: dict[str, Any]) -> None:
    """Evaluate an alarm period by period, on its own metric: ministack mixes those that differ in their dimensions."""
    dimensions = _CLOUDWATCH._dims_key(_CLOUDWATCH._dims_from_list(alarm.get("Dimensions") or []))
    points = _CLOUDWATCH._metrics.get((alarm.get("Namespace"), alarm.get("MetricName"), dimensions))
    if not points:  # of metric math, and of what never was measured
        return
    name = alarm.get("ExtendedStatistic") or alarm["Statistic"]

    def statistic(of: Sequence[Point]) -> float:
        return _CLOUDWATCH._stat_value(_CLOUDWATCH._calc_stats(of), name, of)

    state = state_of(alarm, points, statistic, time.time())
    if state is not None and state != alarm["StateValue"]:
        reason = f"Threshold Crossed: {name} {alarm['ComparisonOperator']} {alarm['Threshold']}"
        request = {"AlarmName": alarm["AlarmName"], "StateValue": state, "StateReason": reason}
        _CLOUDWATCH._set_alarm_state({}, request, is_cbor=False, is_json=True)


def _put_rule(put: Callable[..., Any]) -> Callable[..., Any]:
    """Replace a rule whole: ministack keeps the description and the role that the new one has not."""

    def put_rule(data: dict[str, Any]) -> Any:
        return put({"Description": "", "RoleArn": "", **data})

    return put_rule


def _subscribe(subscribe: Callable[..., Any]) -> Callable[..., Any]:
    """Let subscriptions by e-mail wait for their confirmation, and tell the ARN of one that waits when asked to."""

    def subscribed(params: dict[str, Any]) -> Any:
        topic = _SNS._topic_by_arn_any_scope(_SNS._p(params, "TopicArn"))
        before = len(topic["subscriptions"]) if topic else 0
        answer = subscribe(params)
        if answer[0] != _OK or len(topic["subscriptions"]) == before:
            return answer
        subscription = topic["subscriptions"][-1]
        if subscription["protocol"] in _BY_EMAIL:
            subscription["confirmed"] = False
            subscription["attributes"] |= {"PendingConfirmation": "true", "ConfirmationWasAuthenticated": "false"}
            _SNS._refresh_subscription_counts(topic)
        told = subscription["confirmed"] or _SNS._p(params, "ReturnSubscriptionArn") == "true"
        arn = subscription["arn"] if told else "pending confirmation"
        result = f"<SubscribeResult><SubscriptionArn>{arn}</SubscriptionArn></SubscribeResult>"
        return _SNS._xml(_OK, "SubscribeResponse", result)

    return subscribed


def keep_here(post: Callable[..., int]) -> Callable[..., int]:
    """Return what posts messages to endpoints on this machine alone: ministack posts to those of the world."""

    def posted(endpoint: str, *message: str) -> int:
        if urlsplit(endpoint).hostname not in _THIS_MACHINE:
            raise PermissionError("the sandbox sends nothing off this machine")
        return post(endpoint, *message)

    return posted
