import json
from typing import Any

import pytest
import yaml

from components.configuration import parse_settings
from components.settings import RETENTION_DAYS, Settings
from tests.support.configuration import problems_of
from tests.support.recorder import PROJECT, ROOT_DIRECTORY

RETENTIONS = (
    "one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, "
    "1096, 1827, 2192, 2557, 2922, 3288, 3653 (days)"
)
KEYS = (
    "namePrefix, vpcs, flowLogTraffic, flowLogIntervalSeconds, flowLogRetentionDays, trailRetentionDays, "
    "logBucketExpirationDays, logBucketArchiveDays, logDeletion"
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
