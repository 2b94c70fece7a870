"""Every resource type the provider handles. A new module of declarations is listed here, and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sandbox.provider.resource_type import ResourceType
from sandbox.provider.resources import (
    athena,
    cloudtrail,
    cloudwatch,
    ec2,
    ec2_endpoints,
    ec2_flow_logs,
    ec2_instances,
    ec2_interfaces,
    ec2_routes,
    ec2_security_group_rules,
    ec2_security_groups,
    events,
    firehose,
    glue,
    iam,
    kinesis,
    kms,
    logs,
    logs_watching,
    resource_groups,
    s3,
    s3_lifecycle,
    s3_logging,
    s3_object_lock,
    sns,
    sns_subscriptions,
    sqs,
)

_MODULES: Final = (
    athena,
    cloudtrail,
    cloudwatch,
    ec2,
    ec2_endpoints,
    ec2_flow_logs,
    ec2_instances,
    ec2_interfaces,
    ec2_routes,
    ec2_security_group_rules,
    ec2_security_groups,
    events,
    firehose,
    glue,
    iam,
    kinesis,
    kms,
    logs,
    logs_watching,
    resource_groups,
    s3,
    s3_lifecycle,
    s3_logging,
    s3_object_lock,
    sns,
    sns_subscriptions,
    sqs,
)

TYPES: Final[Mapping[str, ResourceType]] = {kind.type: kind for module in _MODULES for kind in module.TYPES}


def find(token: str) -> ResourceType:
    """Return a type's declaration.

    Raises:
        LookupError: If the type is not declared.
    """
    if token not in TYPES:
        raise LookupError(
            f"the sandbox's aws provider does not handle the resource type {token!r}; declare it "
            "(docs/sandbox-provider.md) or use the official provider"
        )
    return TYPES[token]
