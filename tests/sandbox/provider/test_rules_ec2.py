"""What EC2 refuses, with AWS's codes and messages."""

from collections.abc import Callable

import pytest

from sandbox.provider.aws import Aws
from tests.sandbox.provider.account import refusal


@pytest.fixture
def vpc(aws: Aws) -> str:
    return aws.call("ec2", "create_vpc", {"CidrBlock": "10.0.0.0/16"})["Vpc"]["VpcId"]


@pytest.fixture
def subnet(aws: Aws, vpc: str) -> str:
    return aws.call("ec2", "create_subnet", {"VpcId": vpc, "CidrBlock": "10.0.0.0/24"})["Subnet"]["SubnetId"]


def test_a_subnet_with_an_interface_in_it_is_not_deleted(aws: Aws, subnet: str) -> None:
    interface = aws.call("ec2", "create_network_interface", {"SubnetId": subnet})["NetworkInterface"]
    expected = f"DeleteSubnet: DependencyViolation: The subnet '{subnet}' has dependencies and cannot be deleted."
    assert refusal(aws, "ec2", "delete_subnet", {"SubnetId": subnet}) == expected
    aws.call("ec2", "delete_network_interface", {"NetworkInterfaceId": interface["NetworkInterfaceId"]})
    assert refusal(aws, "ec2", "delete_subnet", {"SubnetId": subnet}) is None


def group_in(aws: Aws, vpc: str, name: str) -> str:
    request = {"GroupName": name, "Description": name, "VpcId": vpc}
    return aws.call("ec2", "create_security_group", request)["GroupId"]


def test_a_security_group_in_use_is_not_deleted(aws: Aws, vpc: str, subnet: str) -> None:
    used, user = group_in(aws, vpc, "used"), group_in(aws, vpc, "user")
    expected = f"DeleteSecurityGroup: DependencyViolation: resource {used} has a dependent object"
    interface = aws.call("ec2", "create_network_interface", {"SubnetId": subnet, "Groups": [used]})
    assert refusal(aws, "ec2", "delete_security_group", {"GroupId": used}) == expected
    ident = {"NetworkInterfaceId": interface["NetworkInterface"]["NetworkInterfaceId"]}
    aws.call("ec2", "delete_network_interface", ident)
    permission = {"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": used}]}
    aws.call("ec2", "authorize_security_group_ingress", {"GroupId": user, "IpPermissions": [permission]})
    assert refusal(aws, "ec2", "delete_security_group", {"GroupId": used}) == expected
    aws.call("ec2", "delete_security_group", {"GroupId": user})
    assert refusal(aws, "ec2", "delete_security_group", {"GroupId": used}) is None


def internet_gateway(aws: Aws, vpc: str) -> None:
    gateway = aws.call("ec2", "create_internet_gateway", {})["InternetGateway"]["InternetGatewayId"]
    aws.call("ec2", "attach_internet_gateway", {"InternetGatewayId": gateway, "VpcId": vpc})


def security_group(aws: Aws, vpc: str) -> None:
    group_in(aws, vpc, "left-behind")


def network_acl(aws: Aws, vpc: str) -> None:
    aws.call("ec2", "create_network_acl", {"VpcId": vpc})


def endpoint(aws: Aws, vpc: str) -> None:
    service = "com.amazonaws.us-east-1.s3"
    aws.call("ec2", "create_vpc_endpoint", {"VpcId": vpc, "ServiceName": service, "VpcEndpointType": "Gateway"})


@pytest.mark.parametrize("leave", [internet_gateway, security_group, network_acl, endpoint])
def test_a_vpc_with_anything_in_it_is_not_deleted(aws: Aws, vpc: str, leave: Callable[[Aws, str], None]) -> None:
    leave(aws, vpc)
    expected = f"DeleteVpc: DependencyViolation: The vpc '{vpc}' has dependencies and cannot be deleted."
    assert refusal(aws, "ec2", "delete_vpc", {"VpcId": vpc}) == expected


def test_an_empty_vpc_is_deleted(aws: Aws, vpc: str) -> None:
    assert refusal(aws, "ec2", "delete_vpc", {"VpcId": vpc}) is None


def test_a_vpc_with_a_subnet_is_kept_by_the_emulator_itself(aws: Aws, vpc: str, subnet: str) -> None:
    assert subnet
    assert "DependencyViolation" in str(refusal(aws, "ec2", "delete_vpc", {"VpcId": vpc}))


def test_a_vpc_with_a_route_table_is_kept_by_the_emulator_itself(aws: Aws, vpc: str) -> None:
    aws.call("ec2", "create_route_table", {"VpcId": vpc})
    assert "DependencyViolation" in str(refusal(aws, "ec2", "delete_vpc", {"VpcId": vpc}))
