"""The ways out of a VPC."""

from typing import Final

from ops.aws.listing import Listing, by_filter
from ops.blockers.kind import NAME, Kind

KINDS: Final = (
    Kind(
        noun="internet gateway",
        listing=Listing(
            service="ec2",
            operation="describe_internet_gateways",
            action="ec2:DescribeInternetGateways",
            items=f"InternetGateways[].{{id: InternetGatewayId, vpc: Attachments[].VpcId, {NAME}}}",
            requests=by_filter("attachment.vpc-id"),
        ),
        removal=("aws ec2 detach-internet-gateway --internet-gateway-id {id} --vpc-id {vpc}",),
    ),
    Kind(
        noun="egress-only internet gateway",
        listing=Listing(
            service="ec2",
            operation="describe_egress_only_internet_gateways",
            action="ec2:DescribeEgressOnlyInternetGateways",
            items=f"EgressOnlyInternetGateways[].{{id: EgressOnlyInternetGatewayId, vpc: Attachments[].VpcId, {NAME}}}",
        ),
        removal=("aws ec2 delete-egress-only-internet-gateway --egress-only-internet-gateway-id {id}",),
    ),
    Kind(
        noun="VPN gateway",
        listing=Listing(
            service="ec2",
            operation="describe_vpn_gateways",
            action="ec2:DescribeVpnGateways",
            items="VpnGateways[?State != 'deleted'].{id: VpnGatewayId, "
            "vpc: VpcAttachments[?State != 'detached'].VpcId, leaving: VpcAttachments[0].State == 'detaching', "
            f"{NAME}}}",
            requests=by_filter("attachment.vpc-id"),
        ),
        removal=("aws ec2 detach-vpn-gateway --vpn-gateway-id {id} --vpc-id {vpc}",),
    ),
    Kind(
        noun="NAT gateway",
        listing=Listing(
            service="ec2",
            operation="describe_nat_gateways",
            action="ec2:DescribeNatGateways",
            items="NatGateways[?State != 'deleted']"
            f".{{id: NatGatewayId, vpc: VpcId, leaving: State == 'deleting', {NAME}}}",
            requests=by_filter("vpc-id", member="Filter"),
        ),
        removal=("aws ec2 delete-nat-gateway --nat-gateway-id {id}",),
    ),
    Kind(
        noun="carrier gateway",
        listing=Listing(
            service="ec2",
            operation="describe_carrier_gateways",
            action="ec2:DescribeCarrierGateways",
            items="CarrierGateways[?State != 'deleted']"
            f".{{id: CarrierGatewayId, vpc: VpcId, leaving: State == 'deleting', {NAME}}}",
            requests=by_filter("vpc-id"),
        ),
        removal=("aws ec2 delete-carrier-gateway --carrier-gateway-id {id}",),
    ),
)
"""Source: the EC2 API reference, which says of each how it is detached or deleted."""
