"""Options of what watches the logs, on the stack dev, which counts the critical detections only."""

from collections.abc import Iterator, Mapping
from typing import Any
from unittest.mock import ANY

from components.alerts.chats import SlackChannel, chat_key
from components.alerts.subscriptions import EmailSubscription, HttpsSubscription, QueueSubscription, subscription_key
from tests.engine.options.option import ACCOUNT, Option, containing, create, delete, update

TOPIC = f"arn:aws:sns:us-east-1:{ACCOUNT}:monitoring-dev-alerts"
_QUEUE = f"arn:aws:sqs:us-east-1:{ACCOUNT}:pager"
_URL = "https://pager.example.com/x"
_EMAIL = "security@example.com"
_CHAT = {"workspaceId": "T07EA123LEP", "channelId": "C07EZ1ABC23"}
_CHAT_KEY = chat_key(SlackChannel(_CHAT["workspaceId"], _CHAT["channelId"]))
_INSTANCE = "i-0123456789abcdef0"
_INTERFACE = "eni-0123456789abcdef0"
_EXAMPLE = "monitoring-dev-main-example"

CRITICAL = (
    *("root-use", "trail-stopped", "log-bucket-policy-changed", "bucket-made-public", "root-sign-in"),
    "root-access-key-created",
)
HIGH = (
    *("console-sign-in-without-mfa", "trail-changed", "key-disabled", "trail-narrowed", "flow-log-deleted"),
    *("log-bucket-weakened", "log-group-deleted", "log-retention-cut", "log-filter-deleted", "log-stream-deleted"),
    *("alert-route-cut", "alarm-silenced", "security-service-disabled", "public-access-unblocked", "mfa-deactivated"),
)
OF_CIS = (
    "denied-calls",
    "console-sign-in-without-mfa",
    "iam-policy-changed",
    "security-group-changed",
    "route-changed",
)
"""Those that the profiles of CIS have another pattern of."""

DASHBOARD = update("dashboard-dashboard")
"""What the engine does when there is more or less to see."""
OTHER_DASHBOARD = {"dashboard monitoring-dev": {"DashboardBody": ANY}}


def counted(*ids: str) -> Iterator[str]:
    """What the engine calls what counts detections."""
    for id_ in ids:
        yield from (f"detections-{id_}-filter", f"detections-{id_}-alarm")


def found(*ids: str) -> dict[str, Mapping[str, Any]]:
    """What the account then has."""
    return {
        **{
            f"alarm monitoring-dev-{id_}": {
                "Namespace": "LogMetrics",
                "MetricName": f"monitoring-dev-{id_}",
                "Threshold": 1.0,
                "AlarmActions": None,
                "TreatMissingData": "notBreaching",
            }
            for id_ in ids
        },
        **{
            f"metric filter monitoring-dev-{id_}": {
                "logGroupName": "/monitoring/dev/audit-logs",
                "metricTransformations.metricName": f"monitoring-dev-{id_}",
                "metricTransformations.metricValue": "1",
                "metricTransformations.defaultValue": 0.0,
            }
            for id_ in ids
        },
    }


def _silent(key: str) -> tuple[str, str]:
    """What the engine calls what listens for an interface."""
    return f"delivery-{key}-silent-filter", f"delivery-{key}-silent-alarm"


OPTIONS = (
    Option(
        "alarms of more severities",
        {"detectionAlarms": ["critical", "high"]},
        create(*counted(*HIGH), "detections-high-composite") | DASHBOARD,
        appeared={
            **found(*HIGH),
            "alarm monitoring-dev-detections-high": {
                "AlarmActions": [TOPIC],
                "AlarmRule": " OR ".join(f'ALARM("monitoring-dev-{id_}")' for id_ in HIGH),
            },
        },
        changed=OTHER_DASHBOARD,
    ),
    Option(
        "another profile",
        {"detectionProfile": "cis-7.0"},
        create("queries-detection-organization-changed-query")
        | update(*(f"queries-detection-{id_}-query" for id_ in OF_CIS)),
        appeared={"saved query monitoring-dev/detection-organization-changed": {"queryString": containing("LeaveOrg")}},
        changed={f"saved query monitoring-dev/detection-{id_}": {"queryString": ANY} for id_ in OF_CIS},
    ),
    Option(
        "detections that are different",
        {
            "detectionOverrides": [
                {"detection": "root-use", "threshold": 2, "periodSeconds": 600, "evaluationPeriods": 3},
                {"detection": "root-sign-in", "enabled": False},
                {"detection": "ssh-rejected", "severity": "critical"},
            ]
        },
        create(*counted("ssh-rejected"))
        | delete(
            *counted("root-sign-in"),
            *("urgent-detections-root-sign-in-rule", "urgent-detections-root-sign-in-topic-target"),
            *("urgent-detections-root-sign-in-log-target", "queries-detection-root-sign-in-query"),
        )
        | update("detections-root-use-alarm", "detections-critical-composite", "urgent-detections-undelivered-queue")
        | DASHBOARD,
        appeared={
            "alarm monitoring-dev-ssh-rejected": {"Threshold": 10.0, "Tags.Severity": "critical"},
            "metric filter monitoring-dev-ssh-rejected": {
                "logGroupName": "/monitoring/dev/traffic-logs",
                "filterPattern": containing('dstport=\\"22\\"'),
            },
        },
        changed={
            "alarm monitoring-dev-root-use": {"Threshold": 2.0, "Period": 600, "EvaluationPeriods": 3},
            "alarm monitoring-dev-detections-critical": {"AlarmRule": containing("ssh-rejected")},
            "queue monitoring-dev-urgent-detections-undelivered": {"Policy.RulesSendUndelivered": ANY},
            **OTHER_DASHBOARD,
        },
        gone=frozenset(
            {
                *("alarm monitoring-dev-root-sign-in", "metric filter monitoring-dev-root-sign-in"),
                *("rule monitoring-dev-root-sign-in", "saved query monitoring-dev/detection-root-sign-in"),
            }
        ),
    ),
    Option(
        "somebody to tell",
        {"alertEmails": [_EMAIL], "alertQueues": [_QUEUE], "alertUrls": [_URL]},
        create(
            *(
                f"alerts-{subscription_key(one)}-subscription"
                for one in (EmailSubscription(_EMAIL), QueueSubscription(_QUEUE), HttpsSubscription(_URL))
            )
        ),
        appeared={
            f"subscription email {_EMAIL}": {"TopicArn": TOPIC},
            f"subscription sqs {_QUEUE}": {"TopicArn": TOPIC},
            f"subscription https {_URL}": {"TopicArn": TOPIC},
        },
        # A queue of the account needs no confirmation.
        changed={"topic monitoring-dev-alerts": {"SubscriptionsConfirmed": "1", "SubscriptionsPending": "2"}},
    ),
    Option(
        "an alert for each detection",
        {"alertsPer": "detection"},
        delete("detections-critical-composite") | update(*(f"detections-{id_}-alarm" for id_ in CRITICAL)) | DASHBOARD,
        changed={
            **{f"alarm monitoring-dev-{id_}": {"AlarmActions": [TOPIC]} for id_ in CRITICAL},
            **OTHER_DASHBOARD,
        },
        gone=frozenset({"alarm monitoring-dev-detections-critical"}),
    ),
    Option(
        "a chat, which no emulator has",
        {"alertChats": [_CHAT]},
        create("alerts-chats-role", f"alerts-{_CHAT_KEY}-chat"),
        appeared={
            "role monitoring-dev-alerts-chats": {
                "AssumeRolePolicyDocument.AssumeRole": containing(
                    "chatbot.amazonaws.com", f":chat-configuration/slack-channel/monitoring-dev-alerts-{_CHAT_KEY}"
                ),
            }
        },
        said=(
            f"warning: alerts-{_CHAT_KEY}-chat (aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration) is "
            "not created: no emulator has AWS Chatbot, so it is in the stack's state only\n",
        ),
    ),
    Option(
        "silences",
        {"trailSilenceHours": 1, "flowLogSilenceHours": 2},
        create("delivery-traffic-silent-alarm") | update("delivery-trail-silent-alarm") | DASHBOARD,
        appeared={
            "alarm monitoring-dev-delivery-traffic-silent": {
                "EvaluationPeriods": 2,
                "Dimensions.LogGroupName": "/monitoring/dev/traffic-logs",
                "TreatMissingData": "breaching",
                "AlarmActions": [TOPIC],
            }
        },
        changed={
            "alarm monitoring-dev-delivery-trail-silent": {
                "EvaluationPeriods": 1,
                "AlarmDescription": containing("for an hour"),
            },
            **OTHER_DASHBOARD,
        },
    ),
    Option(
        "an interface that should speak",
        {"watchedInterfaces": [_INTERFACE], "interfaceSilenceHours": 3},
        create(*_silent(_INTERFACE)) | DASHBOARD,
        appeared={
            f"alarm monitoring-dev-delivery-{_INTERFACE}-silent": {
                "Namespace": "LogMetrics",
                "MetricName": f"monitoring-dev-delivery-{_INTERFACE}-silent",
                "Period": 3600,
                "EvaluationPeriods": 3,
                "Threshold": 1.0,
                "ComparisonOperator": "LessThanThreshold",
                "TreatMissingData": "breaching",
                "AlarmActions": [TOPIC],
            },
            f"metric filter monitoring-dev-delivery-{_INTERFACE}-silent": {
                "logGroupName": "/monitoring/dev/traffic-logs",
                "filterPattern": containing(f'interface_id=\\"{_INTERFACE}\\"', 'log_status=\\"OK\\"'),
                "metricTransformations.metricName": f"monitoring-dev-delivery-{_INTERFACE}-silent",
                "metricTransformations.metricValue": "1",
                "metricTransformations.defaultValue": None,
            },
        },
        changed=OTHER_DASHBOARD,
    ),
    Option(
        "an instance of others",
        {"watchedInstances": [_INSTANCE], "instanceCpuPercent": 50, "instanceNetworkOutMib": 1},
        create(*(f"{_INSTANCE}-{purpose}-alarm" for purpose in ("cpu", "status", "network"))) | DASHBOARD,
        appeared={
            f"alarm monitoring-dev-{_INSTANCE}-{purpose}": {
                "Dimensions.InstanceId": _INSTANCE,
                "Threshold": threshold,
                "AlarmActions": [TOPIC],
            }
            for purpose, threshold in (("cpu", 50.0), ("status", 1.0), ("network", 2.0**20))
        },
        changed=OTHER_DASHBOARD,
    ),
    Option(
        "the example",
        {"exampleWorkload": True},
        create(
            *("main-example-s3-endpoint", "main-example-security-group", "main-example-network-interface"),
            *("main-example-instance", "main-example-cpu-alarm", "main-example-status-alarm"),
            *("main-example-network-alarm", *_silent("main-example")),
        )
        | DASHBOARD,
        appeared={
            **{
                f"alarm monitoring-dev-main-example-{purpose}": {
                    "AlarmActions": [TOPIC],
                    "Dimensions.InstanceId": f"<instance {_EXAMPLE}>",
                }
                for purpose in ("cpu", "status", "network")
            },
            "alarm monitoring-dev-delivery-main-example-silent": {
                "AlarmActions": [TOPIC],
                "EvaluationPeriods": 1,
                "TreatMissingData": "breaching",
            },
            "metric filter monitoring-dev-delivery-main-example-silent": {
                "filterPattern": containing(
                    f'interface_id=\\"<network interface {_EXAMPLE}>\\"', 'log_status=\\"OK\\"'
                ),
            },
            f"instance {_EXAMPLE}": {
                "InstanceType": "t4g.nano",
                "PublicIpAddress": None,
                "MetadataOptions.HttpTokens": "required",
                "MetadataOptions.HttpPutResponseHopLimit": 1,
                "Tags.Monitoring": "monitoring-dev",
            },
            f"network interface {_EXAMPLE}": {},
            f"security group {_EXAMPLE}": {
                "IpPermissions": None,
                "IpPermissionsEgress": containing("S3, by the gateway endpoint", "pl-"),
            },
            f"vpc endpoint {_EXAMPLE}": {
                "VpcEndpointType": "Gateway",
                "ServiceName": "com.amazonaws.us-east-1.s3",
                "Policy.ReadPackages": containing("s3:GetObject", "al2023-repos-us-east-1-de612dc2/*"),
            },
        },
        changed={
            **{
                f"route table main-private-{zone}": {"Routes": containing(f"<vpc endpoint {_EXAMPLE}>", "pl-")}
                for zone in ("a", "b")
            },
            "subnet main-private-a": {"AvailableIpAddressCount": ANY},
            **OTHER_DASHBOARD,
        },
    ),
)
