"""Each single defect in the account turns exactly the checks red that are about it."""

import copy
import json
from collections.abc import Callable

import pytest

from ops.verify.check import Status
from tests.unit.ops.deployed import (
    BUCKET,
    FLOW_GROUP,
    POLICY,
    ROLE,
    TRAIL,
    TRAIL_GROUP,
    Deployed,
    add_flow_log,
    log_group_arn,
)

TRAIL_CHECKS = {
    f"trail {TRAIL}: {claim}"
    for claim in (
        "exists",
        "is logging",
        "validates log files",
        "records all regions",
        "records global services",
        "delivers to the log bucket",
        "delivers to a declared log group",
    )
}
BUCKET_CHECKS = {
    f"log bucket {BUCKET}: {claim}"
    for claim in (
        "exists",
        "policy is as declared",
        "keeps versions",
        "encrypts objects",
        "blocks public access",
        "owns all objects",
    )
}
FLOW_LOG_CHECKS = {
    "vpc main: flow log is active",
    "vpc main: flow log is on the VPC",
    "vpc main: flow log delivers to a declared log group",
}


def trail(claim: str) -> set[str]:
    return {f"trail {TRAIL}: {claim}"}


def bucket(claim: str) -> set[str]:
    return {f"log bucket {BUCKET}: {claim}"}


def stop_logging(it: Deployed) -> None:
    it.account.cloudtrail.stop_logging(Name=TRAIL)


def delete_trail(it: Deployed) -> None:
    it.account.cloudtrail.delete_trail(Name=TRAIL)


def stop_validation(it: Deployed) -> None:
    it.account.cloudtrail.update_trail(Name=TRAIL, EnableLogFileValidation=False)


def record_one_region(it: Deployed) -> None:
    it.account.cloudtrail.update_trail(Name=TRAIL, IsMultiRegionTrail=False)


def skip_global_services(it: Deployed) -> None:
    it.account.cloudtrail.update_trail(Name=TRAIL, IncludeGlobalServiceEvents=False)


def deliver_to_another_bucket(it: Deployed) -> None:
    it.account.s3.create_bucket(Bucket="another-bucket")
    it.account.cloudtrail.update_trail(Name=TRAIL, S3BucketName="another-bucket")


def deliver_to_another_log_group(it: Deployed) -> None:
    it.account.logs.create_log_group(logGroupName="another")
    it.account.cloudtrail.update_trail(
        Name=TRAIL, CloudWatchLogsLogGroupArn=f"{log_group_arn('another')}:*", CloudWatchLogsRoleArn=ROLE
    )


def delete_bucket(it: Deployed) -> None:
    it.account.s3.delete_bucket(Bucket=BUCKET)


def change_policy(it: Deployed) -> None:
    policy = copy.deepcopy(POLICY)
    policy["Statement"][1]["Principal"] = "*"
    it.account.s3.put_bucket_policy(Bucket=BUCKET, Policy=json.dumps(policy))


def delete_policy(it: Deployed) -> None:
    it.account.s3.delete_bucket_policy(Bucket=BUCKET)


def suspend_versioning(it: Deployed) -> None:
    it.account.s3.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Suspended"})


def delete_encryption(it: Deployed) -> None:
    it.account.s3.delete_bucket_encryption(Bucket=BUCKET)


def open_public_access(it: Deployed) -> None:
    it.account.s3.put_public_access_block(
        Bucket=BUCKET,
        PublicAccessBlockConfiguration={
            "BlockPublicAcls": True,
            "IgnorePublicAcls": True,
            "BlockPublicPolicy": True,
            "RestrictPublicBuckets": False,
        },
    )


def delete_public_access_block(it: Deployed) -> None:
    it.account.s3.delete_public_access_block(Bucket=BUCKET)


def let_writers_own(it: Deployed) -> None:
    it.account.s3.put_bucket_ownership_controls(
        Bucket=BUCKET, OwnershipControls={"Rules": [{"ObjectOwnership": "ObjectWriter"}]}
    )


def delete_ownership_controls(it: Deployed) -> None:
    it.account.s3.delete_bucket_ownership_controls(Bucket=BUCKET)


def delete_subnet(it: Deployed) -> None:
    it.account.ec2.delete_subnet(SubnetId=it.vpc("main")["privateSubnetIds"][0])


def delete_vpc(it: Deployed) -> None:
    main = it.vpc("main")
    for subnet in main["publicSubnetIds"] + main["privateSubnetIds"]:
        it.account.ec2.delete_subnet(SubnetId=subnet)
    it.account.ec2.delete_vpc(VpcId=main["vpcId"])


def delete_flow_log(it: Deployed) -> None:
    it.account.ec2.delete_flow_logs(FlowLogIds=[it.vpc("main")["flowLogId"]])


def swap_flow_log(it: Deployed) -> None:
    it.vpc("main")["flowLogId"] = it.vpc("edge")["flowLogId"]


def send_flow_log_elsewhere(it: Deployed) -> None:
    it.vpc("main")["flowLogId"] = add_flow_log(it.account, it.vpc("main")["vpcId"], "another")


def change_retention(it: Deployed) -> None:
    it.account.logs.put_retention_policy(logGroupName=FLOW_GROUP, retentionInDays=60)


def delete_retention(it: Deployed) -> None:
    it.account.logs.delete_retention_policy(logGroupName=FLOW_GROUP)


def delete_log_group(it: Deployed) -> None:
    it.account.logs.delete_log_group(logGroupName=TRAIL_GROUP)


def rename_log_group(it: Deployed) -> None:
    delete_log_group(it)
    it.account.logs.create_log_group(logGroupName=f"{TRAIL_GROUP}-2")
    it.account.logs.put_retention_policy(logGroupName=f"{TRAIL_GROUP}-2", retentionInDays=90)


DEFECTS: list[tuple[Callable[[Deployed], None], set[str]]] = [
    (stop_logging, trail("is logging")),
    (delete_trail, TRAIL_CHECKS),
    (stop_validation, trail("validates log files")),
    (record_one_region, trail("records all regions")),
    (skip_global_services, trail("records global services")),
    (deliver_to_another_bucket, trail("delivers to the log bucket")),
    (deliver_to_another_log_group, trail("delivers to a declared log group")),
    (delete_bucket, BUCKET_CHECKS),
    (change_policy, bucket("policy is as declared")),
    (delete_policy, bucket("policy is as declared")),
    (suspend_versioning, bucket("keeps versions")),
    (delete_encryption, bucket("encrypts objects")),
    (open_public_access, bucket("blocks public access")),
    (delete_public_access_block, bucket("blocks public access")),
    (let_writers_own, bucket("owns all objects")),
    (delete_ownership_controls, bucket("owns all objects")),
    (delete_subnet, {"vpc main: has its subnets"}),
    (delete_vpc, {"vpc main: exists", "vpc main: has its subnets"}),
    (delete_flow_log, FLOW_LOG_CHECKS),
    (swap_flow_log, {"vpc main: flow log is on the VPC"}),
    (send_flow_log_elsewhere, {"vpc main: flow log delivers to a declared log group"}),
    (change_retention, {f"log group {FLOW_GROUP}: keeps events as declared"}),
    (delete_retention, {f"log group {FLOW_GROUP}: keeps events as declared"}),
    (delete_log_group, {f"log group {TRAIL_GROUP}: keeps events as declared"}),
    (rename_log_group, {f"log group {TRAIL_GROUP}: keeps events as declared"}),
]


def test_all_checks_of_a_good_account_are_ok_and_in_order(deployed: Deployed) -> None:
    checks = deployed.verify()

    assert {check.status for check in checks} == {Status.OK}
    assert [f"{check.area} {check.subject.split(' ')[0]}" for check in checks] == [
        *[f"trail {TRAIL}"] * 7,
        *[f"log bucket {BUCKET}"] * 6,
        *["vpc edge"] * 5,
        *["vpc main"] * 5,
        f"log group {FLOW_GROUP}",
        f"log group {TRAIL_GROUP}",
    ]


@pytest.mark.parametrize(("break_it", "red"), DEFECTS, ids=[defect.__name__ for defect, _ in DEFECTS])
def test_a_defect_turns_exactly_its_checks_red(
    deployed: Deployed, break_it: Callable[[Deployed], None], red: set[str]
) -> None:
    break_it(deployed)

    assert deployed.not_ok() == red


def test_every_check_can_turn_red(deployed: Deployed) -> None:
    claims = {check.claim for check in deployed.verify()}

    assert claims == {name.split(": ")[1] for _, red in DEFECTS for name in red}
