"""Where moto answers other than AWS does and it matters here, put right in the process that serves it."""

from collections.abc import Callable
from typing import Any

from moto.cloudtrail.models import CloudTrailBackend
from moto.ec2.models.flow_logs import FlowLogsBackend
from moto.iam.access_control import PermissionResult
from moto.logs.models import logs_backends
from moto.s3.models import FakeBucket

from sandbox.cloud.account import ACCOUNT_ID
from sandbox.iam import Decision, Principal, Request, evaluate

_RESULTS = {
    Decision.ALLOWED: PermissionResult.PERMITTED,
    Decision.DENIED: PermissionResult.DENIED,
    Decision.NOT_ALLOWED: PermissionResult.NEUTRAL,
}

Replace = Callable[[type, str, Callable[..., Any]], None]
"""How an attribute of a class is replaced: `setattr`, or a test's that takes it back."""


def correct_moto(replace: Replace = setattr) -> None:
    """Put moto's answers right, in this process."""
    replace(FakeBucket, "get_permission", _bucket_permission)
    replace(FlowLogsBackend, "create_flow_logs", _create_flow_logs(FlowLogsBackend.create_flow_logs))
    replace(CloudTrailBackend, "delete_trail", _delete_trail)


def _bucket_permission(bucket: Any, action: str, resource: str) -> PermissionResult:
    """Decide what a bucket's policy says of a request by the account's owner.

    moto takes a statement without its Condition, so that the usual "deny without TLS" refuses every object. The sandbox
    speaks HTTP on loopback for what a client would send to AWS over TLS, so requests count as secure.
    """
    if bucket.policy is None:
        return PermissionResult.NEUTRAL
    owner = Principal("AWS", f"arn:aws:iam::{ACCOUNT_ID}:root")
    context = {"aws:SecureTransport": ("true",), "aws:PrincipalAccount": (ACCOUNT_ID,)}
    return _RESULTS[evaluate(bucket.policy.decode(), Request(action, resource, owner, context))]


def _create_flow_logs(create: Callable[..., Any]) -> Callable[..., Any]:
    """Look for the log group where a flow log names it: moto looks at LogGroupName only, and reports FAILED."""

    def create_flow_logs(backend: Any, *arguments: Any, **keywords: Any) -> Any:
        created, unsuccessful = create(backend, *arguments, **keywords)
        groups = logs_backends[backend.account_id][backend.region_name].groups
        for flow_log in created:
            if flow_log.log_destination and flow_log.log_destination.partition(":log-group:")[2] in groups:
                flow_log.deliver_logs_status, flow_log.deliver_logs_error_message = "SUCCESS", None
        return created, unsuccessful

    return create_flow_logs


def _delete_trail(backend: Any, name: str) -> None:
    """Delete a trail by name or ARN, with its tags: moto keeps those, and ignores an ARN and what it doesn't find."""
    trail = backend.get_trail(name)
    backend.tagging_service.delete_all_tags_for_resource(trail.arn)
    del backend.trails[trail.trail_name]
