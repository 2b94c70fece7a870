"""Every resource type the provider handles. A new module of declarations is listed here, and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sandbox.provider.resource_type import ResourceType
from sandbox.provider.resources import (
    athena,
    cloudtrail,
    ec2,
    ec2_flow_logs,
    ec2_interfaces,
    ec2_routes,
    ec2_security_groups,
    firehose,
    glue,
    iam,
    kinesis,
    kms,
    logs,
    s3,
    s3_lifecycle,
    s3_logging,
    s3_object_lock,
    sns,
)

_MODULES: Final = (
    athena,
    cloudtrail,
    ec2,
    ec2_flow_logs,
    ec2_interfaces,
    ec2_routes,
    ec2_security_groups,
    firehose,
    glue,
    iam,
    kinesis,
    kms,
    logs,
    s3,
    s3_lifecycle,
    s3_logging,
    s3_object_lock,
    sns,
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
