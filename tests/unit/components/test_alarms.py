import json
from collections.abc import Sequence
from dataclasses import replace

import pulumi
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.alarms import (
    AlertsPer,
    DeliveryAlarms,
    DeliveryAlarmsArgs,
    DetectionAlarms,
    InterfaceSilence,
    Silence,
    WorkloadAlarms,
    WorkloadAlarmsArgs,
    WorkloadLimits,
)
from components.alarms.composites import MAX_CHILDREN, MAX_RULE, alarm_rule, composites
from components.alarms.detections import description
from components.deletion import LogDeletion
from components.naming import Naming
from logs.detections.benchmark.profiles import PROFILES
from logs.detections.catalog import catalog
from logs.detections.detection import Detection, LogSource, Severity
from logs.detections.own.watched import EXAMPLE
from logs.flow_records.record_format import DEFAULT, RecordFormat
from tests.support.recorder import UNKNOWN, Recording, record
from tests.support.unknowns import unknowns
from tests.support.watched_faults import DENIED, REJECTED, STOPPED

TOPIC = "arn:aws:sns:us-east-1:123456789012:acme-dev-alerts"
ALARM = "arn:aws:cloudwatch:us-east-1:123456789012:alarm:"
GROUPS = {LogSource.TRAIL: "/acme/dev/audit-logs", LogSource.FLOW_LOG: "/acme/dev/traffic-logs"}
FILTERS, ALARMS = "aws:cloudwatch/logMetricFilter:LogMetricFilter", "aws:cloudwatch/metricAlarm:MetricAlarm"
SHORT = RecordFormat.of_names(["interface-id", "srcaddr", "log-status"])
COMPOSITES = "aws:cloudwatch/compositeAlarm:CompositeAlarm"


def detection_alarms(
    naming: Naming,
    alerts_per: AlertsPer = "severity",
    detections: Sequence[Detection] = (STOPPED, DENIED, REJECTED),
    *,
    groups: dict[LogSource, str] | None = None,
    deletion: LogDeletion | None = None,
) -> Recording:
    def program() -> None:
        made = DetectionAlarms(
            "detections",
            {
                "naming": naming,
                "detections": detections,
                "log_groups": GROUPS if groups is None else groups,
                "topic_arn": TOPIC,
                "alerts_per": alerts_per,
            },
            opts=(deletion or LogDeletion.named("delete")).options(),
        )
        pulumi.export("alarms", made.alarm_arns)
        pulumi.export("composites", made.composite_arns)

    return record(program, preview=True)


def test_a_pattern_that_is_only_known_later(naming: Naming) -> None:
    def program() -> None:
        later = pulumi.CustomResource("example:index:Key", "key", {}).urn.apply(lambda _: '{ $.eventName = "Later" }')
        DetectionAlarms(
            "detections",
            {
                "naming": naming,
                "detections": [STOPPED, DENIED],
                "patterns": {STOPPED.id: later},
                "log_groups": GROUPS,
                "topic_arn": TOPIC,
                "alerts_per": "severity",
            },
        )

    recording = record(program)
    assert {one.name: (one.inputs["pattern"], one.dependencies) for one in recording.of_type(FILTERS)} == {
        "detections-stopped-filter": ('{ $.eventName = "Later" }', {"key"}),
        "detections-denied-filter": (DENIED.pattern, set()),
    }


def test_each_detection_is_counted_in_its_log(naming: Naming) -> None:
    recording = detection_alarms(naming)
    assert {one.name: one.inputs for one in recording.of_type(FILTERS)} == {
        f"detections-{one.id}-filter": {
            "name": f"acme-dev-{one.id}",
            "logGroupName": GROUPS[one.source],
            "pattern": one.pattern,
            "metricTransformation": {
                "name": f"acme-dev-{one.id}",
                "namespace": "LogMetrics",
                "value": "1",
                "defaultValue": "0",
            },
        }
        for one in (STOPPED, DENIED, REJECTED)
    }


def alarm_inputs(naming: Naming, detection: Detection) -> dict[str, object]:
    return {
        "name": f"acme-dev-{detection.id}",
        "alarmDescription": description(detection),
        "namespace": "LogMetrics",
        "metricName": f"acme-dev-{detection.id}",
        "statistic": "Sum",
        "period": detection.alarm.period_seconds,
        "evaluationPeriods": detection.alarm.evaluation_periods,
        "threshold": detection.alarm.threshold,
        "comparisonOperator": "GreaterThanOrEqualToThreshold",
        "treatMissingData": "notBreaching",
        "tags": {
            **naming.tags,
            "Name": f"acme-dev-{detection.id}",
            "Severity": detection.severity.value,
        },
    }


def test_a_severity_is_told_of_once(naming: Naming) -> None:
    recording = detection_alarms(naming, "severity")
    assert {one.name: one.inputs for one in recording.of_type(ALARMS)} == {
        f"detections-{one.id}-alarm": alarm_inputs(naming, one) for one in (STOPPED, DENIED, REJECTED)
    }
    assert {one.name: one.inputs for one in recording.of_type(COMPOSITES)} == {
        f"detections-{severity}-composite": {
            "alarmName": f"acme-dev-detections-{severity}",
            "alarmDescription": f"At least one fault of {severity} severity was found in the logs of acme-dev. The "
            "alarms in the state ALARM among those that this one is made of say which, what can come of it and what "
            "to do.",
            "alarmRule": rule,
            "alarmActions": [TOPIC],
            "tags": {**naming.tags, "Name": f"acme-dev-detections-{severity}", "Severity": severity},
        }
        for severity, rule in {
            "critical": 'ALARM("acme-dev-stopped")',
            "low": 'ALARM("acme-dev-denied") OR ALARM("acme-dev-rejected")',
        }.items()
    }


def test_each_detection_is_told_of(naming: Naming) -> None:
    recording = detection_alarms(naming, "detection")
    assert {one.name: one.inputs for one in recording.of_type(ALARMS)} == {
        f"detections-{one.id}-alarm": {**alarm_inputs(naming, one), "alarmActions": [TOPIC]}
        for one in (STOPPED, DENIED, REJECTED)
    }
    assert recording.of_type(COMPOSITES) == []
    assert recording.outputs["composites"] == {}


def test_a_composite_waits_for_its_alarms_and_they_for_their_filters(naming: Naming) -> None:
    recording = detection_alarms(naming)
    assert recording.one(COMPOSITES, "detections-low-composite").dependencies == {
        "detections-denied-alarm",
        "detections-rejected-alarm",
    }
    assert recording.one(ALARMS, "detections-denied-alarm").dependencies == {"detections-denied-filter"}


def test_all_is_known_at_first_preview(naming: Naming) -> None:
    recording = detection_alarms(naming)
    assert unknowns(recording) == set()
    assert recording.outputs == {
        "alarms": {id_: f"{ALARM}acme-dev-{id_}" for id_ in ("stopped", "denied", "rejected")},
        "composites": {severity: f"{ALARM}acme-dev-detections-{severity}" for severity in ("critical", "low")},
    }


@pytest.mark.parametrize("kept", [True, False])
def test_all_alarms_are_kept_or_deleted(naming: Naming, kept: bool) -> None:
    recording = detection_alarms(naming, deletion=LogDeletion.named("retain" if kept else "delete"))
    assert len(recording.registrations) == 9
    assert {(one.request.protect, one.request.retainOnDelete) for one in recording.registrations} == {(kept, kept)}
    assert {one.parent for one in recording.registrations[1:]} == {"detections"}


@pytest.mark.parametrize(
    ("detections", "groups", "problem"),
    [
        (
            [STOPPED, REJECTED],
            {LogSource.TRAIL: "/trail"},
            'DetectionAlarms "detections" has 1 detections for the flow-log, and no log group with it: add the log '
            "group, or leave them out.",
        ),
        (
            [replace(STOPPED, id=f"d{number}") for number in range(102)],
            {LogSource.TRAIL: "/trail"},
            'DetectionAlarms "detections" has 102 detections for the log group of the trail: CloudWatch Logs takes 100 '
            "metric filters, so turn 2 off.",
        ),
    ],
)
def test_what_no_log_group_can_have(
    naming: Naming, detections: list[Detection], groups: dict[LogSource, str], problem: str
) -> None:
    with pytest.raises(pulumi.RunError) as raised:
        detection_alarms(naming, detections=detections, groups=groups)
    assert str(raised.value) == problem


def test_an_alert_says_what_to_do() -> None:
    assert description(STOPPED) == (
        "The trail was stopped (critical).\n"
        "What to do: Start it.\n"
        "Why it matters: Nothing is recorded.\n"
        "Asked for by: Security Hub CloudWatch.5; CIS AWS Foundations Benchmark 5.0.0 4.5."
    )
    assert description(DENIED).splitlines()[-1] == "Why it matters: Somebody tries."


def test_what_is_too_long_for_cloudwatch_is_cut_at_its_end() -> None:
    text = description(replace(DENIED, why="x" * 2000))
    assert (len(text), text[-4:]) == (1024, "x...")
    assert "What to do: Ask who." in text


@pytest.mark.parametrize("profile", PROFILES)
def test_nothing_of_the_catalog_is_cut(profile: str) -> None:
    for detection in catalog(PROFILES[profile], EXAMPLE, DEFAULT).detections:
        assert len(description(detection)) <= 1024
        assert not description(detection).endswith("...")


@given(st.lists(st.tuples(st.sampled_from(Severity), st.integers(1, 255)), max_size=250))
def test_composites_are_within_cloudwatchs_limits(made: list[tuple[Severity, int]]) -> None:
    detections = [replace(STOPPED, id=str(number), severity=severity) for number, (severity, _) in enumerate(made)]
    names = ["a" * length for _, length in made]
    found = list(composites(detections, names))
    for one in found:
        rule = alarm_rule([names[int(detection.id)] for detection in one.detections])
        assert len(rule) <= MAX_RULE
        assert 1 <= len(one.detections) <= MAX_CHILDREN
        assert {detection.severity for detection in one.detections} == {one.severity}
    assert sorted(int(detection.id) for one in found for detection in one.detections) == list(range(len(made)))
    assert len({one.purpose for one in found}) == len(found)
    assert [one.severity for one in found] == sorted((one.severity for one in found), key=list(Severity).index)


@pytest.mark.parametrize(
    ("length", "expected"),
    # In full, a rule of 38 names of 255 characters has 10,180.
    [
        (1, [("critical", MAX_CHILDREN), ("critical-2", 1)]),
        (255, [("critical", 38), ("critical-2", 38), ("critical-3", 25)]),
    ],
)
def test_a_severity_with_too_many_alarms_has_more_composites(length: int, expected: list[tuple[str, int]]) -> None:
    detections = [replace(STOPPED, id=str(number)) for number in range(MAX_CHILDREN + 1)]
    found = list(composites(detections, ["a" * length for _ in detections]))
    assert [(one.purpose, len(one.detections)) for one in found] == expected


def check_alarms(make: type[DeliveryAlarms | WorkloadAlarms], args: object) -> Recording:
    def program() -> None:
        made = make("watch", args, opts=LogDeletion.named("retain").options())  # pyright: ignore[reportArgumentType]
        pulumi.export("alarms", made.alarm_arns)

    recording = record(program, preview=True)
    assert {one.parent for one in recording.of_type(ALARMS)} == {"watch"}
    assert {(one.request.protect, one.request.retainOnDelete) for one in recording.registrations} == {(True, True)}
    return recording


def test_what_delivers_is_watched(naming: Naming) -> None:
    args: DeliveryAlarmsArgs = {
        "naming": naming,
        "topic_arn": TOPIC,
        "silences": {"trail": Silence("/acme/dev/audit-logs", 6)},
        "streams": {"traffic": "acme-dev-traffic"},
        "subscribed": {"trail": "/acme/dev/audit-logs"},
    }
    recording = check_alarms(DeliveryAlarms, args)
    varying = ("namespace", "metricName", "dimensions", "statistic", "comparisonOperator", "threshold", "period")
    assert {
        one.name: [*(one.inputs[key] for key in varying), one.inputs["evaluationPeriods"]]
        for one in recording.of_type(ALARMS)
    } == {
        "watch-trail-silent-alarm": [
            "AWS/Logs",
            "IncomingLogEvents",
            {"LogGroupName": "/acme/dev/audit-logs"},
            "Sum",
            "LessThanThreshold",
            1,
            3600,
            6,
        ],
        "watch-traffic-late-alarm": [
            "AWS/Firehose",
            "DeliveryToS3.DataFreshness",
            {"DeliveryStreamName": "acme-dev-traffic"},
            "Maximum",
            "GreaterThanThreshold",
            900,
            300,
            3,
        ],
        **{
            f"watch-trail-{reason}-alarm": [
                "AWS/Logs",
                metric,
                {"LogGroupName": "/acme/dev/audit-logs"},
                "Sum",
                "GreaterThanOrEqualToThreshold",
                1,
                300,
                3,
            ]
            for reason, metric in {"refused": "DeliveryErrors", "throttled": "DeliveryThrottling"}.items()
        },
        "watch-alerts-lost-alarm": [
            "AWS/SNS",
            "NumberOfNotificationsFailed",
            {"TopicName": "acme-dev-alerts"},
            "Sum",
            "GreaterThanOrEqualToThreshold",
            1,
            300,
            1,
        ],
    }
    purposes = ("trail-silent", "traffic-late", "trail-refused", "trail-throttled", "alerts-lost")
    assert recording.outputs == {"alarms": {one: f"{ALARM}acme-dev-watch-{one}" for one in purposes}}
    assert unknowns(recording) == set()


def test_a_silence_is_no_data_and_everything_else_is_well_without(naming: Naming) -> None:
    args: DeliveryAlarmsArgs = {"naming": naming, "topic_arn": TOPIC, "silences": {"trail": Silence("/trail", 1)}}
    recording = check_alarms(DeliveryAlarms, args)
    assert {one.name: one.inputs["treatMissingData"] for one in recording.of_type(ALARMS)} == {
        "watch-trail-silent-alarm": "breaching",
        "watch-alerts-lost-alarm": "notBreaching",
    }
    assert all(one.inputs["alarmActions"] == [TOPIC] for one in recording.of_type(ALARMS))
    assert all(one.inputs["tags"] == {**naming.tags, "Name": one.inputs["name"]} for one in recording.of_type(ALARMS))


def test_an_interface_that_should_speak_is_watched(naming: Naming) -> None:
    def program() -> None:
        later = pulumi.CustomResource("aws:ec2/networkInterface:NetworkInterface", "interface", {})
        interfaces = {
            "web": InterfaceSilence("eni-01234567", "/acme/dev/traffic-logs", SHORT, 6),
            "later": InterfaceSilence(later.id, "/acme/dev/traffic-logs", SHORT, 1),
        }
        made = DeliveryAlarms(
            "watch",
            {"naming": naming, "topic_arn": TOPIC, "interfaces": interfaces},
            opts=LogDeletion.named("retain").options(),
        )
        pulumi.export("alarms", made.alarm_arns)

    recording = record(program, preview=True)
    assert {one.name: one.inputs for one in recording.of_type(FILTERS)} == {
        f"watch-{key}-silent-filter": {
            "name": f"acme-dev-watch-{key}-silent",
            "logGroupName": "/acme/dev/traffic-logs",
            "pattern": pattern,
            "metricTransformation": {
                "name": f"acme-dev-watch-{key}-silent",
                "namespace": "LogMetrics",
                "value": "1",
            },
        }
        for key, pattern in {
            "web": '[interface_id="eni-01234567", srcaddr, log_status="OK"]',
            "later": UNKNOWN,
        }.items()
    }
    web = recording.one(ALARMS, "watch-web-silent-alarm")
    assert web.dependencies == {"watch-web-silent-filter"}
    assert {key: value for key, value in web.inputs.items() if key not in {"alarmDescription", "tags"}} == {
        "name": "acme-dev-watch-web-silent",
        "namespace": "LogMetrics",
        "metricName": "acme-dev-watch-web-silent",
        "dimensions": {},
        "statistic": "Sum",
        "comparisonOperator": "LessThanThreshold",
        "threshold": 1,
        "period": 3600,
        "evaluationPeriods": 6,
        "treatMissingData": "breaching",
        "alarmActions": [TOPIC],
    }
    assert web.inputs["alarmDescription"].startswith("No flow record told of traffic of web for 6 hours. ")
    children = [*recording.of_type(FILTERS), *recording.of_type(ALARMS)]
    assert {(one.parent, one.request.protect, one.request.retainOnDelete) for one in children} == {
        ("watch", True, True)
    }
    purposes = ("web-silent", "later-silent", "alerts-lost")
    assert recording.outputs == {"alarms": {one: f"{ALARM}acme-dev-watch-{one}" for one in purposes}}
    assert unknowns(recording) == {"LogMetricFilter.pattern"}


def test_records_that_do_not_say_whose_they_are() -> None:
    with pytest.raises(ValueError, match=r"^The record format has no interface-id: add it to its fields\.$"):
        InterfaceSilence("eni-01234567", "/traffic", RecordFormat.of_names(["srcaddr", "log-status"]), 1)


@pytest.mark.parametrize("hours", [0, 169])
def test_an_interfaces_silence_that_no_alarm_can_wait_for(hours: int) -> None:
    with pytest.raises(ValueError, match=rf"^A silence of {hours} hours can't be watched for: give 1 to 168\.$"):
        InterfaceSilence("eni-01234567", "/traffic", SHORT, hours)


@pytest.mark.parametrize("hours", [0, 169])
def test_a_silence_that_no_alarm_can_wait_for(hours: int) -> None:
    with pytest.raises(ValueError, match=rf"^A silence of {hours} hours can't be watched for: give 1 to 168\.$"):
        Silence("/trail", hours)


@pytest.mark.parametrize(
    ("limits", "cpu", "network"),
    [({}, 80, 2**30), ({"limits": WorkloadLimits(cpu_percent=50, network_out_bytes=1000)}, 50, 1000)],
)
def test_an_instance_is_watched(naming: Naming, limits: dict[str, WorkloadLimits], cpu: int, network: int) -> None:
    args: WorkloadAlarmsArgs = {"naming": naming, "topic_arn": TOPIC, "instance_id": "i-0123456789abcdef0"}
    recording = check_alarms(WorkloadAlarms, {**args, **limits})
    varying = ("metricName", "statistic", "comparisonOperator", "threshold", "period", "evaluationPeriods")
    assert {one.name: [one.inputs[key] for key in varying] for one in recording.of_type(ALARMS)} == {
        "watch-cpu-alarm": ["CPUUtilization", "Average", "GreaterThanThreshold", cpu, 300, 3],
        "watch-status-alarm": ["StatusCheckFailed", "Maximum", "GreaterThanOrEqualToThreshold", 1, 60, 2],
        "watch-network-alarm": ["NetworkOut", "Sum", "GreaterThanThreshold", network, 300, 1],
    }
    assert {json.dumps(one.inputs["dimensions"]) for one in recording.of_type(ALARMS)} == {
        '{"InstanceId": "i-0123456789abcdef0"}'
    }
    assert {one.inputs["treatMissingData"] for one in recording.of_type(ALARMS)} == {"notBreaching"}


def test_an_instance_that_is_yet_to_be_is_all_that_is_unknown(naming: Naming) -> None:
    def program() -> None:
        instance = pulumi.CustomResource("aws:ec2/instance:Instance", "instance", {})
        WorkloadAlarms("watch", {"naming": naming, "topic_arn": TOPIC, "instance_id": instance.id})

    recording = record(program, preview=True)
    assert recording.one(ALARMS, "watch-cpu-alarm").inputs["dimensions"] == {"InstanceId": UNKNOWN}
    assert unknowns(recording) == {"MetricAlarm.dimensions.InstanceId"}
