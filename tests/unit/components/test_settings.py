import json
from typing import Any

import pytest
import yaml

from components.configuration import parse_settings
from components.settings import RETENTION_DAYS, Settings
from components.settings.flow_logs import CONFIGURABLE_FIELDS
from components.sinks.object_lock import ObjectLock
from tests.support.configuration import problems_of
from tests.support.recorder import PROJECT, ROOT_DIRECTORY

RETENTIONS = (
    "one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, "
    "1096, 1827, 2192, 2557, 2922, 3288, 3653 (days)"
)
KEYS = (
    "namePrefix, vpcs, networkResources, flowLogSinks, flowLogTraffic, flowLogIntervalSeconds, flowLogFields, "
    "flowLogFileFormat, flowLogKeyLayout, flowLogRetentionDays, existingFlowLogGroup, existingDeliveryStream, "
    "trailName, trailInsights, trailDataEvents, trailNotifications, trailStreams, trailRetentionDays, organizationId, "
    "existingTrailLogGroup, existingLogBucket, logDeletion, logBucketExpirationDays, logBucketArchiveDays, "
    "logBucketLockDays, logBucketLockMode, logBucketAccessLogging, logEncryption, lake, lakeScanLimitGib, "
    "watch, monitoringTag, detectionProfile, detectionAlarms, detectionOverrides, alertsPer, alertEmails, alertQueues, "
    "alertUrls, alertChats, trailSilenceHours, flowLogSilenceHours, watchedInterfaces, interfaceSilenceHours, "
    "watchedInstances, exampleWorkload, instanceCpuPercent, instanceNetworkOutMib"
)
VPC = {"name": "main", "cidrBlock": "10.0.0.0/16", "availabilityZones": 2}
A_LIST = "a list of objects with the keys name, cidrBlock and availabilityZones"
A_NAME = "up to 31 lower-case letters, digits and hyphens, a letter first"
A_BLOCK = (
    "an IPv4 block from /16 to /24, written as 10.0.0.0/16 is, "
    "outside 0.0.0.0/8, 127.0.0.0/8, 169.254.0.0/16, 224.0.0.0/4, 240.0.0.0/4"
)
DAYS = "a whole number of days, at least 1"
ARCHIVE = (
    "0 (logs never move) or a whole number of days, at most logBucketExpirationDays - 90: "
    "what has moved is billed for at least 90 days"
)
LOCK = "0 (no lock) or a whole number of days, at most logBucketExpirationDays and 36500"
SINKS = "a list of at least one of cloudwatch-logs, s3, kinesis, each once"
RESOURCES = "a list of ids of VPCs, subnets and network interfaces (vpc-…, subnet-…, eni-…), each once"
INSIGHTS = "a list of ApiCallRateInsight, ApiErrorRateInsight or both, each once; empty for none"
STREAMS = "a list of delivery-stream, data-stream or both, each once; empty for none"
FIELDS = f"a list of at least one of {', '.join(CONFIGURABLE_FIELDS)}, each once"
NAME = "up to 40 lower-case letters, digits and single hyphens between them, a letter first"
PREFIX = "up to 20 lower-case letters, digits and single hyphens between them, a letter first"


def vpcs(**changes: object) -> str:
    return json.dumps([{key: value for key, value in {**VPC, **changes}.items() if value is not None}])


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("namePrefix", "Acme", f'p:namePrefix is "Acme": it must be {PREFIX}'),
        ("namePrefix", "a" * 21, f'p:namePrefix is "{"a" * 21}": it must be {PREFIX}'),
        ("namePrefix", "a--b", f'p:namePrefix is "a--b": it must be {PREFIX}'),
        ("namePrefix", "", f'p:namePrefix is "": it must be {PREFIX}'),
        ("flowLogTraffic", "SOME", 'p:flowLogTraffic is "SOME": it must be one of ALL, ACCEPT, REJECT'),
        ("flowLogIntervalSeconds", "300", "p:flowLogIntervalSeconds is 300: it must be one of 60, 600 (seconds)"),
        ("flowLogIntervalSeconds", "x", 'p:flowLogIntervalSeconds is "x": it must be one of 60, 600 (seconds)'),
        ("flowLogRetentionDays", "2", f"p:flowLogRetentionDays is 2: it must be {RETENTIONS}"),
        ("flowLogRetentionDays", "true", f"p:flowLogRetentionDays is true: it must be {RETENTIONS}"),
        ("trailRetentionDays", "0", f"p:trailRetentionDays is 0: it must be {RETENTIONS}"),
        ("trailRetentionDays", "ever", f'p:trailRetentionDays is "ever": it must be {RETENTIONS}'),
        ("logBucketExpirationDays", "0", f"p:logBucketExpirationDays is 0: it must be {DAYS}"),
        ("logBucketExpirationDays", "1.5", f"p:logBucketExpirationDays is 1.5: it must be {DAYS}"),
        ("logBucketArchiveDays", "276", f"p:logBucketArchiveDays is 276: it must be {ARCHIVE}"),
        ("logBucketArchiveDays", "-1", f"p:logBucketArchiveDays is -1: it must be {ARCHIVE}"),
        # The default of the one has to go with what the other is configured to be.
        ("logBucketExpirationDays", "179", f"p:logBucketArchiveDays is 90: it must be {ARCHIVE}"),
        ("logDeletion", "keep", 'p:logDeletion is "keep": it must be one of delete, retain'),
        ("vpcs", "main", f'p:vpcs is "main": it must be {A_LIST}'),
        ("vpcs", "[1]", f"p:vpcs[0] is 1: it must be {A_LIST}"),
        ("vpcs", vpcs(name="Main"), f'p:vpcs[0].name is "Main": it must be {A_NAME}'),
        ("vpcs", vpcs(cidrBlock="10.0.0.1/16"), f'p:vpcs[0].cidrBlock is "10.0.0.1/16": it must be {A_BLOCK}'),
        ("vpcs", vpcs(cidrBlock="10.0.0.0/25"), f'p:vpcs[0].cidrBlock is "10.0.0.0/25": it must be {A_BLOCK}'),
        ("vpcs", vpcs(cidrBlock="10.0.0.0/15"), f'p:vpcs[0].cidrBlock is "10.0.0.0/15": it must be {A_BLOCK}'),
        *(
            ("vpcs", vpcs(cidrBlock=block), f'p:vpcs[0].cidrBlock is "{block}": it must be {A_BLOCK}')
            for block in (
                *("10.0.0.0/255.255.0.0", "10.0.0.0/016", "10.0.0.0/0.0.255.255", " 10.0.0.0/16", "10.0.0.0"),
                *("0.1.0.0/16", "127.0.0.0/16", "169.254.0.0/16", "224.0.0.0/16", "255.255.255.0/24"),
            )
        ),
        ("vpcs", vpcs(cidrBlock=None), f"p:vpcs[0].cidrBlock is missing: it must be {A_BLOCK}"),
        (
            "vpcs",
            vpcs(availabilityZones=9),
            "p:vpcs[0].availabilityZones is 9: it must be a whole number from 1 to 8",
        ),
        (
            "vpcs",
            vpcs(availabilityZones="2"),
            'p:vpcs[0].availabilityZones is "2": it must be a whole number from 1 to 8',
        ),
        ("vpcs", vpcs(zones=3), "p:vpcs[0].zones is not a key: the keys are name, cidrBlock, availabilityZones"),
        (
            "vpcs",
            json.dumps([VPC, {**VPC, "cidrBlock": "10.1.0.0/16"}]),
            "p:vpcs has more than one main: give each VPC a name of its own",
        ),
        (
            "vpcs",
            json.dumps([VPC, {**VPC, "name": "b", "cidrBlock": "10.1.0.0/16"}, {**VPC, "name": "c"}]),
            "p:vpcs has overlapping blocks (main 10.0.0.0/16 and c 10.0.0.0/16): such VPCs can never be peered, "
            "so give each VPC a block of its own",
        ),
        (
            "vpcs",
            json.dumps([{**VPC, "name": "b", "cidrBlock": "10.0.128.0/24"}, VPC]),
            "p:vpcs has overlapping blocks (b 10.0.128.0/24 and main 10.0.0.0/16): such VPCs can never be peered, "
            "so give each VPC a block of its own",
        ),
        ("networkResources", "vpc-1", f'p:networkResources is "vpc-1": it must be {RESOURCES}'),
        ("networkResources", '["vpc-1"]', f'p:networkResources[0] is "vpc-1": it must be {RESOURCES}'),
        (
            "networkResources",
            json.dumps(["eni-0123456789abcdef0"] * 2),
            f'p:networkResources is ["eni-0123456789abcdef0", "eni-0123456789abcdef0"]: it must be {RESOURCES}',
        ),
        ("flowLogSinks", "[]", f"p:flowLogSinks is []: it must be {SINKS}"),
        ("flowLogSinks", '["s3", "file"]', f'p:flowLogSinks[1] is "file": it must be {SINKS}'),
        ("flowLogSinks", '["s3", "s3"]', f'p:flowLogSinks is ["s3", "s3"]: it must be {SINKS}'),
        ("flowLogFields", "[]", f"p:flowLogFields is []: it must be {FIELDS}"),
        ("flowLogFields", '["srcadr"]', f'p:flowLogFields is ["srcadr"]: it must be {FIELDS}'),
        ("flowLogFields", '["start", "start"]', f'p:flowLogFields is ["start", "start"]: it must be {FIELDS}'),
        ("flowLogFields", '["instance-tag"]', f'p:flowLogFields is ["instance-tag"]: it must be {FIELDS}'),
        ("flowLogFileFormat", "csv", 'p:flowLogFileFormat is "csv": it must be one of plain-text, parquet'),
        (
            "flowLogKeyLayout",
            "hive",
            'p:flowLogKeyLayout is "hive": it must be one of daily, hourly, hive-daily, hive-hourly',
        ),
        (
            "existingFlowLogGroup",
            "a b",
            'p:existingFlowLogGroup is "a b": it must be empty, or the name of a log group',
        ),
        (
            "existingDeliveryStream",
            "theirs",
            'p:existingDeliveryStream is "theirs", which nothing is delivered to: add kinesis to flowLogSinks',
        ),
        ("trailName", "", f'p:trailName is "": it must be {NAME}'),
        ("trailName", "Audit", f'p:trailName is "Audit": it must be {NAME}'),
        ("trailInsights", '["Rate"]', f'p:trailInsights[0] is "Rate": it must be {INSIGHTS}'),
        (
            "trailDataEvents",
            '["ec2"]',
            'p:trailDataEvents[0] is "ec2": it must be a list of s3, lambda or both, each once; empty for none',
        ),
        ("trailNotifications", '"yes"', 'p:trailNotifications is "yes": it must be true or false'),
        (
            "trailStreams",
            '["data-stream", "data-stream"]',
            f'p:trailStreams is ["data-stream", "data-stream"]: it must be {STREAMS}',
        ),
        ("organizationId", "acme", 'p:organizationId is "acme": it must be empty, or the id of an organization (o-…)'),
        ("existingLogBucket", "Logs", 'p:existingLogBucket is "Logs": it must be empty, or the name of a bucket'),
        ("logBucketLockDays", "366", f"p:logBucketLockDays is 366: it must be {LOCK}"),
        ("logBucketLockDays", "-1", f"p:logBucketLockDays is -1: it must be {LOCK}"),
        ("logBucketLockMode", "LEGAL", 'p:logBucketLockMode is "LEGAL": it must be one of GOVERNANCE, COMPLIANCE'),
        ("logBucketAccessLogging", "1", "p:logBucketAccessLogging is 1: it must be true or false"),
        (
            "logEncryption",
            "none",
            'p:logEncryption is "none": it must be one of service-managed, customer-managed',
        ),
        ("lake", "on", 'p:lake is "on": it must be true or false'),
        ("lakeScanLimitGib", "0", "p:lakeScanLimitGib is 0: it must be a whole number of GiB, at least 1"),
        ("flowLogRetention", "30", f"p:flowLogRetention is not a key: the keys are {KEYS}"),
    ],
)
def test_a_bad_value_is_named_with_what_is_allowed(key: str, value: str, problem: str) -> None:
    assert problems_of({key: value}) == [problem]


def test_all_bad_values_are_named_at_once() -> None:
    configured = {
        "logDeletion": "keep",
        "vpcs": vpcs(name="Main", availabilityZones=0),
        "trailRetentionDays": "2",
        "logBucketArchiveDays": "10",
        "logBucketExpirationDays": "10",
        "typo": "x",
    }
    assert [problem.split(" ", 1)[0] for problem in problems_of(configured)] == [
        "p:logBucketArchiveDays",
        "p:logDeletion",
        "p:trailRetentionDays",
        "p:typo",
        "p:vpcs[0].availabilityZones",
        "p:vpcs[0].name",
    ]


@pytest.mark.parametrize(
    ("archive", "expiration", "lifecycle"),
    [
        (None, None, {"expiration_days": 365, "archive_days": 90}),
        ("275", "365", {"expiration_days": 365, "archive_days": 275}),
        ("1", "91", {"expiration_days": 91, "archive_days": 1}),
        (None, "180", {"expiration_days": 180, "archive_days": 90}),
        ("0", "1", {"expiration_days": 1}),
    ],
)
def test_logs_move_only_when_they_stay_as_long_as_they_are_billed(
    archive: str | None, expiration: str | None, lifecycle: dict[str, int]
) -> None:
    configured = {"logBucketArchiveDays": archive, "logBucketExpirationDays": expiration}
    settings = parse_settings("p", {key: value for key, value in configured.items() if value is not None})
    assert settings.log_lifecycle == lifecycle


def test_vpcs_side_by_side() -> None:
    blocks = ["10.0.0.0/17", "10.0.128.0/24", "10.0.129.0/24"]
    configured = json.dumps([{**VPC, "name": f"v{index}", "cidrBlock": block} for index, block in enumerate(blocks)])
    assert [vpc.layout["cidr_block"] for vpc in parse_settings("p", {"vpcs": configured}).vpcs] == blocks


def test_existing_sinks_are_used_by_something() -> None:
    configured = {"flowLogSinks": '["s3"]', "existingFlowLogGroup": "/theirs"}
    assert problems_of(configured) == [
        'p:existingFlowLogGroup is "/theirs", which nothing is delivered to: add cloudwatch-logs to flowLogSinks'
    ]
    configured["flowLogSinks"] = '["s3", "cloudwatch-logs"]'
    assert parse_settings("p", configured).existing_flow_log_group == "/theirs"


@pytest.mark.parametrize(
    ("days", "mode", "lock"),
    [
        ("0", "GOVERNANCE", None),
        ("0", "COMPLIANCE", None),
        ("1", "COMPLIANCE", ObjectLock("COMPLIANCE", 1)),
        ("365", "GOVERNANCE", ObjectLock("GOVERNANCE", 365)),
    ],
)
def test_the_lock_of_the_log_bucket(days: str, mode: str, lock: ObjectLock | None) -> None:
    assert parse_settings("p", {"logBucketLockDays": days, "logBucketLockMode": mode}).log_bucket_lock == lock


@pytest.mark.parametrize(
    ("deletion", "days", "problems"),
    [
        (
            "delete",
            "10",
            [
                'p:logBucketLockMode is "COMPLIANCE", and logDeletion is "delete": no one can delete a log before its '
                "10 days are over, so choose GOVERNANCE, or retain"
            ],
        ),
        ("delete", "0", []),
        ("retain", "10", []),
    ],
)
def test_what_nobody_can_delete_is_not_to_be_deleted(deletion: str, days: str, problems: list[str]) -> None:
    configured = {"logDeletion": deletion, "logBucketLockDays": days, "logBucketLockMode": "COMPLIANCE"}
    if problems:
        assert problems_of(configured) == problems
    else:
        assert parse_settings("p", configured).log_deletion == deletion


def test_the_bucket_of_others_is_neither_locked_nor_watched_by_the_stack() -> None:
    configured = {"existingLogBucket": "theirs", "logBucketLockDays": "30", "logBucketAccessLogging": "true"}
    theirs = 'and existingLogBucket is "theirs", of which its owner decides that: leave it out, and see to it there'
    assert problems_of(configured) == [
        f"p:logBucketAccessLogging is true, {theirs}",
        f"p:logBucketLockDays is 30, {theirs}",
    ]
    configured |= {"logBucketLockDays": "0", "logBucketAccessLogging": "false"}
    assert parse_settings("p", configured).existing_log_bucket == "theirs"


def test_an_invalid_expiration_is_not_blamed_on_the_archive_too() -> None:
    assert problems_of({"logBucketArchiveDays": "10", "logBucketExpirationDays": "0"}) == [
        f"p:logBucketExpirationDays is 0: it must be {DAYS}"
    ]


@pytest.mark.parametrize("days", RETENTION_DAYS)
def test_every_retention_of_cloudwatch_logs_is_accepted(days: int) -> None:
    settings = parse_settings("p", {"flowLogRetentionDays": str(days), "trailRetentionDays": str(days)})
    assert (settings.flow_log_retention_days, settings.trail_retention_days) == (days, days)


def test_the_project_file_declares_what_the_model_reads() -> None:
    declared = yaml.safe_load((ROOT_DIRECTORY / "Pulumi.yaml").read_text(encoding="utf-8"))["config"]
    schema = Settings.model_json_schema()["properties"]
    defaults = Settings().model_dump(by_alias=True, mode="json")
    assert {key: entry["type"] for key, entry in declared.items()} == {
        key: entry["type"] for key, entry in schema.items()
    }
    assert {key: entry["default"] for key, entry in declared.items()} == defaults
    assert all(entry["description"] for entry in declared.values())


def test_the_template_asks_for_declared_keys_with_their_defaults() -> None:
    project = yaml.safe_load((ROOT_DIRECTORY / "Pulumi.yaml").read_text(encoding="utf-8"))
    asked: dict[str, Any] = dict(project["template"]["config"])
    assert asked.pop("aws:region")["default"] == "us-east-1"
    assert {key: entry["default"] for key, entry in asked.items()} == {
        key: project["config"][key]["default"] for key in ("namePrefix", "logDeletion")
    }
    assert project["name"] == PROJECT
