"""DetectionAlarms: a metric filter and an alarm for each detection, and who is told of which."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict

import pulumi
from pulumi_aws import cloudwatch

from components.alarms.composites import AlertsPer, Composite, alarm_rule, composites
from components.naming import Naming
from components.options import child_options, named
from logs.detections.detection import Detection, LogSource

# CloudWatch Logs API Reference, PutMetricFilter; CloudWatch API Reference, PutMetricAlarm.
MAX_FILTERS = 100
MAX_DESCRIPTION = 1024


class DetectionAlarmsArgs(TypedDict):
    """What a DetectionAlarms takes."""

    naming: Naming
    """Names and tags the alarms, their metrics and filters: the detections' ids say what they are for. Known while the
    program runs."""
    detections: Sequence[Detection]
    """What is looked for. Known while the program runs."""
    patterns: NotRequired[Mapping[str, pulumi.Input[str]]]
    """Detection's id to what its filter looks for, where that is only known once something else is there. Without it,
    the detection's own pattern."""
    log_groups: Mapping[LogSource, pulumi.Input[str]]
    """The name of the log group of each log that a detection looks through."""
    topic_arn: pulumi.Input[str]
    """Where alerts go, from `AlertTopic.topic_arn`."""
    alerts_per: AlertsPer
    """`severity`: a composite alarm by severity tells, and a second detection is not told of while the first is in
    alarm. `detection`: each alarm tells, as Security Hub's controls CloudWatch.1 to CloudWatch.15 want."""


class DetectionAlarms(pulumi.ComponentResource):
    """Detections in CloudWatch: each counts its matches in a log group, and an alarm goes off at too many."""

    alarm_arns: dict[str, pulumi.Output[str]]
    """Detection's id to the ARN of its alarm. Known at preview."""
    composite_arns: dict[str, pulumi.Output[str]]
    """The severity, with a number from the second of one on, to the ARN of its composite alarm. Known at preview; empty
    where each detection is told of."""

    def __init__(self, name: str, args: DetectionAlarmsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("aws-monitoring-baseline:index:DetectionAlarms", name, None, opts)
        self._label, self._args, self._opts = name, args, opts
        naming, detections = args["naming"], args["detections"]
        _check_log_groups(name, detections, args["log_groups"])
        alarms = {detection.id: self._alarm(detection) for detection in detections}
        self.alarm_arns = {id_: alarm.name.apply(naming.alarm_arn) for id_, alarm in alarms.items()}
        plans = composites(detections, [naming.alarm(detection.id) for detection in detections])
        self.composite_arns = (
            {plan.purpose: self._composite(plan, alarms) for plan in plans} if args["alerts_per"] == "severity" else {}
        )
        self.register_outputs({"alarmArns": self.alarm_arns, "compositeArns": self.composite_arns})

    def _alarm(self, detection: Detection) -> cloudwatch.MetricAlarm:
        naming = self._args["naming"]
        alarm_name = naming.alarm(detection.id)
        metric = detection.metric(f"{naming.prefix}-{naming.stack}")
        metric_filter = cloudwatch.LogMetricFilter(
            f"{self._label}-{detection.id}-filter",
            name=alarm_name,
            log_group_name=self._args["log_groups"][detection.source],
            pattern=self._args.get("patterns", {}).get(detection.id, detection.pattern),
            metric_transformation={
                "name": metric.name,
                "namespace": metric.namespace,
                "value": metric.value,
                "default_value": metric.default,
            },
            opts=child_options(self, self._opts),
        )
        return cloudwatch.MetricAlarm(
            f"{self._label}-{detection.id}-alarm",
            name=alarm_name,
            alarm_description=description(detection),
            namespace=metric.namespace,
            metric_name=metric_filter.metric_transformation.name,
            statistic="Sum",
            period=detection.alarm.period_seconds,
            evaluation_periods=detection.alarm.evaluation_periods,
            threshold=detection.alarm.threshold,
            comparison_operator="GreaterThanOrEqualToThreshold",
            # Nothing is counted where no log comes: DeliveryAlarms tell of that.
            treat_missing_data="notBreaching",
            alarm_actions=[self._args["topic_arn"]] if self._args["alerts_per"] == "detection" else None,
            tags={**named(naming.tags, alarm_name), "Severity": detection.severity.value},
            opts=child_options(self, self._opts),
        )

    def _composite(self, plan: Composite, alarms: Mapping[str, cloudwatch.MetricAlarm]) -> pulumi.Output[str]:
        naming = self._args["naming"]
        alarm_name = naming.alarm(f"{self._label}-{plan.purpose}")
        composite = cloudwatch.CompositeAlarm(
            f"{self._label}-{plan.purpose}-composite",
            alarm_name=alarm_name,
            alarm_description=f"At least one fault of {plan.severity.value} severity was found in the logs of "
            f"{naming.prefix}-{naming.stack}. The alarms in the state ALARM among those that this one is made of say "
            "which, what can come of it and what to do.",
            # Of the alarms themselves, so that they are there before it.
            alarm_rule=pulumi.Output.all(*(alarms[detection.id].name for detection in plan.detections)).apply(
                alarm_rule
            ),
            alarm_actions=[self._args["topic_arn"]],
            tags={**named(naming.tags, alarm_name), "Severity": plan.severity.value},
            opts=child_options(self, self._opts),
        )
        return composite.alarm_name.apply(naming.alarm_arn)


def description(detection: Detection) -> str:
    """What an alert says of a detection, as far as CloudWatch takes it."""
    lines = [
        f"{detection.title} ({detection.severity.value}).",
        f"What to do: {detection.remedy}",
        f"Why it matters: {detection.why}",
    ]
    if detection.controls:
        controls = "; ".join(f"{control.framework.value} {control.id}" for control in detection.controls)
        lines.append(f"Asked for by: {controls}.")
    text = "\n".join(lines)
    return text if len(text) <= MAX_DESCRIPTION else f"{text[: MAX_DESCRIPTION - 3]}..."


def _check_log_groups(
    name: str, detections: Sequence[Detection], log_groups: Mapping[LogSource, pulumi.Input[str]]
) -> None:
    for source, count in Counter(detection.source for detection in detections).items():
        if source not in log_groups:
            raise pulumi.RunError(
                f'DetectionAlarms "{name}" has {count} detections for the {source.value}, and no log group with it: '
                "add the log group, or leave them out."
            )
        if count > MAX_FILTERS:
            raise pulumi.RunError(
                f'DetectionAlarms "{name}" has {count} detections for the log group of the {source.value}: CloudWatch '
                f"Logs takes {MAX_FILTERS} metric filters, so turn {count - MAX_FILTERS} off."
            )
