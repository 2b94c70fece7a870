import json
from typing import Any

import pytest

from ops.errors import OpsError
from ops.outputs import parse_outputs
from tests.unit.ops.deployed import ACCOUNT_ID, BUCKET, POLICY, REGION, TRAIL, TRAIL_ARN


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
                "flowLogId": "fl-1",
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
        "log_bucket": BUCKET,
        "log_bucket_policy": POLICY,
        "log_groups": {"group": 30},
        "vpcs": {
            "main": {
                "vpc_id": "vpc-1",
                "flow_log_id": "fl-1",
                "public_subnet_ids": ("subnet-1",),
                "private_subnet_ids": (),
            }
        },
    }
    assert (outputs.region, outputs.account_id) == (REGION, ACCOUNT_ID)


@pytest.mark.parametrize(("partition", "region"), [("aws-cn", "cn-north-1"), ("aws-us-gov", "us-gov-west-1")])
def test_other_partitions(partition: str, region: str) -> None:
    arn = f"arn:{partition}:cloudtrail:{region}:123456789012:trail/t.1_a-b"

    outputs = parse_outputs(json.dumps({**good(), "trailArn": arn}))

    assert outputs.region == region
    assert outputs.has_log_group(f"arn:{partition}:logs:{region}:123456789012:log-group:group:*")


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
            with_vpc(flowLogId=None, publicSubnetIds="subnet-1"),
            "vpcs.main.flowLogId: Input should be a valid string, not None; "
            "vpcs.main.publicSubnetIds: Input should be a valid array, not 'subnet-1'",
        ),
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
