"""CloudWatch's alarms and dashboards.

Not handled: metricAlarm's evaluationCriteria, evaluationInterval, evaluationWindow and warmUpConfiguration (PromQL and
schedules); compositeAlarm's actionsSuppressor.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sandbox.provider.codecs import PLAIN, object_of
from sandbox.provider.declaration import (
    AutoName,
    Call,
    Change,
    Input,
    Presence,
    Read,
    Setting,
    TagChange,
    Tags,
)
from sandbox.provider.resource_type import ResourceType
from sandbox.provider.template import Text
from sandbox.provider.text_codecs import DIMENSIONS, IN_ANY_ORDER, JSON_TEXT, by
from sandbox.provider.values import Properties

_GONE: Final = ("ResourceNotFound",)

_METRIC: Final = object_of(
    {
        "metricName": ("Metric.MetricName", PLAIN),
        "namespace": ("Metric.Namespace", PLAIN),
        "dimensions": ("Metric.Dimensions", DIMENSIONS),
        "period": ("Period", PLAIN),
        "stat": ("Stat", PLAIN),
        "unit": ("Unit", PLAIN),
    }
)
_QUERY: Final = object_of(
    {
        "id": ("Id", PLAIN),
        "accountId": ("AccountId", PLAIN),
        "expression": ("Expression", PLAIN),
        "label": ("Label", PLAIN),
        "metric": ("MetricStat", _METRIC),
        "period": ("Period", PLAIN),
        "returnData": ("ReturnData", PLAIN),
    }
)


def _encode_query(query: Properties) -> Properties:
    # AWS's own default is to return the data, pulumi-aws's is not to.
    return {"ReturnData": False, **_QUERY.encode(query)}


_QUERIES: Final = by("id", replace(_QUERY, encode=_encode_query))

# What PutMetricAlarm and PutCompositeAlarm take; each replaces the whole alarm.
_ACTIONS: Final = {
    "alarmActions": "AlarmActions",
    "okActions": "OKActions",
    "insufficientDataActions": "InsufficientDataActions",
}
_PLAINLY: Final = {
    "alarmDescription": "AlarmDescription",
    "comparisonOperator": "ComparisonOperator",
    "datapointsToAlarm": "DatapointsToAlarm",
    "evaluationPeriods": "EvaluationPeriods",
    "extendedStatistic": "ExtendedStatistic",
    "metricName": "MetricName",
    "namespace": "Namespace",
    "period": "Period",
    "statistic": "Statistic",
    "threshold": "Threshold",
    "thresholdMetricId": "ThresholdMetricId",
    "unit": "Unit",
}
_METRIC_ALARM: Final = {
    **_PLAINLY,
    **_ACTIONS,
    "actionsEnabled": "ActionsEnabled",
    "dimensions": "Dimensions",
    "evaluateLowSampleCountPercentiles": "EvaluateLowSampleCountPercentile",
    "metricQueries": "Metrics",
    "treatMissingData": "TreatMissingData",
}
_METRIC_ALARM_REQUEST: Final = {
    "AlarmName": "$name",
    **{member: f"${name}" for name, member in _METRIC_ALARM.items()},
}
_ARN: Final = Text("arn:{partition}:cloudwatch:{region}:{account}:alarm:{id}")
_TAG_CHANGE: Final = TagChange(
    add=Call("tag_resource", {"ResourceARN": _ARN, "Tags": "$tags_added"}),
    remove=Call("untag_resource", {"ResourceARN": _ARN, "TagKeys": "$removed_keys"}),
)
_TAGS: Final = Read("tags", Call("list_tags_for_resource", {"ResourceARN": _ARN}), at="Tags")


def _alarm(kind: str, member: str) -> Read:
    return Read("alarm", Call("describe_alarms", {"AlarmNames": ["$id"], "AlarmTypes": [kind]}), at=f"{member}[0]")


METRIC_ALARM: Final = ResourceType(
    type="aws:cloudwatch/metricAlarm:MetricAlarm",
    service="cloudwatch",
    id=Text("{name}"),
    inputs={
        "name": Input("alarm.AlarmName", change=Change.REPLACES, name=AutoName(255)),
        **{name: Input(f"alarm.{member}") for name, member in _PLAINLY.items()},
        **{name: Input(f"alarm.{member}", IN_ANY_ORDER) for name, member in _ACTIONS.items()},
        "actionsEnabled": Input("alarm.ActionsEnabled", default=True),
        "dimensions": Input("alarm.Dimensions", DIMENSIONS),
        "evaluateLowSampleCountPercentiles": Input(
            "alarm.EvaluateLowSampleCountPercentile",
            presence=Presence.AWS_CHOOSES,
            choices=("evaluate", "ignore"),
        ),
        "metricQueries": Input("alarm.Metrics", _QUERIES),
        "treatMissingData": Input(
            "alarm.TreatMissingData", default="missing", choices=("breaching", "notBreaching", "ignore", "missing")
        ),
    },
    tags=Tags("tags"),
    create=Call("put_metric_alarm", {**_METRIC_ALARM_REQUEST, "Tags": "$tags"}),
    settings=(Setting(tuple(_METRIC_ALARM), put=Call("put_metric_alarm", _METRIC_ALARM_REQUEST)), _TAG_CHANGE),
    reads=(_alarm("MetricAlarm", "MetricAlarms"), _TAGS),
    outputs={"arn": "alarm.AlarmArn"},
    delete=(Call("delete_alarms", {"AlarmNames": ["$id"]}),),
    gone=_GONE,
)

_COMPOSITE_ALARM: Final = {
    **_ACTIONS,
    "alarmDescription": "AlarmDescription",
    "alarmRule": "AlarmRule",
}
_COMPOSITE_ALARM_REQUEST: Final = {
    "AlarmName": "$alarmName",
    "ActionsEnabled": "$actionsEnabled",
    **{member: f"${name}" for name, member in _COMPOSITE_ALARM.items()},
}

COMPOSITE_ALARM: Final = ResourceType(
    type="aws:cloudwatch/compositeAlarm:CompositeAlarm",
    service="cloudwatch",
    id=Text("{alarmName}"),
    inputs={
        "alarmName": Input("alarm.AlarmName", change=Change.REPLACES, presence=Presence.REQUIRED),
        "alarmRule": Input("alarm.AlarmRule", presence=Presence.REQUIRED),
        "alarmDescription": Input("alarm.AlarmDescription"),
        "actionsEnabled": Input("alarm.ActionsEnabled", change=Change.REPLACES, default=True),
        **{name: Input(f"alarm.{member}", IN_ANY_ORDER) for name, member in _ACTIONS.items()},
    },
    tags=Tags("tags"),
    create=Call("put_composite_alarm", {**_COMPOSITE_ALARM_REQUEST, "Tags": "$tags"}),
    settings=(
        Setting(tuple(_COMPOSITE_ALARM), put=Call("put_composite_alarm", _COMPOSITE_ALARM_REQUEST)),
        _TAG_CHANGE,
    ),
    reads=(_alarm("CompositeAlarm", "CompositeAlarms"), _TAGS),
    outputs={"arn": "alarm.AlarmArn"},
    delete=(Call("delete_alarms", {"AlarmNames": ["$id"]}),),
    gone=_GONE,
)

_PUT_DASHBOARD: Final = Call("put_dashboard", {"DashboardName": "$dashboardName", "DashboardBody": "$dashboardBody"})

DASHBOARD: Final = ResourceType(
    type="aws:cloudwatch/dashboard:Dashboard",
    service="cloudwatch",
    id=Text("{dashboardName}"),
    inputs={
        "dashboardName": Input("dashboard.DashboardName", change=Change.REPLACES, presence=Presence.REQUIRED),
        "dashboardBody": Input("dashboard.DashboardBody", JSON_TEXT, presence=Presence.REQUIRED),
    },
    create=_PUT_DASHBOARD,
    settings=(Setting(("dashboardBody",), put=_PUT_DASHBOARD),),
    reads=(Read("dashboard", Call("get_dashboard", {"DashboardName": "$id"})),),
    outputs={"dashboardArn": "dashboard.DashboardArn"},
    delete=(Call("delete_dashboards", {"DashboardNames": ["$id"]}),),
    gone=(*_GONE, "DashboardNotFoundError"),
)

TYPES: Final = (METRIC_ALARM, COMPOSITE_ALARM, DASHBOARD)
