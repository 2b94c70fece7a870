"""Flow logs through the engine's protocol: several of one VPC, and what their options mean."""

import pytest

from sandbox.provider.aws import Aws
from sandbox.provider.values import Properties
from tests.sandbox.provider.client import Client, Resource
from tests.sandbox.provider.sample import ACCOUNT
from tests.sandbox.provider.samples_flow_logs import FLOW_BUCKET, flow_delivery

KIND = "aws:ec2/flowLog:FlowLog"
FOLDERS = ("", "/one/", "/two/")
STANDARD: Properties = {"fileFormat": "plain-text", "hiveCompatiblePartitions": False, "perHourPartition": False}


@pytest.fixture
def vpc(aws: Aws) -> str:
    aws.call("s3", "create_bucket", {"Bucket": FLOW_BUCKET})
    allowed = [f"{folder.removeprefix('/')}AWSLogs/{ACCOUNT}/" for folder in FOLDERS]
    aws.call("s3", "put_bucket_policy", {"Bucket": FLOW_BUCKET, "Policy": flow_delivery(*allowed)})
    return aws.call("ec2", "create_vpc", {"CidrBlock": "10.0.0.0/16"})["Vpc"]["VpcId"]


def declared(vpc: str, folder: str = "", **others: Properties) -> Properties:
    destination = f"arn:aws:s3:::{FLOW_BUCKET}{folder}"
    return {"vpcId": vpc, "trafficType": "ALL", "logDestinationType": "s3", "logDestination": destination, **others}


def create(client: Client, inputs: Properties) -> Resource:
    return client.create(KIND, "flow-log", inputs)


def test_a_vpc_has_flow_logs_to_several_destinations(aws: Aws, client: Client, vpc: str) -> None:
    made = [create(client, declared(vpc, folder)) for folder in FOLDERS]
    assert len({resource.id for resource in made}) == len(FOLDERS)
    client.delete(made[1])
    left = aws.call("ec2", "describe_flow_logs", {})["FlowLogs"]
    assert {flow_log["FlowLogId"] for flow_log in left} == {made[0].id, made[2].id}
    assert [client.read(resource) is None for resource in made] == [False, True, False]


@pytest.mark.parametrize(
    "options", [{}, {"destinationOptions": STANDARD}, {"destinationOptions": {"fileFormat": "plain-text"}}]
)
def test_standard_options_declared_or_not_are_no_difference(client: Client, vpc: str, options: Properties) -> None:
    made = create(client, declared(vpc, **options))
    assert client.changes(made, declared(vpc)) == set()
    assert client.changes(made, declared(vpc, destinationOptions=STANDARD)) == set()
    seen = client.read(made)
    assert seen is not None
    assert seen.inputs == made.inputs


def test_each_other_option_is_another_flow_log(client: Client, vpc: str) -> None:
    made = create(client, declared(vpc))
    for option in ({"fileFormat": "parquet"}, {"hiveCompatiblePartitions": True}, {"perHourPartition": True}):
        assert client.changes(made, declared(vpc, destinationOptions=option)) == {"destinationOptions"}
