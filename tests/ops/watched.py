"""What watches the logs of the account in moto: alarms, alerts, rules, a dashboard, queries and a group."""

import json
from datetime import datetime
from typing import Any

from moto.cloudwatch.models import MetricDatum, cloudwatch_backends
from moto.events.models import events_backends
from moto.resourcegroups.models import resourcegroups_backends
from moto.sns.models import sns_backends

from ops.aws.account import Account

ACCOUNT_ID = "123456789012"
REGION = "us-east-1"
NAME = "monitoring-dev"
TOPIC = "monitoring-dev-alerts"
TOPIC_ARN = f"arn:aws:sns:{REGION}:{ACCOUNT_ID}:{TOPIC}"
ALARM = "monitoring-dev-trail-changed"
LONE_ALARM = "monitoring-dev-delivery-trail-silent"
COMPOSITE = "monitoring-dev-detections-high"
RULE = "monitoring-dev-trail-stopped"
EVENT_GROUP = "/aws/events/monitoring/dev/urgent"
QUEUE = "monitoring-dev-urgent-undelivered"
QUEUE_ARN = f"arn:aws:sqs:{REGION}:{ACCOUNT_ID}:{QUEUE}"
QUERY = "monitoring-dev/trail-root-activity"
TAG = {"Monitoring": NAME}
TARGETS = {"topic": TOPIC_ARN, "log": f"arn:aws:logs:{REGION}:{ACCOUNT_ID}:log-group:{EVENT_GROUP}"}


def alarm_arn(name: str) -> str:
    return f"arn:aws:cloudwatch:{REGION}:{ACCOUNT_ID}:alarm:{name}"


def cloudwatch_backend() -> Any:
    return cloudwatch_backends[ACCOUNT_ID][REGION]


def watch(account: Account, trail_group: str, stream: str) -> dict[str, Any]:
    """Watch the logs, and give the outputs that say so."""
    account.sns.create_topic(Name=TOPIC)
    account.sns.subscribe(TopicArn=TOPIC_ARN, Protocol="sqs", Endpoint=QUEUE_ARN)
    account.sqs.create_queue(QueueName=QUEUE)
    account.logs.create_log_group(logGroupName=EVENT_GROUP)
    put_alarm(account, LONE_ALARM, actions=[TOPIC_ARN])
    put_alarm(account, ALARM, actions=[])
    put_composite(rule=f'ALARM("{ALARM}")', actions=[TOPIC_ARN])
    account.logs.put_metric_filter(
        logGroupName=trail_group,
        filterName=ALARM,
        filterPattern="{ $.eventName = StopLogging }",
        metricTransformations=[{"metricName": ALARM, "metricNamespace": "LogMetrics", "metricValue": "1"}],
    )
    account.events.put_rule(Name=RULE, EventPattern='{"source": ["aws.cloudtrail"]}', State="ENABLED")
    for target in TARGETS:
        put_target(account, target)
    account.cloudwatch.put_dashboard(DashboardName=NAME, DashboardBody=dashboard(trail_group, stream))
    account.logs.put_query_definition(name=QUERY, queryString="fields @timestamp")
    query = {"ResourceTypeFilters": ["AWS::AllSupported"], "TagFilters": [{"Key": "Monitoring", "Values": [NAME]}]}
    put_group(account, query)
    return {
        "watch": {
            "topicArn": TOPIC_ARN,
            "subscriptions": {"sqs": 1},
            "alarmArns": {
                "severities": {"high": alarm_arn(COMPOSITE)},
                "delivery": {"trail-silent": alarm_arn(LONE_ALARM)},
                "instances": {},
                "detections": {"trail-changed": alarm_arn(ALARM)},
            },
            "ruleArns": {"trail-stopped": f"arn:aws:events:{REGION}:{ACCOUNT_ID}:rule/{RULE}"},
            "eventLogGroup": EVENT_GROUP,
            "deadLetterQueue": QUEUE,
        },
        "views": {
            "dashboardName": NAME,
            "dashboardUrl": "https://example.com",
            "savedQueries": [QUERY],
            "groupArn": f"arn:aws:resource-groups:{REGION}:{ACCOUNT_ID}:group/{NAME}",
            "groupTag": TAG,
        },
    }


def backends() -> list[tuple[dict[str, Any], str]]:
    """Where moto keeps all this, by service; but for the queue, which has a lock and can't be copied."""
    kept: list[Any] = [cloudwatch_backends, events_backends, sns_backends, resourcegroups_backends]
    return [(each[ACCOUNT_ID], REGION) for each in kept]


def put_alarm(account: Account, name: str, *, actions: list[str]) -> None:
    account.cloudwatch.put_metric_alarm(
        AlarmName=name,
        Namespace="LogMetrics",
        MetricName=ALARM,
        Statistic="Sum",
        Period=300,
        EvaluationPeriods=1,
        Threshold=1,
        ComparisonOperator="GreaterThanOrEqualToThreshold",
        TreatMissingData="notBreaching",
        AlarmActions=actions,
    )
    account.cloudwatch.set_alarm_state(AlarmName=name, StateValue="OK", StateReason="none")


def put_composite(*, rule: str, actions: list[str]) -> None:
    """moto can hold a composite alarm, but has no operation to make one."""
    alarm = cloudwatch_backend().put_metric_alarm(COMPOSITE, *[""] * 3, 0, 0, 0, "", "", [], actions, rule=rule)
    alarm.state_value = "OK"


def put_target(account: Account, target: str, **changes: Any) -> None:
    one: Any = {"Id": target, "Arn": TARGETS[target], "DeadLetterConfig": {"Arn": QUEUE_ARN}} | changes
    account.events.put_targets(Rule=RULE, Targets=[one])


def put_group(account: Account, query: dict[str, Any]) -> None:
    account.resource_groups.create_group(
        Name=NAME, ResourceQuery={"Type": "TAG_FILTERS_1_0", "Query": json.dumps(query)}
    )


def tag(account: Account, *, ids: list[str], bucket: str) -> None:
    """Give the stack's tag to what the check of the group looks for."""
    tags: Any = [{"Key": key, "Value": value} for key, value in TAG.items()]
    account.ec2.create_tags(Resources=ids, Tags=tags)
    account.s3.put_bucket_tagging(Bucket=bucket, Tagging={"TagSet": tags})


def put_metric(stream: str, name: str, value: float, time: datetime) -> None:
    """Let CloudWatch have measured something of a delivery stream: no one but AWS may put into its namespaces."""
    dimensions = [{"Name": "DeliveryStreamName", "Value": stream}]
    cloudwatch_backend().metric_data.append(
        MetricDatum("AWS/Firehose", name, value, dimensions, time.replace(tzinfo=None))
    )


def dashboard(trail_group: str, stream: str) -> str:
    """One widget of each kind that names something."""
    metrics = [
        ["AWS/Logs", "IncomingBytes", "LogGroupName", trail_group, {"stat": "Sum"}],
        [".", ".", ".", EVENT_GROUP],
        ["AWS/Firehose", "IncomingBytes", "DeliveryStreamName", stream],
        ["AWS/SNS", "NumberOfNotificationsFailed", "TopicName", TOPIC],
        ["AWS/Events", "FailedInvocations", "RuleName", RULE],
        ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", QUEUE],
        ["LogMetrics", ALARM, {"label": "Changes of the trail"}],
    ]
    widgets = [
        {"type": "text", "properties": {"markdown": "# words"}},
        {"type": "alarm", "properties": {"alarms": [alarm_arn(COMPOSITE), alarm_arn(ALARM)]}},
        {"type": "metric", "properties": {"metrics": metrics}},
        {"type": "log", "properties": {"query": f"SOURCE '{trail_group}' | fields @timestamp"}},
        {"type": "explorer", "properties": {"labels": [{"key": "Monitoring", "value": NAME}]}},
    ]
    return json.dumps({"widgets": widgets})
