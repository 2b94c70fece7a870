"""The fields of a flow record, as in VPC User Guide, "Flow log records".

Version 6 is not among them: its fields are those of transit gateways, which have flow logs of their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType


class FieldType(Enum):
    """What a field holds in a Parquet file. In a text file everything is text."""

    STRING = "STRING"
    INT32 = "INT_32"
    INT64 = "INT_64"


@dataclass(frozen=True)
class FlowField:
    """One field that a flow record can have."""

    name: str
    """As AWS writes it in a format and in the header of a text file: `account-id`."""
    version: int
    """The version of the flow record that brought it in."""
    type: FieldType
    """Its type in Parquet."""
    description: str
    """What it says, and in which unit."""

    @property
    def column(self) -> str:
        """Its column in a Parquet file and in a table: `account_id`."""
        return self.name.replace("-", "_")


_TEXT, _INT, _LONG = FieldType.STRING, FieldType.INT32, FieldType.INT64

_FIELDS = (
    FlowField("version", 2, _INT, "Version of the record: the highest version among its fields."),
    FlowField("account-id", 2, _TEXT, "Account that owns the network interface; `unknown` for some of AWS's own."),
    FlowField("interface-id", 2, _TEXT, "Network interface that the traffic was seen at."),
    FlowField(
        "srcaddr", 2, _TEXT, "Source address; for outgoing traffic, the interface's private IPv4 or its IPv6 one."
    ),
    FlowField(
        "dstaddr", 2, _TEXT, "Destination address; for incoming traffic, the interface's private IPv4 or its IPv6 one."
    ),
    FlowField("srcport", 2, _INT, "Source port."),
    FlowField("dstport", 2, _INT, "Destination port."),
    FlowField("protocol", 2, _INT, "IANA number of the protocol: 6 is TCP, 17 is UDP, 1 is ICMP."),
    FlowField("packets", 2, _LONG, "Packets in the aggregation interval."),
    FlowField("bytes", 2, _LONG, "Bytes in the aggregation interval."),
    FlowField("start", 2, _LONG, "When the interval's first packet was seen, in seconds since 1970 UTC."),
    FlowField("end", 2, _LONG, "When the interval's last packet was seen, in seconds since 1970 UTC."),
    FlowField("action", 2, _TEXT, "`ACCEPT`, or `REJECT` by a security group, a network ACL or another control."),
    FlowField("log-status", 2, _TEXT, "`OK`; `NODATA`: no traffic; `SKIPDATA`: some records are missing."),
    FlowField("vpc-id", 3, _TEXT, "VPC of the network interface."),
    FlowField("subnet-id", 3, _TEXT, "Subnet of the network interface."),
    FlowField("instance-id", 3, _TEXT, "Instance that the interface belongs to, if it is one of yours."),
    FlowField(
        "tcp-flags", 3, _INT, "TCP flags of the interval, or-ed: FIN 1, SYN 2, RST 4, PSH 8, SYN-ACK 18, URG 32."
    ),
    FlowField("type", 3, _TEXT, "`IPv4`, `IPv6` or `EFA`."),
    FlowField(
        "pkt-srcaddr", 3, _TEXT, "Source address in the packet itself: behind a NAT gateway, that of the origin."
    ),
    FlowField(
        "pkt-dstaddr", 3, _TEXT, "Destination address in the packet itself: behind a NAT gateway, that of the end."
    ),
    FlowField("region", 4, _TEXT, "Region of the network interface."),
    FlowField(
        "az-id", 4, _TEXT, "Id of the network interface's Availability Zone, the same in all accounts: `use1-az1`."
    ),
    FlowField("sublocation-type", 4, _TEXT, "`wavelength`, `outpost` or `localzone`, if it is in one."),
    FlowField("sublocation-id", 4, _TEXT, "Id of that place."),
    FlowField("pkt-src-aws-service", 5, _TEXT, "AWS service whose address range has `pkt-srcaddr`, as in `S3`."),
    FlowField("pkt-dst-aws-service", 5, _TEXT, "AWS service whose address range has `pkt-dstaddr`."),
    FlowField("flow-direction", 5, _TEXT, "`ingress` or `egress`, as the interface sees it."),
    FlowField(
        "traffic-path",
        5,
        _INT,
        "How egress traffic leaves: 1 in the VPC, 2 internet gateway or gateway endpoint, 3 virtual private gateway, "
        "4 peering in the Region, 5 peering between Regions, 6 local gateway, 7 gateway endpoint (Nitro), "
        "8 internet gateway (Nitro).",
    ),
    FlowField("ecs-cluster-arn", 7, _TEXT, "ARN of the ECS cluster that the traffic's task runs in."),
    FlowField("ecs-cluster-name", 7, _TEXT, "Name of that cluster."),
    FlowField("ecs-container-instance-arn", 7, _TEXT, "ARN of the ECS container instance, on EC2 only."),
    FlowField("ecs-container-instance-id", 7, _TEXT, "Id of that container instance."),
    FlowField("ecs-container-id", 7, _TEXT, "Docker runtime id of the task's first container."),
    FlowField("ecs-second-container-id", 7, _TEXT, "Docker runtime id of its second container."),
    FlowField("ecs-service-name", 7, _TEXT, "Name of the ECS service that started the task."),
    FlowField("ecs-task-definition-arn", 7, _TEXT, "ARN of the task's definition."),
    FlowField("ecs-task-arn", 7, _TEXT, "ARN of the task."),
    FlowField("ecs-task-id", 7, _TEXT, "Id of the task."),
    FlowField("reject-reason", 8, _TEXT, "Why it was rejected: `BPA` block public access, `EC` encryption controls."),
    FlowField("resource-id", 9, _TEXT, "Regional NAT gateway that the traffic was seen at."),
    FlowField("encryption-status", 10, _INT, "0 not encrypted, 1 by Nitro, 2 by the application, 3 by both."),
    FlowField("instance-tag", 11, _TEXT, "Value of a tag of the instance; the flow log names the key."),
    FlowField("instance-tag-2", 11, _TEXT, "Value of a second tag of the instance."),
    FlowField("interface-tag", 11, _TEXT, "Value of a tag of the network interface; the flow log names the key."),
    FlowField("interface-tag-2", 11, _TEXT, "Value of a second tag of the network interface."),
    FlowField("asg-tag", 11, _TEXT, "Value of a tag of the Auto Scaling group; the flow log names the key."),
    FlowField("asg-tag-2", 11, _TEXT, "Value of a second tag of the Auto Scaling group."),
    FlowField("interface-type", 11, _TEXT, "Type of the network interface."),
    FlowField("next-hop-interface-id", 11, _TEXT, "Network interface that the traffic goes to next."),
    FlowField("next-hop-subnet-id", 11, _TEXT, "Subnet of the next network interface."),
    FlowField("next-hop-az-id", 11, _TEXT, "Id of the next network interface's Availability Zone."),
    FlowField("next-hop-vpc-id", 11, _TEXT, "VPC of the next network interface."),
    FlowField(
        "next-hop-interface-type", 11, _TEXT, "Type of the next network interface, as in `regional_nat_gateway`."
    ),
)

FIELDS: Mapping[str, FlowField] = MappingProxyType({field.name: field for field in _FIELDS})
"""Every field by its name, in AWS's order."""
