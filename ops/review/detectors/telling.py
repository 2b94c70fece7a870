"""Makes findings: the subject of a change, and what is to be said of it."""

from ops.review.detectors.subject import subject
from ops.review.findings import Finding, Level
from ops.review.preview import Change
from ops.review.sentence import Sentence


def finding(level: Level, change: Change, what: Sentence, *details: Sentence) -> Finding:
    """A finding about one resource.

    Args:
        level: How much it matters.
        change: What happens to the resource.
        what: What is to be said, after its name: "is deleted".
        details: See `Finding`.
    """
    name = subject(change)
    return Finding(
        level=level,
        urn=change.urn,
        what=Sentence(f"{name.template} {what.template}", name.values + what.values),
        details=details,
    )


def dangerous(change: Change, what: Sentence, *details: Sentence) -> Finding:
    """A finding at the level `DANGEROUS`; see `finding`."""
    return finding(Level.DANGEROUS, change, what, *details)


def notice(change: Change, what: Sentence, *details: Sentence) -> Finding:
    """A finding at the level `NOTICE`; see `finding`."""
    return finding(Level.NOTICE, change, what, *details)
