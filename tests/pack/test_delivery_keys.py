"""Which log files a service is thought to write, in the order in which they are tried."""

from collections.abc import Sequence

import pytest
from automaton import Budget, TooManyStepsError
from contract import CLOUDTRAIL, LOG_DELIVERY, Service
from delivery_context import delivery_context
from delivery_keys import log_files
from policy_model import Statement

from tests.support.bucket_documents import ACCOUNT, ARN, PLAIN, TRAIL

FOLDER = f"{ARN}/AWSLogs/{ACCOUNT}/"
FAR_TRAIL = TRAIL.replace("us-east-1", "ap-south-1")
FAR_LOGS = f"arn:aws:logs:ap-south-1:{ACCOUNT}:x"


def naming(*keys: str, element: str = "Resource") -> Statement:
    inverted = (element,) if element == "NotResource" else ()
    return Statement("#1", "Allow", (), (), tuple(FOLDER + key for key in keys), (), inverted)


def trail_file(region: str) -> str:
    return f"CloudTrail/{region}/2026/01/31/{ACCOUNT}_CloudTrail_{region}_20260131T0000Z_x.json.gz"


def digest(region: str) -> str:
    name = f"{ACCOUNT}_CloudTrail-Digest_{region}_x_{region}_20260131T000000Z.json.gz"
    return f"CloudTrail-Digest/{region}/2026/01/31/{name}"


def flow_log_file(region: str) -> str:
    return f"vpcflowlogs/{region}/2026/01/31/{ACCOUNT}_vpcflowlogs_{region}_fl-1234_20260131T0000Z_x.log.gz"


OF_TRAILS = [
    trail_file("ap-south-1"),
    *(trail_file("us-east-1"), trail_file("eu-west-1"), digest("us-east-1"), digest("eu-west-1")),
    "CloudTrail/x/xxxx/xx/xx/.json.gz",
]
OF_FLOW_LOGS = [flow_log_file("ap-south-1"), flow_log_file("us-east-1"), flow_log_file("eu-west-1"), "x/x"]


def tried(
    allow: Statement, *denies: Statement, service: Service = CLOUDTRAIL, source: str = FAR_TRAIL, steps: int = 10_000
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
        (["CloudTrail/eu-west-1/*"], [trail_file("eu-west-1"), "CloudTrail/eu-west-1//x/xxxx/xx/xx/.json.gz"]),
        (
            ["CloudTrail-Digest/us-east-1/20??/*"],
            [digest("us-east-1"), "CloudTrail-Digest/us-east-1/20xx//x/xxxx/xx/xx/.json.gz"],
        ),
        ([trail_file("us-east-1")], [trail_file("us-east-1")]),
        (["CloudTrail/af-south-1/*"], ["CloudTrail/af-south-1//x/xxxx/xx/xx/.json.gz"]),
        (["a.json", "vpcflowlogs/*"], []),
    ],
)
def test_only_what_an_allow_has_room_for_is_tried(keys: list[str], expected: list[str]) -> None:
    assert tried(naming(*keys)) == expected


def test_what_a_deny_leaves_is_tried_last() -> None:
    left = naming("CloudTrail/af-south-1/2027/*", "a.json", "CloudTrail/${aws:userid}/*", element="NotResource")
    assert tried(naming("*"), naming("CloudTrail/*"), left) == [
        *OF_TRAILS,
        "CloudTrail/af-south-1/2027//x/xxxx/xx/xx/.json.gz",
    ]
    assert tried(naming("CloudTrail/us-east-1/*"), left) == tried(naming("CloudTrail/us-east-1/*"))


def test_each_resource_that_is_looked_at_takes_a_step() -> None:
    # The log file of the source's Region, and two files in each of two Regions: none is named, nor is a pattern there.
    keys = ("a.json", "b.json", "c.json")
    assert tried(naming(*keys), steps=5 * len(keys)) == []
    for short in (1, 2 * len(keys), 4 * len(keys) + 1):
        with pytest.raises(TooManyStepsError):
            tried(naming(*keys), steps=5 * len(keys) - short)
