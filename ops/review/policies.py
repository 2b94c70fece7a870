"""What the policies say, with the remedies that the pack has for it."""

from dataclasses import dataclass, replace
from typing import Final

from ops.policy_pack import Advice, advice_on_rules
from ops.review.preview import Preview, Violation

# The pack's own policies about its settings: policies/exemption_rules.py.
EXEMPT: Final = "exemption-in-force"


@dataclass(frozen=True)
class PolicyResult:
    """One policy and all that it says.

    Attributes:
        policy: The policy's name.
        mandatory: Whether any of it stops the update.
        severity: `low`, `medium`, `high` or `critical`; empty when unknown.
        title: What is wrong, in a line; empty when the policy is not of this project's pack.
        remedy: What to do; empty likewise.
        violations: What it says, a resource each; without the title, with which the pack begins each message.
    """

    policy: str
    mandatory: bool
    severity: str
    title: str
    remedy: str
    violations: tuple[Violation, ...]


@dataclass(frozen=True)
class PolicyResults:
    """What all policies say.

    Attributes:
        results: Those that found something: what stops the update first, and the severest first.
        exemptions: What is exempt from a rule, and why: a line each.
    """

    results: tuple[PolicyResult, ...]
    exemptions: tuple[Violation, ...]


_SEVERITIES: Final = ("critical", "high", "medium", "low", "")


def policy_results(preview: Preview) -> PolicyResults | None:
    """What the policies say; None when the input does not carry it."""
    if preview.violations is None:
        return None
    by_policy: dict[str, list[Violation]] = {}
    for violation in preview.violations:
        by_policy.setdefault(violation.policy, []).append(violation)
    exemptions = by_policy.pop(EXEMPT, [])
    results = [_result(policy, tuple(violations)) for policy, violations in by_policy.items()]
    return PolicyResults(
        tuple(sorted(results, key=lambda each: (not each.mandatory, _SEVERITIES.index(each.severity), each.policy))),
        tuple(exemptions),
    )


def _result(policy: str, violations: tuple[Violation, ...]) -> PolicyResult:
    advice = advice_on_rules().get(policy, Advice("", "", ""))
    severity = next((one.severity for one in violations if one.severity), advice.severity)
    return PolicyResult(
        policy=policy,
        mandatory=any(one.mandatory for one in violations),
        severity=severity if severity in _SEVERITIES else "",
        title=advice.title,
        remedy=advice.remedy,
        violations=tuple(replace(one, message=_without(advice.title, one.message)) for one in violations),
    )


def _without(title: str, message: str) -> str:
    first, _, rest = message.partition("\n")
    return rest if first == title and rest else message
