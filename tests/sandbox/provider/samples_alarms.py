"""Samples of what watches logs: metric filters, saved queries, alarms, a dashboard and a resource group."""

import json

from sandbox.provider.values import Properties
from tests.sandbox.provider.sample import ACCOUNT, NEW_TAGS, TAGS, TOPIC_ARN, Sample

ROOT_ACTIVITY = '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}'
EVENTS_WRITE = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": ["events.amazonaws.com", "delivery.logs.amazonaws.com"]},
                "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
                "Resource": f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:/aws/events/*:*",
            }
        ],
    }
)

_ALARM: Properties = {
    "name": "root-activity",
    "namespace": "LogMetrics",
    "metricName": "root-activity",
    "statistic": "Sum",
    "period": 300,
    "evaluationPeriods": 1,
    "threshold": 1,
    "comparisonOperator": "GreaterThanOrEqualToThreshold",
}
_SHARE: Properties = {
    "name": "rejected-share",
    "evaluationPeriods": 3,
    "comparisonOperator": "GreaterThanThreshold",
    "threshold": 0.2,
}


def _counted(ident: str) -> Properties:
    metric = {"namespace": "LogMetrics", "metricName": ident, "period": 300, "stat": "Sum"}
    return {"id": ident, "metric": {**metric, "dimensions": {"InterfaceId": "eni-1"}}}


def _widget(title: str) -> Properties:
    return {
        "type": "metric",
        "x": 0,
        "y": 0,
        "width": 12,
        "height": 6,
        "properties": {
            "title": title,
            "region": "us-east-1",
            "metrics": [["LogMetrics", "root-activity"], ["...", {"stat": "Sum"}]],
        },
    }


def dashboard(*widgets: Properties) -> str:
    return json.dumps({"widgets": list(widgets)})


def group_query(*values: str) -> Properties:
    filters = [{"Key": "Project", "Values": list(values)}]
    return {"query": json.dumps({"ResourceTypeFilters": ["AWS::AllSupported"], "TagFilters": filters})}


ALARMS = (
    Sample(
        "aws:cloudwatch/logMetricFilter:LogMetricFilter",
        "metric-filter",
        {
            "logGroupName": "{flow-group}",
            "name": "root-activity",
            "pattern": ROOT_ACTIVITY,
            "metricTransformation": {
                "name": "root-activity",
                "namespace": "LogMetrics",
                "value": "1",
                "defaultValue": "0",
            },
        },
        {
            "logGroupName": "{flow-group}",
            "name": "root-activity",
            "pattern": "{ $.eventName = ConsoleLogin }",
            "metricTransformation": {
                "name": "root-activity",
                "namespace": "LogMetrics",
                "value": "$.count",
                "dimensions": {"User": "$.userIdentity.arn"},
                "unit": "Count",
            },
        },
    ),
    Sample(
        "aws:cloudwatch/queryDefinition:QueryDefinition",
        "saved-query",
        {"name": "monitoring/root", "queryString": "fields @timestamp", "logGroupNames": ["{flow-group}", "/a"]},
        {"name": "monitoring/renamed", "queryString": "fields @message"},
    ),
    Sample(
        "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
        "log-resource-policy",
        {"policyName": "events", "policyDocument": EVENTS_WRITE},
        {"policyName": "events", "policyDocument": EVENTS_WRITE.replace("Allow", "Deny")},
    ),
    Sample(
        "aws:cloudwatch/metricAlarm:MetricAlarm",
        "alarm",
        {**_ALARM, "alarmDescription": "someone is root", "alarmActions": [TOPIC_ARN], "tags": TAGS},
        {
            **_ALARM,
            "threshold": 0,
            "period": 60,
            "evaluationPeriods": 5,
            "datapointsToAlarm": 3,
            "treatMissingData": "notBreaching",
            "statistic": None,
            "extendedStatistic": "p90",
            "evaluateLowSampleCountPercentiles": "ignore",
            "dimensions": {"User": "root", "Region": "us-east-1"},
            "unit": "Count",
            "actionsEnabled": False,
            "okActions": [TOPIC_ARN],
            "insufficientDataActions": [TOPIC_ARN],
            "tags": NEW_TAGS,
        },
    ),
    Sample(
        "aws:cloudwatch/metricAlarm:MetricAlarm",
        "alarm-of-share",
        {
            **_SHARE,
            "metricQueries": [
                _counted("rejected"),
                _counted("all"),
                {"id": "share", "expression": "rejected / all", "label": "Share", "returnData": True},
            ],
        },
        {
            **_SHARE,
            "metricQueries": [
                {**_counted("rejected"), "returnData": True},
            ],
        },
    ),
    Sample(
        "aws:cloudwatch/compositeAlarm:CompositeAlarm",
        "composite",
        {
            "alarmName": "critical",
            "alarmRule": 'ALARM("root-activity") OR ALARM("rejected-share")',
            "alarmActions": [TOPIC_ARN],
            "tags": TAGS,
        },
        {
            "alarmName": "critical",
            "alarmRule": "ALARM(root-activity)",
            "alarmDescription": "one page",
            "okActions": [TOPIC_ARN],
            "tags": NEW_TAGS,
        },
    ),
    Sample(
        "aws:cloudwatch/dashboard:Dashboard",
        "dashboard",
        {"dashboardName": "monitoring", "dashboardBody": dashboard(_widget("one"), _widget("two"))},
        {"dashboardName": "monitoring", "dashboardBody": dashboard(_widget("two"), _widget("one"))},
    ),
    Sample(
        "aws:resourcegroups/group:Group",
        "resource-group",
        {"name": "monitored", "description": "all of it", "resourceQuery": group_query("unit"), "tags": TAGS},
        {"name": "monitored", "resourceQuery": group_query("unit", "other"), "tags": NEW_TAGS},
    ),
)
