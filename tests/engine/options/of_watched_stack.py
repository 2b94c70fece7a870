"""Options that change most of what watches, or what is watched, on the stack dev."""

import json
from collections.abc import Iterable
from pathlib import Path
from unittest.mock import ANY

from tests.engine.options.lake_names import (
    FURTHER_FLOW_LOG_QUERIES,
    V2_FLOW_LOG_QUERIES,
    flow_log_steps,
    flow_log_things,
)
from tests.engine.options.of_watching import CRITICAL, DASHBOARD, OTHER_DASHBOARD, TOPIC, counted, found
from tests.engine.options.option import ACCOUNT, Option, containing, create, delete, update

_KEY = "<key alias/monitoring-dev-logs>"
_ALERTS_KEY = "<key alias/monitoring-dev-alerts>"
_BUCKET = f"bucket monitoring-dev-logs-{ACCOUNT}-us-east-1"
_RESULTS = f"bucket monitoring-dev-lake-{ACCOUNT}-us-east-1"
_AUDIT_GROUP = "/monitoring/dev/audit-logs"
_STREAM = "monitoring-dev-audit-stream"
_ENCRYPTED_BUCKET = {
    "Encryption.ApplyServerSideEncryptionByDefault.KMSMasterKeyID": _KEY,
    "Encryption.ApplyServerSideEncryptionByDefault.SSEAlgorithm": "aws:kms",
    "Encryption.BucketKeyEnabled": True,
}
_RESULT_ENCRYPTION = "Configuration.ResultConfiguration.EncryptionConfiguration"
_ZONES = ("a", "b")
_SUBNETS = tuple(f"main-{tier}-{zone}" for tier in ("public", "private") for zone in _ZONES)
_URGENT = ("trail-stopped", "flow-log-deleted", "log-bucket-policy-changed", "root-sign-in")
_OF_FLOW_RECORDS = (
    *(f"detection-{id_}" for id_ in ("rejected-traffic", "ssh-rejected", "rdp-rejected", "records-skipped")),
    *(f"flow-logs-{query}" for query in (*V2_FLOW_LOG_QUERIES, *FURTHER_FLOW_LOG_QUERIES)),
    "flow-logs-traffic-over-time",
)
"""The saved queries over flow records."""
_ALARMS = (
    *CRITICAL,
    *("detections-critical", "delivery-trail-silent", "delivery-alerts-lost", "urgent-detections-undelivered"),
)

_TAGGED = {
    "audit-trail": "trail monitoring-dev-audit",
    "audit-logs-group": f"log group {_AUDIT_GROUP}",
    "audit-logs-cloudtrail-role": "role monitoring-dev-audit-logs-cloudtrail",
    "traffic-logs-group": "log group /monitoring/dev/traffic-logs",
    "traffic-logs-vpc-flow-logs-role": "role monitoring-dev-traffic-logs-vpc-flow-logs",
    "logs-bucket": _BUCKET,
    "lake-bucket": _RESULTS,
    "lake-database": "database monitoring_dev",
    "lake-workgroup": "workgroup monitoring-dev-lake",
    "main-vpc": "vpc main",
    "main-cloudwatch-logs-flow-log": "flow log main-cloudwatch-logs",
    "main-default-security-group": "security group main-default",
    "main-internet-gateway": "internet gateway main",
    "main-public-routes": "route table main-public",
    **{f"main-private-{zone}-routes": f"route table main-private-{zone}" for zone in _ZONES},
    **{f"{subnet}-subnet": f"subnet {subnet}" for subnet in _SUBNETS},
    **{f"detections-{id_}-alarm": f"alarm monitoring-dev-{id_}" for id_ in CRITICAL},
    "detections-critical-composite": "alarm monitoring-dev-detections-critical",
    "delivery-trail-silent-alarm": "alarm monitoring-dev-delivery-trail-silent",
    "delivery-alerts-lost-alarm": "alarm monitoring-dev-delivery-alerts-lost",
    "urgent-detections-undelivered-alarm": "alarm monitoring-dev-urgent-detections-undelivered",
    "urgent-detections-undelivered-queue": "queue monitoring-dev-urgent-detections-undelivered",
    "urgent-detections-group": "log group /aws/events/monitoring/dev/urgent-detections",
    **{f"urgent-detections-{id_}-rule": f"rule monitoring-dev-{id_}" for id_ in _URGENT},
    "alerts-topic": "topic monitoring-dev-alerts",
    "group-group": "group monitoring-dev",
}
"""All that has tags: what the engine calls it, to what it is in the account."""

_GOLDEN = Path(__file__).parents[2] / "data" / "golden-dev.json"
_WATCHING = {"alerts", "detections", "delivery", "urgent-detections", "dashboard", "queries", "group"}
"""The components of what watches."""


def _watching() -> list[str]:
    """What the engine calls all that watches."""
    golden: list[tuple[str, str, str]] = json.loads(_GOLDEN.read_text(encoding="utf-8"))
    return [name for parent, type_, name in golden if parent in _WATCHING and type_.startswith("aws:")]


def _saved(steps: Iterable[str]) -> list[str]:
    """Of what the engine did, the saved queries as the account calls them."""
    return [
        f"saved query monitoring-dev/{step[len('queries-') : -len('-query')]}"
        for step in steps
        if step.startswith("queries-")
    ]


OPTIONS = (
    Option(
        "flow records where nothing looks through them",
        {"flowLogSinks": ["s3"]},
        create("main-s3-flow-log", "lake-flow-logs-table", *flow_log_steps())
        | delete(
            *("main-cloudwatch-logs-flow-log", "traffic-logs-group"),
            *("traffic-logs-vpc-flow-logs-role", "traffic-logs-vpc-flow-logs-role-policy"),
            *(f"queries-{query}-query" for query in _OF_FLOW_RECORDS),
        )
        | update("logs-policy", "queries-detection-log-retention-cut-query")
        | DASHBOARD,
        appeared={"flow log main-s3": {}, "table flow_logs": {}, **{query: {} for query in flow_log_things()}},
        changed={
            _BUCKET: {"Policy.AWSLogDeliveryAclCheck": ANY, "Policy.AWSLogDeliveryWrite": ANY},
            "saved query monitoring-dev/detection-log-retention-cut": {"queryString": containing("< 7")},
            **OTHER_DASHBOARD,
        },
        gone=frozenset(
            {
                *("flow log main-cloudwatch-logs", "log group /monitoring/dev/traffic-logs"),
                "role monitoring-dev-traffic-logs-vpc-flow-logs",
                *(f"saved query monitoring-dev/{query}" for query in _OF_FLOW_RECORDS),
            }
        ),
    ),
    Option(
        "a stream of the trail, which has alarms of its own",
        {"trailStreams": ["delivery-stream"]},
        create(
            *("audit-stream-delivery-stream", "audit-stream-errors", "audit-stream-errors-stream"),
            *("audit-stream-role", "audit-stream-role-policy", "audit-stream-trail-subscription"),
            *("audit-stream-subscription-role", "audit-stream-subscription-role-policy"),
            *("delivery-trail-late-alarm", "delivery-trail-refused-alarm", "delivery-trail-throttled-alarm"),
        )
        | DASHBOARD,
        appeared={
            f"delivery stream {_STREAM}": {},
            "log group /monitoring/dev/audit-stream-errors": {},
            f"role {_STREAM}": {},
            f"role {_STREAM}-subscription": {},
            "alarm monitoring-dev-delivery-trail-late": {
                "Namespace": "AWS/Firehose",
                "Dimensions.DeliveryStreamName": _STREAM,
                "AlarmActions": [TOPIC],
            },
            "alarm monitoring-dev-delivery-trail-refused": {"Dimensions.LogGroupName": _AUDIT_GROUP},
            "alarm monitoring-dev-delivery-trail-throttled": {"Dimensions.LogGroupName": _AUDIT_GROUP},
        },
        changed={
            f"log group {_AUDIT_GROUP}": {
                f"Subscriptions.{_STREAM}-subscription.{path}": ANY
                for path in ("destinationArn", "distribution", "filterName", "logGroupName", "roleArn")
            },
            **OTHER_DASHBOARD,
        },
    ),
    Option(
        "keys of the stack's own, one of them that of the alerts",
        {"logEncryption": "customer-managed"},
        create(
            *("logs-key", "logs-alias", "alerts-key", "alerts-alias"),
            *counted("log-key-at-risk"),
            "queries-detection-log-key-at-risk-query",
        )
        | update(
            *("audit-logs-group", "traffic-logs-group", "urgent-detections-group", "audit-trail", "alerts-topic"),
            *("logs-encryption", "lake-encryption", "lake-workgroup", "detections-critical-composite"),
        )
        | DASHBOARD,
        appeared={
            "key alias/monitoring-dev-logs": {"Policy.LogGroupsUseKey": containing("/aws/events/monitoring/dev/")},
            "key alias/monitoring-dev-alerts": {
                "Policy.CloudWatchAlarmsKey": containing("cloudwatch.amazonaws.com", "alarm:*"),
                "Policy.EventBridgeRulesKey": containing("events.amazonaws.com"),
            },
            **found("log-key-at-risk"),
            "metric filter monitoring-dev-log-key-at-risk": {"filterPattern": containing(_KEY)},
            "saved query monitoring-dev/detection-log-key-at-risk": {},
        },
        changed={
            _BUCKET: _ENCRYPTED_BUCKET,
            _RESULTS: _ENCRYPTED_BUCKET,
            **{
                f"log group {group}": {"kmsKeyId": _KEY}
                for group in (
                    *(_AUDIT_GROUP, "/monitoring/dev/traffic-logs"),
                    "/aws/events/monitoring/dev/urgent-detections",
                )
            },
            "trail monitoring-dev-audit": {"KmsKeyId": _KEY},
            "topic monitoring-dev-alerts": {"KmsMasterKeyId": _ALERTS_KEY},
            "workgroup monitoring-dev-lake": {
                f"{_RESULT_ENCRYPTION}.EncryptionOption": "SSE_KMS",
                f"{_RESULT_ENCRYPTION}.KmsKey": _KEY,
            },
            "alarm monitoring-dev-detections-critical": {"AlarmRule": containing("log-key-at-risk")},
            **OTHER_DASHBOARD,
        },
    ),
    Option(
        "the tag of what is watched together",
        {"monitoringTag": "team:watched"},
        update(*_TAGGED) | DASHBOARD,
        changed={
            **{thing: {"Tags.Monitoring": None, "Tags.team:watched": "monitoring-dev"} for thing in _TAGGED.values()},
            "group monitoring-dev": {
                "Tags.Monitoring": None,
                "Tags.team:watched": "monitoring-dev",
                "Query": containing("team:watched"),
            },
            **OTHER_DASHBOARD,
        },
    ),
    Option(
        "nothing watched",
        {"watch": False},
        delete(*_watching()),
        gone=frozenset(
            {
                *(f"alarm monitoring-dev-{name}" for name in _ALARMS),
                *(f"metric filter monitoring-dev-{id_}" for id_ in CRITICAL),
                *(f"rule monitoring-dev-{id_}" for id_ in _URGENT),
                *_saved(_watching()),
                *("topic monitoring-dev-alerts", "dashboard monitoring-dev", "group monitoring-dev"),
                *("queue monitoring-dev-urgent-detections-undelivered", "log policy monitoring-dev-urgent-detections"),
                "log group /aws/events/monitoring/dev/urgent-detections",
            }
        ),
    ),
)
