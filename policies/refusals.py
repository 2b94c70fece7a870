"""What S3 refuses in a Deny although each value is of its form: it names nothing that the Deny could be about.

An Allow like that is outside its contract anyway. A Deny is never held against one, and a document that S3 refuses
takes back nothing: the policy that was there before stays.

Sources: Service Authorization Reference, "Actions, resources, and condition keys for Amazon S3"; the errors that S3
gives as `MalformedPolicy` ("Invalid principal in policy", "Policy has invalid action", "Policy has invalid resource",
"Action does not apply to any resource(s) in statement"); IAM User Guide, "AWS JSON policy elements: Principal". What
is less certain is let through: a NotResource, a pattern that may match, an action neither on buckets nor on objects.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from contract import Contract
from findings import Finding, shown
from globs import has_wildcard, matches
from policy_model import Document, Principal, Statement
from s3_operations import is_no_operation, kinds_of
from statement_findings import finding

_REMEMBERED: Final = 1024
_BUCKET: Final = frozenset({"bucket"})
_OBJECT: Final = frozenset({"object"})
_OPEN: Final = re.compile(r"[*?]|\$\{")


class _Needs(NamedTuple):
    """The actions of a statement that are on buckets only, and those that are on objects only."""

    bucket: tuple[str, ...]
    object: tuple[str, ...]


def refused(document: Document, contract: Contract) -> list[Finding]:
    """What S3 refuses in the Deny statements of a document.

    Args:
        document: The document.
        contract: What it is held against, with its partition.

    Returns:
        A "malformed" finding for each value.
    """
    return [
        problem
        for statement in document.statements
        if statement.effect == "Deny"
        for problem in (*_names_no_one(statement), *_misses(statement, contract.bucket_arn))
    ]


def _names_no_one(deny: Statement) -> list[Finding]:
    principals, actions = _nothing(deny.principals, deny.actions)
    return [
        *(
            _malformed(deny, "Principal", f"AWS has no wildcard for the kind {kind}", 'Write "*", or name each')
            for kind in principals
        ),
        *(
            _malformed(
                deny,
                "Action",
                f"{shown(action)} is no action of S3 that this version knows",
                "Spell it as the Service Authorization Reference does",
            )
            for action in actions
        ),
    ]


# The same few Denies come in every document.
@lru_cache(maxsize=_REMEMBERED)
def _nothing(principals: tuple[Principal, ...], actions: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The kinds of principal with a wildcard that AWS does not have, and the actions that S3 does not have."""
    kinds = dict.fromkeys(kind for kind, name in principals if name == "*" and kind not in ("*", "AWS"))
    return tuple(kinds), tuple(filter(is_no_operation, dict.fromkeys(actions)))


def _misses(deny: Statement, bucket: str) -> Iterator[Finding]:
    if "NotResource" in deny.inverted:
        return
    objects = f"{bucket}/"
    for resource in deny.resources:
        if resource != bucket and not resource.startswith(objects) and not _may_match(resource, objects):
            yield _malformed(
                deny,
                "Resource",
                f"{shown(resource)} is neither this bucket nor in it",
                f"Write {shown(bucket)} or {shown(f'{objects}*')}",
            )
            return
    if "NotAction" in deny.inverted:
        return
    needs = _needs(deny.actions)
    if needs.bucket and not any(_may_be_bucket(resource, bucket) for resource in deny.resources):
        yield _not_on(deny, needs.bucket, "the bucket, which the Resource does not name", bucket)
    if needs.object and not any(_may_be_object(resource, objects) for resource in deny.resources):
        yield _not_on(deny, needs.object, "objects, and the Resource names none", f"{objects}*")


@lru_cache(maxsize=_REMEMBERED)
def _needs(actions: tuple[str, ...]) -> _Needs:
    kinds = {action: kinds_of(action) for action in actions}
    return _Needs(*(tuple([action for action in kinds if kinds[action] == only]) for only in (_BUCKET, _OBJECT)))


def _may_match(pattern: str, objects: str) -> bool:
    """Whether something in the bucket, or the bucket, might match a pattern that begins with neither."""
    opening = _OPEN.search(pattern)
    return opening is not None and objects.startswith(pattern[: opening.start()])


def _may_be_bucket(pattern: str, bucket: str) -> bool:
    return "${" in pattern or matches(pattern, bucket)


def _may_be_object(pattern: str, objects: str) -> bool:
    return pattern.startswith(objects) or has_wildcard(pattern) or "${" in pattern


def _not_on(deny: Statement, actions: tuple[str, ...], what: str, resource: str) -> Finding:
    problem = f"{shown(actions[0])} is an action on {what}"
    return _malformed(deny, "Resource", problem, f"Add {shown(resource)}")


def _malformed(deny: Statement, element: str, message: str, fix: str) -> Finding:
    inverse = f"Not{element}"
    return finding(deny, inverse if inverse in deny.inverted else element, message, fix, kind="malformed")
