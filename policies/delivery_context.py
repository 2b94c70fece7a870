"""The condition keys of a log-delivery service's own request: what is certain about them, and what isn't.

Sources: IAM User Guide, "AWS global condition context keys" (keys of the principal are absent when a service calls as
itself; aws:PrincipalIsAWSService and aws:PrincipalServiceName are there); S3 User Guide, "Bucket policy examples using
condition keys"; CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail", and Amazon VPC User Guide, "Publish
flow logs to Amazon S3", for the keys that their policies pin; Amazon S3 API Reference, "PutObject" and "Amazon S3
Signature Version 4 authentication specific policy keys", for the values that there are.
"""

from collections.abc import Mapping, Sequence
from itertools import compress
from typing import Final

from contract import ACL, CLOUDTRAIL, Service
from evaluation import names_resource
from globs import ARN_COMPONENTS, has_wildcard
from operators import holds, taken_apart
from policy_model import Condition, Statement
from source import SOURCE_ACCOUNT, SOURCE_ARN
from variables import ESCAPES, VARIABLE

ACL_KEY: Final = "s3:x-amz-acl"

_CERTAIN: Final = {
    "aws:securetransport": "true",
    "aws:viaawsservice": "false",
    "aws:principalisawsservice": "true",
}
ONE_OF: Final[Mapping[str, Sequence[str | None]]] = {
    "s3:tlsversion": ("1.2", "1.3"),
    "s3:signatureversion": ("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256"),
    "s3:authtype": ("REST-HEADER", "REST-QUERY-STRING", "POST"),
    "s3:x-amz-server-side-encryption": (None, "AES256", "aws:kms", "aws:kms:dsse"),
}
"""Keys that have one of these values; None: the key is not there."""
# No delivery is still to come of an earlier time, and none comes later. What holds at both ends counts as always true,
# which is wrong for one moment between them only.
_ENDS: Final[Mapping[str, Sequence[str | None]]] = {
    "aws:currenttime": ("2026-01-01T00:00:00Z", "9999-12-31T23:59:59Z"),
    "aws:epochtime": ("1767225600", "253402300799"),
}
_TRIED: Final = {**ONE_OF, **_ENDS}
# A service that calls as itself has no identity of an account, no network of an account, and no session.
_ABSENT: Final = (
    *("aws:principal", "aws:userid", "aws:username", "aws:sourcevpc", "aws:vpc", "aws:sourceip", "aws:signinsession"),
    *("aws:sourceidentity", "aws:federatedprovider", "aws:tokenissuetime", "aws:multifactorauth", "aws:ec2instance"),
    *("aws:calledvia", "aws:referer", "aws:requesttag/", "aws:tagkeys", "aws:chatbot", "aws:assumedroot"),
    *("ec2:", "identitystore:", "lambda:", "saml:", "sts:"),
    *("s3:dataaccesspoint", "s3:accesspoint", "s3:accessgrants", "s3:versionid", "s3:prefix", "s3:delimiter"),
    *("s3:max-keys", "s3:existingobjecttag/", "s3:requestobjecttag", "s3:x-amz-grant-", "s3:x-amz-copy-source"),
    *("s3:x-amz-metadata-directive", "s3:x-amz-website-redirect-location"),
    "s3:x-amz-server-side-encryption-customer-algorithm",
)
# What a header of an upload says: the ACL check has none.
_UPLOAD: Final = ("s3:x-amz-", "s3:object-lock-", "s3:if-")
_EVERY_REQUEST: Final = "s3:x-amz-content-sha256"


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
        None where that depends on a key that a delivery may have or not have, with whatever value, or on how AWS reads
        a pattern for an ARN that isn't one.
    """
    actual = context.get(condition.key)
    if actual is None and not _is_absent(condition.key, context):
        return _certainty_by_tries(condition, context)
    if actual is None:
        return holds(condition, actual, context)
    if "Arn" in condition.operator or _has_variables(condition.values):
        return _certainty_by_values(condition, actual, context)
    return holds(condition, actual, context)


def _certainty_by_tries(condition: Condition, context: Mapping[str, str]) -> bool | None:
    """What a conjunct comes to with each value that its key may have, if those are known."""
    tried = _TRIED.get(condition.key)
    if tried is None or any(_is_unknown(value, context) for value in condition.values):
        return None
    answers = {holds(condition, value, context) for value in tried}
    return answers.pop() if len(answers) == 1 else None


def _certainty_by_values(condition: Condition, actual: str, context: Mapping[str, str]) -> bool | None:
    """The values are alternatives: if one that is known compares, the others make no difference."""
    of_arns = "Arn" in condition.operator
    is_known = [
        not _is_unknown(value, context) and not (of_arns and _is_less_than_an_arn(value)) for value in condition.values
    ]
    if all(is_known):
        return holds(condition, actual, context)
    known = condition._replace(values=tuple(compress(condition.values, is_known)))
    no_match = taken_apart(condition.operator).negated
    return None if holds(known, actual, context) is no_match else not no_match


def _has_variables(texts: tuple[str, ...]) -> bool:
    # One search through all takes half the time of one for each: it is asked for every Deny of every document.
    return "${" in "\n".join(texts)


def names_certainly(statement: Statement, resource: str, context: Mapping[str, str]) -> bool:
    """Whether a statement's Resource or NotResource is certain to take in a resource of a delivery.

    Args:
        statement: The statement.
        resource: The ARN.
        context: The keys of the delivery whose value is certain.
    """
    if not _has_variables(statement.resources):
        return names_resource(statement, resource, context)
    known = tuple([pattern for pattern in statement.resources if not _is_unknown(pattern, context)])
    if "NotResource" in statement.inverted and known != statement.resources:
        return False
    return names_resource(statement._replace(resources=known), resource, context)


def _is_unknown(value: str, context: Mapping[str, str]) -> bool:
    """Whether a value has a variable that a delivery may have or not have, with whatever value."""
    if "${" not in value:
        return False
    names = [match[1].lower() for match in VARIABLE.finditer(value) if match[1] not in ESCAPES]
    return any(name not in context and not _is_absent(name, context) for name in names)


def _is_less_than_an_arn(pattern: str) -> bool:
    """Whether it has wildcards but not the six components that the Arn operators compare: what AWS does isn't said."""
    return pattern.count(":") < ARN_COMPONENTS - 1 and has_wildcard(pattern)


def _is_absent(key: str, context: Mapping[str, str]) -> bool:
    # The keys of an identity provider begin with its domain; a service comes from none.
    of_provider = "." in key.partition(":")[0]
    of_upload = key.startswith(_UPLOAD) and key != _EVERY_REQUEST
    return of_provider or key.startswith(_ABSENT) or (of_upload and ACL_KEY not in context)
