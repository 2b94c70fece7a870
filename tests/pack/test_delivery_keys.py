"""Which log files a service is thought to write, in the order in which they are tried."""

from collections.abc import Sequence

import pytest
from automaton import MOST_STEPS, Budget, TooManyStepsError
from contract import CLOUDTRAIL, LOG_DELIVERY, Contract, Service
from delivery_context import delivery_context
from delivery_keys import log_files
from policy_model import Statement

from tests.support.bucket_documents import ACCOUNT, ARN, BUCKET, FOREIGN, PLAIN, TRAIL

FOLDER = f"{ARN}/AWSLogs/{ACCOUNT}/"
FAR_TRAIL = TRAIL.replace("us-east-1", "ap-south-1")
FAR_LOGS = f"arn:aws:logs:ap-south-1:{ACCOUNT}:x"


def naming(*keys: str, element: str = "Resource") -> Statement:
    inverted = (element,) if element == "NotResource" else ()
    return Statement("#1", "Allow", (), (), tuple(FOLDER + key for key in keys), (), inverted)


def trail_file(region: str) -> str:
    return f"CloudTrail/{region}/2026/01/31/{ACCOUNT}_CloudTrail_{region}_20260131T0000Z_x.json.gz"


def flow_log_file(region: str) -> str:
    return f"vpcflowlogs/{region}/2026/01/31/{ACCOUNT}_vpcflowlogs_{region}_fl-1234_20260131T0000Z_x.log.gz"


OF_TRAILS = [
    trail_file("ap-south-1"),
    *(trail_file("us-east-1"), trail_file("eu-west-1")),
    "CloudTrail/x/xxxx/xx/xx/.json.gz",
]
OF_FLOW_LOGS = [flow_log_file("ap-south-1"), flow_log_file("us-east-1"), flow_log_file("eu-west-1"), "x/x"]


def tried(
    allow: Statement,
    *denies: Statement,
    service: Service = CLOUDTRAIL,
    source: str = FAR_TRAIL,
    steps: int = MOST_STEPS,
) -> Sequence[str]:
    context = delivery_context(service, source, None, upload=True)
    found = list(log_files(allow, denies, context, PLAIN, Budget(steps)))
    assert all(each.startswith(FOLDER) for each in found)
    return [each.removeprefix(FOLDER) for each in found]


def test_those_of_the_sources_region_come_first_then_others_then_what_a_pattern_has_room_for() -> None:
    assert tried(naming("*")) == OF_TRAILS
    assert tried(naming("*"), service=LOG_DELIVERY, source=FAR_LOGS) == OF_FLOW_LOGS


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["CloudTrail/eu-west-1/*"], [trail_file("eu-west-1"), "CloudTrail/eu-west-1//xxxx/xx/xx/.json.gz"]),
        ([trail_file("us-east-1")], [trail_file("us-east-1")]),
        (["CloudTrail/af-south-1/20??/*"], ["CloudTrail/af-south-1/20xx//xxxx/xx/xx/.json.gz"]),
        (["CloudTrail-Digest/*"], []),
        (["a.json", "vpcflowlogs/*"], []),
    ],
)
def test_only_what_an_allow_has_room_for_is_tried(keys: list[str], expected: list[str]) -> None:
    assert tried(naming(*keys)) == expected


@pytest.mark.parametrize(
    ("keys", "folders"),
    [
        (["CloudTrail/*", "CloudTrail-Digest/*", "Config/*"], []),
        (["Configs/*", "Cloud/*"], ["Configs/", "Cloud/"]),
        (["CloudTrail/*", "WAFLogs/*"], ["WAFLogs/"]),
    ],
)
def test_folders_of_other_services_are_not_tried(keys: list[str], folders: list[str]) -> None:
    assert tried(naming(*keys), service=LOG_DELIVERY, source=FAR_LOGS) == [f"{folder}/x" for folder in folders]
    left = tried(naming("*"), naming(*keys, element="NotResource"), service=LOG_DELIVERY, source=FAR_LOGS)
    assert left == [*OF_FLOW_LOGS, *[f"{folder}y" for folder in folders]]


def test_only_folders_of_the_sources_account_are_tried() -> None:
    two = Contract(bucket=BUCKET, partition="aws", accounts=(ACCOUNT, FOREIGN))
    theirs = naming("*")._replace(resources=(f"{ARN}/AWSLogs/{FOREIGN}/*",))
    for account, found in ((ACCOUNT, False), (FOREIGN, True), ("444455556666", False)):
        context = delivery_context(CLOUDTRAIL, TRAIL.replace(ACCOUNT, account), None, upload=True)
        assert any(log_files(theirs, [], context, two, Budget())) is found


def test_what_all_denies_leave_is_tried_last() -> None:
    year = naming("CloudTrail/*/2027/*", "a.json", "CloudTrail/${aws:userid}/*", element="NotResource")
    region = naming("*/af-south-1/*", element="NotResource")
    both = "CloudTrail/af-south-1/2027/yy/yy/.json.gz"
    assert tried(naming("*"), year, naming("vpcflowlogs/*"), region) == [*OF_TRAILS, both]
    assert tried(naming("CloudTrail/*"), region, year)[-1] == both
    digests = naming("CloudTrail-Digest/*", element="NotResource")
    assert tried(naming("*"), region, digests) == OF_TRAILS


def test_each_resource_that_is_looked_at_takes_a_step() -> None:
    # The log file of the source's Region, and those of two Regions: none is named, nor is a pattern there.
    keys = ("a.json", "b.json", "c.json")
    assert tried(naming(*keys), steps=3 * len(keys)) == []
    for short in (1, len(keys), 2 * len(keys) + 1):
        with pytest.raises(TooManyStepsError):
            tried(naming(*keys), steps=3 * len(keys) - short)
