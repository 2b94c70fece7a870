"""WorkloadAlarms: whether an instance is well, and how much leaves it."""

from dataclasses import dataclass
from typing import NotRequired, TypedDict

import pulumi

from components.alarms.checks import MINUTE, MetricCheck, Watch
from components.naming import Naming

_GIB = 2**30


@dataclass(frozen=True, kw_only=True)
class WorkloadLimits:
    """What is still well."""

    cpu_percent: float = 80
    """CPU in use, in percent of the instance's, on average over 15 minutes."""
    network_out_bytes: float = _GIB
    """What leaves all of the instance's interfaces in five minutes, in bytes."""


class WorkloadAlarmsArgs(TypedDict):
    """What a WorkloadAlarms takes."""

    naming: Naming
    """Names and tags the alarms: the component's name says of what. Known while the program runs."""
    topic_arn: pulumi.Input[str]
    """Where alerts go, from `AlertTopic.topic_arn`."""
    instance_id: pulumi.Input[str]
    """The instance's id, as in `i-0123456789abcdef0`."""
    limits: NotRequired[WorkloadLimits]
    """What is still well. 80 percent and 1 GiB without it."""


class WorkloadAlarms(pulumi.ComponentResource):
    """Alarms of an instance, on what EC2 measures without an agent and without detailed monitoring.

    An instance that was stopped measures nothing, and is well.
    """

    alarm_arns: dict[str, pulumi.Output[str]]
    """`cpu`, `status` and `network` to the ARN of the alarm. Known at preview."""

    def __init__(self, name: str, args: WorkloadAlarmsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("aws-monitoring-baseline:index:WorkloadAlarms", name, None, opts)
        watch = Watch(self, name, args["naming"], args["topic_arn"], opts)
        self.alarm_arns = watch.alarms(_checks(name, args["instance_id"], args.get("limits", WorkloadLimits())))
        self.register_outputs({"alarmArns": self.alarm_arns})


def _checks(name: str, instance_id: pulumi.Input[str], limits: WorkloadLimits) -> list[MetricCheck]:
    """EC2 User Guide, "CloudWatch metrics that are available for your instances"."""
    instance = {"InstanceId": instance_id}
    return [
        MetricCheck(
            purpose="cpu",
            description=f"{name} has used more than {limits.cpu_percent:g} percent of its CPU for 15 minutes. See "
            "what runs on it: mining looks like this.",
            namespace="AWS/EC2",
            metric="CPUUtilization",
            dimensions=instance,
            statistic="Average",
            comparison="GreaterThanThreshold",
            threshold=limits.cpu_percent,
            evaluation_periods=3,
        ),
        MetricCheck(
            purpose="status",
            description=f"{name} fails a status check: of AWS's, of its own or of its disks. Stopping and starting it "
            "moves it to another host.",
            namespace="AWS/EC2",
            metric="StatusCheckFailed",
            dimensions=instance,
            statistic="Maximum",
            comparison="GreaterThanOrEqualToThreshold",
            threshold=1,
            period_seconds=MINUTE,
            evaluation_periods=2,
        ),
        MetricCheck(
            purpose="network",
            description=f"More than {limits.network_out_bytes:g} bytes left {name} in five minutes. Its flow log says "
            "where to: data that is stolen looks like this.",
            namespace="AWS/EC2",
            metric="NetworkOut",
            dimensions=instance,
            statistic="Sum",
            comparison="GreaterThanThreshold",
            threshold=limits.network_out_bytes,
        ),
    ]
