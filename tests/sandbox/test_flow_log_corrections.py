from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

Clients = Callable[[str], Any]

BUCKET = "example-logs"
STREAM_ARN = "arn:aws:firehose:us-east-1:123456789012:deliverystream/records"
STANDARD = {"FileFormat": "plain-text", "HiveCompatiblePartitions": False, "PerHourPartition": False}


@pytest.fixture
def vpc(clients: Clients) -> str:
    clients("s3").create_bucket(Bucket=BUCKET)
    return clients("ec2").create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]


def create(clients: Clients, vpc: str, kind: str, destination: str, **others: Any) -> list[Any]:
    """Create a flow log and return what could not be created."""
    answer = clients("ec2").create_flow_logs(
        ResourceIds=[vpc],
        ResourceType="VPC",
        TrafficType="ALL",
        LogDestinationType=kind,
        LogDestination=destination,
        **others,
    )
    return answer["Unsuccessful"]


def test_a_folder_of_a_bucket_is_a_destination(clients: Clients, vpc: str) -> None:
    destination = f"arn:aws:s3:::{BUCKET}/vpc/"
    assert create(clients, vpc, "s3", destination) == []
    (flow_log,) = clients("ec2").describe_flow_logs()["FlowLogs"]
    assert (flow_log["LogDestination"], flow_log["LogDestinationType"]) == (destination, "s3")
    assert flow_log["DeliverLogsStatus"] == "SUCCESS"


@pytest.mark.parametrize("path", ["", "/vpc/"])
def test_a_bucket_that_is_not_there_is_no_destination(clients: Clients, vpc: str, path: str) -> None:
    (unsuccessful,) = create(clients, vpc, "s3", f"arn:aws:s3:::other{path}")
    assert unsuccessful["ResourceId"] == vpc
    assert unsuccessful["Error"] == {"Code": "400", "Message": f"LogDestination: other{path} does not exist."}


def test_one_vpc_has_flow_logs_to_several_folders_and_to_each_once(clients: Clients, vpc: str) -> None:
    destinations = [f"arn:aws:s3:::{BUCKET}{path}" for path in ("", "/one/", "/two/")]
    for destination in destinations:
        assert create(clients, vpc, "s3", destination) == []
    found = clients("ec2").describe_flow_logs()["FlowLogs"]
    assert [flow_log["LogDestination"] for flow_log in found] == destinations
    with pytest.raises(ClientError, match="FlowLogAlreadyExists"):
        create(clients, vpc, "s3", destinations[1])


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        ({}, STANDARD),
        ({"DestinationOptions": {"FileFormat": "parquet"}}, {**STANDARD, "FileFormat": "parquet"}),
        (
            {"DestinationOptions": {"HiveCompatiblePartitions": True, "PerHourPartition": True}},
            {"FileFormat": "plain-text", "HiveCompatiblePartitions": True, "PerHourPartition": True},
        ),
    ],
)
def test_destination_options_are_kept(
    clients: Clients, vpc: str, options: dict[str, Any], kept: dict[str, Any]
) -> None:
    create(clients, vpc, "s3", f"arn:aws:s3:::{BUCKET}", **options)
    (flow_log,) = clients("ec2").describe_flow_logs()["FlowLogs"]
    assert flow_log["DestinationOptions"] == kept


def test_a_delivery_stream_gets_the_tag_that_lets_logs_in(clients: Clients, vpc: str) -> None:
    firehose = clients("firehose")
    role = "arn:aws:iam::123456789012:role/firehose"
    firehose.create_delivery_stream(
        DeliveryStreamName="records",
        ExtendedS3DestinationConfiguration={"RoleARN": role, "BucketARN": f"arn:aws:s3:::{BUCKET}"},
        Tags=[{"Key": "Stage", "Value": "dev"}],
    )
    create(clients, vpc, "kinesis-data-firehose", STREAM_ARN)
    tags = firehose.list_tags_for_delivery_stream(DeliveryStreamName="records")["Tags"]
    assert tags == [{"Key": "Stage", "Value": "dev"}, {"Key": "LogDeliveryEnabled", "Value": "true"}]
    (flow_log,) = clients("ec2").describe_flow_logs()["FlowLogs"]
    assert "DestinationOptions" not in flow_log


@pytest.mark.parametrize("description", ["after", ""])
def test_a_network_interface_s_description_is_changed_and_taken_away(
    clients: Clients, vpc: str, description: str
) -> None:
    ec2 = clients("ec2")
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
    made = ec2.create_network_interface(SubnetId=subnet, Description="before")["NetworkInterface"]
    ident = {"NetworkInterfaceId": made["NetworkInterfaceId"]}
    ec2.modify_network_interface_attribute(**ident, SourceDestCheck={"Value": False})
    (found,) = ec2.describe_network_interfaces()["NetworkInterfaces"]
    assert (found["Description"], found["SourceDestCheck"]) == ("before", False)
    ec2.modify_network_interface_attribute(**ident, Description={"Value": description})
    (found,) = ec2.describe_network_interfaces()["NetworkInterfaces"]
    assert (found["Description"], found["SourceDestCheck"]) == (description, False)
    assert found["Groups"] == made["Groups"]
