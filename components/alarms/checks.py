"""Alarms on metrics that AWS writes by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pulumi
from pulumi_aws import cloudwatch

from components.naming import Naming
from components.options import child_options, named

MINUTE, HOUR = 60, 3600


@dataclass(frozen=True, kw_only=True)
class MetricCheck:
    """When a metric is not as it should be (CloudWatch API Reference, PutMetricAlarm)."""

    purpose: str
    """What it is for, in names: lower-case words with hyphens."""
    description: str
    """What is wrong, and what to do, as the alert states it."""
    namespace: str
    """The metric's namespace."""
    metric: pulumi.Input[str]
    """The metric's name."""
    dimensions: Mapping[str, pulumi.Input[str]]
    """What the metric is of."""
    statistic: Literal["Average", "Maximum", "Sum"]
    """What a period's values are made into."""
    comparison: Literal["GreaterThanThreshold", "GreaterThanOrEqualToThreshold", "LessThanThreshold"]
    """How the statistic compares to the threshold when it is wrong."""
    threshold: float
    """What it is compared to, in the metric's unit."""
    period_seconds: int = 5 * MINUTE
    """How long a period is, in seconds."""
    evaluation_periods: int = 1
    """How many periods in a row have to be wrong."""
    missing: Literal["breaching", "notBreaching"] = "notBreaching"
    """Whether a period without values is wrong. It isn't, without it: most metrics are only written when there is
    something to say."""


@dataclass(frozen=True)
class Watch:
    """What the alarms of one component have in common."""

    owner: pulumi.ComponentResource
    """The component that they belong to."""
    name: str
    """Its name, which their resources' names begin with."""
    naming: Naming
    """Names and tags them."""
    topic_arn: pulumi.Input[str]
    """Where alerts go."""
    opts: pulumi.ResourceOptions | None
    """What the component was given."""

    def alarms(self, checks: Sequence[MetricCheck]) -> dict[str, pulumi.Output[str]]:
        """Makes an alarm for each check, as a child of the owner; purpose to ARN, known at preview."""
        return {check.purpose: self._alarm(check) for check in checks}

    def _alarm(self, check: MetricCheck) -> pulumi.Output[str]:
        alarm_name = self.naming.alarm(f"{self.name}-{check.purpose}")
        alarm = cloudwatch.MetricAlarm(
            f"{self.name}-{check.purpose}-alarm",
            name=alarm_name,
            alarm_description=check.description,
            namespace=check.namespace,
            metric_name=check.metric,
            dimensions=dict(check.dimensions),
            statistic=check.statistic,
            period=check.period_seconds,
            evaluation_periods=check.evaluation_periods,
            threshold=check.threshold,
            comparison_operator=check.comparison,
            treat_missing_data=check.missing,
            alarm_actions=[self.topic_arn],
            tags=named(self.naming.tags, alarm_name),
            opts=child_options(self.owner, self.opts),
        )
        return alarm.name.apply(self.naming.alarm_arn)
