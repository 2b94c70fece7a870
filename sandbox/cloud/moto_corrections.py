"""Where moto answers other than AWS does and it matters here, put right in the process that serves it."""

from collections.abc import Callable
from typing import Any

from moto.cloudtrail.models import CloudTrailBackend, Trail
from moto.ec2.models.elastic_network_interfaces import NetworkInterfaceBackend
from moto.iam.access_control import PermissionResult
from moto.kms.exceptions import AccessDeniedException
from moto.kms.models import KmsBackend
from moto.kms.responses import KmsResponse
from moto.kms.utils import RESERVED_ALIASES
from moto.logs.models import LogGroup, SubscriptionFilter
from moto.logs.responses import LogsResponse
from moto.s3.exceptions import CrossLocationLoggingProhibited, InvalidBucketState, InvalidTargetBucketForLogging
from moto.s3.models import FakeBucket, S3Backend

from sandbox.cloud.account import ACCOUNT_ID
from sandbox.cloud.attachment_corrections import correct_attachments
from sandbox.cloud.flow_log_corrections import correct_flow_logs
from sandbox.cloud.group_corrections import correct_groups
from sandbox.cloud.lake_corrections import correct_lake
from sandbox.cloud.watching_corrections import correct_watching
from sandbox.cloud.workload_corrections import correct_workload
from sandbox.iam import Decision, Principal, Request, evaluate

_RESULTS = {
    Decision.ALLOWED: PermissionResult.PERMITTED,
    Decision.DENIED: PermissionResult.DENIED,
    Decision.NOT_ALLOWED: PermissionResult.NEUTRAL,
}

_OWNER = Principal("AWS", f"arn:aws:iam::{ACCOUNT_ID}:root")
_OWNERS_CONTEXT = {"aws:SecureTransport": ("true",), "aws:PrincipalAccount": (ACCOUNT_ID,)}

Replace = Callable[[type, str, Any], None]
"""How an attribute of a class is replaced: `setattr`, or a test's that takes it back."""


def correct_moto(replace: Replace = setattr) -> None:
    """Put moto's answers right, in this process."""
    replace(FakeBucket, "get_permission", _bucket_permission)
    replace(NetworkInterfaceBackend, "modify_network_interface_attribute", _modify_interface)
    correct_flow_logs(replace)
    correct_groups(replace)
    correct_lake(replace)
    correct_watching(replace)
    correct_workload(replace)
    correct_attachments(replace)
    replace(CloudTrailBackend, "delete_trail", _delete_trail)
    replace(Trail, "check_topic_exists", _accept_topic)
    replace(Trail, "topic_arn", property(_topic_arn))
    replace(Trail, "put_event_selectors", _put_event_selectors)
    replace(Trail, "put_insight_selectors", _put_insight_selectors)
    replace(KmsResponse, "_validate_key_policy", _validate_key_policy)
    replace(KmsBackend, "get_key_id_from_alias", _get_key_id_from_alias(KmsBackend.get_key_id_from_alias))
    replace(LogsResponse, "associate_kms_key", _associate_kms_key)
    replace(LogsResponse, "disassociate_kms_key", _disassociate_kms_key)
    replace(LogsResponse, "put_subscription_filter", _put_subscription_filter(LogsResponse.put_subscription_filter))
    replace(LogGroup, "put_subscription_filter", _put_filter(LogGroup.put_subscription_filter))
    replace(SubscriptionFilter, "to_json", _filter_to_json(SubscriptionFilter.to_json))
    replace(FakeBucket, "set_logging", _set_logging)
    replace(S3Backend, "put_object_lock_configuration", _put_object_lock_configuration)


def _bucket_permission(bucket: Any, action: str, resource: str) -> PermissionResult:
    """Decide what a bucket's policy says of a request by the account's owner.

    moto takes a statement without its Condition, so that the usual "deny without TLS" refuses every object. The sandbox
    speaks HTTP on loopback for what a client would send to AWS over TLS, so requests count as secure.
    """
    if bucket.policy is None:
        return PermissionResult.NEUTRAL
    return _RESULTS[evaluate(bucket.policy.decode(), Request(action, resource, _OWNER, _OWNERS_CONTEXT))]


def _delete_trail(backend: Any, name: str) -> None:
    """Delete a trail by name or ARN, with its tags: moto keeps those, and ignores an ARN and what it doesn't find."""
    trail = backend.get_trail(name)
    backend.tagging_service.delete_all_tags_for_resource(trail.arn)
    del backend.trails[trail.trail_name]


def _accept_topic(_: Any) -> None:
    """Take any topic: moto looks among its own, but ministack has the sandbox's, and the provider looks there."""


def _topic_arn(trail: Any) -> str | None:
    """Return the ARN of a trail's topic, which may be named by it: moto takes it for a name."""
    topic = trail.sns_topic_name
    if not topic or topic.startswith("arn:"):
        return topic or None
    return f"arn:{trail.partition}:sns:{trail.region_name}:{trail.account_id}:{topic}"


def _put_event_selectors(trail: Any, basic: list[Any] | None, advanced: list[Any] | None) -> None:
    """Replace a trail's selectors, of which it has one kind: moto keeps the advanced ones next to new basic ones."""
    trail.event_selectors, trail.advanced_event_selectors = basic or [], advanced or []


def _put_insight_selectors(trail: Any, selectors: list[Any]) -> None:
    """Replace a trail's insight selectors: moto adds to them."""
    trail.insight_selectors = selectors


def _get_key_id_from_alias(get: Callable[..., Any]) -> Callable[..., Any]:
    """Say that AWS manages the key of a service (`alias/aws/s3`), which no one can delete: moto says its user does."""

    def get_key_id_from_alias(backend: Any, alias: str) -> Any:
        ident = get(backend, alias)
        if alias in RESERVED_ALIASES:
            backend.keys[ident].key_manager = "AWS"
        return ident

    return get_key_id_from_alias


def _validate_key_policy(response: Any, ident: str, action: str) -> None:
    """Refuse what a key's policy denies its owner: moto takes a denial without its principal and its condition."""
    key = response.kms_backend.describe_key(ident)
    if evaluate(key.policy, Request(action, key.arn, _OWNER, _OWNERS_CONTEXT)) is Decision.DENIED:
        raise AccessDeniedException(f"{_OWNER.name} is not authorized to perform: {action} on resource: {key.arn}")


def _associate_kms_key(response: Any) -> str:
    """Encrypt a log group with a key: moto lacks the operation."""
    _named_group(response).kms_key_id = response._get_param("kmsKeyId")
    return ""


def _disassociate_kms_key(response: Any) -> str:
    """Encrypt a log group with a key no longer: moto lacks the operation."""
    _named_group(response).kms_key_id = None
    return ""


def _put_subscription_filter(put: Callable[..., Any]) -> Callable[..., Any]:
    """Keep how a subscription filter distributes what it sends: moto forgets it."""

    def put_subscription_filter(response: Any) -> Any:
        answer = put(response)
        distribution = response._get_param("distribution") or "ByLogStream"
        _named_group(response).subscription_filters[response._get_param("filterName")].distribution = distribution
        return answer

    return put_subscription_filter


def _named_group(response: Any) -> Any:
    return response.logs_backend._find_log_group(log_group_name=response._get_param("logGroupName"))


def _put_filter(put: Callable[..., Any]) -> Callable[..., Any]:
    """Change one of two subscription filters: moto takes it for a third, of which a log group can't have one."""

    def put_filter(group: Any, name: str, *arguments: Any) -> None:
        if name in group.subscription_filters:
            group.subscription_filters[name].update(*arguments)
        else:
            put(group, name, *arguments)

    return put_filter


def _filter_to_json(to_json: Callable[..., Any]) -> Callable[..., Any]:
    """Tell how a subscription filter distributes what it sends, once that was said."""

    def filter_to_json(subscription: Any) -> dict[str, Any]:
        told = to_json(subscription)
        return {**told, "distribution": getattr(subscription, "distribution", told["distribution"])}

    return filter_to_json


def _set_logging(bucket: Any, config: dict[str, Any] | None, backend: Any) -> None:
    """Take a target bucket whose policy lets S3's logging service write: moto compares the policy's text."""
    if config:
        target = backend.buckets.get(config["TargetBucket"])
        if target is None:
            raise InvalidTargetBucketForLogging("The target bucket for logging does not exist.")
        if not _takes_access_logs(target, bucket, config.get("TargetPrefix") or ""):
            raise InvalidTargetBucketForLogging(
                "You must either provide the necessary permissions to the logging service using a bucket policy or "
                "give the log-delivery group WRITE and READ_ACP permissions to the target bucket"
            )
        if target.region_name != bucket.region_name:
            raise CrossLocationLoggingProhibited
    bucket.logging = config or {}


def _takes_access_logs(target: Any, source: Any, prefix: str) -> bool:
    if target._log_permissions_enabled_acl(target):
        return True
    context = {
        "aws:SourceArn": (source.arn,),
        "aws:SourceAccount": (ACCOUNT_ID,),
        "aws:SecureTransport": ("true",),
        "aws:PrincipalIsAWSService": ("true",),
    }
    # A name as "Amazon S3 log object format" in the S3 User Guide has it.
    key = f"{target.arn}/{prefix}2026-01-31-00-00-00-0000000000000000"
    write = Request("s3:PutObject", key, Principal("Service", "logging.s3.amazonaws.com"), context)
    return target.policy is not None and evaluate(target.policy.decode(), write) is Decision.ALLOWED


def _put_object_lock_configuration(backend: Any, name: str, enabled: bool, *retention: Any) -> None:
    """Take the lock of a bucket that has objects: moto knows S3 from before it took that."""
    bucket = backend.get_bucket(name)
    if not bucket.is_versioned:
        raise InvalidBucketState("Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration")
    bucket.object_lock_enabled = bucket.object_lock_enabled or enabled
    bucket.default_lock_mode, bucket.default_lock_days, bucket.default_lock_years = retention


def _modify_interface(
    backend: Any, eni_id: str, group_ids: list[str], source_dest_check: bool | None, description: str | None
) -> None:
    """Modify a network interface, as moto does, but that an empty description takes the old one away."""
    interface = backend.get_network_interface(eni_id)
    if group_ids:
        interface._group_set = [backend.get_security_group_from_id(group) for group in group_ids]
    if source_dest_check is not None:
        interface.source_dest_check = source_dest_check
    if description is not None:
        interface.description = description
