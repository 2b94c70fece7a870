"""A public access block blocks all four ways of making a bucket public."""

from collections.abc import Iterator, Mapping
from typing import Final

from frameworks import cis
from log_buckets import OTHER_BUCKETS, PUBLIC_ACCESS_BLOCK, other_buckets_option
from pulumi_policy import Severity
from resource_types import NATIVE_BUCKET
from resource_view import Resource
from rule import ResourceRule
from rule_options import Options, texts_option

_FLAGS: Final = ("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets")
# Of all buckets of an account, whichever of them hold logs.
_OF_ACCOUNT: Final = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"
# The properties above the flags.
_WITHIN: Final[Mapping[str, tuple[str, ...]]] = {
    PUBLIC_ACCESS_BLOCK: (),
    _OF_ACCOUNT: (),
    NATIVE_BUCKET: ("publicAccessBlockConfiguration",),
}


def _check(resource: Resource, options: Options) -> Iterator[str]:
    within = _WITHIN[resource.type]
    # A bucket without any is found by `log-bucket-has-public-access-block`.
    if _names(resource) & set(texts_option(options, OTHER_BUCKETS)) or (within and resource.read(*within) is None):
        return
    if off := [flag for flag in _FLAGS if not resource.flag(*within, flag)]:
        yield f"{', '.join(off)} not on: a policy or an ACL can make a bucket public.\nSet all four to true."


def _mend(resource: Resource, options: Options) -> Mapping[str, object]:
    # Of a bucket whose name is not known yet, it is not known either whether it holds logs.
    may_be_another = texts_option(options, OTHER_BUCKETS) and not any(_names(resource))
    return {} if _WITHIN[resource.type] or may_be_another else dict.fromkeys(_FLAGS, True)


def _names(resource: Resource) -> set[str | None]:
    return {resource.known_text("bucket"), resource.known_text("bucketName")}


RULE: Final = ResourceRule(
    name="public-access-block-is-complete",
    title="A public access block leaves a way to make a bucket public",
    severity=Severity.CRITICAL,
    framework=cis("2.1.5"),
    controls=("S3.8", "CloudTrail.6"),
    risk="A statement or an ACL that makes the logs public takes effect, instead of being refused.",
    remedy=(
        "Set blockPublicAcls, blockPublicPolicy, ignorePublicAcls and restrictPublicBuckets to true. Without "
        "configuration every bucket counts; name the ones without logs in otherBuckets."
    ),
    url="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
    types=frozenset(_WITHIN),
    check=_check,
    mend=_mend,
    options=other_buckets_option(),
)
