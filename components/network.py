"""MonitoredVpc: a VPC with public and private subnets, all of whose traffic is logged."""

from collections.abc import Mapping
from typing import NotRequired

import pulumi
import pulumi_aws as aws
from pulumi_aws import ec2

from components.addressing import VpcLayout, ZonePlan, choose_zones, plan_subnets
from components.deletion_guard import DeletionGuard, guarded
from components.flow_log import FlowLog, FlowLogSettings
from components.options import Tags, child_options, named

# A VPC had one flow log, to this sink, with the VPC's own name. The engine gives an alias of a component to its
# children, with the component's name in theirs replaced.
_FORMER_KEY = "cloudwatch-logs"


class MonitoredVpcArgs(VpcLayout):
    """What a MonitoredVpc takes: its layout, and the rest."""

    flow_logs: Mapping[str, FlowLogSettings]
    """Sink's key, as in `s3`, to what the flow log to that sink records, and where to. At least one; a key is part of
    names, so another key is another flow log. Known while the program runs."""
    tags: NotRequired[Tags]
    """Tags of everything in it. Only `Name` without it."""
    deletion_guard: NotRequired[DeletionGuard]
    """Asks, before the VPC or a subnet is deleted, what is still attached to it. Without it, AWS refuses, and the
    provider tries again for many minutes."""


class MonitoredVpc(pulumi.ComponentResource):
    """A VPC all of whose traffic is logged (CIS AWS Foundations 5.0, 3.7; Security Hub EC2.6).

    Public subnets route to an internet gateway, but give no public address by themselves: that is for each resource to
    ask for. Private subnets route nowhere but to the VPC. The default security group lets nothing in or out
    (CIS AWS Foundations 5.0, 5.5; Security Hub EC2.2), so whatever is put into it by omission is cut off.
    """

    vpc_id: pulumi.Output[str]
    """The VPC's id."""
    public_subnet_ids: pulumi.Output[list[str]]
    """Ids of the public subnets, by zone."""
    private_subnet_ids: pulumi.Output[list[str]]
    """Ids of the private subnets, by zone."""
    private_route_table_ids: list[pulumi.Output[str]]
    """Ids of their route tables, by zone."""
    flow_log_ids: dict[str, pulumi.Output[str]]
    """Sink's key to the flow log's id."""

    def __init__(self, name: str, args: MonitoredVpcArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("aws-monitoring-baseline:index:MonitoredVpc", name, None, opts)
        if not args["flow_logs"]:
            raise pulumi.RunError(
                f'MonitoredVpc "{name}" has no flow log: give at least one in flow_logs, as in '
                '{"s3": {"destination": log_bucket.flow_log_destination}}.'
            )
        self._label, self._tags, self._opts = name, args.get("tags"), opts
        self._guard = args.get("deletion_guard")
        plan = plan_subnets(args["cidr_block"], self._zones(args["availability_zones"]))
        vpc = ec2.Vpc(
            f"{name}-vpc",
            cidr_block=args["cidr_block"],
            enable_dns_support=True,
            enable_dns_hostnames=True,
            tags=named(self._tags, name),
            opts=guarded(child_options(self, opts), self._guard),
        )
        self.flow_log_ids = {key: self._flow_log(key, settings, vpc) for key, settings in args["flow_logs"].items()}
        ec2.DefaultSecurityGroup(
            f"{name}-default-security-group",
            vpc_id=vpc.id,
            ingress=[],
            egress=[],
            tags=named(self._tags, f"{name}-default"),
            opts=child_options(self, opts),
        )
        internet = self._internet_routes(vpc)
        self.vpc_id = vpc.id
        self.public_subnet_ids = pulumi.Output.all(
            *[self._subnet("public", vpc, zone, zone.public, internet).id for zone in plan]
        )
        private = [(zone, self._route_table(f"private-{zone.letter}", vpc)) for zone in plan]
        self.private_route_table_ids = [table.id for _, table in private]
        self.private_subnet_ids = pulumi.Output.all(
            *[self._subnet("private", vpc, zone, zone.private, table).id for zone, table in private]
        )
        self.register_outputs(self.summary)

    @property
    def summary(self) -> dict[str, pulumi.Input[object]]:
        """The ids of the VPC and of what monitors it, as a stack exports them."""
        return {
            "vpcId": self.vpc_id,
            "flowLogIds": self.flow_log_ids,
            "publicSubnetIds": self.public_subnet_ids,
            "privateSubnetIds": self.private_subnet_ids,
        }

    def _flow_log(self, key: str, settings: FlowLogSettings, vpc: ec2.Vpc) -> pulumi.Output[str]:
        former = [pulumi.Alias(name=self._label)] if key == _FORMER_KEY else []
        flow_log = FlowLog(
            f"{self._label}-{key}",
            {**settings, "vpc_id": vpc.id, "tags": self._tags or {}},
            opts=pulumi.ResourceOptions.merge(child_options(self, self._opts), pulumi.ResourceOptions(aliases=former)),
        )
        return flow_log.flow_log_id

    def _internet_routes(self, vpc: ec2.Vpc) -> ec2.RouteTable:
        """One route table serves all public subnets: their ways out don't differ by zone."""
        gateway = ec2.InternetGateway(
            f"{self._label}-internet-gateway",
            vpc_id=vpc.id,
            tags=named(self._tags, self._label),
            opts=child_options(self, self._opts),
        )
        table = self._route_table("public", vpc)
        ec2.Route(
            f"{self._label}-public-internet-route",
            route_table_id=table.id,
            destination_cidr_block="0.0.0.0/0",
            gateway_id=gateway.id,
            opts=child_options(self, self._opts),
        )
        return table

    def _route_table(self, suffix: str, vpc: ec2.Vpc) -> ec2.RouteTable:
        return ec2.RouteTable(
            f"{self._label}-{suffix}-routes",
            vpc_id=vpc.id,
            tags=named(self._tags, f"{self._label}-{suffix}"),
            opts=child_options(self, self._opts),
        )

    def _subnet(self, tier: str, vpc: ec2.Vpc, zone: ZonePlan, cidr_block: str, table: ec2.RouteTable) -> ec2.Subnet:
        name = f"{self._label}-{tier}-{zone.letter}"
        subnet = ec2.Subnet(
            f"{name}-subnet",
            vpc_id=vpc.id,
            availability_zone=zone.zone,
            cidr_block=cidr_block,
            map_public_ip_on_launch=False,
            tags=named(self._tags, name),
            opts=guarded(child_options(self, self._opts), self._guard),
        )
        ec2.RouteTableAssociation(
            f"{name}-route-table-association",
            subnet_id=subnet.id,
            route_table_id=table.id,
            opts=child_options(self, self._opts),
        )
        return subnet

    def _zones(self, count: int) -> list[str]:
        """Availability Zones only, for Local and Wavelength Zones need opting in; but those in any state.

        With `state="available"`, an outage of a zone would choose others, and delete the subnets of that one.
        """
        invoke = pulumi.InvokeOptions(parent=self)
        offered = aws.get_availability_zones(
            filters=[{"name": "opt-in-status", "values": ["opt-in-not-required"]}],
            opts=invoke,
        )
        return choose_zones(offered.names, count, aws.get_region(opts=invoke).region)
