import re
from dataclasses import replace

import pytest

from logs.detections.benchmark.profiles import PROFILES, SECURITY_HUB, Profile
from logs.detections.catalog import catalog
from logs.detections.detection import Detection, LogSource, Severity, Urgency
from logs.detections.metric import Metric
from logs.detections.own.watched import EXAMPLE
from logs.flow_records.record_format import DEFAULT, RecordFormat
from logs.patterns import JsonPattern, parse
from logs.patterns.compile.event_bridge import event_bridge_pattern

OWN = [
    "trail-stopped",
    "trail-narrowed",
    "flow-log-deleted",
    "log-bucket-policy-changed",
    "log-bucket-weakened",
    "log-key-at-risk",
    "log-group-deleted",
    "log-retention-cut",
    "log-filter-deleted",
    "log-stream-deleted",
    "alert-route-cut",
    "alarm-silenced",
    "security-service-disabled",
    "public-access-unblocked",
    "bucket-made-public",
    "instance-without-imdsv2",
    "root-sign-in",
    "root-access-key-created",
    "access-key-created-by-role",
    "mfa-deactivated",
    "role-trust-changed",
]
NETWORK = ["rejected-traffic", "ssh-rejected", "rdp-rejected", "records-skipped"]


def ids(detections: tuple[Detection, ...]) -> list[str]:
    return [detection.id for detection in detections]


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_a_stack_has_the_profile_and_what_is_our_own(profile: Profile) -> None:
    found = catalog(profile, EXAMPLE, DEFAULT)
    assert ids(found.detections) == [*ids(profile.detections), *OWN, *NETWORK]
    assert len(set(ids(found.detections))) == len(found.detections)
    assert found.left_out == ()


def test_what_is_our_own_asks_for_no_control() -> None:
    found = catalog(SECURITY_HUB, EXAMPLE, DEFAULT).detections
    assert [detection.id for detection in found if not detection.controls] == [*OWN, *NETWORK]


def test_what_a_stack_does_not_have_is_not_watched() -> None:
    bare = replace(EXAMPLE, bucket=None, key_arn=None, retentions={"/a": 1})
    without = {"log-bucket-policy-changed", "log-bucket-weakened", "log-key-at-risk", "log-retention-cut"}
    kept = [name for name in OWN if name not in without]
    assert ids(catalog(SECURITY_HUB, bare, DEFAULT).detections) == [*ids(SECURITY_HUB.detections), *kept, *NETWORK]


def test_what_the_format_cannot_show_is_said() -> None:
    found = catalog(SECURITY_HUB, EXAMPLE, RecordFormat.of_names(["srcaddr", "dstport", "action"]))
    assert ids(found.detections)[-2:] == ["rejected-traffic", "rdp-rejected"]
    assert {left.id: left.reason for left in found.left_out} == {
        "ssh-rejected": "The record format has no protocol: add it to its fields.",
        "records-skipped": "The record format has no log-status: add it to its fields.",
    }


def test_what_cannot_wait_is_an_event() -> None:
    found = catalog(SECURITY_HUB, EXAMPLE, DEFAULT).detections
    assert [detection.id for detection in found if detection.urgency is Urgency.EVENT] == [
        "trail-stopped",
        "flow-log-deleted",
        "log-bucket-policy-changed",
        "root-sign-in",
    ]


def test_what_cannot_wait_can_be_an_event_rule() -> None:
    for detection in catalog(SECURITY_HUB, EXAMPLE, DEFAULT).detections:
        if detection.urgency is Urgency.EVENT:
            pattern = parse(detection.pattern)
            assert isinstance(pattern, JsonPattern)
            event_bridge_pattern(pattern)


def test_what_is_critical() -> None:
    found = catalog(SECURITY_HUB, EXAMPLE, DEFAULT).detections
    assert [detection.id for detection in found if detection.severity is Severity.CRITICAL] == [
        "root-use",
        "trail-stopped",
        "log-bucket-policy-changed",
        "log-key-at-risk",
        "bucket-made-public",
        "root-sign-in",
        "root-access-key-created",
    ]


def test_each_detection_explains_itself() -> None:
    for detection in catalog(PROFILES["cis-7.0"], EXAMPLE, DEFAULT).detections:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", detection.id)
        assert not detection.title.endswith(".")
        assert all(text.endswith(".") for text in (detection.why, detection.remedy, detection.evidence)), detection.id


def test_network_patterns_are_of_flow_records() -> None:
    found = catalog(SECURITY_HUB, EXAMPLE, DEFAULT).detections
    assert [detection.id for detection in found if detection.source is LogSource.FLOW_LOG] == NETWORK


def test_a_metric_has_the_values_that_the_controls_ask_for() -> None:
    [root, *_] = SECURITY_HUB.detections
    assert root.metric("monitoring-dev") == Metric(
        name="monitoring-dev-root-use", namespace="LogMetrics", value="1", default="0"
    )
