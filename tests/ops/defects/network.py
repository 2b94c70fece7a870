"""What can be wrong with a VPC and its flow logs."""

from tests.ops.defects.defect import Defect
from tests.ops.defects.views import MEMBERS
from tests.ops.deployed import (
    TRAIL,
    TRAIL_GROUP,
    Deployed,
    add_flow_log,
    default_security_group,
    log_group_arn,
    set_delivery,
)

TO_GROUP = {"vpc main: flow log to cloudwatch-logs delivers"}
TO_BUCKET = {"vpc main: flow log to s3 delivers"}
TO_STREAM = {"vpc main: flow log to kinesis delivers"}
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


def flow_log_ids(it: Deployed, vpc: str = "main") -> dict[str, str]:
    return it.vpc(vpc)["flowLogIds"]


def delete_flow_log(it: Deployed) -> None:
    it.account.ec2.delete_flow_logs(FlowLogIds=[flow_log_ids(it)["s3"]])


def swap_flow_log(it: Deployed) -> None:
    flow_log_ids(it)["kinesis"] = flow_log_ids(it, "edge")["kinesis"]


def send_flow_log_elsewhere(it: Deployed) -> None:
    flow_log_ids(it)["cloudwatch-logs"] = add_flow_log(it.account, it.vpc("main")["vpcId"], log_group_arn("another"))


def send_flow_log_to_the_trails_group(it: Deployed) -> None:
    flow_log_ids(it)["cloudwatch-logs"] = add_flow_log(it.account, it.vpc("main")["vpcId"], log_group_arn(TRAIL_GROUP))


def send_flow_log_to_another_bucket(it: Deployed) -> None:
    it.account.s3.create_bucket(Bucket="another")
    flow_log_ids(it)["s3"] = add_flow_log(it.account, it.vpc("main")["vpcId"], "arn:aws:s3:::another")


def fail_to_deliver(it: Deployed) -> None:
    set_delivery(flow_log_ids(it)["kinesis"], "FAILED", "Access error")


DEFECTS: list[Defect] = [
    (delete_subnet, {"vpc main: has its subnets", *MEMBERS}),
    (delete_vpc, {"vpc main: exists", "vpc main: has its subnets", *SECURITY_GROUP, *MEMBERS}),
    (let_in, SECURITY_GROUP),
    (let_out, SECURITY_GROUP),
    (delete_flow_log, TO_BUCKET),
    (swap_flow_log, TO_STREAM),
    (send_flow_log_elsewhere, TO_GROUP),
    (send_flow_log_to_the_trails_group, {*TO_GROUP, f"trail {TRAIL}: shares its log group with no flow log"}),
    (send_flow_log_to_another_bucket, TO_BUCKET),
    (fail_to_deliver, TO_STREAM),
]
