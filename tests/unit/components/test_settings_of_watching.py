import json

import pytest

from components.alarms import WorkloadLimits
from components.alarms.detections import MAX_FILTERS
from components.configuration import parse_settings
from logs.detections.benchmark.profiles import PROFILES
from logs.detections.detection import Severity
from logs.detections.network import network_detections
from logs.detections.override import Override
from logs.flow_records.record_format import DEFAULT
from tests.support.configuration import problems_of

OVERRIDES = "a list of objects with the keys detection, enabled, threshold, periodSeconds, evaluationPeriods, severity"
TAG = (
    "up to 128 letters, digits and characters of _.:/=+@-, a letter first, without aws: before it, and none of "
    "Project, Stack, ManagedBy, Name, Severity, LogDeliveryEnabled"
)
SEVERITIES = "a list of critical, high, medium, low, each once; empty for none"
SILENCE = "0 (not looked at) or a whole number of hours, at most 168"
EMAILS = "a list of e-mail addresses, each once; empty for none"
QUEUES = "a list of ARNs of SQS queues (arn:aws:sqs:…, not of the type FIFO), each once; empty for none"
URLS = "a list of addresses of web services (https://…), each once; empty for none"
CHATS = (
    "a list of objects, each once, with the keys workspaceId and channelId (Slack), or tenantId, teamId and channelId "
    "(Microsoft Teams); empty for none"
)
SLACK = {"workspaceId": "T07EA123LEP", "channelId": "C07EZ1ABC23"}
TEAMS = {
    "tenantId": "11111111-2222-3333-4444-555555555555",
    "teamId": "66666666-7777-8888-9999-000000000000",
    "channelId": "19%3Aab12%40thread.tacv2",
}
NO_CHAT = (
    "p:alertChats[0] is neither a chat of Slack nor one of Microsoft Teams: give it workspaceId and channelId, or "
    "tenantId, teamId and channelId"
)
INSTANCES = "a list of ids of instances (i-…), each once; empty for none"
INTERFACES = "a list of at most 90 ids of network interfaces (eni-…), each once; empty for none"
HOURS = "a whole number of hours from 1 to 168"
ENI = "eni-0123456789abcdef0"
QUEUE = "arn:aws:sqs:us-east-1:123456789012:alerts"


def chat(one: dict[str, str] = SLACK, /, **changes: str | None) -> str:
    return json.dumps([{key: value for key, value in {**one, **changes}.items() if value is not None}])


def override(**changes: object) -> str:
    return json.dumps([{"detection": "ssh-rejected", **changes}])


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("watch", "yes", 'p:watch is "yes": it must be true or false'),
        ("monitoringTag", "", f'p:monitoringTag is "": it must be {TAG}'),
        ("monitoringTag", "aws:x", f'p:monitoringTag is "aws:x": it must be {TAG}'),
        ("monitoringTag", "AWS:x", f'p:monitoringTag is "AWS:x": it must be {TAG}'),
        ("monitoringTag", "Stack", f'p:monitoringTag is "Stack": it must be {TAG}'),
        ("monitoringTag", "name", f'p:monitoringTag is "name": it must be {TAG}'),
        ("monitoringTag", "a" * 129, f'p:monitoringTag is "{"a" * 129}": it must be {TAG}'),
        (
            "detectionProfile",
            "cis-1.4",
            'p:detectionProfile is "cis-1.4": it must be one of security-hub, cis-5.0, cis-7.0',
        ),
        ("detectionAlarms", '["worst"]', f'p:detectionAlarms[0] is "worst": it must be {SEVERITIES}'),
        ("detectionAlarms", '["low", "low"]', f'p:detectionAlarms is ["low", "low"]: it must be {SEVERITIES}'),
        ("detectionOverrides", "{}", f"p:detectionOverrides is {{}}: it must be {OVERRIDES}"),
        ("detectionOverrides", '["root-use"]', f'p:detectionOverrides[0] is "root-use": it must be {OVERRIDES}'),
        (
            "detectionOverrides",
            '[{"threshold": 3}]',
            "p:detectionOverrides[0].detection is missing: it must be the id of a detection (docs/detections.md lists "
            "them)",
        ),
        (
            "detectionOverrides",
            override(enabled="off"),
            'p:detectionOverrides[0].enabled is "off": it must be true or false',
        ),
        (
            "detectionOverrides",
            override(threshold=0),
            "p:detectionOverrides[0].threshold is 0: it must be a whole number, at least 1",
        ),
        (
            "detectionOverrides",
            override(evaluationPeriods=0),
            "p:detectionOverrides[0].evaluationPeriods is 0: it must be a whole number, at least 1",
        ),
        (
            "detectionOverrides",
            override(periodSeconds="60"),
            'p:detectionOverrides[0].periodSeconds is "60": it must be a multiple of 60 (seconds)',
        ),
        (
            "detectionOverrides",
            override(severity="worst"),
            'p:detectionOverrides[0].severity is "worst": it must be one of critical, high, medium, low',
        ),
        (
            "detectionOverrides",
            override(off=True),
            "p:detectionOverrides[0].off is not a key: the keys are detection, enabled, threshold, periodSeconds, "
            "evaluationPeriods, severity",
        ),
        (
            "detectionOverrides",
            '[{"detection": "ssh-reject"}]',
            'p:detectionOverrides can\'t be made. There is no detection "ssh-reject" to override: did you mean '
            "ssh-rejected or rdp-rejected.",
        ),
        (
            "detectionOverrides",
            override(periodSeconds=90),
            "p:detectionOverrides can't be made. ssh-rejected: An alarm's period is 90 seconds: it has to be a "
            "multiple of 60.",
        ),
        (
            "detectionOverrides",
            override(periodSeconds=3600, evaluationPeriods=169),
            "p:detectionOverrides can't be made. ssh-rejected: An alarm looks at 169 periods of 3600 seconds: together "
            "they can have 604800 at most, a day, or a week with periods of an hour or more.",
        ),
        (
            "detectionOverrides",
            json.dumps([{"detection": "root-use", "threshold": 2}, {"detection": "root-use", "severity": "low"}]),
            "p:detectionOverrides has more than one entry for root-use: make them one",
        ),
        ("alertsPer", "alarm", 'p:alertsPer is "alarm": it must be one of severity, detection'),
        ("alertEmails", '["security"]', f'p:alertEmails[0] is "security": it must be {EMAILS}'),
        ("alertEmails", '["a@b.c", "a@b.c"]', f'p:alertEmails is ["a@b.c", "a@b.c"]: it must be {EMAILS}'),
        ("alertQueues", '["alerts"]', f'p:alertQueues[0] is "alerts": it must be {QUEUES}'),
        ("alertQueues", json.dumps([f"{QUEUE}.fifo"]), f'p:alertQueues[0] is "{QUEUE}.fifo": it must be {QUEUES}'),
        ("alertUrls", '["http://x.example"]', f'p:alertUrls[0] is "http://x.example": it must be {URLS}'),
        ("alertChats", '["C07EZ1ABC23"]', f'p:alertChats[0] is "C07EZ1ABC23": it must be {CHATS}'),
        ("alertChats", json.dumps([SLACK, SLACK]), f"p:alertChats is {json.dumps([SLACK, SLACK])}: it must be {CHATS}"),
        (
            "alertChats",
            chat(channelId=None),
            "p:alertChats[0].channelId is missing: it must be the id of a channel",
        ),
        (
            "alertChats",
            chat(workspaceId="acme"),
            'p:alertChats[0].workspaceId is "acme": it must be the id of a workspace of Slack (T…)',
        ),
        (
            "alertChats",
            chat(TEAMS, teamId="ops"),
            'p:alertChats[0].teamId is "ops": it must be the id of a team, a UUID',
        ),
        (
            "alertChats",
            chat(TEAMS, tenantId="acme"),
            'p:alertChats[0].tenantId is "acme": it must be the id of a tenant, a UUID',
        ),
        (
            "alertChats",
            chat(url="x"),
            "p:alertChats[0].url is not a key: the keys are workspaceId, tenantId, teamId, channelId",
        ),
        ("alertChats", chat(workspaceId=None), NO_CHAT),
        ("alertChats", chat(TEAMS, teamId=None), NO_CHAT),
        ("alertChats", chat(TEAMS, workspaceId="T07EA123LEP"), NO_CHAT),
        (
            "alertChats",
            chat(channelId="#alerts"),
            'p:alertChats[0] has the channelId "#alerts": it must be the id of a channel of Slack (C…, or G…), not its '
            "name",
        ),
        (
            "alertChats",
            chat(TEAMS, channelId="19:ab12@thread.tacv2"),
            'p:alertChats[0] has the channelId "19:ab12@thread.tacv2": it must be what the link to a channel of '
            "Microsoft Teams has for it (19%3A…%40thread.tacv2)",
        ),
        (
            "alertChats",
            json.dumps([TEAMS, {**TEAMS, "channelId": "19%3aAB12%40thread.tacv2"}]),
            f"p:alertChats has more than one channel of the team {TEAMS['teamId']}: give one, for the AWS provider "
            "finds a configuration by its team alone",
        ),
        ("alertUrls", '["https:///x"]', f'p:alertUrls[0] is "https:///x": it must be {URLS}'),
        ("trailSilenceHours", "169", f"p:trailSilenceHours is 169: it must be {SILENCE}"),
        ("flowLogSilenceHours", "-1", f"p:flowLogSilenceHours is -1: it must be {SILENCE}"),
        (
            "watchedInterfaces",
            '["i-0123456789abcdef0"]',
            f'p:watchedInterfaces[0] is "i-0123456789abcdef0": it must be {INTERFACES}',
        ),
        ("watchedInterfaces", '["eni-1"]', f'p:watchedInterfaces[0] is "eni-1": it must be {INTERFACES}'),
        (
            "watchedInterfaces",
            json.dumps([ENI, ENI]),
            f'p:watchedInterfaces is ["{ENI}", "{ENI}"]: it must be {INTERFACES}',
        ),
        ("interfaceSilenceHours", "0", f"p:interfaceSilenceHours is 0: it must be {HOURS}"),
        ("interfaceSilenceHours", "169", f"p:interfaceSilenceHours is 169: it must be {HOURS}"),
        ("watchedInstances", '["i-1"]', f'p:watchedInstances[0] is "i-1": it must be {INSTANCES}'),
        ("exampleWorkload", "1", "p:exampleWorkload is 1: it must be true or false"),
        ("instanceCpuPercent", "100", "p:instanceCpuPercent is 100: it must be a whole number of percent from 1 to 99"),
        ("instanceNetworkOutMib", "0", "p:instanceNetworkOutMib is 0: it must be a whole number of MiB, at least 1"),
    ],
)
def test_a_bad_value_is_named_with_what_is_allowed(key: str, value: str, problem: str) -> None:
    assert problems_of({key: value}) == [problem]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        (
            {"flowLogSinks": '["s3", "kinesis"]'},
            "no log group has flow records to look through: add cloudwatch-logs to flowLogSinks",
        ),
        (
            {"flowLogFields": '["srcaddr", "log-status"]'},
            "a flow record doesn't say whose traffic it is of: add interface-id to flowLogFields",
        ),
        (
            {"flowLogFields": '["srcaddr"]'},
            "a flow record doesn't say whose traffic it is of: add interface-id and log-status to flowLogFields",
        ),
    ],
)
def test_an_interface_that_nothing_is_recorded_of(changes: dict[str, str], problem: str) -> None:
    assert problems_of({"watchedInterfaces": json.dumps([ENI]), **changes}) == [
        f'p:watchedInterfaces is ["{ENI}"], and {problem}'
    ]
    assert parse_settings("p", changes).watched_interfaces == ()


def test_the_interfaces_of_flow_logs_that_are_not_valid_are_not_looked_at() -> None:
    changes = {"watchedInterfaces": json.dumps([ENI]), "flowLogSinks": "[]", "flowLogFields": "[]"}
    assert [problem.split()[0] for problem in problems_of(changes)] == ["p:flowLogFields", "p:flowLogSinks"]


def test_a_log_group_has_room_for_the_filters_of_all_interfaces() -> None:
    interfaces = [f"eni-{number:08x}" for number in range(91)]
    assert len(parse_settings("p", {"watchedInterfaces": json.dumps(interfaces[:90])}).watched_interfaces) == 90
    assert len(network_detections(DEFAULT).detections) + 90 <= MAX_FILTERS
    [problem] = problems_of({"watchedInterfaces": json.dumps(interfaces)})
    assert problem.startswith("p:watchedInterfaces is [")
    assert problem.endswith(f": it must be {INTERFACES}")


def test_a_chat_is_found_in_any_spelling() -> None:
    one = {"tenantId": "aaaaaaaa-2222-3333-4444-555555555555", "teamId": "bbbbbbbb-7777-8888-9999-000000000000"}
    other = {key: value.upper() for key, value in one.items()}
    chats = json.dumps([{**one, "channelId": "19%3Aab%40x"}, {**other, "channelId": "19%3aab%40x"}])
    [problem] = problems_of({"alertChats": chats})
    assert problem.endswith(f": it must be {CHATS}")


@pytest.mark.parametrize("key", ["Monitoring", "a", "team:watched/by_us", "a" * 128, "Stackable", "awsome"])
def test_the_key_of_the_tag(key: str) -> None:
    assert parse_settings("p", {"monitoringTag": key}).monitoring_tag == key


@pytest.mark.parametrize("name", ["security-hub", "cis-5.0", "cis-7.0"])
def test_the_profile(name: str) -> None:
    assert parse_settings("p", {"detectionProfile": name}).profile is PROFILES[name]


def test_every_profile_can_be_chosen() -> None:
    assert set(PROFILES) == {"security-hub", "cis-5.0", "cis-7.0"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"enabled": False}, "off"),
        ({"enabled": False, "threshold": 3}, "off"),
        ({"threshold": 3}, {"threshold": 3}),
        (
            {"periodSeconds": 900, "evaluationPeriods": 2, "severity": "low"},
            {"period_seconds": 900, "evaluation_periods": 2, "severity": Severity.LOW},
        ),
        ({}, {}),
    ],
    ids=str,
)
def test_an_override(changes: dict[str, object], expected: Override) -> None:
    settings = parse_settings("p", {"detectionOverrides": override(**changes)})
    assert settings.overrides == {"ssh-rejected": expected}


@pytest.mark.parametrize("id_", ["organization-changed", "log-key-at-risk", "records-skipped", "denied-calls"])
def test_what_only_some_stacks_have_can_be_overridden_in_any(id_: str) -> None:
    configured = json.dumps([{"detection": id_, "enabled": False}])
    assert parse_settings("p", {"detectionOverrides": configured}).overrides == {id_: "off"}


def test_the_example_needs_a_vpc() -> None:
    assert problems_of({"exampleWorkload": "true", "vpcs": "[]"}) == [
        "p:exampleWorkload is true, and there is no VPC for it: add one to vpcs"
    ]
    assert [problem.split()[0] for problem in problems_of({"exampleWorkload": "true", "vpcs": '"none"'})] == ["p:vpcs"]
    assert parse_settings("p", {"vpcs": "[]"}).example_workload is False


def test_what_is_still_well() -> None:
    assert parse_settings("p", {}).instance_limits == WorkloadLimits()
    configured = {"instanceCpuPercent": "50", "instanceNetworkOutMib": "1"}
    assert parse_settings("p", configured).instance_limits == WorkloadLimits(
        cpu_percent=50, network_out_bytes=1_048_576
    )
