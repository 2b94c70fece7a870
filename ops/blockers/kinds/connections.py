"""What leads from a VPC to other networks and to services."""

from typing import Final

from ops.aws.listing import Listing, by_filter, everything, one_by_one
from ops.blockers.kind import NAME, Kind

KINDS: Final = (
    Kind(
        noun="VPC endpoint",
        listing=Listing(
            service="ec2",
            operation="describe_vpc_endpoints",
            action="ec2:DescribeVpcEndpoints",
            # The reference writes states with capitals, the service without.
            items="VpcEndpoints[?!contains(['Deleted', 'deleted'], State)].{id: VpcEndpointId, vpc: VpcId, "
            "name: ServiceName, leaving: contains(['Deleting', 'deleting'], State)}",
            requests=by_filter("vpc-id"),
        ),
        removal=("aws ec2 delete-vpc-endpoints --vpc-endpoint-ids {id}",),
    ),
    Kind(
        noun="instance connect endpoint",
        listing=Listing(
            service="ec2",
            operation="describe_instance_connect_endpoints",
            action="ec2:DescribeInstanceConnectEndpoints",
            items="InstanceConnectEndpoints[?State != 'delete-complete'].{id: InstanceConnectEndpointId, vpc: VpcId, "
            f"leaving: State == 'delete-in-progress', subnets: [SubnetId], groups: SecurityGroupIds, {NAME}}}",
            requests=by_filter("vpc-id"),
        ),
        removal=("aws ec2 delete-instance-connect-endpoint --instance-connect-endpoint-id {id}",),
    ),
    Kind(
        noun="VPC peering connection",
        listing=Listing(
            service="ec2",
            operation="describe_vpc_peering_connections",
            action="ec2:DescribeVpcPeeringConnections",
            # A filter knows either the requester's VPC or the accepter's, so all are asked for.
            items="VpcPeeringConnections[?!contains(['deleted', 'rejected', 'expired', 'failed'], Status.Code)]"
            ".{id: VpcPeeringConnectionId, vpc: [RequesterVpcInfo.VpcId, AccepterVpcInfo.VpcId], "
            f"leaving: Status.Code == 'deleting', {NAME}}}",
            requests=everything,
        ),
        removal=("aws ec2 delete-vpc-peering-connection --vpc-peering-connection-id {id}",),
    ),
    Kind(
        noun="transit gateway attachment",
        listing=Listing(
            service="ec2",
            operation="describe_transit_gateway_vpc_attachments",
            action="ec2:DescribeTransitGatewayVpcAttachments",
            items="TransitGatewayVpcAttachments[?!contains(['deleted', 'rejected', 'failed'], State)]"
            f".{{id: TransitGatewayAttachmentId, vpc: VpcId, leaving: State == 'deleting', {NAME}}}",
            requests=by_filter("vpc-id"),
        ),
        removal=("aws ec2 delete-transit-gateway-vpc-attachment --transit-gateway-attachment-id {id}",),
    ),
    Kind(
        noun="local gateway route table association",
        listing=Listing(
            service="ec2",
            operation="describe_local_gateway_route_table_vpc_associations",
            action="ec2:DescribeLocalGatewayRouteTableVpcAssociations",
            items="LocalGatewayRouteTableVpcAssociations[?State != 'disassociated']"
            f".{{id: LocalGatewayRouteTableVpcAssociationId, vpc: VpcId, leaving: State == 'disassociating', {NAME}}}",
            requests=by_filter("vpc-id"),
        ),
        removal=(
            "aws ec2 delete-local-gateway-route-table-vpc-association"
            " --local-gateway-route-table-vpc-association-id {id}",
        ),
    ),
    Kind(
        noun="VPC Lattice association",
        listing=Listing(
            service="vpc-lattice",
            operation="list_service_network_vpc_associations",
            action="vpc-lattice:ListServiceNetworkVpcAssociations",
            items="items[].{id: id, vpc: vpcId, name: serviceNetworkName, leaving: status == 'DELETE_IN_PROGRESS'}",
            requests=one_by_one("vpcIdentifier"),
        ),
        removal=(
            "aws vpc-lattice delete-service-network-vpc-association --service-network-vpc-association-identifier {id}",
        ),
    ),
)
"""Source: the EC2 and VPC Lattice API references, which say of each how it is deleted."""
