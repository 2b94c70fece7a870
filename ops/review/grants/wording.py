"""Says in a sentence what a grant is, and how it differs."""

from ops.policy_pack import key_as_aws_writes_it
from ops.review.grants.comparison import Difference, Effect
from ops.review.grants.grant import EVERYONE, Conjunct, Grant
from ops.review.sentence import Sentence


def sentence(difference: Difference, *, holder: str = "") -> Sentence:
    """Say how a grant differs.

    Args:
        difference: The difference.
        holder: Whose grant it is, for a document that does not say: a role's own policy.
    """
    words, values = _grant(difference.grant, holder)
    if difference.former is None:
        return Sentence(f"{difference.effect}: {words}", values)
    if difference.effect is Effect.UNGUARDED:
        rest, rest_values = _conditions(difference.former.conditions)
        return Sentence(
            f"{difference.effect}: {words}; what is left denies it{rest or ' in part'}", values + rest_values
        )
    former, former_values = _former(difference.former, difference.grant, holder)
    return Sentence(f"{difference.effect}: {words}; before: {former}", values + former_values)


def _grant(grant: Grant, holder: str) -> tuple[str, tuple[str, ...]]:
    who, who_values = _principal(grant, holder)
    conditions, condition_values = _conditions(grant.conditions)
    verb = "may" if grant.allows else "may not"
    action = "do all but {}" if "NotAction" in grant.inverted else "{}"
    resource = "on all but {}" if "NotResource" in grant.inverted else "on {}"
    return (
        f"{who} {verb} {action} {resource}{conditions}",
        (*who_values, grant.action_as_written, grant.resource, *condition_values),
    )


def _former(former: Grant, grant: Grant, holder: str) -> tuple[str, tuple[str, ...]]:
    """The former grant, without what both have in common."""
    if former.target != grant.target or former.inverted != grant.inverted:
        return _grant(former, holder)
    words, values = _conditions(former.conditions)
    return (words.strip() or "without condition"), values


def _principal(grant: Grant, holder: str) -> tuple[str, tuple[str, ...]]:
    kind, name = grant.principal
    if holder and grant.principal in EVERYONE:
        return "{}", (holder,)
    if "NotPrincipal" in grant.inverted:
        return "everyone but {}", (name,)
    if grant.principal in EVERYONE:
        return "everyone", ()
    return "{}", (name if kind == "Service" else f"{kind} {name}",)


def _conditions(conditions: frozenset[Conjunct]) -> tuple[str, tuple[str, ...]]:
    if not conditions:
        return "", ()
    listed = sorted(conditions, key=lambda each: (each.key, each.operator))
    return (
        " if " + " and ".join("{}" for _ in listed),
        tuple(f"{key_as_aws_writes_it(each.key)} {each.operator} {', '.join(sorted(each.values))}" for each in listed),
    )
