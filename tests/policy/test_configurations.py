"""Whatever a stack is configured to be, its first preview is whole: known, allowed, linted, and able to deliver."""

import json
import runpy
from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from pack import policies
from pydantic.alias_generators import to_camel

from components.configuration import parse_settings
from components.settings import Settings
from tests.support.alert_path import broken_links
from tests.support.configurations import Configuration, configurations
from tests.support.deliveries import needs_of_buckets, needs_of_keys, needs_of_streams, needs_of_topics, refused
from tests.support.linter import HOLDERS, documents, findings, naming_in
from tests.support.looked_at import unfounded
from tests.support.pack_options import pack_options
from tests.support.policy_server import replay_program
from tests.support.recorder import PROJECT, ROOT_DIRECTORY, Cloud, as_sent, record, stack_config
from tests.support.unknowns import AWS_CHOOSES, EXAMPLE_CHOOSES, KMS_CHOOSES, unknowns

CLOUDS = (
    Cloud(),
    Cloud(partition="aws-us-gov", region="us-gov-west-1"),
    Cloud(partition="aws-cn", region="cn-north-1"),
)
COMMERCIAL, GOVERNMENT, CHINA = CLOUDS
PROD: Configuration = {
    key.removeprefix(f"{PROJECT}:"): value for key, value in stack_config("prod").items() if key.startswith(PROJECT)
}
NAMED = {
    "aws:cloudwatch/eventRule:EventRule",
    "aws:cloudwatch/logGroup:LogGroup",
    "aws:cloudwatch/metricAlarm:MetricAlarm",
    "aws:cloudwatch/queryDefinition:QueryDefinition",
    "aws:iam/role:Role",
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
    "aws:kinesis/stream:Stream",
    "aws:kms/alias:Alias",
    "aws:resourcegroups/group:Group",
    "aws:sns/topic:Topic",
    "aws:sqs/queue:Queue",
}
"""Types of which an account has only one of a name."""
ADOPTED: Configuration = {
    "existingLogBucket": "their-logs",
    "existingTrailLogGroup": "/theirs/audit",
    "existingFlowLogGroup": "/theirs/traffic",
    "existingDeliveryStream": "theirs",
    "networkResources": ["vpc-0123456789abcdef0", "subnet-0123456789abcdef0", "eni-01234567"],
    "vpcs": [],
    "exampleWorkload": False,
    "trailNotifications": False,
    "logBucketLockDays": 0,
    "logBucketAccessLogging": False,
}


def main() -> None:
    runpy.run_path(str(ROOT_DIRECTORY), run_name="__main__")


def twice(items: Iterable[object]) -> list[object]:
    return [item for item, count in Counter(items).items() if count > 1]


# Not shrunk: to run the program a hundred times more takes longer than to read the configuration.
@settings(max_examples=12, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate])
@example(PROD, CHINA)
@example(PROD | {"organizationId": "o-exampleorgid", "flowLogKeyLayout": "daily"}, GOVERNMENT)
@example(PROD | ADOPTED, COMMERCIAL)
@given(configurations(), st.sampled_from(CLOUDS))
def test_every_valid_configuration_previews_whole(configuration: Configuration, cloud: Cloud) -> None:
    assert set(configuration) == {to_camel(name) for name in Settings.model_fields}
    model = parse_settings("p", {key: as_sent(value) for key, value in configuration.items()})
    naming = naming_in(cloud, model.name_prefix, "test")

    recording = record(main, config=configuration, stack="test", preview=True, cloud=cloud)

    registrations = recording.registrations
    assert twice(one.urn for one in registrations) == []
    assert twice((one.type, one.inputs["name"]) for one in registrations if one.type in NAMED) == []
    assert unknowns(recording) <= AWS_CHOOSES | KMS_CHOOSES | EXAMPLE_CHOOSES
    requests = [one.request for one in registrations]
    others = (model.existing_log_bucket, model.existing_flow_log_group, model.existing_delivery_stream)
    topics = [one.inputs["name"] for one in recording.of_type("aws:sns/topic:Topic")]
    options = pack_options(model.organization_id, [name for name in others if name], topics)
    assert replay_program(policies(), requests, options) == []
    declared = documents(recording, naming)
    assert {name for name, _ in declared} == {one.name for one in registrations if one.type in HOLDERS}
    assert {one: findings(*given) for one, given in declared.items() if findings(*given)} == {}
    assert refused(needs_of_buckets(recording, naming, model)) == []
    assert refused(needs_of_keys(recording, naming)) == []
    assert refused(needs_of_streams(recording, naming)) == []
    assert refused(needs_of_topics(recording, naming)) == []
    assert unfounded(recording, naming, model) == []
    # Which key is on the path of an alert, only a program that was run knows.
    assert broken_links(record(main, config=configuration, stack="test", cloud=cloud), naming) == []


USERS: list[tuple[Configuration, list[str]]] = [
    ({}, ["CloudTrailUsesKey", "LogDeliveryUsesKey", "LogGroupsUseKey", "AWSCloudTrailSNSPolicy20131101Key"]),
    ({"trailNotifications": False}, ["CloudTrailUsesKey", "LogDeliveryUsesKey", "LogGroupsUseKey"]),
    ({"flowLogSinks": ["kinesis"]}, ["CloudTrailUsesKey", "LogGroupsUseKey", "AWSCloudTrailSNSPolicy20131101Key"]),
    # The trail encrypts its files itself, in whosever bucket; all else there is its owner's to encrypt.
    (ADOPTED, ["CloudTrailUsesKey", "LogGroupsUseKey"]),
    (ADOPTED | {"trailStreams": []}, ["CloudTrailUsesKey", "LogGroupsUseKey"]),
    (ADOPTED | {"trailStreams": [], "watch": False}, ["CloudTrailUsesKey"]),
]


@pytest.mark.parametrize(("changes", "users"), USERS, ids=str)
def test_who_uses_the_key(changes: Configuration, users: list[str]) -> None:
    recording = record(main, config=PROD | changes, stack="test", preview=True)
    policy = json.loads(recording.one("aws:kms/key:Key", "logs-key").inputs["policy"])
    assert [statement["Sid"] for statement in policy["Statement"]] == ["AccountByIam", *users]


LEFT_OUT: list[tuple[Configuration, list[str]]] = [
    ({}, ["monitoring-test-logs-123456789012-us-east-1", "monitoring-test-access-logs-123456789012-us-east-1"]),
    ({"logBucketAccessLogging": False}, ["monitoring-test-logs-123456789012-us-east-1"]),
    (ADOPTED, ["their-logs"]),
]


@pytest.mark.parametrize(("changes", "buckets"), LEFT_OUT, ids=str)
def test_no_delivery_is_an_event_that_is_delivered(changes: Configuration, buckets: list[str]) -> None:
    recording = record(main, config=PROD | changes, stack="test", preview=True)
    selectors = recording.one("aws:cloudtrail/trail:Trail").inputs["advancedEventSelectors"]
    fields = [field for selector in selectors for field in selector["fieldSelectors"]]
    left_out = [field["notStartsWiths"] for field in fields if "notStartsWiths" in field]
    assert left_out == [[f"arn:aws:s3:::{bucket}/" for bucket in buckets]]
