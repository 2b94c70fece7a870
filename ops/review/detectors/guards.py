"""What keeps the record private and whole, where that is taken away: encryption, access blocks, access logging."""

from collections.abc import Iterator, Mapping
from typing import Final

from ops.review.detectors.subject import KEY, LOG_GROUP, TOPIC
from ops.review.detectors.telling import dangerous, notice
from ops.review.findings import Finding
from ops.review.preview import Change, Operation
from ops.review.sentence import Sentence, say

_PUBLIC_ACCESS: Final = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"
_OWNERSHIP: Final = "aws:s3/bucketOwnershipControls:BucketOwnershipControls"
_LOGGING: Final = "aws:s3/bucketLogging:BucketLogging"
_ENCRYPTION: Final = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
_SWITCHES: Final = ("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets")
_REMOVED: Final[Mapping[str, Sentence]] = {
    _PUBLIC_ACCESS: say("The bucket's policy and ACLs may then make it public"),
    _OWNERSHIP: say("ACLs may then give objects away"),
    _LOGGING: say("No one can tell any more who read or deleted its objects"),
    _ENCRYPTION: say("New objects are encrypted with S3's own key from then on"),
}
# What encrypts with a key of the stack, and without it with one of AWS.
_KEYS: Final[Mapping[str, str]] = {LOG_GROUP: "kmsKeyId", TOPIC: "kmsMasterKeyId"}


def guard_removed(change: Change) -> Iterator[Finding]:
    """A guard of a bucket, or the key of a log group or a topic, that is taken away; a key that is switched off."""
    if change.type in _REMOVED and change.operation is Operation.DELETE:
        yield dangerous(change, say("is removed"), _REMOVED[change.type])
    elif change.old is None or change.new is None:
        return
    elif change.type == _PUBLIC_ACCESS:
        off = [name for name in _SWITCHES if change.before(name) is True and change.after(name) is not True]
        if off:
            yield dangerous(change, say("is partly off: {}", ", ".join(off)), _REMOVED[_PUBLIC_ACCESS])
    elif change.type == KEY:
        yield from _key(change)
    elif (name := _KEYS.get(change.type)) and change.before(name) and not change.after(name):
        yield dangerous(change, say("is no longer encrypted with a key of the stack"))


def _key(change: Change) -> Iterator[Finding]:
    if change.before("isEnabled") is not False and change.after("isEnabled") is False:
        yield dangerous(change, say("is disabled"), say("What it encrypted can't be read, nor new logs written"))
    if change.before("enableKeyRotation") is True and change.after("enableKeyRotation") is not True:
        yield notice(change, say("no longer rotates"))
    before, after = change.before("deletionWindowInDays"), change.after("deletionWindowInDays")
    if isinstance(before, int | float) and isinstance(after, int | float) and after < before:
        yield notice(change, say("can be taken back for {} days after a deletion instead of {}", after, before))
