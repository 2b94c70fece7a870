"""Builds previews of a few resources, in the JSON that the CLI prints."""

import json
from typing import Any

from ops.review.findings import Finding, Level
from ops.review.preview import Preview
from ops.review.reading.read import read_preview
from ops.review.render.quoting import plain

STACK = "urn:pulumi:dev::baseline::pulumi:pulumi:Stack::baseline-dev"
Inputs = dict[str, Any]


def urn(type_: str, name: str) -> str:
    return f"urn:pulumi:dev::baseline::{type_}::{name}"


def step(
    op: str,
    type_: str,
    name: str = "it",
    *,
    old: Inputs | None = None,
    new: Inputs | None = None,
    parent: str = STACK,
    old_state: Inputs | None = None,
    new_state: Inputs | None = None,
    **more: Any,
) -> dict[str, Any]:
    """One step. Without `old` or `new`, there is no such state; `old_state` and `new_state` add to them."""
    own = urn(type_, name)
    states = {
        key: {"urn": own, "type": type_, "custom": True, "parent": parent, "inputs": inputs, **(extra or {})}
        for key, inputs, extra in (("oldState", old, old_state), ("newState", new, new_state))
        if inputs is not None
    }
    return {"op": op, "urn": own, **states, **more}


def created(type_: str, inputs: Inputs, name: str = "it", **more: Any) -> dict[str, Any]:
    return step("create", type_, name, new=inputs, **more)


def updated(type_: str, old: Inputs, new: Inputs, name: str = "it", **more: Any) -> dict[str, Any]:
    return step("update", type_, name, old=old, new=new, **more)


def replaced(type_: str, old: Inputs, new: Inputs, name: str = "it", **more: Any) -> dict[str, Any]:
    return step("replace", type_, name, old=old, new=new, **more)


def deleted(type_: str, inputs: Inputs, name: str = "it", **more: Any) -> dict[str, Any]:
    return step("delete", type_, name, old=inputs, **more)


def same(type_: str, inputs: Inputs, name: str = "it", **more: Any) -> dict[str, Any]:
    return step("same", type_, name, old=inputs, new=inputs, **more)


def preview_of(*steps: dict[str, Any], hidden: int = 0) -> Preview:
    """What the CLI prints of the steps; `hidden` is how many resources stay as they are and aren't listed."""
    summary: dict[str, int] = {}
    for each in steps:
        summary[each["op"]] = summary.get(each["op"], 0) + 1
    summary["same"] = summary.get("same", 0) + hidden
    return read_preview(json.dumps({"steps": steps, "changeSummary": summary}))


def told(findings: tuple[Finding, ...], level: Level) -> list[str]:
    """What findings of a level say, without their details."""
    return [finding.what.text(plain) for finding in findings if finding.level is level]


def details(findings: tuple[Finding, ...]) -> list[str]:
    """All details, in order."""
    return [detail.text(plain) for finding in findings for detail in finding.details]
