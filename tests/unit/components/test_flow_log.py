import pulumi
import pytest

from components.flow_log import FlowLog, FlowLogArgs, Tagged
from components.sinks.destination import FlowLogDestination
from logs.flow_records.record_format import DEFAULT, V2, RecordFormat
from logs.keys.flow_log_keys import FileFormat, FlowLogKeys, FlowLogLayout
from tests.support.recorder import UNKNOWN, Recording, record

FLOW_LOG = "aws:ec2/flowLog:FlowLog"
GROUP: FlowLogDestination = {"type": "cloud-watch-logs", "arn": "arn:group", "role_arn": "arn:role"}
BUCKET: FlowLogDestination = {"type": "s3", "arn": "arn:bucket", "keys": FlowLogKeys()}
STREAM: FlowLogDestination = {"type": "kinesis-data-firehose", "arn": "arn:stream"}
TO_GROUP = {
    "logFormat": DEFAULT.log_format,
    "logDestinationType": "cloud-watch-logs",
    "logDestination": "arn:group",
    "iamRoleArn": "arn:role",
}
PLAIN = {"fileFormat": "plain-text", "hiveCompatiblePartitions": False, "perHourPartition": False}


def flow_log(args: FlowLogArgs, opts: pulumi.ResourceOptions | None = None, *, preview: bool = False) -> Recording:
    def program() -> None:
        pulumi.export("id", FlowLog("main", args, opts).flow_log_id)

    return record(program, preview=preview)


@pytest.mark.parametrize(
    ("args", "inputs"),
    [
        (
            FlowLogArgs(destination=GROUP, vpc_id="vpc-1"),
            {**TO_GROUP, "vpcId": "vpc-1", "trafficType": "ALL", "maxAggregationInterval": 600},
        ),
        (
            FlowLogArgs(destination=GROUP, subnet_id="subnet-1", traffic="REJECT"),
            {**TO_GROUP, "subnetId": "subnet-1", "trafficType": "REJECT", "maxAggregationInterval": 600},
        ),
        (
            FlowLogArgs(destination=BUCKET, eni_id="eni-1", interval_seconds=60),
            {
                "logFormat": DEFAULT.log_format,
                "logDestinationType": "s3",
                "logDestination": "arn:bucket",
                "destinationOptions": PLAIN,
                "eniId": "eni-1",
                "trafficType": "ALL",
                "maxAggregationInterval": 60,
            },
        ),
        (
            FlowLogArgs(destination=STREAM, vpc_id="vpc-1", traffic="ACCEPT", record_format=V2),
            {
                "logFormat": "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} "
                "${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}",
                "logDestinationType": "kinesis-data-firehose",
                "logDestination": "arn:stream",
                "vpcId": "vpc-1",
                "trafficType": "ACCEPT",
                "maxAggregationInterval": 600,
            },
        ),
    ],
)
def test_a_vpc_a_subnet_or_an_interface_goes_to_a_sink(args: FlowLogArgs, inputs: dict[str, object]) -> None:
    recording = flow_log(args)
    assert recording.tree() == [
        ("aws-monitoring-baseline-dev", "aws-monitoring-baseline:index:FlowLog", "main"),
        ("main", FLOW_LOG, "main-flow-log"),
    ]
    made = recording.one(FLOW_LOG)
    assert made.inputs == {**inputs, "tags": {"Name": "main"}}
    assert recording.outputs == {"id": made.id}
    assert made.id.startswith("fl-")


@pytest.mark.parametrize(
    ("keys", "options"),
    [
        (FlowLogKeys(), PLAIN),
        (FlowLogKeys(FlowLogLayout.DAILY, FileFormat.PARQUET), {**PLAIN, "fileFormat": "parquet"}),
        (FlowLogKeys(FlowLogLayout.HOURLY), {**PLAIN, "perHourPartition": True}),
        (FlowLogKeys(FlowLogLayout.HIVE_DAILY), {**PLAIN, "hiveCompatiblePartitions": True}),
        (
            FlowLogKeys(FlowLogLayout.HIVE_HOURLY, FileFormat.PARQUET, "network/"),
            {"fileFormat": "parquet", "hiveCompatiblePartitions": True, "perHourPartition": True},
        ),
    ],
)
def test_the_files_in_a_bucket_are_as_its_keys_say(keys: FlowLogKeys, options: dict[str, object]) -> None:
    """The prefix is in the ARN that the sink gives."""
    args = FlowLogArgs(destination={**BUCKET, "keys": keys}, vpc_id="vpc-1")
    inputs = flow_log(args).one(FLOW_LOG).inputs
    assert (inputs["destinationOptions"], inputs["logDestination"]) == (options, "arn:bucket")


@pytest.mark.parametrize("type_", ["kinesis-data-firehose", "cloud-watch-logs"])
def test_only_a_bucket_takes_files(type_: str) -> None:
    keys = FlowLogKeys(FlowLogLayout.HIVE_DAILY, FileFormat.PARQUET)
    with pytest.raises(pulumi.RunError) as raised:
        flow_log(FlowLogArgs(destination={"type": type_, "arn": "arn:other", "keys": keys}, vpc_id="vpc-1"))
    assert str(raised.value) == (
        f'FlowLog "main" has parquet files in hive-daily folders for a destination of type {type_}, which takes '
        "records as plain text only: leave out the destination's keys, or deliver to a bucket (s3)."
    )


def test_everything_but_the_id_is_known_at_first_preview() -> None:
    recording = flow_log(FlowLogArgs(destination=BUCKET, vpc_id="vpc-1", tags={"Team": "net"}), preview=True)
    assert UNKNOWN not in str(recording.one(FLOW_LOG).inputs)
    assert recording.outputs == {"id": UNKNOWN}


TAGGED = RecordFormat.of_names(["srcaddr", "instance-tag", "interface-tag-2", "interface-tag"])


def test_a_record_has_the_tags_that_are_asked_for() -> None:
    args = FlowLogArgs(
        destination=GROUP,
        vpc_id="vpc-1",
        record_format=TAGGED,
        tag_keys={"network-interface": ["team", "stage"], "instance": ["Name"], "auto-scaling-group": []},
    )
    inputs = flow_log(args).one(FLOW_LOG).inputs
    assert inputs["logFormat"] == "${srcaddr} ${instance-tag} ${interface-tag-2} ${interface-tag}"
    assert inputs["tagFieldSpecifications"] == [
        {"resourceType": "network-interface", "tagKeys": ["team", "stage"]},
        {"resourceType": "instance", "tagKeys": ["Name"]},
    ]


@pytest.mark.parametrize(
    ("names", "tag_keys", "what"),
    [
        (
            ["srcaddr", "instance-tag"],
            {},
            "none of instance for the fields instance-tag: give in tag_keys one key for instance-tag, two with "
            "instance-tag-2",
        ),
        (
            ["srcaddr"],
            {"network-interface": ["team"]},
            "team of network-interface for the fields none: give in tag_keys one key for interface-tag, two with "
            "interface-tag-2",
        ),
        (
            ["asg-tag", "asg-tag-2"],
            {"auto-scaling-group": ["a", "b", "c"]},
            "a, b, c of auto-scaling-group for the fields asg-tag, asg-tag-2: give in tag_keys one key for asg-tag, "
            "two with asg-tag-2",
        ),
        (
            ["instance-tag-2"],
            {"instance": ["team"]},
            "team of instance for the fields instance-tag-2: give in tag_keys one key for instance-tag, two with "
            "instance-tag-2",
        ),
    ],
)
def test_each_tag_field_needs_a_key(names: list[str], tag_keys: dict[Tagged, list[str]], what: str) -> None:
    args = FlowLogArgs(destination=GROUP, vpc_id="vpc-1", record_format=RecordFormat.of_names(names), tag_keys=tag_keys)
    with pytest.raises(pulumi.RunError) as raised:
        flow_log(args)
    assert str(raised.value) == f'FlowLog "main" has the tag keys {what}.'


def test_tags_are_added_to() -> None:
    args = FlowLogArgs(destination=GROUP, vpc_id="vpc-1", tags={"Team": "net"})
    assert flow_log(args).one(FLOW_LOG).inputs["tags"] == {"Team": "net", "Name": "main"}


@pytest.mark.parametrize(
    ("args", "what"),
    [
        (FlowLogArgs(destination=GROUP), "nothing to log"),
        (FlowLogArgs(destination=GROUP, vpc_id="vpc-1", eni_id="eni-1"), "vpc_id and eni_id"),
    ],
)
def test_it_takes_exactly_one_target(args: FlowLogArgs, what: str) -> None:
    with pytest.raises(pulumi.RunError) as raised:
        flow_log(args)
    assert str(raised.value) == f'FlowLog "main" has {what}: give exactly one of vpc_id, subnet_id, eni_id.'


def test_an_alias_of_the_component_does_not_reach_its_child_but_retention_does() -> None:
    opts = pulumi.ResourceOptions(aliases=[pulumi.Alias(name="old")], retain_on_delete=True, protect=True)
    recording = flow_log(FlowLogArgs(destination=GROUP, vpc_id="vpc-1"), opts)
    component = recording.one("aws-monitoring-baseline:index:FlowLog")
    child = recording.one(FLOW_LOG)
    assert component.aliases == [{"spec": {"name": "old", "parentUrn": ""}}]
    assert child.aliases == []
    assert (child.request.protect, child.request.retainOnDelete) == (True, True)
