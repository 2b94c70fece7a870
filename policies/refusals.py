"""What S3 refuses although each value is of its form: it names nothing that the statement could be about.

An Allow of other principals, actions or resources is outside its contract anyway. A Deny is never held against one, and
a document that S3 refuses takes back nothing: the policy that was there before stays.

Sources: Service Authorization Reference, "Actions, resources, and condition keys for Amazon S3"; the errors that S3
gives as `MalformedPolicy` ("Invalid principal in policy", "Policy has invalid action", "Policy has invalid resource",
"Action does not apply to any resource(s) in statement", "Policy has an invalid condition key", "Conditions do not apply
to combination of actions and resources in statement"); IAM User Guide, "AWS JSON policy elements: Principal". What is
less certain is let through: a NotResource, a pattern that may match, an action neither on buckets nor on objects, the
keys of other services.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from contract import Contract
from findings import Finding, shown, shown_alternatives
from globs import has_wildcard, matches
from key_names import key_as_aws_writes_it
from policy_model import Document, Principal, Statement
from s3_keys import has_key, is_key_of_s3
from s3_operations import is_no_operation, is_of_another_service, kinds_of
from statement_findings import finding

_REMEMBERED: Final = 1024
_BUCKET: Final = frozenset({"bucket"})
_OBJECT: Final = frozenset({"object"})
_OPEN: Final = re.compile(r"[*?]|\$\{")
_AS_DOCUMENTED: Final = "as the Service Authorization Reference does"


class _Nothing(NamedTuple):
    """What a statement names that there is not.

    Attributes:
        kinds: The kinds of principal with a wildcard that AWS does not have.
        strangers: The principals of other partitions.
        services: The actions of other services.
        operations: The actions that S3 does not have.
    """

    kinds: tuple[str, ...]
    strangers: tuple[str, ...]
    services: tuple[str, ...]
    operations: tuple[str, ...]


class _Needs(NamedTuple):
    """The actions of a statement that are on buckets only, and those that are on objects only."""

    bucket: tuple[str, ...]
    object: tuple[str, ...]


def refused(document: Document, contract: Contract) -> list[Finding]:
    """What S3 refuses in the Deny statements of a document, and in the conditions of all.

    Args:
        document: The document.
        contract: What it is held against, with its partition.

    Returns:
        A "malformed" finding for each value.
    """
    findings: list[Finding] = []
    for statement in document.statements:
        if statement.effect == "Deny":
            findings += _names_no_one(statement, contract.partition)
            findings += _misses(statement, contract.bucket_arn)
        for condition in statement.conditions:
            if condition.key.startswith("s3:"):
                findings += _without_key(statement, condition.key)
    return list(dict.fromkeys(findings))


def without_resource(statement: Statement, bucket: str) -> Iterator[Finding]:
    """A "malformed" finding for each kind of resource that an action is on and the Resource has none of.

    Args:
        statement: The statement, with Action and Resource.
        bucket: The ARN of the bucket.
    """
    objects = f"{bucket}/"
    needs = _needs(statement.actions)
    if needs.bucket and not any(_may_be_bucket(resource, bucket) for resource in statement.resources):
        yield _not_on(statement, needs.bucket, "the bucket, which the Resource does not name", bucket)
    if needs.object and not any(_may_be_object(resource, objects) for resource in statement.resources):
        yield _not_on(statement, needs.object, "objects, and the Resource names none", f"{objects}*")


def _names_no_one(deny: Statement, partition: str | None) -> Iterator[Finding]:
    nothing = _nothing(deny.principals, deny.actions, partition)
    for kind in nothing.kinds:
        yield _malformed(deny, "Principal", f"AWS has no wildcard for the kind {kind}", 'Write "*", or name each')
    for stranger in nothing.strangers:
        yield _malformed(deny, "Principal", f"{shown(stranger)} is of another partition", f"Name those of {partition}")
    for action in nothing.services:
        yield _malformed(deny, "Action", f"{shown(action)} is of another service", "Write actions of S3")
    for action in nothing.operations:
        yield _malformed(
            deny, "Action", f"{shown(action)} is no action of S3 that this version knows", f"Spell it {_AS_DOCUMENTED}"
        )


# The same few Denies come in every document.
@lru_cache(maxsize=_REMEMBERED)
def _nothing(principals: tuple[Principal, ...], actions: tuple[str, ...], partition: str | None) -> _Nothing:
    names = dict.fromkeys(name for _, name in principals if name.startswith("arn:"))
    return _Nothing(
        kinds=tuple(dict.fromkeys(kind for kind, name in principals if name == "*" and kind not in ("*", "AWS"))),
        strangers=tuple(name for name in names if not name.startswith(f"arn:{partition}:")),
        services=tuple(filter(is_of_another_service, dict.fromkeys(actions))),
        operations=tuple(filter(is_no_operation, dict.fromkeys(actions))),
    )


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
    if "NotAction" not in deny.inverted:
        yield from without_resource(deny, bucket)


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


def _not_on(statement: Statement, actions: tuple[str, ...], what: str, resource: str) -> Finding:
    problem = f"{shown(actions[0])} is an action on {what}"
    return _malformed(statement, "Resource", problem, f"Add {shown(resource)}")


def _without_key(statement: Statement, key: str) -> list[Finding]:
    # What a NotAction leaves is nearly everything.
    problem = _of_key(key, ("*",) if "NotAction" in statement.inverted else statement.actions)
    if problem is None:
        return []
    message, fix = problem
    named = shown(key_as_aws_writes_it(key))
    return [finding(statement, "Condition", f"{named} {message}", fix, kind="malformed", key=key)]


@lru_cache(maxsize=_REMEMBERED)
def _of_key(key: str, actions: tuple[str, ...]) -> tuple[str, str] | None:
    """What is wrong with a condition key of S3 beside these actions, and what to do about it; None: nothing."""
    if not is_key_of_s3(key):
        return "is no condition key of S3 that this version knows", f"Spell it {_AS_DOCUMENTED}"
    if any(has_wildcard(action) or has_key(action, key) for action in actions):
        return None
    return (
        f"is no condition key of {shown_alternatives(actions)}",
        "Leave it out, or write it beside an action that has it",
    )


def _malformed(statement: Statement, element: str, message: str, fix: str) -> Finding:
    inverse = f"Not{element}"
    return finding(statement, inverse if inverse in statement.inverted else element, message, fix, kind="malformed")
