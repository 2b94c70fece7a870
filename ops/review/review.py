"""A review: everything that is said of a preview, before it is laid out for a reader."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from ops.review.components import Component, components_of
from ops.review.costs import CostChange, cost_changes
from ops.review.detectors import findings_in
from ops.review.findings import Finding, Level
from ops.review.policies import PolicyResults, policy_results
from ops.review.preview import Operation, Preview
from ops.review.unknowns import Unknown, unknowns_in


class FailOn(StrEnum):
    """What makes a review end a pipeline. Each includes those before it."""

    NEVER = "never"
    POLICY = "policy"
    """A mandatory policy is violated, or the preview failed."""
    DANGEROUS = "dangerous"
    """A change is dangerous."""
    ANY = "any"
    """Anything changes at all."""


@dataclass(frozen=True)
class Review:
    """What there is to say.

    Attributes:
        preview: What it is about.
        findings: What a reviewer has to know, what is dangerous first.
        policies: What the policies say; None when the input does not carry it.
        components: All changes, by component.
        costs: What is billed more or less.
        unknowns: The inputs that the preview could not know.
    """

    preview: Preview
    findings: tuple[Finding, ...]
    policies: PolicyResults | None
    components: tuple[Component, ...]
    costs: tuple[CostChange, ...]
    unknowns: tuple[Unknown, ...]

    @cached_property
    def dangerous(self) -> tuple[Finding, ...]:
        """The findings that are dangerous."""
        return tuple(one for one in self.findings if one.level is Level.DANGEROUS)

    @cached_property
    def notices(self) -> tuple[Finding, ...]:
        """The findings that are worth a look."""
        return tuple(one for one in self.findings if one.level is Level.NOTICE)

    @cached_property
    def counts(self) -> dict[Operation, int]:
        """How many resources each operation is for, components left out."""
        counted = Counter(change.operation for change in self.preview.changing)
        return {operation: counted[operation] for operation in Operation if counted[operation]}

    @property
    def violates(self) -> bool:
        """Whether a mandatory policy is violated."""
        return self.policies is not None and any(result.mandatory for result in self.policies.results)

    def fails(self, threshold: FailOn) -> bool:
        """Whether the review ends a pipeline that fails on this.

        A preview that failed is incomplete, so that what it does not say is not known to be harmless.
        """
        reached = {
            FailOn.POLICY: self.violates or bool(self.preview.errors),
            FailOn.DANGEROUS: bool(self.dangerous),
            FailOn.ANY: bool(self.counts),
        }
        order = list(FailOn)
        return any(reached[one] for one in order[1 : order.index(threshold) + 1])


def review_of(preview: Preview) -> Review:
    """Review a preview."""
    return Review(
        preview=preview,
        findings=findings_in(preview),
        policies=policy_results(preview),
        components=components_of(preview),
        costs=cost_changes(preview.changing),
        unknowns=unknowns_in(preview),
    )
