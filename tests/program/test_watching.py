"""What the settings make of the watching, in the program."""

import json
from collections.abc import Mapping

import pytest

from tests.support.alert_path import broken_links
from tests.support.configuration import settings_of
from tests.support.linter import naming_in
from tests.support.looked_at import unfounded
from tests.support.recorder import Cloud, Recording, record_main
from tests.support.recording import Registration

FILTERS, ALARMS = "aws:cloudwatch/logMetricFilter:LogMetricFilter", "aws:cloudwatch/metricAlarm:MetricAlarm"
COMPOSITES, RULES = "aws:cloudwatch/compositeAlarm:CompositeAlarm", "aws:cloudwatch/eventRule:EventRule"
QUERIES, TOPICS = "aws:cloudwatch/queryDefinition:QueryDefinition", "aws:sns/topic:Topic"
SUBSCRIPTIONS, GROUPS = "aws:sns/topicSubscription:TopicSubscription", "aws:cloudwatch/logGroup:LogGroup"
URGENT = {"trail-stopped", "flow-log-deleted", "log-bucket-policy-changed", "root-sign-in"}
CRITICAL = {
    *("root-use", "trail-stopped", "log-bucket-policy-changed", "bucket-made-public", "root-sign-in"),
    "root-access-key-created",
}
"""Those of dev, which has no key."""
NETWORK = {"rejected-traffic", "ssh-rejected", "rdp-rejected", "records-skipped"}


def dev(**changes: object) -> Recording:
    return record_main("dev", preview=True, changes=changes)


def ids(recording: Recording, type_: str, before: str, after: str) -> set[str]:
    """What is between these in the names of a type's resources."""
    names = [one.name for one in recording.of_type(type_)]
    return {name[len(before) : -len(after)] for name in names if name.startswith(before) and name.endswith(after)}


def counted(recording: Recording) -> set[str]:
    return ids(recording, FILTERS, "detections-", "-filter")


def severities(recording: Recording) -> set[str]:
    return ids(recording, COMPOSITES, "detections-", "-composite")


def rules(recording: Recording) -> set[str]:
    return ids(recording, RULES, "urgent-detections-", "-rule")


def asked(recording: Recording) -> set[str]:
    return ids(recording, QUERIES, "queries-detection-", "-query")


def alarm(recording: Recording, name: str) -> dict[str, object]:
    return recording.one(ALARMS, name).inputs


def overrides(**changes: Mapping[str, object]) -> list[dict[str, object]]:
    return [{"detection": id_.replace("_", "-"), **change} for id_, change in changes.items()]


def test_dev_counts_what_is_critical_tells_of_what_is_urgent_and_asks_for_all() -> None:
    recording = dev()
    assert counted(recording) == CRITICAL
    assert severities(recording) == {"critical"}
    assert rules(recording) == URGENT
    assert len(asked(recording)) == 38
    assert asked(recording) >= NETWORK | CRITICAL


@pytest.mark.parametrize("severity", ["critical", "high", "medium", "low"])
def test_severities_that_have_alarms(severity: str) -> None:
    recording = dev(detectionAlarms=[severity])
    assert severities(recording) == {severity}
    alarms = [one.inputs for one in recording.of_type(ALARMS) if one.parent == "detections"]
    assert {one["tags"]["Severity"] for one in alarms} == {severity}
    assert rules(recording) == URGENT


def test_no_alarms_but_rules() -> None:
    recording = dev(detectionAlarms=[])
    assert (counted(recording), severities(recording), rules(recording)) == (set(), set(), URGENT)
    assert recording.outputs["monthlyCosts"]["fixed"] == [
        "0 customer managed keys: no charge per month",
        "3 alarms: 0.30 USD per month",
        "all that does not depend on use: 0.30 USD per month",
    ]


@pytest.mark.parametrize(
    ("profile", "more"),
    [("security-hub", set[str]()), ("cis-5.0", {"organization-changed"}), ("cis-7.0", {"organization-changed"})],
)
def test_a_profile(profile: str, more: list[str]) -> None:
    assert asked(dev(detectionProfile=profile)) - asked(dev()) == set(more)


def test_a_detection_that_is_off_is_nowhere() -> None:
    recording = dev(detectionOverrides=overrides(root_sign_in={"enabled": False}, ssh_rejected={"enabled": False}))
    assert counted(recording) == CRITICAL - {"root-sign-in"}
    assert rules(recording) == URGENT - {"root-sign-in"}
    assert {"root-sign-in", "ssh-rejected"} & asked(recording) == set()


def test_without_urgent_detections_there_is_nothing_for_them() -> None:
    off: dict[str, Mapping[str, object]] = {id_.replace("-", "_"): {"enabled": False} for id_ in URGENT}
    recording = record_main("prod", preview=True, changes={"detectionOverrides": overrides(**off)})
    assert [one.name for one in recording.registrations if one.name.startswith("urgent")] == []
    assert recording.outputs["watch"]["ruleArns"] == {}
    policy = json.loads(recording.one("aws:kms/key:Key", "logs-key").inputs["policy"])
    assert "/aws/events/" not in json.dumps(policy)


def test_another_severity_threshold_and_period() -> None:
    recording = dev(
        detectionOverrides=overrides(
            ssh_rejected={"severity": "critical", "threshold": 3, "periodSeconds": 900, "evaluationPeriods": 2},
            root_use={"severity": "low"},
        )
    )
    assert counted(recording) == CRITICAL - {"root-use"} | {"ssh-rejected"}
    inputs = alarm(recording, "detections-ssh-rejected-alarm")
    assert [inputs[key] for key in ("threshold", "period", "evaluationPeriods")] == [3, 900, 2]


def test_an_override_of_what_the_stack_does_not_have_is_passed_over() -> None:
    assert dev(detectionOverrides=overrides(log_key_at_risk={"threshold": 2})).tree() == dev().tree()


def test_without_a_log_group_of_flow_records_nothing_is_looked_for_in_them() -> None:
    everything = ["critical", "high", "medium", "low"]
    recording = dev(detectionAlarms=everything, flowLogSinks=["s3"], flowLogSilenceHours=1)
    with_group = dev(detectionAlarms=everything, flowLogSilenceHours=1)
    assert counted(with_group) - counted(recording) == NETWORK
    assert ids(recording, ALARMS, "delivery-", "-alarm") == {"trail-silent", "alerts-lost"}
    assert ids(with_group, ALARMS, "delivery-", "-alarm") == {"trail-silent", "traffic-silent", "alerts-lost"}


def test_what_the_patterns_ask_for_is_the_stacks_own() -> None:
    recording = dev(existingLogBucket="their-logs", detectionAlarms=["critical", "high"], flowLogRetentionDays=5)
    patterns = {one.name: one.inputs["pattern"] for one in recording.of_type(FILTERS)}
    assert '"their-logs"' in patterns["detections-log-bucket-policy-changed-filter"]
    assert '"/monitoring/dev/*"' in patterns["detections-log-group-deleted-filter"]
    cut = patterns["detections-log-retention-cut-filter"]
    assert '($.requestParameters.logGroupName = "/monitoring/dev/audit-logs") && ' in cut
    assert cut.count("retentionInDays < 7") == cut.count("retentionInDays < 5") == 1
    assert "monitoring-dev-*" in patterns["detections-alert-route-cut-filter"]


def test_each_alarm_tells_or_each_severity() -> None:
    topic = ["arn:aws:sns:us-east-1:123456789012:monitoring-dev-alerts"]
    each, together = dev(alertsPer="detection"), dev()
    assert (severities(each), alarm(each, "detections-root-use-alarm")["alarmActions"]) == (set(), topic)
    assert together.one(COMPOSITES).inputs["alarmActions"] == topic
    assert "alarmActions" not in alarm(together, "detections-root-use-alarm")


def test_who_is_told() -> None:
    queue, url = "arn:aws:sqs:us-east-1:123456789012:alerts", "https://pager.example.com/x?key=secret"
    recording = dev(alertEmails=["a@example.com", "b@example.com"], alertQueues=[queue], alertUrls=[url])
    found = [one.inputs for one in recording.of_type(SUBSCRIPTIONS)]
    assert {one["topic"] for one in found} == {"arn:aws:sns:us-east-1:123456789012:monitoring-dev-alerts"}
    assert {(one["protocol"], one["endpoint"]) for one in found} == {
        ("email", "a@example.com"),
        ("email", "b@example.com"),
        ("sqs", queue),
        ("https", url),
    }


def test_which_chats_are_told() -> None:
    slack = {"workspaceId": "T07EA123LEP", "channelId": "C07EZ1ABC23"}
    teams = {
        "tenantId": "11111111-2222-3333-4444-555555555555",
        "teamId": "66666666-7777-8888-9999-000000000000",
        "channelId": "19%3Aab12%40thread.tacv2",
    }
    recording = dev(alertChats=[slack, teams])
    found = [one.inputs for one in recording.registrations if one.type.startswith("aws:chatbot/")]
    assert {tuple(one["snsTopicArns"]) for one in found} == {
        ("arn:aws:sns:us-east-1:123456789012:monitoring-dev-alerts",)
    }
    keys = ("slackTeamId", "slackChannelId", "tenantId", "teamId", "channelId")
    assert {tuple(one[key] for key in keys if key in one) for one in found} == {
        tuple(slack.values()),
        tuple(teams.values()),
    }


def test_only_what_is_watched_tells_a_chat() -> None:
    chat = {"workspaceId": "T07EA123LEP", "channelId": "C07EZ1ABC23"}
    assert dev(watch=False, alertChats=[chat]).tree() == dev(watch=False).tree()


@pytest.mark.parametrize(("trail", "hours"), [(0, None), (1, 1), (168, 168)])
def test_the_silence_of_the_trail(trail: int, hours: int | None) -> None:
    recording = dev(trailSilenceHours=trail)
    found = [one.inputs["evaluationPeriods"] for one in recording.of_type(ALARMS) if "trail-silent" in one.name]
    assert found == ([] if hours is None else [hours])


def test_interfaces_that_should_speak() -> None:
    first, second = "eni-0123456789abcdef0", "eni-01234567"
    recording = dev(watchedInterfaces=[first, second], interfaceSilenceHours=6)
    assert ids(recording, FILTERS, "delivery-", "-filter") == {f"{first}-silent", f"{second}-silent"}
    assert ids(recording, ALARMS, "delivery-eni-", "-alarm") == {"0123456789abcdef0-silent", "01234567-silent"}
    pattern = recording.one(FILTERS, f"delivery-{first}-silent-filter").inputs["pattern"]
    assert pattern.startswith(f'[version, account_id, interface_id="{first}", srcaddr, ')
    assert 'end, action, log_status="OK", vpc_id,' in pattern
    assert alarm(recording, f"delivery-{first}-silent-alarm")["evaluationPeriods"] == 6
    assert unfounded(recording, naming_in(Cloud(), "monitoring"), settings_of("dev")) == []
    assert recording.outputs["monthlyCosts"]["fixed"][1:4] == [
        "11 alarms: 1.10 USD per month",
        "composite alarm: 0.50 USD per month",
        "8 metrics: 2.40 USD per month",
    ]


def test_an_interface_is_silent_after_an_hour_where_nothing_else_is_said() -> None:
    recording = dev(watchedInterfaces=["eni-01234567"])
    assert alarm(recording, "delivery-eni-01234567-silent-alarm")["evaluationPeriods"] == 1


def test_the_example_should_speak_where_a_record_says_that_it_does() -> None:
    def watched(**changes: object) -> set[str]:
        return ids(dev(exampleWorkload=True, **changes), FILTERS, "delivery-", "-filter")

    assert watched(watchedInterfaces=["eni-01234567"]) == {"main-example-silent", "eni-01234567-silent"}
    assert watched() == {"main-example-silent"}
    assert watched(flowLogFields=["interface-id", "action"]) == watched(flowLogSinks=["s3"]) == set()
    recording = record_main("dev", changes={"exampleWorkload": True})
    metric_filter = recording.one(FILTERS, "delivery-main-example-silent-filter")
    interface = recording.one("aws:ec2/networkInterface:NetworkInterface")
    assert f'interface_id="{interface.id}"' in metric_filter.inputs["pattern"]
    assert interface.name in metric_filter.dependencies


def test_no_interface_is_watched_where_nothing_is() -> None:
    assert dev(watch=False, watchedInterfaces=["eni-01234567"]).tree() == dev(watch=False).tree()


def test_instances_of_others_and_the_example() -> None:
    recording = dev(
        watchedInstances=["i-0123456789abcdef0"],
        exampleWorkload=True,
        instanceCpuPercent=50,
        instanceNetworkOutMib=1,
    )
    assert ids(recording, ALARMS, "i-0123456789abcdef0-", "-alarm") == {"cpu", "status", "network"}
    assert ids(recording, ALARMS, "main-example-", "-alarm") == {"cpu", "status", "network"}
    cpu = alarm(recording, "i-0123456789abcdef0-cpu-alarm")
    assert (cpu["dimensions"], cpu["threshold"]) == ({"InstanceId": "i-0123456789abcdef0"}, 50)
    assert alarm(recording, "main-example-network-alarm")["threshold"] == 2**20
    interface = recording.one("aws:ec2/networkInterface:NetworkInterface").request
    assert "main-private-a-subnet" in json.dumps(list(interface.propertyDependencies["subnetId"].urns))
    tables = recording.one("aws:ec2/vpcEndpoint:VpcEndpoint").property_dependencies["routeTableIds"]
    assert {urn.rpartition("::")[2] for urn in tables} == {"main-private-a-routes", "main-private-b-routes"}


def test_the_tag_of_what_is_watched_together() -> None:
    recording = dev(monitoringTag="team:watched")
    tagged = [one.inputs["tags"] for one in recording.registrations if "tags" in one.inputs]
    assert {(tags.get("team:watched"), tags.get("Monitoring")) for tags in tagged} == {("monitoring-dev", None)}
    group = recording.one("aws:resourcegroups/group:Group").inputs["resourceQuery"]["query"]
    assert json.loads(group)["TagFilters"] == [{"Key": "team:watched", "Values": ["monitoring-dev"]}]
    body = recording.one("aws:cloudwatch/dashboard:Dashboard").inputs["dashboardBody"]
    [explorer] = [one["properties"] for one in json.loads(body)["widgets"] if one["type"] == "explorer"]
    assert explorer["labels"] == [{"key": "team:watched", "value": "monitoring-dev"}]


def test_the_topic_is_encrypted_when_the_logs_are_with_a_key_of_its_own() -> None:
    prod = record_main("prod")
    keys = {one.name: one.property_dependencies.get("kmsMasterKeyId", []) for one in prod.of_type(TOPICS)}
    used = {name: {urn.rpartition("::")[2] for urn in urns} for name, urns in keys.items()}
    assert used["alerts-topic"] == {"alerts-key", "alerts-alias"}
    assert "kmsMasterKeyId" not in dev().one(TOPICS).inputs


def without(recording: Recording, type_: str, name: str) -> Recording:
    """What was recorded, but for one resource."""
    left: list[Registration] = [one for one in recording.registrations if (one.type, one.name) != (type_, name)]
    assert len(left) == len(recording.registrations) - 1
    return Recording(left, recording.outputs)


@pytest.mark.parametrize(
    ("type_", "name", "problems"),
    [
        (
            FILTERS,
            "detections-root-use-filter",
            [
                "dashboard: no metric LogMetrics monitoring-dev-root-use of []",
                "monitoring-dev-root-use: no metric LogMetrics monitoring-dev-root-use of []",
            ],
        ),
        (COMPOSITES, "detections-critical-composite", ["dashboard: no alarm {alarm}detections-critical"]),
        (
            TOPICS,
            "alerts-topic",
            [
                "dashboard: nothing is called TopicName monitoring-dev-alerts",
                "monitoring-dev-delivery-alerts-lost: nothing is called TopicName monitoring-dev-alerts",
            ],
        ),
        (
            RULES,
            "urgent-detections-root-sign-in-rule",
            ["dashboard: nothing is called RuleName monitoring-dev-root-sign-in"],
        ),
        (
            GROUPS,
            "urgent-detections-group",
            ["dashboard: nothing is called LogGroupName /aws/events/monitoring/dev/urgent-detections"] * 3,
        ),
    ],
)
def test_what_is_looked_at_and_is_not_there_is_named(type_: str, name: str, problems: list[str]) -> None:
    alarm_arn = "arn:aws:cloudwatch:us-east-1:123456789012:alarm:monitoring-dev-"
    found = unfounded(without(dev(), type_, name), naming_in(Cloud(), "monitoring"), settings_of("dev"))
    assert found == [problem.format(alarm=alarm_arn) for problem in problems]


@pytest.mark.parametrize(
    ("type_", "name"),
    [
        ("aws:sns/topicPolicy:TopicPolicy", "alerts-topic-policy"),
        ("aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "urgent-detections-group-policy"),
        ("aws:sqs/queue:Queue", "urgent-detections-undelivered-queue"),
    ],
)
def test_an_alert_that_does_not_get_there_is_named(type_: str, name: str) -> None:
    assert broken_links(without(record_main("dev"), type_, name), naming_in(Cloud(), "monitoring")) != []
