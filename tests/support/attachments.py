"""Attaches to a VPC what a person might, by hand."""

from collections.abc import Callable
from typing import Any

Client = Callable[[str], Any]


def attach_everything(client: Client, vpc_id: str, subnets: list[str]) -> set[tuple[str, str]]:
    """Attach one of each kind that the emulator has: the kinds and ids."""
    ec2, (one, two, *_) = client("ec2"), subnets
    group = ec2.create_security_group(GroupName="by hand", Description="x", VpcId=vpc_id)["GroupId"]
    (default,) = ec2.describe_security_groups(
        Filters=[{"Name": "vpc-id", "Values": [vpc_id]}, {"Name": "group-name", "Values": ["default"]}]
    )["SecurityGroups"]
    named = [{"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "UserIdGroupPairs": [{"GroupId": group}]}]
    ec2.authorize_security_group_ingress(GroupId=default["GroupId"], IpPermissions=named)
    run = {"ImageId": "ami-0123456789abcdef0", "InstanceType": "t4g.nano", "MinCount": 1, "MaxCount": 1}
    instance = ec2.run_instances(**run, NetworkInterfaces=[{"DeviceIndex": 0, "SubnetId": one}])["Instances"][0][
        "InstanceId"
    ]
    interface = ec2.create_network_interface(SubnetId=two, Groups=[group])["NetworkInterface"]["NetworkInterfaceId"]
    service = "com.amazonaws.us-east-1.s3"
    endpoint = ec2.create_vpc_endpoint(VpcId=vpc_id, ServiceName=service, VpcEndpointType="Gateway")["VpcEndpoint"]
    elsewhere = ec2.create_vpc(CidrBlock="172.16.0.0/16")["Vpc"]["VpcId"]
    peering = ec2.create_vpc_peering_connection(VpcId=vpc_id, PeerVpcId=elsewhere)["VpcPeeringConnection"]
    hub = ec2.create_transit_gateway()["TransitGateway"]["TransitGatewayId"]
    attachment = ec2.create_transit_gateway_vpc_attachment(TransitGatewayId=hub, VpcId=vpc_id, SubnetIds=[one])
    vpn = ec2.create_vpn_gateway(Type="ipsec.1")["VpnGateway"]["VpnGatewayId"]
    ec2.attach_vpn_gateway(VpnGatewayId=vpn, VpcId=vpc_id)
    egress = ec2.create_egress_only_internet_gateway(VpcId=vpc_id)["EgressOnlyInternetGateway"]
    table = ec2.create_route_table(VpcId=vpc_id)["RouteTable"]["RouteTableId"]
    acl = ec2.create_network_acl(VpcId=vpc_id)["NetworkAcl"]["NetworkAclId"]
    subnet = ec2.create_subnet(VpcId=vpc_id, CidrBlock="10.0.250.0/24")["Subnet"]["SubnetId"]
    address = ec2.allocate_address(Domain="vpc")["AllocationId"]
    nat = ec2.create_nat_gateway(SubnetId=subnet, AllocationId=address)["NatGateway"]["NatGatewayId"]
    carrier = ec2.create_carrier_gateway(VpcId=vpc_id)["CarrierGateway"]["CarrierGatewayId"]
    client("elbv2").create_load_balancer(Name="web", Subnets=[one, two], Scheme="internal")
    return {
        ("security group", group),
        ("security group rule", default["GroupId"]),
        ("EC2 instance", instance),
        ("network interface", interface),
        ("VPC endpoint", endpoint["VpcEndpointId"]),
        ("VPC peering connection", peering["VpcPeeringConnectionId"]),
        ("transit gateway attachment", attachment["TransitGatewayVpcAttachment"]["TransitGatewayAttachmentId"]),
        ("VPN gateway", vpn),
        ("egress-only internet gateway", egress["EgressOnlyInternetGatewayId"]),
        ("route table", table),
        ("network ACL", acl),
        ("subnet", subnet),
        ("NAT gateway", nat),
        ("carrier gateway", carrier),
        ("load balancer", "web"),
    }
