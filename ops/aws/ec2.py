"""What can be asked about VPCs and flow logs."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from logs.keys.flow_log_keys import FlowLogLayout
from ops.aws.calls import read
from ops.facts import FlowLog, Missing, NetworkInterface, Reading, SecurityGroup, Vpc

if TYPE_CHECKING:
    from mypy_boto3_ec2 import EC2Client
    from mypy_boto3_ec2.type_defs import DestinationOptionsResponseTypeDef

# By the two options that EC2 has for it (EC2 API reference: DestinationOptionsResponse).
_LAYOUTS = {(layout.hive_compatible, layout.per_hour): layout for layout in FlowLogLayout}


@dataclass(frozen=True, kw_only=True)
class Network:
    """The part of an `Account` that EC2 answers for."""

    ec2: "EC2Client"

    def vpc(self, vpc_id: str) -> Reading[Vpc]:
        """The VPC."""

        def call() -> Vpc | Missing:
            # Here and below a filter, not the id parameter: what is gone is then an empty answer, not an error.
            pages = self.ec2.get_paginator("describe_vpcs").paginate(Filters=[{"Name": "vpc-id", "Values": [vpc_id]}])
            for vpc in (vpc for page in pages for vpc in page["Vpcs"]):
                return Vpc(state=vpc.get("State", ""), cidr=vpc.get("CidrBlock", ""))
            return Missing("the VPC does not exist")

        return read("ec2:DescribeVpcs", call, {})

    def flow_logs(self) -> Reading[dict[str, FlowLog]]:
        """The region's flow logs by their ids, whoever made them and whatever they are on."""

        def call() -> dict[str, FlowLog]:
            pages = self.ec2.get_paginator("describe_flow_logs").paginate()
            return {
                flow_log.get("FlowLogId", ""): FlowLog(
                    status=flow_log.get("FlowLogStatus", ""),
                    resource_id=flow_log.get("ResourceId", ""),
                    # The API returns the form in which the flow log was created.
                    destination=flow_log.get("LogDestination") or flow_log.get("LogGroupName", ""),
                    delivery=flow_log.get("DeliverLogsStatus", ""),
                    delivery_error=flow_log.get("DeliverLogsErrorMessage", ""),
                    traffic=flow_log.get("TrafficType", "ALL"),
                    created=flow_log.get("CreationTime"),
                    layout=_layout(flow_log.get("DestinationOptions", {})),
                )
                for page in pages
                for flow_log in page["FlowLogs"]
            }

        return read("ec2:DescribeFlowLogs", call, {})

    def interfaces_in_use(self) -> Reading[tuple[NetworkInterface, ...]]:
        """The region's network interfaces that something uses, whoever made them."""

        def call() -> tuple[NetworkInterface, ...]:
            pages = self.ec2.get_paginator("describe_network_interfaces").paginate(
                Filters=[{"Name": "status", "Values": ["in-use"]}]
            )
            return tuple(
                NetworkInterface(
                    interface_id=interface.get("NetworkInterfaceId", ""),
                    subnet_id=interface.get("SubnetId", ""),
                    vpc_id=interface.get("VpcId", ""),
                    attached=interface.get("Attachment", {}).get("AttachTime"),
                )
                for page in pages
                for interface in page["NetworkInterfaces"]
            )

        return read("ec2:DescribeNetworkInterfaces", call, {})

    def default_security_group(self, vpc_id: str) -> Reading[SecurityGroup]:
        """The security group of whatever in the VPC names no other."""

        def call() -> SecurityGroup | Missing:
            pages = self.ec2.get_paginator("describe_security_groups").paginate(
                Filters=[{"Name": "vpc-id", "Values": [vpc_id]}, {"Name": "group-name", "Values": ["default"]}]
            )
            for group in (group for page in pages for group in page["SecurityGroups"]):
                return SecurityGroup(
                    group_id=group.get("GroupId", ""),
                    inbound=len(group.get("IpPermissions", [])),
                    outbound=len(group.get("IpPermissionsEgress", [])),
                )
            return Missing("the VPC has no default security group")

        return read("ec2:DescribeSecurityGroups", call, {})

    def subnets_of(self, vpc_id: str) -> Reading[frozenset[str]]:
        """The ids of all subnets in the VPC; none when there is no such VPC."""

        def call() -> frozenset[str]:
            pages = self.ec2.get_paginator("describe_subnets").paginate(
                Filters=[{"Name": "vpc-id", "Values": [vpc_id]}]
            )
            return frozenset(subnet.get("SubnetId", "") for page in pages for subnet in page["Subnets"])

        return read("ec2:DescribeSubnets", call, {})


def _layout(options: "DestinationOptionsResponseTypeDef") -> FlowLogLayout:
    return _LAYOUTS[options.get("HiveCompatiblePartitions", False), options.get("PerHourPartition", False)]
