"""The few rules that AWS enforces and emulators don't, each with AWS's own code and message.

What an emulator refuses by itself is not repeated here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from sandbox.provider.rules import (
    alarms,
    athena,
    cloudtrail,
    dashboards,
    ec2,
    events,
    firehose,
    flow_logs,
    iam,
    insights,
    instances,
    keys,
    logs,
    metric_filters,
    queues,
    quotas,
    s3,
)

if TYPE_CHECKING:
    from sandbox.provider.aws import Aws

Rule: TypeAlias = "Callable[[Aws, Mapping[str, Any], str], None]"
"""Looks at the account, a request and its region; raises ClientError when AWS would refuse."""

RULES: Final[Mapping[tuple[str, str], Rule]] = {
    ("athena", "create_work_group"): athena.check_create,
    ("athena", "delete_work_group"): athena.check_delete,
    ("athena", "update_work_group"): athena.check_update,
    ("cloudtrail", "create_trail"): cloudtrail.check_create,
    ("cloudtrail", "put_insight_selectors"): insights.check_put_insight_selectors,
    ("cloudtrail", "update_trail"): cloudtrail.check_update,
    ("cloudwatch", "put_composite_alarm"): alarms.check_put_composite_alarm,
    ("cloudwatch", "put_dashboard"): dashboards.check_put_dashboard,
    ("cloudwatch", "put_metric_alarm"): alarms.check_put_metric_alarm,
    ("ec2", "create_flow_logs"): flow_logs.check_create,
    ("ec2", "delete_security_group"): ec2.check_delete_security_group,
    ("ec2", "delete_subnet"): ec2.check_delete_subnet,
    ("ec2", "delete_vpc"): ec2.check_delete_vpc,
    ("ec2", "run_instances"): instances.check_run,
    ("events", "delete_rule"): events.check_delete_rule,
    ("events", "put_rule"): events.check_put_rule,
    ("events", "put_targets"): events.check_put_targets,
    ("firehose", "create_delivery_stream"): firehose.check_create,
    ("firehose", "start_delivery_stream_encryption"): firehose.check_start_encryption,
    ("firehose", "update_destination"): firehose.check_update,
    ("iam", "create_role"): iam.check_create_role,
    ("iam", "update_assume_role_policy"): iam.check_update_trust,
    ("kms", "create_key"): keys.check_create_key,
    ("kms", "put_key_policy"): keys.check_put_key_policy,
    ("logs", "associate_kms_key"): logs.check_associate_kms_key,
    ("logs", "create_log_group"): logs.check_create_log_group,
    ("logs", "put_metric_filter"): metric_filters.check_put_metric_filter,
    ("logs", "put_resource_policy"): quotas.RESOURCE_POLICIES.check,
    ("logs", "put_subscription_filter"): logs.check_put_subscription_filter,
    ("s3", "put_bucket_versioning"): s3.check_put_versioning,
    ("sqs", "create_queue"): queues.check_create,
    ("sqs", "set_queue_attributes"): queues.check_set_attributes,
}


def check(aws: Aws, service: str, operation: str, request: Mapping[str, Any], region: str) -> None:
    """Refuse a request that AWS would refuse.

    Raises:
        ClientError: With AWS's code and message.
    """
    rule = RULES.get((service, operation))
    if rule is not None:
        rule(aws, request, region)
