"""The condition keys of a log-delivery service's own request: what is certain about them, and what isn't.

Sources: IAM User Guide, "AWS global condition context keys" (keys of the principal are absent when a service calls as
itself; aws:PrincipalIsAWSService and aws:PrincipalServiceName are there); S3 User Guide, "Bucket policy examples using
condition keys"; CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail", and Amazon VPC User Guide, "Publish
flow logs to Amazon S3", for the keys that their policies pin.
"""

from collections.abc import Mapping
from typing import Final

from contract import ACL, CLOUDTRAIL, Service
from globs import ARN_COMPONENTS
from operators import holds
from policy_model import Condition
from source import SOURCE_ACCOUNT, SOURCE_ARN

ACL_KEY: Final = "s3:x-amz-acl"

_CERTAIN: Final = {
    "aws:securetransport": "true",
    "aws:viaawsservice": "false",
    "aws:principalisawsservice": "true",
    "s3:tlsversion": "1.3",
}
# A service that calls as itself has no identity of an account, no network of an account, and no session.
_ABSENT: Final = (
    *("aws:principal", "aws:userid", "aws:username", "aws:sourcevpc", "aws:vpcsourceip", "aws:sourceip"),
    *("aws:sourceidentity", "aws:federatedprovider", "aws:tokenissuetime", "aws:multifactorauth", "aws:ec2instance"),
    *("aws:calledvia", "aws:referer", "aws:requesttag/", "aws:tagkeys", "aws:chatbot", "aws:assumedroot"),
    *("s3:dataaccesspoint", "s3:accesspoint", "s3:accessgrants", "s3:versionid", "s3:prefix", "s3:delimiter"),
    *("s3:max-keys", "s3:existingobjecttag/", "s3:requestobjecttag", "s3:x-amz-grant-", "s3:x-amz-copy-source"),
)
# What a header of an upload says: the ACL check has none.
_UPLOAD: Final = ("s3:x-amz-", "s3:object-lock-", "s3:if-")


def delivery_context(service: Service, source_arn: str, organization: str | None, *, upload: bool) -> dict[str, str]:
    """The keys of one delivery whose value is certain.

    Args:
        service: Who delivers.
        source_arn: The trail or the logs that it delivers for.
        organization: The organization whose trail delivers; None: no such trail.
        upload: Whether the request is PutObject; else it is the ACL check.

    Returns:
        Keys in lower case, to values.
    """
    context = {
        **_CERTAIN,
        SOURCE_ARN: source_arn,
        SOURCE_ACCOUNT: source_arn.split(":", ARN_COMPONENTS - 1)[4],
        "aws:principalservicename": service.principal,
        "aws:principalservicenameslist": service.principal,
    }
    if organization is not None and service is CLOUDTRAIL:
        context["aws:sourceorgid"] = organization
    if upload:
        context[ACL_KEY] = ACL
    return context


def certainty(condition: Condition, context: Mapping[str, str]) -> bool | None:
    """Whether a conjunct holds for a delivery.

    Args:
        condition: The conjunct.
        context: The keys of the delivery whose value is certain.

    Returns:
        None where that depends on a key that a delivery may have or not have, with whatever value.
    """
    actual = context.get(condition.key)
    if actual is None and not _is_absent(condition.key, context):
        return None
    return holds(condition, actual, context)


def _is_absent(key: str, context: Mapping[str, str]) -> bool:
    return key.startswith(_ABSENT) or (ACL_KEY not in context and key.startswith(_UPLOAD))
