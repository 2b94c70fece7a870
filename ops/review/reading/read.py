"""Reads a preview, in whichever form it is."""

import json
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from ops.errors import OpsError
from ops.review.preview import Change, Preview
from ops.review.reading.event_log import WrittenEvent, preview_of_events
from ops.review.reading.failures import failures
from ops.review.reading.preview_json import WrittenPreview

_FIX = (
    "give the output of `pulumi preview --json`, or an event log of the engine; if it is one, its engine is one that "
    "this program can't read"
)


def read_preview(text: bytes | str) -> Preview:
    """Read a preview.

    Args:
        text: What `pulumi preview --json` printed, or an event log.

    Raises:
        OpsError: It is neither.
    """
    whole = text.decode("utf-8-sig", errors="replace") if isinstance(text, bytes) else text
    if not whole.strip():
        raise OpsError(
            problem="there is no preview",
            value="nothing was written",
            fix="look at what `pulumi preview --json` says on standard error",
        )
    try:
        document = json.loads(whole)
    except json.JSONDecodeError as error:
        # Two objects are no document, but may be two lines of an event log.
        if error.msg != "Extra data":
            raise _unreadable(f"not JSON: {error}") from error
        return _of_events(whole)
    except RecursionError as error:
        raise _unreadable("nested too deep to read") from error
    if isinstance(document, dict) and "sequence" in document:
        return _of_events(whole)
    if not (isinstance(document, dict) and ("steps" in document or "diagnostics" in document)):
        raise _unreadable("JSON, but neither steps nor events")
    try:
        return WrittenPreview.model_validate(document).preview()
    except ValidationError as error:
        raise _unreadable(_first_fault(error)) from error


def both(preview: Preview, log: Preview) -> Preview:
    """One preview of the two forms of it, each of which knows what the other doesn't."""
    written: dict[str, Change] = dict(preview.by_urn)
    changes = [written.pop(change.urn, change) for change in log.changes]
    return replace(
        log,
        changes=(*changes, *written.values()),
        lists_unchanged=log.lists_unchanged or preview.lists_unchanged,
        errors=failures((*preview.errors, *log.errors), log.violations or ()),
    )


def _of_events(text: str) -> Preview:
    events: list[WrittenEvent] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            events.append(WrittenEvent.model_validate_json(line))
        except ValidationError as error:
            raise _unreadable(f"line {number}: {_first_fault(error)}") from error
    return preview_of_events(events)


def _first_fault(error: ValidationError) -> str:
    fault: Any = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(map(str, fault["loc"]))
    return f"{where}: {fault['msg']}" if where else str(fault["msg"])


def _unreadable(found: str) -> OpsError:
    return OpsError(problem="this is not a preview", value=found, fix=_FIX)
