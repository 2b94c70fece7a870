"""What the policies say, with the remedies that the pack has for it."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from ops.review.preview import Preview, Violation

sys.path.append(str(Path(__file__).parents[2] / "policies"))

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
        violations: What it says, a resource each.
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


@dataclass(frozen=True)
class _Advice:
    severity: str
    title: str
    remedy: str


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
    advice = _advice().get(policy, _Advice("", "", ""))
    severity = next((one.severity for one in violations if one.severity), advice.severity)
    return PolicyResult(
        policy=policy,
        mandatory=any(one.mandatory for one in violations),
        severity=severity if severity in _SEVERITIES else "",
        title=advice.title,
        remedy=advice.remedy,
        violations=violations,
    )


@cache
def _advice() -> Mapping[str, _Advice]:
    """What the pack says of its rules. Read only when there is something to say: it takes half a second."""
    from pack import RULES  # noqa: PLC0415 - see above

    return {rule.name: _Advice(rule.severity.value, rule.title, rule.remedy) for rule in RULES}
