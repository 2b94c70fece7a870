import json
from typing import Any

import pytest

from ops.errors import OpsError
from ops.outputs import parse_outputs
from tests.ops.deployed import ACCOUNT_ID, BUCKET, KEY_ARN, POLICY, REGION, TRAIL, TRAIL_ARN


def good() -> dict[str, Any]:
    return {
        "trailName": TRAIL,
        "trailArn": TRAIL_ARN,
        "logBucket": BUCKET,
        "logBucketPolicy": json.dumps(POLICY),
        "logGroups": {"group": 30},
        "vpcs": {
            "main": {
                "vpcId": "vpc-1",
                "flowLogIds": {"cloudwatch-logs": "fl-1"},
                "publicSubnetIds": ["subnet-1"],
                "privateSubnetIds": [],
            }
        },
        "other": ["ignored"],
    }


def refused(text: str | bytes) -> OpsError:
    with pytest.raises(OpsError) as raised:
        parse_outputs(text)
    return raised.value


def test_reads_what_the_program_exports() -> None:
    outputs = parse_outputs(json.dumps(good()))

    assert outputs.model_dump() == {
        "trail_name": TRAIL,
        "trail_arn": TRAIL_ARN,
        "trail_log_group": None,
        "log_key_arn": None,
        "log_bucket": BUCKET,
        "log_bucket_policy": POLICY,
        "log_groups": {"group": 30},
        "flow_log_group": None,
        "delivery_streams": (),
        "vpcs": {
            "main": {
                "vpc_id": "vpc-1",
                "flow_log_ids": {"cloudwatch-logs": "fl-1"},
                "public_subnet_ids": ("subnet-1",),
                "private_subnet_ids": (),
            }
        },
        "other_flow_logs": {},
        "lake": None,
        "watch": None,
        "views": None,
    }
    assert (outputs.region, outputs.account_id) == (REGION, ACCOUNT_ID)


@pytest.mark.parametrize(("partition", "region"), [("aws-cn", "cn-north-1"), ("aws-us-gov", "us-gov-west-1")])
def test_other_partitions(partition: str, region: str) -> None:
    arn = f"arn:{partition}:cloudtrail:{region}:123456789012:trail/t.1_a-b"

    outputs = parse_outputs(json.dumps({**good(), "trailArn": arn}))

    assert outputs.region == region
    assert outputs.is_trail_log_group(f"arn:{partition}:logs:{region}:123456789012:log-group:group:*")
    assert outputs.is_flow_log_sink(f"arn:{partition}:s3:::{BUCKET}")


def test_reads_what_only_some_stacks_export() -> None:
    optional: dict[str, Any] = {
        "trailLogGroup": "trail",
        "logKeyArn": KEY_ARN,
        "logGroups": {},
        "flowLogGroup": "flow",
        "deliveryStreams": ["one", "two"],
        "otherFlowLogs": {"subnet-1": {"s3": "fl-1"}},
    }

    outputs = parse_outputs(json.dumps({**without("logBucketPolicy"), **optional}))

    assert outputs.log_bucket_policy is None
    assert (outputs.trail_log_group, outputs.log_key_arn, outputs.log_groups) == ("trail", KEY_ARN, {})
    assert (outputs.flow_log_group, outputs.delivery_streams) == ("flow", ("one", "two"))
    assert outputs.other_flow_logs == {"subnet-1": {"s3": "fl-1"}}


def test_null_is_as_good_as_absent() -> None:
    optional = dict.fromkeys(("trailLogGroup", "logKeyArn", "logBucketPolicy", "flowLogGroup"))

    assert parse_outputs(json.dumps({**good(), **optional})) == parse_outputs(json.dumps(without("logBucketPolicy")))


GROUP = f"arn:aws:logs:{REGION}:{ACCOUNT_ID}:log-group:"
STREAM = f"arn:aws:firehose:{REGION}:{ACCOUNT_ID}:deliverystream/"


@pytest.mark.parametrize(
    ("destination", "expected"),
    [
        ("flow", True),
        (f"{GROUP}flow", True),
        (f"{GROUP}flow:*", True),
        (f"{GROUP}trail", False),
        (f"{GROUP}another", False),
        (f"{GROUP}flow".replace(REGION, "eu-west-1"), False),
        (f"arn:aws:s3:::{BUCKET}", True),
        (f"arn:aws:s3:::{BUCKET}/folder/", True),
        (f"arn:aws:s3:::{BUCKET}-2", False),
        (f"arn:aws-cn:s3:::{BUCKET}", False),
        (f"{STREAM}one", True),
        (f"{STREAM}another", False),
        (f"{STREAM}one".replace(ACCOUNT_ID, "210987654321"), False),
        ("", False),
    ],
)
@pytest.mark.parametrize(
    "groups",
    [{"logGroups": {"trail": 90, "flow": 30}}, {"logGroups": {}, "flowLogGroup": "flow"}],
    ids=["made", "adopted"],
)
def test_where_flow_logs_may_deliver(groups: dict[str, Any], destination: str, expected: bool) -> None:
    outputs = parse_outputs(json.dumps({**good(), "trailLogGroup": "trail", "deliveryStreams": ["one"], **groups}))

    assert outputs.is_flow_log_sink(destination) is expected


@pytest.mark.parametrize("destination", ["trail", f"{GROUP}trail", f"{GROUP}trail:*"])
def test_the_trails_log_group_is_known_in_all_its_forms(destination: str) -> None:
    declared = {**good(), "logGroups": {"trail": 90, "flow": 30}}

    for document in (declared, {**declared, "trailLogGroup": "trail"}):
        assert parse_outputs(json.dumps(document)).is_trail_log_group(destination)
    assert not parse_outputs(json.dumps({**declared, "trailLogGroup": "flow"})).is_trail_log_group(destination)


@pytest.mark.parametrize("text", ["{}", "{}\n", b"{}\n"])
def test_a_stack_without_outputs(text: str | bytes) -> None:
    assert refused(text).problem == "the stack has no outputs"


def without(name: str) -> dict[str, Any]:
    return {key: value for key, value in good().items() if key != name}


def with_vpc(**changes: Any) -> dict[str, Any]:
    return {**good(), "vpcs": {"main": {**good()["vpcs"]["main"], **changes}}}


@pytest.mark.parametrize(
    ("document", "value"),
    [
        (without("vpcs"), "vpcs: Field required"),
        (
            {**good(), "trailArn": "[secret]"},
            "trailArn: String should match pattern '^arn:aws[\\w-]*:cloudtrail:[a-z0-9-]+:\\d{12}:trail/[\\w.-]+$'"
            ", not '[secret]'",
        ),
        ({**good(), "logBucket": ""}, "logBucket: String should have at least 1 character, not ''"),
        (
            {**good(), "logBucketPolicy": POLICY},
            "logBucketPolicy: JSON input should be string, bytes or bytearray, not {'Version': '2012-10-17', "
            "'Statement': [{'Sid': 'AclCheck', 'Effect': 'Allow', …",
        ),
        (
            {**good(), "logBucketPolicy": "not JSON"},
            "logBucketPolicy: Invalid JSON: expected ident at line 1 column 2, not 'not JSON'",
        ),
        ({**good(), "logBucketPolicy": "[]"}, "logBucketPolicy: Input should be an object, not []"),
        ({**good(), "logGroups": {"g": "30"}}, "logGroups.g: Input should be a valid integer, not '30'"),
        (with_vpc(vpcId="main"), "vpcs.main.vpcId: String should match pattern '^vpc-\\w+$', not 'main'"),
        (
            with_vpc(flowLogIds={"s3": None}, publicSubnetIds="subnet-1"),
            "vpcs.main.flowLogIds.s3: Input should be a valid string, not None; "
            "vpcs.main.publicSubnetIds: Input should be a valid array, not 'subnet-1'",
        ),
        (
            with_vpc(flowLogIds={}),
            "vpcs.main.flowLogIds: Dictionary should have at least 1 item after validation, not 0, not {}",
        ),
        (
            {**good(), "logKeyArn": "alias/logs"},
            "logKeyArn: String should match pattern '^arn:aws[\\w-]*:kms:[a-z0-9-]+:\\d{12}:key/[\\w-]+$'"
            ", not 'alias/logs'",
        ),
        ({**good(), "deliveryStreams": "one"}, "deliveryStreams: Input should be a valid array, not 'one'"),
        (["x"], "document: Input should be an object, not ['x']"),
    ],
)
def test_names_every_fault(document: Any, value: str) -> None:
    error = refused(json.dumps(document))

    assert (error.problem, error.value) == ("the outputs are not those of this program", value)


@pytest.mark.parametrize("text", [b"", b"error: no stack", b"\xff"])
def test_what_is_not_json(text: bytes) -> None:
    error = refused(text)

    assert error.problem == "the outputs are not those of this program"
    assert error.value.startswith("document: Invalid JSON: ")
