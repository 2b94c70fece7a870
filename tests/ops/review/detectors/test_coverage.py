"""VPCs that have no flow log after the update."""

import json
from typing import Any

import pytest

from ops.review.detectors.coverage import coverage_lost
from ops.review.detectors.subject import FLOW_LOG, VPC
from ops.review.findings import Finding, Level
from ops.review.preview import Preview
from ops.review.reading.read import read_preview
from tests.ops.review.previews import STACK, created, deleted, preview_of, replaced, same, step, told, urn

ID = {"id": "vpc-1"}
ON_VPC = {"vpcId": "vpc-1"}
UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
OF_VPC = {"propertyDependencies": {"vpcId": [urn(VPC, "main")]}}


def found(preview: Preview) -> tuple[Finding, ...]:
    return tuple(coverage_lost(preview))


def test_the_last_flow_log_of_a_vpc_is_removed() -> None:
    findings = found(
        preview_of(
            same(VPC, {}, "main", old_state=ID, new_state=ID), deleted(FLOW_LOG, ON_VPC, old_state={"id": "fl-1"})
        )
    )

    assert told(findings, Level.DANGEROUS) == ["flow log fl-1 is removed: after this, VPC main (vpc-1) has no flow log"]


def test_another_one_stays() -> None:
    findings = found(
        preview_of(
            same(VPC, {}, "main", old_state=ID, new_state=ID),
            same(FLOW_LOG, ON_VPC, "other"),
            deleted(FLOW_LOG, ON_VPC, old_state={"id": "fl-1"}),
        )
    )

    assert told(findings, Level.DANGEROUS) == []
    assert told(findings, Level.NOTICE) == ["flow log fl-1 is removed: VPC main (vpc-1) still has 1 flow log(s)"]


def test_another_one_may_be_among_what_is_not_listed() -> None:
    (finding,) = found(preview_of(deleted(FLOW_LOG, ON_VPC, old_state={"id": "fl-1"}), hidden=1))

    assert told((finding,), Level.DANGEROUS) == [
        "flow log fl-1 is removed: after this, VPC vpc-1 has no flow log, as far as can be seen"
    ]
    assert len(finding.details) == 1


@pytest.mark.parametrize(
    "steps",
    [
        [deleted(VPC, {}, "main", old_state=ID), deleted(FLOW_LOG, ON_VPC)],
        [same(VPC, {}, "main", old_state=ID, new_state=ID), replaced(FLOW_LOG, ON_VPC, ON_VPC)],
        # Another name for it: the old one goes, a new one comes.
        [
            same(VPC, {}, "main", old_state=ID, new_state=ID),
            created(FLOW_LOG, ON_VPC, "new", new_state=OF_VPC),
        ],
        [created(VPC, {}, "main"), created(FLOW_LOG, {"vpcId": UNKNOWN}, new_state=OF_VPC)],
    ],
)
def test_nothing_is_lost(steps: list[dict[str, Any]]) -> None:
    assert found(preview_of(*steps)) == ()


@pytest.mark.parametrize(("property_", "kind"), [("subnetId", "subnet"), ("eniId", "network interface")])
def test_a_subnet_or_a_network_interface_of_others(property_: str, kind: str) -> None:
    findings = found(preview_of(deleted(FLOW_LOG, {property_: "x-1"}, old_state={"id": "fl-1"})))

    assert told(findings, Level.DANGEROUS) == [f"flow log fl-1 is removed: after this, {kind} x-1 has no flow log"]


def test_a_vpc_is_made_without_one() -> None:
    findings = found(
        preview_of(
            created(VPC, {}, "main"),
            created(VPC, {}, "bare"),
            created(FLOW_LOG, {"vpcId": UNKNOWN}, new_state=OF_VPC),
        )
    )

    assert told(findings, Level.DANGEROUS) == ["VPC bare is made without a flow log"]


def logged(*steps: dict[str, Any]) -> Preview:
    """The steps as an event log has them: without what a value comes from."""
    lines = [
        {
            "resourcePreEvent": {
                "metadata": {
                    "op": each["op"],
                    "urn": each["urn"],
                    "old": each.get("oldState"),
                    "new": each.get("newState"),
                }
            }
        }
        for each in steps
    ]
    return read_preview(
        "\n".join(json.dumps({"sequence": place, **line}) for place, line in enumerate([*lines, {"summaryEvent": {}}]))
    )


def test_an_event_log_does_not_say_which_vpc_a_new_flow_log_is_on_but_the_component_does() -> None:
    outer = "urn:pulumi:dev::baseline::x:index:MonitoredVpc::{}"
    inner = "urn:pulumi:dev::baseline::x:index:MonitoredVpc$x:index:FlowLog::{}"

    def network(name: str) -> list[dict[str, Any]]:
        return [
            {"op": "create", "urn": outer.format(name), "newState": {"parent": STACK}},
            created(VPC, {}, name, parent=outer.format(name)),
            {"op": "create", "urn": inner.format(name), "newState": {"parent": outer.format(name)}},
        ]

    findings = found(
        logged(
            *network("one"),
            *network("two"),
            created(FLOW_LOG, {"vpcId": UNKNOWN}, "one", parent=inner.format("one")),
        )
    )

    assert told(findings, Level.DANGEROUS) == ["VPC two is made without a flow log"]


def test_a_flow_log_whose_vpc_can_not_be_told_may_be_on_any() -> None:
    assert (
        found(logged(created(VPC, {}, "a"), created(VPC, {}, "b"), step("create", FLOW_LOG, new={"vpcId": UNKNOWN})))
        == ()
    )
