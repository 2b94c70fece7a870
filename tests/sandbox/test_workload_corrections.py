import json
from collections.abc import Callable
from typing import Any

import pytest

Clients = Callable[[str], Any]

IMAGE = {"ImageId": "ami-0123456789abcdef0", "InstanceType": "t4g.nano", "MinCount": 1, "MaxCount": 1}


@pytest.fixture
def ec2(clients: Clients) -> Any:
    return clients("ec2")


@pytest.fixture
def subnet(ec2: Any) -> str:
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    return ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]


def run(ec2: Any, subnet: str, **changes: Any) -> dict[str, Any]:
    interface = {"DeviceIndex": 0, "SubnetId": subnet}
    return ec2.run_instances(**{**IMAGE, "NetworkInterfaces": [interface], **changes})["Instances"][0]


def interfaces(ec2: Any, subnet: str) -> int:
    filters = [{"Name": "subnet-id", "Values": [subnet]}]
    return len(ec2.describe_network_interfaces(Filters=filters)["NetworkInterfaces"])


def test_an_instance_goes_with_the_interface_and_the_volume_that_were_made_for_it(ec2: Any, subnet: str) -> None:
    volume = {"DeviceName": "/dev/xvda", "Ebs": {"Encrypted": True, "DeleteOnTermination": True}}
    ident = run(ec2, subnet, BlockDeviceMappings=[volume])["InstanceId"]
    (made,) = ec2.describe_volumes()["Volumes"]
    assert (made["Size"], made["Encrypted"], interfaces(ec2, subnet)) == (8, True, 1)
    for _ in range(2):
        ec2.terminate_instances(InstanceIds=[ident])
        assert (ec2.describe_volumes()["Volumes"], interfaces(ec2, subnet)) == ([], 0)


def test_an_interface_that_was_there_before_outlives_the_instance(ec2: Any, subnet: str) -> None:
    own = ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"]["NetworkInterfaceId"]
    ident = run(ec2, subnet, NetworkInterfaces=[{"DeviceIndex": 0, "NetworkInterfaceId": own}])["InstanceId"]
    ec2.terminate_instances(InstanceIds=[ident])
    assert interfaces(ec2, subnet) == 1


def test_metadata_options_that_are_not_named_stay(ec2: Any, subnet: str) -> None:
    ident = run(ec2, subnet, MetadataOptions={"HttpTokens": "required"})["InstanceId"]
    ec2.modify_instance_metadata_options(InstanceId=ident, HttpPutResponseHopLimit=2)
    instance = ec2.describe_instances(InstanceIds=[ident])["Reservations"][0]["Instances"][0]
    options = instance["MetadataOptions"]
    assert (options["HttpTokens"], options["HttpPutResponseHopLimit"]) == ("required", 2)
    assert (options["HttpEndpoint"], options["InstanceMetadataTags"]) == ("enabled", "disabled")


def test_groups_of_an_instance_are_replaced(ec2: Any, subnet: str) -> None:
    vpc = ec2.describe_subnets(SubnetIds=[subnet])["Subnets"][0]["VpcId"]
    one, two = (
        ec2.create_security_group(GroupName=name, Description="x", VpcId=vpc)["GroupId"] for name in ("one", "two")
    )
    interface = {"DeviceIndex": 0, "SubnetId": subnet, "Groups": [one]}
    ident = run(ec2, subnet, NetworkInterfaces=[interface])["InstanceId"]
    ec2.modify_instance_attribute(InstanceId=ident, Groups=[two])
    instance = ec2.describe_instances(InstanceIds=[ident])["Reservations"][0]["Instances"][0]
    assert [group["GroupId"] for group in instance["SecurityGroups"]] == [two]
    assert [group["GroupId"] for group in instance["NetworkInterfaces"][0]["Groups"]] == [two]


def test_a_rule_for_a_prefix_list_keeps_what_describes_it(ec2: Any, subnet: str) -> None:
    vpc = ec2.describe_subnets(SubnetIds=[subnet])["Subnets"][0]["VpcId"]
    group = ec2.create_security_group(GroupName="one", Description="x", VpcId=vpc)["GroupId"]
    described = {"PrefixListId": "pl-0123456789abcdef0", "Description": "S3"}
    plain = {"PrefixListId": "pl-0fedcba9876543210"}
    rule = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "PrefixListIds": [described, plain]}
    ec2.authorize_security_group_egress(GroupId=group, IpPermissions=[rule])
    permissions = ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"][0]["IpPermissionsEgress"]
    assert [one["PrefixListIds"] for one in permissions if one["IpProtocol"] == "tcp"] == [[described, plain]]


def test_a_deleted_endpoint_is_gone(ec2: Any, subnet: str) -> None:
    vpc = ec2.describe_subnets(SubnetIds=[subnet])["Subnets"][0]["VpcId"]
    request = {"VpcId": vpc, "ServiceName": "com.amazonaws.us-east-1.s3", "VpcEndpointType": "Gateway"}
    ident = ec2.create_vpc_endpoint(**request)["VpcEndpoint"]["VpcEndpointId"]
    ec2.delete_vpc_endpoints(VpcEndpointIds=[ident])
    assert ec2.describe_vpc_endpoints()["VpcEndpoints"] == []


def test_a_resource_group_loses_its_description(clients: Clients) -> None:
    groups = clients("resource-groups")
    filters = {"ResourceTypeFilters": ["AWS::AllSupported"], "TagFilters": [{"Key": "Project", "Values": ["a"]}]}
    query = {"Type": "TAG_FILTERS_1_0", "Query": json.dumps(filters)}
    groups.create_group(Name="monitored", Description="before", ResourceQuery=query)
    for description in ("after", ""):
        groups.update_group(GroupName="monitored", Description=description)
        assert groups.get_group(GroupName="monitored")["Group"]["Description"] == description
