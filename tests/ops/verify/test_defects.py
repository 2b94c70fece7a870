"""Each single defect in the account turns exactly the checks red that are about it."""

from collections.abc import Callable

import pytest

from ops.verify.check import Status
from tests.ops.defects import alerts, arrivals, bucket, delivery_streams, log_groups, network, trail, views
from tests.ops.deployed import BUCKET, FLOW_GROUP, STREAM, TRAIL, TRAIL_GROUP, Deployed
from tests.ops.watched import NAME, TOPIC

DEFECTS = [
    *trail.DEFECTS,
    *bucket.DEFECTS,
    *network.DEFECTS,
    *log_groups.DEFECTS,
    *delivery_streams.DEFECTS,
    *arrivals.DEFECTS,
    *alerts.DEFECTS,
    *views.DEFECTS,
]


def test_all_checks_of_a_good_account_are_ok_and_in_order(deployed: Deployed) -> None:
    checks = deployed.verify()

    assert {check.status for check in checks} == {Status.OK}
    assert [f"{check.area} {check.subject.split(' ')[0]}" for check in checks] == [
        *[f"trail {TRAIL}"] * 16,
        *[f"log bucket {BUCKET}"] * 8,
        *["vpc edge"] * 6,
        *["vpc main"] * 6,
        *[f"log group {FLOW_GROUP}"] * 2,
        f"log group {TRAIL_GROUP}",
        *[f"delivery stream {STREAM}"] * 6,
        *[f"alerts {TOPIC}"] * 7,
        *[f"dashboard {NAME}"] * 2,
        f"saved queries {NAME}",
        *[f"group {NAME}"] * 2,
    ]


@pytest.mark.parametrize(("break_it", "red"), DEFECTS, ids=[defect.__name__ for defect, _ in DEFECTS])
def test_a_defect_turns_exactly_its_checks_red(
    deployed: Deployed, break_it: Callable[[Deployed], None], red: set[str]
) -> None:
    break_it(deployed)

    assert deployed.not_ok() == red


def test_every_check_can_turn_red(deployed: Deployed) -> None:
    claims = {check.claim for check in deployed.verify()}

    assert claims == {name.split(": ")[1] for _, red in DEFECTS for name in red}
