import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logs.keys.flow_log_keys import FlowLogKeys, FlowLogLayout
from ops.facts import FlowLog, NetworkInterface
from ops.outputs import StackOutputs, parse_outputs
from ops.verify.arrivals import Arrival, Quiet
from ops.verify.flow_arrivals import (
    RECORDS_WITHIN,
    Expected,
    expected_records,
    late_flow_logs,
    searches,
    sink_arrival,
)
from tests.ops.deployed import ACCOUNT_ID, BUCKET, REGION, TRAIL, TRAIL_ARN

NOW = datetime(2026, 3, 1, 1, 30, tzinfo=UTC)
DAY_AGO, HOUR_AGO = NOW - timedelta(days=1), NOW - timedelta(hours=1)
FLOW_LOG = FlowLog("ACTIVE", "vpc-1", f"arn:aws:s3:::{BUCKET}", "SUCCESS", "", created=DAY_AGO)
INTERFACE = NetworkInterface("eni-1", "subnet-1", "vpc-1", attached=HOUR_AGO)
IDLE = Quiet("no network interface is in use, so there is nothing to record")


def declared() -> StackOutputs:
    outputs: dict[str, Any] = {
        "trailName": TRAIL,
        "trailArn": TRAIL_ARN,
        "logBucket": BUCKET,
        "logGroups": {},
        "vpcs": {},
    }
    return parse_outputs(json.dumps(outputs))


@pytest.mark.parametrize("resource_id", ["vpc-1", "subnet-1", "eni-1"])
def test_a_flow_log_records_the_interfaces_of_its_resource_from_the_first_one_on(resource_id: str) -> None:
    flow_logs = {"fl-1": replace(FLOW_LOG, resource_id=resource_id)}

    assert expected_records(["fl-1"], flow_logs, [INTERFACE]) == [Expected("fl-1", HOUR_AGO)]


@pytest.mark.parametrize(
    ("flow_log", "attached", "since"),
    [
        (FLOW_LOG, HOUR_AGO, HOUR_AGO),
        (replace(FLOW_LOG, created=NOW), HOUR_AGO, NOW),
        (FLOW_LOG, None, DAY_AGO),
        (replace(FLOW_LOG, created=None), None, None),
    ],
)
def test_since_when_something_can_be_recorded(
    flow_log: FlowLog, attached: datetime | None, since: datetime | None
) -> None:
    found = expected_records(["fl-1"], {"fl-1": flow_log}, [replace(INTERFACE, attached=attached)])

    assert found == [Expected("fl-1", since)]


@pytest.mark.parametrize(
    ("flow_logs", "interfaces", "quiet"),
    [
        ({"fl-1": FLOW_LOG}, [], IDLE),
        ({"fl-1": FLOW_LOG}, [replace(INTERFACE, vpc_id="vpc-2")], IDLE),
        ({}, [INTERFACE], IDLE),
        (
            {"fl-1": replace(FLOW_LOG, traffic="REJECT")},
            [INTERFACE],
            Quiet("only some traffic is recorded, and there may have been none of it"),
        ),
    ],
)
def test_when_nothing_has_to_come(
    flow_logs: dict[str, FlowLog], interfaces: list[NetworkInterface], quiet: Quiet
) -> None:
    assert expected_records(["fl-1"], flow_logs, interfaces) == quiet


def test_a_sink_has_to_get_something_since_the_first_flow_log_to_it_could_send() -> None:
    expected = [Expected("fl-1", HOUR_AGO), Expected("fl-2", DAY_AGO), Expected("fl-3", None)]

    assert sink_arrival(NOW, expected) == Arrival(NOW, DAY_AGO)
    assert sink_arrival(None, IDLE) == IDLE


def test_each_flow_log_to_a_bucket_is_late_by_itself() -> None:
    expected = [
        Expected("fl-1", DAY_AGO),
        Expected("fl-2", DAY_AGO),
        Expected("fl-3", HOUR_AGO),
        Expected("fl-4", None),
    ]

    late = late_flow_logs({"fl-1": NOW, "fl-2": None}, expected, NOW)

    assert list(late) == [("fl-2", "1 day"), ("fl-4", "as long as is known")]


times = st.integers(min_value=1_600_000_000, max_value=2_000_000_000).map(
    lambda time: datetime.fromtimestamp(time, UTC)
)


@given(
    layout=st.sampled_from(FlowLogLayout),
    folder=st.sampled_from(["", "network/", "a/b/"]),
    now=times,
    minutes=st.integers(min_value=0, max_value=400),
)
def test_a_file_is_found_if_it_is_not_too_old(layout: FlowLogLayout, folder: str, now: datetime, minutes: int) -> None:
    """Against the keys that AWS writes, of every layout, over the ends of days and years."""
    flow_log = replace(FLOW_LOG, layout=layout, destination=f"arn:aws:s3:::{BUCKET}/{folder}".rstrip("/"))
    time = now - timedelta(minutes=minutes)
    key = FlowLogKeys(layout, prefix=folder).object_key(ACCOUNT_ID, REGION, "fl-1", time, "0123abcd")

    found = [one for one in searches(declared(), "fl-1", flow_log, now) if key.startswith(one.prefix)]

    young, old = timedelta(minutes=minutes) < RECORDS_WITHIN, timedelta(minutes=minutes) > RECORDS_WITHIN * 1.01
    assert any(key > one.start for one in found) or not young
    assert not any(key > one.start for one in found) or not old


def test_another_flow_logs_files_are_not_taken_for_its_own() -> None:
    key = FlowLogKeys().object_key(ACCOUNT_ID, REGION, "fl-12", NOW, "0123abcd")

    assert not any(key.startswith(one.prefix) for one in searches(declared(), "fl-1", FLOW_LOG, NOW))
