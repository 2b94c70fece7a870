"""What CloudWatch checks of an alarm.

Sources: PutMetricAlarm, PutCompositeAlarm and MetricDataQuery in the CloudWatch API reference. Of the messages, those
about ARNs, Regions and periods are AWS's; the others are this sandbox's own, as AWS documents none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from sandbox.provider.errors import refusal

if TYPE_CHECKING:
    from sandbox.provider.aws import Aws

_CODE: Final = "ValidationError"
_ACTIONS: Final = ("AlarmActions", "OKActions", "InsufficientDataActions")

# What an alarm can do: publish to a topic, invoke a function, scale, change an instance, tell Systems Manager.
_ACTION: Final = re.compile(
    r"arn:[\w-]+:(?:sns:(?P<region>[a-z0-9-]+):\d{12}:[\w-]+(\.fifo)?"
    r"|lambda:[a-z0-9-]+:\d{12}:function:[\w:-]+"
    r"|autoscaling:[a-z0-9-]+:\d{12}:scalingPolicy:.+"
    r"|automate:[a-z0-9-]+:ec2:\w+"
    r"|swf:[a-z0-9-]+:\d{12}:action/actions/.+"
    r"|ssm(-incidents)?:[a-z0-9-]*:\d{12}:.+"
    r"|aiops:[a-z0-9-]+:\d{12}:.+)"
)
_MINUTE_S: Final = 60
_SHORT_PERIODS_S: Final = (10, 20, 30)
_HOUR_S: Final = 3_600
_DAY_S: Final = 86_400
_WEEK_S: Final = 7 * _DAY_S


def check_put_metric_alarm(_aws: Aws, request: Mapping[str, Any], region: str) -> None:
    """Refuse an alarm whose actions, metric or periods can't be."""
    for fault in (*_action_faults(request, region), *_metric_faults(request), *_period_faults(request)):
        raise refusal("PutMetricAlarm", _CODE, fault)


def check_put_composite_alarm(_aws: Aws, request: Mapping[str, Any], region: str) -> None:
    """Refuse a composite alarm whose actions can't be; the emulator reads its rule, and looks for the alarms in it."""
    for fault in _action_faults(request, region):
        raise refusal("PutCompositeAlarm", _CODE, fault)


def _action_faults(request: Mapping[str, Any], region: str) -> Iterator[str]:
    for action in [action for member in _ACTIONS for action in request.get(member, [])]:
        match = _ACTION.fullmatch(action)
        if match is None:
            yield f"Invalid arn syntax: {action}"
        elif match["region"] not in (None, region):
            yield f"Invalid region {match['region']} specified. Only {region} is supported."


def _metric_faults(request: Mapping[str, Any]) -> Iterator[str]:
    if "Metrics" in request:
        alone = [name for name in ("MetricName", "Namespace", "Period", "Statistic", "Dimensions") if name in request]
        if alone:
            yield f"Metrics can't be set together with {', '.join(alone)}"
        returning = sum(query.get("ReturnData", True) for query in request["Metrics"])
        if returning != (2 if "ThresholdMetricId" in request else 1):
            yield "Exactly one element of the metrics list should return data."
        for query in request["Metrics"]:
            if ("Expression" in query) == ("MetricStat" in query):
                yield f"The metric {query['Id']} needs either an expression or a metric."
        return
    if missing := [name for name in ("MetricName", "Namespace", "Period") if name not in request]:
        yield f"{', '.join(missing)} must be set, or Metrics"
    if ("Statistic" in request) == ("ExtendedStatistic" in request):
        yield "Exactly one of Statistic and ExtendedStatistic must be set"
    if "Threshold" not in request and "ThresholdMetricId" not in request:
        yield "Threshold must be set"


def _period_faults(request: Mapping[str, Any]) -> Iterator[str]:
    count = request.get("EvaluationPeriods", 1)
    if request.get("DatapointsToAlarm", 0) > count:
        yield f"DatapointsToAlarm is {request['DatapointsToAlarm']}; at most EvaluationPeriods, {count}, is allowed"
    periods = [
        request.get("Period"),
        *(query.get("MetricStat", query).get("Period") for query in request.get("Metrics", [])),
    ]
    for period in [period for period in periods if period is not None]:
        if period not in _SHORT_PERIODS_S and (period < _MINUTE_S or period % _MINUTE_S):
            yield f"Period must be 10, 20, 30 or a multiple of 60, and is {period}"
        elif period < _HOUR_S and period * count > _DAY_S:
            yield "Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400)."
        elif period * count > _WEEK_S:
            yield "Metrics cannot be checked across more than a week (EvaluationPeriods * Period must be <= 604800)."
