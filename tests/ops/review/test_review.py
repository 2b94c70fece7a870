"""What a review is made of: groups, unknowns, policies, and what ends a pipeline."""

import json
from typing import Any

import pytest

from ops.policy_pack import advice_on_rules
from ops.review.components import components_of
from ops.review.detectors.subject import KEY, LOG_GROUP, VPC
from ops.review.policies import policy_results
from ops.review.preview import Operation, Preview
from ops.review.reading.read import read_preview
from ops.review.render import words
from ops.review.render.markdown import as_markdown
from ops.review.render.quoting import plain
from ops.review.review import FailOn, review_of
from ops.review.unknowns import unknowns_in
from tests.ops.review.previews import STACK, created, deleted, preview_of, same, step, updated, urn

UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
NETWORK = "urn:pulumi:dev::baseline::x:index:MonitoredVpc::main"
FLOW_LOG = "urn:pulumi:dev::baseline::x:index:MonitoredVpc$x:index:FlowLog::log"
RULE = "log-bucket-policy-allows-only-delivery"


def component(urn_: str, parent: str = STACK, op: str = "create") -> dict[str, Any]:
    return {"op": op, "urn": urn_, "newState": {"parent": parent}, "oldState": {"parent": parent}}


def violated(level: str = "mandatory", policy: str = RULE, **more: Any) -> dict[str, Any]:
    return {
        "policyEvent": {
            "policyName": policy,
            "enforcementLevel": level,
            "resourceUrn": urn(LOG_GROUP, "group"),
            "message": "The title\nand more",
            **more,
        }
    }


def logged(*events: dict[str, Any]) -> Preview:
    lines = [*events, {"summaryEvent": {"PolicyPacks": {"pack": "1"}}}]
    return read_preview("\n".join(json.dumps({"sequence": place, **line}) for place, line in enumerate(lines)))


def grouped(preview: Preview) -> list[tuple[str, str, list[str]]]:
    return [(each.kind, each.name, [change.name for change in each.changes]) for each in components_of(preview)]


def test_changes_are_grouped_by_the_outermost_component() -> None:
    preview = preview_of(
        component(NETWORK),
        component(FLOW_LOG, NETWORK),
        created(VPC, {}, "vpc", parent=NETWORK),
        created(LOG_GROUP, {}, "log", parent=FLOW_LOG),
        created(KEY, {}, "key"),
    )

    assert grouped(preview) == [("MonitoredVpc", "main", ["vpc", "log"]), ("", "", ["key"])]


def test_a_component_that_is_not_listed_is_known_by_its_urn() -> None:
    preview = preview_of(created(LOG_GROUP, {}, "log", parent=FLOW_LOG), hidden=3)

    assert grouped(preview) == [("FlowLog", "log", ["log"])]


def test_what_is_lost_is_listed_first() -> None:
    """Where there is no room for all, the last is left out."""
    preview = preview_of(
        created(KEY, {}, "new"),
        component(NETWORK),
        component(FLOW_LOG, NETWORK),
        created(VPC, {}, "other", parent=NETWORK),
        step("replace", VPC, "replaced", parent=NETWORK, old={}, new={}),
        deleted(VPC, {}, "old", parent=NETWORK),
        deleted(LOG_GROUP, {}, "group", parent=FLOW_LOG),
    )

    assert grouped(preview) == [
        ("MonitoredVpc", "main", ["old", "group", "replaced", "other"]),
        ("", "", ["new"]),
    ]


def test_what_stays_and_what_is_read_is_no_change() -> None:
    preview = preview_of(same(KEY, {}), step("read", VPC, new={}), step("create", "pulumi:pulumi:Stack", new={}))

    assert grouped(preview) == []
    assert review_of(preview).counts == {}


def test_counts_leave_components_out() -> None:
    preview = preview_of(component(NETWORK), created(VPC, {}, "vpc", parent=NETWORK), deleted(KEY, {}, "key"))

    assert review_of(preview).counts == {Operation.DELETE: 1, Operation.CREATE: 1}


def test_unknowns_are_told_with_what_they_come_from() -> None:
    of_vpc = {"propertyDependencies": {"vpcId": [urn(VPC, "main")]}}
    preview = preview_of(
        *(created(LOG_GROUP, {"vpcId": UNKNOWN, "name": "known"}, name, new_state=of_vpc) for name in ("a", "b")),
        created(LOG_GROUP, {"tags": {"a": [f"arn:{UNKNOWN}"]}}, "c"),
        same(LOG_GROUP, {"vpcId": UNKNOWN}, "d"),
    )

    assert [words.not_known(each).text(plain) for each in unknowns_in(preview)] == [
        "tags of cloudwatch LogGroup c",
        "vpcId of cloudwatch LogGroup a, b, from ec2 Vpc main",
    ]


def test_a_rule_of_the_pack_has_its_title_and_its_remedy() -> None:
    results = policy_results(logged(violated(severity="")))

    assert results is not None
    (result,) = results.results
    assert (result.mandatory, result.severity) == (True, "critical")
    assert result.title.startswith("The policy of a log bucket grants more")
    assert result.remedy.startswith("Allow cloudtrail.amazonaws.com")


def test_a_title_is_not_said_again_of_each_resource() -> None:
    title = advice_on_rules()[RULE].title
    messages = (f"{title}\n  and more", title, f"{title} of the moon\nand more")
    results = policy_results(logged(*(violated(message=message) for message in messages)))

    assert results is not None
    assert [each.message for each in results.results[0].violations] == [
        "  and more",
        title,
        f"{title} of the moon\nand more",
    ]


def test_what_stops_the_update_comes_before_what_does_not_and_exemptions_are_apart() -> None:
    results = policy_results(
        logged(
            violated("advisory", "a", severity="critical"),
            violated("mandatory", "b", severity="low"),
            violated("mandatory", "c", severity="high"),
            violated("advisory", "exemption-in-force"),
        )
    )

    assert results is not None
    assert [each.policy for each in results.results] == ["c", "b", "a"]
    assert [each.policy for each in results.exemptions] == ["exemption-in-force"]


def test_what_policies_mended_is_told() -> None:
    event = {"policyRemediationEvent": {"policyName": RULE, "resourceUrn": urn(LOG_GROUP, "group")}}

    assert f"- `{RULE}` changes what the program asks for of `group`\n" in as_markdown(review_of(logged(event)))


def test_a_preview_without_policy_results_says_so() -> None:
    assert policy_results(preview_of(created(KEY, {}))) is None


DANGER = preview_of(deleted(LOG_GROUP, {"name": "/logs"}))
HARMLESS = preview_of(created(KEY, {}))
NOTHING = preview_of(same(KEY, {}))
FAILED = read_preview(json.dumps({"steps": [], "diagnostics": [{"message": "no", "severity": "error"}]}))


@pytest.mark.parametrize(
    ("preview", "fails"),
    [
        (NOTHING, set[FailOn]()),
        (HARMLESS, {FailOn.ANY}),
        (DANGER, {FailOn.DANGEROUS, FailOn.ANY}),
        (logged(violated("mandatory")), {FailOn.POLICY, FailOn.DANGEROUS, FailOn.ANY}),
        (logged(violated("advisory")), set[FailOn]()),
        (logged(violated("advisory", "exemption-in-force")), set[FailOn]()),
        (FAILED, {FailOn.POLICY, FailOn.DANGEROUS, FailOn.ANY}),
    ],
)
def test_what_ends_a_pipeline(preview: Preview, fails: set[FailOn]) -> None:
    review = review_of(preview)

    assert {threshold for threshold in FailOn if review.fails(threshold)} == fails


@pytest.mark.parametrize(
    ("preview", "verdict"),
    [
        (NOTHING, "no changes"),
        (HARMLESS, "nothing dangerous"),
        (DANGER, "1 dangerous change"),
        (FAILED, "the preview failed"),
        (logged(violated("mandatory")), "policies violated"),
        (preview_of(updated(KEY, {}, {"isEnabled": False}), deleted(KEY, {}, "b")), "2 dangerous changes"),
    ],
)
def test_the_verdict_is_a_line(preview: Preview, verdict: str) -> None:
    assert words.verdict(review_of(preview)) == verdict
