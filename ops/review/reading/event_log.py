"""The engine's event log: a JSON object a line (pulumi/pulumi, sdk/go/common/apitype/events.go: EngineEvent).

`pulumi preview --event-log FILE` writes one, and so does `pulumi preview --json` on its standard output when
PULUMI_ENABLE_STREAMING_JSON_PREVIEW is set. It lists what stays as it is, and has what policies say; but not which
property comes from which resource.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Annotated

from pydantic import BeforeValidator, Field

from ops.review.preview import Mended, Preview, Violation
from ops.review.reading.failures import failures
from ops.review.reading.steps import Written, WrittenStep, changes_of

# The CLI's own markup for colours: <{%fg 13%}>.
_COLOUR = re.compile(r"<\{%.*?%\}>")
CUT_SHORT = "the event log ends before the preview did"


class _Resource(Written):
    metadata: WrittenStep


class _Policy(Written):
    pack: str = Field(default="", alias="policyPackName")
    policy: str = Field(default="", alias="policyName")
    level: str = Field(default="", alias="enforcementLevel")
    severity: str = ""
    urn: str = Field(default="", alias="resourceUrn")
    message: str = ""


class _Diagnostic(Written):
    message: str = ""
    severity: str = ""


_Packs = Annotated[Mapping[str, str], BeforeValidator(lambda value: {} if value is None else value)]


class _Summary(Written):
    packs: _Packs = Field(default={}, alias="PolicyPacks")
    result: str = "succeeded"


class WrittenEvent(Written):
    """One line."""

    begins: _Resource | None = Field(default=None, alias="resourcePreEvent")
    ends: _Resource | None = Field(default=None, alias="resOutputsEvent")
    policy: _Policy | None = Field(default=None, alias="policyEvent")
    mended: _Policy | None = Field(default=None, alias="policyRemediationEvent")
    diagnostic: _Diagnostic | None = Field(default=None, alias="diagnosticEvent")
    summary: _Summary | None = Field(default=None, alias="summaryEvent")


def preview_of_events(events: Sequence[WrittenEvent]) -> Preview:
    """The preview that the events tell of."""
    summary = next((event.summary for event in reversed(events) if event.summary), None)
    violations = tuple(_violation(event.policy) for event in events if event.policy)
    errors = [
        _COLOUR.sub("", event.diagnostic.message)
        for event in events
        if event.diagnostic and event.diagnostic.severity == "error"
    ]
    if summary is None:
        errors.append(CUT_SHORT)
    elif summary.result == "failed" and not errors:
        errors.append("the engine says that it failed, but not why")
    return Preview(
        changes=changes_of(
            resource.metadata for event in events for resource in (event.begins, event.ends) if resource is not None
        ),
        lists_unchanged=summary is not None,
        mended=tuple(Mended(event.mended.policy, event.mended.urn) for event in events if event.mended),
        violations=violations,
        packs=() if summary is None else tuple(sorted({_pack(name, summary.packs[name]) for name in summary.packs})),
        errors=failures(errors, violations),
    )


def _violation(policy: _Policy) -> Violation:
    return Violation(
        pack=policy.pack,
        policy=policy.policy,
        # What could not be mended at the level "remediate" stops the update too; so may a level that we don't know.
        mandatory=policy.level != "advisory",
        severity=policy.severity,
        urn=policy.urn,
        message=_COLOUR.sub("", policy.message).strip(),
    )


def _pack(name: str, version: str) -> str:
    # `NAME|local|FOLDER` for a pack that is not published.
    return f"{name.split('|', 1)[0]} {version}".strip()
