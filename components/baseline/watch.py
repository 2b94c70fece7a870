"""What goes off when something is wrong: alarms and rules, and the topic that they tell."""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi

from components.alarms import DeliveryAlarms, DetectionAlarms, InterfaceSilence, Silence, WorkloadAlarms
from components.alerts import AlertTopic
from components.baseline import names
from components.baseline.alerts import alert_topic
from components.baseline.audit import Audit
from components.baseline.key import Encryption
from components.baseline.stack import StackContext
from components.baseline.traffic import Traffic
from components.events import DetectionEvents, urgent
from components.naming import Naming
from components.workload import Workload
from logs.detections.detection import Detection, LogSource
from logs.detections.own.storage import log_key_at_risk
from logs.detections.record_pattern import SPEAKING, missing_fields


@dataclass(frozen=True)
class Watch:
    """All that tells when something is wrong."""

    alerts: AlertTopic
    """Where it tells it."""
    counted: tuple[Detection, ...]
    """The detections that have a metric."""
    interfaces: tuple[str, ...]
    """The network interfaces that have a metric, by what its name has of them."""
    detections: DetectionAlarms
    """Their alarms, and the composite alarms."""
    delivery: DeliveryAlarms
    """Alarms about the delivery of logs and alerts."""
    events: DetectionEvents | None
    """The rules of detections that can't wait; None where all of them are off."""
    instances: Mapping[str, WorkloadAlarms]
    """The alarms of instances, by what the alarms' names have of them."""

    @property
    def alarm_arns(self) -> dict[str, dict[str, pulumi.Output[str]]]:
        """All alarms, from what one wants to see first: kind to what it is about to ARN."""
        return {
            "severities": self.detections.composite_arns,
            "delivery": {**self.delivery.alarm_arns, **(self.events.alarm_arns if self.events else {})},
            "instances": {
                f"{instance}-{purpose}": arn
                for instance, alarms in self.instances.items()
                for purpose, arn in alarms.alarm_arns.items()
            },
            "detections": self.detections.alarm_arns,
        }

    @property
    def summary(self) -> dict[str, object]:
        """What alerts go through, as a stack exports it."""
        events = self.events
        return {
            "topicArn": self.alerts.topic_arn,
            "subscriptions": self.alerts.subscription_counts,
            "alarmArns": self.alarm_arns,
            "ruleArns": events.rule_arns if events else {},
            "eventLogGroup": events and events.log_group_name,
            "deadLetterQueue": events and events.dead_letter_queue_name,
        }


def log_groups(audit: Audit, traffic: Traffic) -> dict[LogSource, pulumi.Input[str]]:
    """The log groups that are looked through, by what is in them."""
    groups = {LogSource.TRAIL: audit.logs, LogSource.FLOW_LOG: traffic.log_group}
    return {source: group.log_group_name for source, group in groups.items() if group}


def watch_logs(
    stack: StackContext,
    audit: Audit,
    traffic: Traffic,
    encryption: Encryption,
    workloads: Mapping[str, Workload],
) -> Watch | None:
    """The topic, the alarms and the rules, if the settings want the logs watched."""
    settings, naming = stack.settings, stack.naming
    alerts = alert_topic(stack)
    if alerts is None:
        return None
    topic_arn, interfaces = alerts.topic_arn, _interfaces(stack, traffic, workloads)
    counted = tuple(one for one in stack.detections if one.severity.value in settings.detection_alarms)
    return Watch(
        alerts,
        counted,
        tuple(interfaces),
        DetectionAlarms(
            names.DETECTIONS,
            {
                "naming": naming,
                "detections": counted,
                "patterns": _key_patterns(naming, encryption),
                "log_groups": log_groups(audit, traffic),
                "topic_arn": topic_arn,
                "alerts_per": settings.alerts_per,
            },
        ),
        _delivery(stack, audit, traffic, interfaces, topic_arn),
        _events(stack, encryption, topic_arn),
        {
            name: WorkloadAlarms(
                name,
                {
                    "naming": naming,
                    "topic_arn": topic_arn,
                    "instance_id": instance_id,
                    "limits": settings.instance_limits,
                },
            )
            for name, instance_id in _instances(stack, workloads).items()
        },
    )


def _key_patterns(naming: Naming, encryption: Encryption) -> dict[str, pulumi.Input[str]]:
    """The pattern of the detection about the key of the logs, by its id, once it is known which key that is."""
    if "key_arn" not in encryption:
        return {}
    pattern = pulumi.Output.from_input(encryption["key_arn"]).apply(lambda arn: log_key_at_risk(arn).pattern)
    return {log_key_at_risk(naming.keys_arn()).id: pattern}


def _interfaces(
    stack: StackContext, traffic: Traffic, workloads: Mapping[str, Workload]
) -> dict[str, InterfaceSilence]:
    """The interfaces that should speak, where a log group has records that say whose they are.

    The settings refuse interfaces of others where there is none; the example then goes without.
    """
    settings = stack.settings
    if traffic.log_group is None or missing_fields(settings.flow_log_format, SPEAKING):
        return {}
    log_group_name = traffic.log_group.log_group_name
    interfaces: dict[str, pulumi.Input[str]] = {
        **{name: workload.network_interface_id for name, workload in workloads.items()},
        **{interface: interface for interface in settings.watched_interfaces},
    }
    return {
        key: InterfaceSilence(id_, log_group_name, settings.flow_log_format, settings.interface_silence_hours)
        for key, id_ in interfaces.items()
    }


def _delivery(
    stack: StackContext,
    audit: Audit,
    traffic: Traffic,
    interfaces: Mapping[str, InterfaceSilence],
    topic_arn: pulumi.Input[str],
) -> DeliveryAlarms:
    settings = stack.settings
    trail = audit.logs.log_group_name
    silences = {"trail": Silence(trail, settings.trail_silence_hours)} if settings.trail_silence_hours else {}
    if traffic.log_group and settings.flow_log_silence_hours:
        silences["traffic"] = Silence(traffic.log_group.log_group_name, settings.flow_log_silence_hours)
    streams = {"trail": audit.stream, "traffic": traffic.stream}
    return DeliveryAlarms(
        names.DELIVERY,
        {
            "naming": stack.naming,
            "topic_arn": topic_arn,
            "silences": silences,
            "interfaces": interfaces,
            "streams": {key: stream.delivery_stream_name for key, stream in streams.items() if stream},
            "subscribed": {"trail": trail} if settings.trail_streams else {},
        },
    )


def _events(stack: StackContext, encryption: Encryption, topic_arn: pulumi.Input[str]) -> DetectionEvents | None:
    detections = urgent(stack.detections)
    if not detections:
        return None
    return DetectionEvents(
        names.URGENT,
        {
            "naming": stack.naming,
            "detections": detections,
            "topic_arn": topic_arn,
            # As long as the events in the log that they are copies of.
            "retention_days": stack.settings.trail_retention_days,
            **encryption,
        },
    )


def _instances(stack: StackContext, workloads: Mapping[str, Workload]) -> dict[str, pulumi.Input[str]]:
    return {
        **{name: workload.instance_id for name, workload in workloads.items()},
        **{instance: instance for instance in stack.settings.watched_instances},
    }
