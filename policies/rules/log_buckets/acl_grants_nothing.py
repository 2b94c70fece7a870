"""No access control list lets anyone but the owner into a bucket."""

from collections.abc import Iterator
from typing import Final, cast

from findings import shown
from frameworks import best_practice
from log_buckets import OTHER_BUCKETS, name_of, other_buckets_option
from pulumi_policy import Severity
from resource_view import Resource
from rule import ResourceRule
from rule_options import Options, texts_option
from values import items_in

# The only canned ACL that grants nothing, as S3 and as CloudFormation write it.
_OWNER_ONLY: Final = (None, "private", "Private")


def _object(value: object) -> dict[str, object]:
    """An object, or the one of a list, as some providers write it; nothing for what is neither."""
    items = items_in(value)
    return cast("dict[str, object]", items[0]) if len(items) == 1 and isinstance(items[0], dict) else {}


def _check(resource: Resource, options: Options) -> Iterator[str]:
    if name_of(resource) in texts_option(options, OTHER_BUCKETS):
        return
    for name in ("acl", "accessControl"):
        if (canned := resource.text(name)) not in _OWNER_ONLY:
            yield f"{name} {shown(canned)} lets others in.\nLeave it out; grant access in the bucket policy."
    for grant in resource.objects("grants"):
        yield f"The ACL grants {shown(grant)}.\nLeave grants out; grant access in the bucket policy."
    owner = resource.text("accessControlPolicy", "owner", "id")
    for grant in resource.objects("accessControlPolicy", "grants"):
        grantee = _object(grant.get("grantee"))
        # S3 reads of a grantee what its type says: beside a group's URI or an address, an id means nothing.
        if owner is None or grantee.get("id") != owner or grantee.get("uri") or grantee.get("emailAddress"):
            yield f"The ACL grants {shown(grant)} to another than the owner.\nLeave the grant out."


RULE: Final = ResourceRule(
    name="log-bucket-acl-grants-nothing",
    title="An access control list of a bucket lets others in",
    severity=Severity.CRITICAL,
    framework=best_practice("S3.12"),
    controls=("S3.12", "S3.2", "S3.3"),
    risk=(
        "An ACL grants beside the bucket policy, where no one looks: a canned one opens the logs to everyone, to every "
        "AWS account, or to a group that anyone can join."
    ),
    remedy=(
        "Set no ACL, and BucketOwnerEnforced in the bucket's ownership controls, which turns ACLs off. Without "
        "configuration every bucket counts; name the ones without logs in otherBuckets."
    ),
    url="https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html",
    types=frozenset({"aws:s3/bucketAcl:BucketAcl", "aws:s3/bucket:Bucket", "aws-native:s3:Bucket"}),
    check=_check,
    options=other_buckets_option(),
)
