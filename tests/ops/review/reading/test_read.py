"""Previews in the forms in which engines write them, old and new."""

import json
from typing import Any

import pytest

from ops.errors import OpsError
from ops.review.preview import Operation, Preview
from ops.review.reading.event_log import CUT_SHORT
from ops.review.reading.read import both, read_preview
from tests.ops.review.previews import created, deleted, preview_of, replaced, same, step, updated, urn

GROUP = "aws:cloudwatch/logGroup:LogGroup"
SUMMARY = {
    "summaryEvent": {"maybeCorrupt": False, "result": "succeeded", "PolicyPacks": {"pack|local|policies": "1.2"}}
}


def log(*events: dict[str, Any]) -> str:
    return "\n".join(json.dumps({"sequence": place, "timestamp": 1, **event}) for place, event in enumerate(events))


def begins(op: str, name: str = "it", **metadata: Any) -> dict[str, Any]:
    return {"resourcePreEvent": {"metadata": {"op": op, "urn": urn(GROUP, name), **metadata}, "planning": True}}


@pytest.mark.parametrize(
    ("steps", "operation"),
    [
        (["create"], Operation.CREATE),
        (["update"], Operation.UPDATE),
        (["delete"], Operation.DELETE),
        (["same"], Operation.SAME),
        (["refresh"], Operation.SAME),
        (["read"], Operation.READ),
        (["import"], Operation.IMPORT),
        (["replace"], Operation.REPLACE),
        (["create-replacement", "replace", "delete-replaced"], Operation.REPLACE),
        (["delete-replaced", "replace", "create-replacement"], Operation.REPLACE),
        (["delete", "create"], Operation.REPLACE),
        (["an-operation-of-the-future"], Operation.OTHER),
    ],
)
def test_all_steps_of_a_resource_are_one_change(steps: list[str], operation: Operation) -> None:
    preview = preview_of(*(step(op, GROUP, old={}, new={}) for op in steps))

    assert [change.operation for change in preview.changes] == [operation]


def test_a_replacement_has_the_old_state_and_the_new_one_whatever_the_steps() -> None:
    preview = preview_of(
        step("create-replacement", GROUP, old={"name": "a"}, new={"name": "b"}, replaceReasons=["name"]),
        step("replace", GROUP, old={"name": "a"}, new={"name": "b"}, replaceReasons=["name"]),
        step("delete-replaced", GROUP, old={"name": "a"}),
    )

    (change,) = preview.changes
    assert (change.before("name"), change.after("name"), change.replaced_for) == ("a", "b", ("name",))


def test_what_is_deleted_is_not_there_after_and_what_is_created_not_before() -> None:
    gone, come = preview_of(deleted(GROUP, {"name": "a"}, "a"), created(GROUP, {"name": "b"}, "b")).changes

    assert (gone.before("name"), gone.new) == ("a", None)
    assert (come.old, come.after("name")) == (None, "b")


@pytest.mark.parametrize(("hidden", "expected"), [(0, True), (1, False)])
def test_the_summary_says_whether_all_that_stays_is_listed(hidden: int, expected: bool) -> None:
    assert preview_of(same(GROUP, {}), hidden=hidden).lists_unchanged is expected


def test_null_and_missing_fields_and_fields_of_the_future_do_no_harm() -> None:
    text = json.dumps(
        {
            "steps": [
                {"op": "create", "urn": urn(GROUP, "a"), "newState": {"inputs": None, "propertyDependencies": None}},
                {
                    "op": "update",
                    "urn": urn(GROUP, "b"),
                    "oldState": {"future": {"a": 1}},
                    "newState": {"propertyDependencies": {"name": None}},
                    "detailedDiff": None,
                    "replaceReasons": None,
                    "future": [],
                },
            ],
            "futures": {},
        }
    )

    preview = read_preview(text)

    assert [change.operation for change in preview.changes] == [Operation.CREATE, Operation.UPDATE]
    assert preview.lists_unchanged is False


def test_marks_of_the_bridge_are_no_input() -> None:
    preview = preview_of(
        updated(GROUP, {"name": "a", "__defaults": []}, {"name": "a", "tags": {"__defaults": [], "a": "b"}})
    )

    (change,) = preview.changes
    assert change.changed == ("tags",)
    assert change.after("tags") == {"a": "b"}


def test_a_failed_preview_says_why() -> None:
    preview = read_preview(
        json.dumps(
            {"steps": None, "diagnostics": [{"message": "error: no\n", "severity": "error"}, {"severity": "warning"}]}
        )
    )

    assert preview.errors == ("no",)
    assert preview.violations is None


def test_an_event_log_has_all_resources_and_the_policies() -> None:
    violation = {
        "policyEvent": {
            "resourceUrn": urn(GROUP, "it"),
            "message": "<{%fg 1%}>Too short<{%reset%}>\n",
            "policyName": "retention",
            "policyPackName": "pack",
            "enforcementLevel": "mandatory",
            "severity": "high",
        }
    }
    preview = read_preview(
        log(
            {"preludeEvent": {}},
            begins("same"),
            begins("create", "other", new={"inputs": {"a": 1}}),
            violation,
            SUMMARY,
        )
    )

    assert [change.operation for change in preview.changes] == [Operation.SAME, Operation.CREATE]
    assert (preview.lists_unchanged, preview.packs, preview.errors) == (True, ("pack 1.2",), ())
    assert preview.violations is not None
    (found,) = preview.violations
    assert (found.policy, found.mandatory, found.severity, found.message) == ("retention", True, "high", "Too short")


@pytest.mark.parametrize(("level", "mandatory"), [("advisory", False), ("mandatory", True), ("remediate", True)])
def test_only_an_advisory_policy_lets_the_update_go_on(level: str, mandatory: bool) -> None:
    violations = read_preview(log({"policyEvent": {"enforcementLevel": level}}, SUMMARY)).violations

    assert [violation.mandatory for violation in violations or ()] == [mandatory]


def test_a_log_that_was_cut_short_is_a_failed_preview() -> None:
    preview = read_preview(log(begins("create", new={})))

    assert preview.errors == (CUT_SHORT,)
    assert preview.lists_unchanged is False


def test_a_log_of_an_engine_that_failed_says_why() -> None:
    error = {"diagnosticEvent": {"message": "<{%reset%}>no\n", "severity": "error"}}
    failed = {"summaryEvent": {"result": "failed"}}

    assert read_preview(log(error, failed)).errors == ("no",)
    assert read_preview(log({"preludeEvent": {}}, failed)).errors == ("the engine says that it failed, but not why",)


def test_both_forms_together_know_what_each_does() -> None:
    of_vpc = {"propertyDependencies": {"vpcId": [urn(GROUP, "vpc")]}}
    written = preview_of(created(GROUP, {"vpcId": "x"}, "a", new_state=of_vpc), hidden=1)
    logged = read_preview(log(begins("create", "a", new={"inputs": {"vpcId": "x"}}), begins("same", "b"), SUMMARY))

    preview = both(written, logged)

    assert [change.name for change in preview.changes] == ["a", "b"]
    assert preview.changes[0].new is not None
    assert preview.changes[0].new.dependencies == {"vpcId": (urn(GROUP, "vpc"),)}
    assert (preview.lists_unchanged, preview.violations) == (True, ())


@pytest.mark.parametrize(
    ("text", "problem", "value"),
    [
        (b"", "there is no preview", "nothing was written"),
        (b" \n", "there is no preview", "nothing was written"),
        (b"Previewing update (dev)", "this is not a preview", "not JSON: "),
        (b"[]", "this is not a preview", "JSON, but neither steps nor events"),
        (b'{"a": 1}', "this is not a preview", "JSON, but neither steps nor events"),
        (b'{"steps": 3}', "this is not a preview", "steps: "),
        (b'{"steps": [{"op": "create"}]}', "this is not a preview", "steps.0.urn: "),
        (b'{"sequence": 1}\nPanic', "this is not a preview", "line 2: "),
        (b"\xff\xfe", "this is not a preview", "not JSON: "),
        (b"[" * 100_000, "this is not a preview", "nested too deep to read"),
    ],
)
def test_what_is_no_preview_is_refused(text: bytes, problem: str, value: str) -> None:
    with pytest.raises(OpsError) as error:
        read_preview(text)

    assert (error.value.problem, error.value.value.startswith(value)) == (problem, True)


def test_a_replaced_resource_is_listed_once() -> None:
    preview = preview_of(replaced(GROUP, {"name": "a"}, {"name": "b"}))

    assert isinstance(preview, Preview)
    assert len(preview.changing) == 1
