"""What can be wrong with a VPC and its flow log."""

from tests.unit.ops.defects.defect import Defect
from tests.unit.ops.deployed import (
    TRAIL,
    TRAIL_GROUP,
    Deployed,
    add_flow_log,
    default_security_group,
    set_delivery,
)

FLOW_LOG_CHECKS = {
    "vpc main: flow log is active",
    "vpc main: flow log is on the VPC",
    "vpc main: flow log delivers to a declared log group",
    "vpc main: flow log delivers",
}
SECURITY_GROUP = {"vpc main: default security group lets nothing through"}


def delete_subnet(it: Deployed) -> None:
    it.account.ec2.delete_subnet(SubnetId=it.vpc("main")["privateSubnetIds"][0])


def delete_vpc(it: Deployed) -> None:
    main = it.vpc("main")
    for subnet in main["publicSubnetIds"] + main["privateSubnetIds"]:
        it.account.ec2.delete_subnet(SubnetId=subnet)
    it.account.ec2.delete_vpc(VpcId=main["vpcId"])


def let_in(it: Deployed) -> None:
    it.account.ec2.authorize_security_group_ingress(
        GroupId=default_security_group(it.account, it.vpc("main")["vpcId"]),
        IpPermissions=[{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}],
    )


def let_out(it: Deployed) -> None:
    it.account.ec2.authorize_security_group_egress(
        GroupId=default_security_group(it.account, it.vpc("main")["vpcId"]),
        IpPermissions=[{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}],
    )


def delete_flow_log(it: Deployed) -> None:
    it.account.ec2.delete_flow_logs(FlowLogIds=[it.vpc("main")["flowLogId"]])


def swap_flow_log(it: Deployed) -> None:
    it.vpc("main")["flowLogId"] = it.vpc("edge")["flowLogId"]


def send_flow_log_elsewhere(it: Deployed) -> None:
    it.vpc("main")["flowLogId"] = add_flow_log(it.account, it.vpc("main")["vpcId"], "another")


def send_flow_log_to_the_trails_group(it: Deployed) -> None:
    it.vpc("main")["flowLogId"] = add_flow_log(it.account, it.vpc("main")["vpcId"], TRAIL_GROUP)


def fail_to_deliver(it: Deployed) -> None:
    set_delivery(it.vpc("main")["flowLogId"], "FAILED", "Access error")


DEFECTS: list[Defect] = [
    (delete_subnet, {"vpc main: has its subnets"}),
    (delete_vpc, {"vpc main: exists", "vpc main: has its subnets", *SECURITY_GROUP}),
    (let_in, SECURITY_GROUP),
    (let_out, SECURITY_GROUP),
    (delete_flow_log, FLOW_LOG_CHECKS),
    (swap_flow_log, {"vpc main: flow log is on the VPC"}),
    (send_flow_log_elsewhere, {"vpc main: flow log delivers to a declared log group"}),
    (send_flow_log_to_the_trails_group, {f"trail {TRAIL}: shares its log group with no flow log"}),
    (fail_to_deliver, {"vpc main: flow log delivers"}),
]
