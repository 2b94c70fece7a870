"""An account in moto that holds exactly what its stack outputs declare."""

import json
from dataclasses import dataclass
from typing import Any

from moto.ec2.models import ec2_backends

from ops.aws.account import Account
from ops.aws.connect import connect
from ops.outputs import StackOutputs, parse_outputs
from ops.verify.check import Check, Status
from ops.verify.run import verify_account

ACCOUNT_ID = "123456789012"
REGION = "us-east-1"
TRAIL = "monitoring-dev"
TRAIL_ARN = f"arn:aws:cloudtrail:{REGION}:{ACCOUNT_ID}:trail/{TRAIL}"
BUCKET = "monitoring-dev-logs"
TRAIL_GROUP = "/monitoring/dev/trail"
FLOW_GROUP = "/monitoring/dev/flow/main"
ROLE = f"arn:aws:iam::{ACCOUNT_ID}:role/delivery"

POLICY: dict[str, Any] = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "AclCheck",
            "Effect": "Allow",
            "Principal": {"Service": "cloudtrail.amazonaws.com"},
            "Action": "s3:GetBucketAcl",
            "Resource": f"arn:aws:s3:::{BUCKET}",
            "Condition": {"StringEquals": {"aws:SourceArn": TRAIL_ARN}},
        },
        {
            "Sid": "Write",
            "Effect": "Allow",
            "Principal": {"Service": "cloudtrail.amazonaws.com"},
            "Action": "s3:PutObject",
            "Resource": f"arn:aws:s3:::{BUCKET}/AWSLogs/{ACCOUNT_ID}/*",
            "Condition": {"StringEquals": {"aws:SourceArn": TRAIL_ARN}},
        },
    ],
}


def log_group_arn(name: str) -> str:
    return f"arn:aws:logs:{REGION}:{ACCOUNT_ID}:log-group:{name}"


@dataclass
class Deployed:
    """The account, and the outputs as `pulumi stack output --json` has them. Tests break either."""

    account: Account
    outputs: dict[str, Any]

    @property
    def declared(self) -> StackOutputs:
        return parse_outputs(json.dumps(self.outputs))

    def verify(self) -> list[Check]:
        return verify_account(self.declared, self.account)

    def vpc(self, name: str) -> dict[str, Any]:
        return self.outputs["vpcs"][name]

    def not_ok(self, status: Status = Status.FAILED) -> set[str]:
        """The checks that are not ok; all of them must have the status given."""
        bad = [check for check in self.verify() if check.status is not Status.OK]
        assert {check.status for check in bad} <= {status}
        return {key(check) for check in bad}


def key(check: Check) -> str:
    """Names a check without the ids that differ from run to run."""
    return f"{check.area} {check.subject.split(' ')[0]}: {check.claim}"


def connected() -> Account:
    return connect(region=REGION, account_id=ACCOUNT_ID)


def deploy(account: Account) -> Deployed:
    """Fill the empty account of a running `mock_aws`."""
    for name, days in ((TRAIL_GROUP, 90), (FLOW_GROUP, 30)):
        account.logs.create_log_group(logGroupName=name)
        account.logs.put_retention_policy(logGroupName=name, retentionInDays=days)
    _log_bucket(account)
    account.cloudtrail.create_trail(
        Name=TRAIL,
        S3BucketName=BUCKET,
        EnableLogFileValidation=True,
        IsMultiRegionTrail=True,
        IncludeGlobalServiceEvents=True,
        CloudWatchLogsLogGroupArn=f"{log_group_arn(TRAIL_GROUP)}:*",
        CloudWatchLogsRoleArn=ROLE,
    )
    account.cloudtrail.start_logging(Name=TRAIL)
    outputs = {
        "trailName": TRAIL,
        "trailArn": TRAIL_ARN,
        "logBucket": BUCKET,
        "logBucketPolicy": json.dumps(POLICY),
        "logGroups": {TRAIL_GROUP: 90, FLOW_GROUP: 30},
        "vpcs": {"main": _vpc(account, "10.0"), "edge": _vpc(account, "10.1")},
        "anotherOutput": "of no interest",
    }
    return Deployed(account, outputs)


def add_flow_log(account: Account, vpc_id: str, group: str) -> str:
    created = account.ec2.create_flow_logs(
        ResourceIds=[vpc_id],
        ResourceType="VPC",
        TrafficType="ALL",
        LogDestinationType="cloud-watch-logs",
        LogDestination=log_group_arn(group),
        DeliverLogsPermissionArn=ROLE,
    )
    flow_log_id = created["FlowLogIds"][0]
    # moto looks for the log group under LogGroupName only, and says "Access error" for any LogDestination.
    set_delivery(flow_log_id, "SUCCESS", None)
    return flow_log_id


def set_delivery(flow_log_id: str, status: str, error: str | None) -> None:
    """Let moto say how the flow log's last delivery ended: it makes none."""
    flow_log = ec2_backends[ACCOUNT_ID][REGION].flow_logs[flow_log_id]
    flow_log.deliver_logs_status = status
    flow_log.deliver_logs_error_message = error


def default_security_group(account: Account, vpc_id: str) -> str:
    """Its id."""
    (group,) = account.ec2.describe_security_groups(
        Filters=[{"Name": "vpc-id", "Values": [vpc_id]}, {"Name": "group-name", "Values": ["default"]}]
    )["SecurityGroups"]
    return group.get("GroupId", "")


def _log_bucket(account: Account) -> None:
    s3 = account.s3
    s3.create_bucket(Bucket=BUCKET)
    s3.put_bucket_policy(Bucket=BUCKET, Policy=json.dumps(POLICY))
    s3.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
    s3.put_bucket_encryption(
        Bucket=BUCKET,
        ServerSideEncryptionConfiguration={
            "Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]
        },
    )
    s3.put_public_access_block(
        Bucket=BUCKET,
        PublicAccessBlockConfiguration={
            "BlockPublicAcls": True,
            "IgnorePublicAcls": True,
            "BlockPublicPolicy": True,
            "RestrictPublicBuckets": True,
        },
    )
    s3.put_bucket_ownership_controls(
        Bucket=BUCKET, OwnershipControls={"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}
    )


def _vpc(account: Account, prefix: str) -> dict[str, Any]:
    vpc_id = account.ec2.create_vpc(CidrBlock=f"{prefix}.0.0/16")["Vpc"].get("VpcId", "")
    # AWS lets everything out of a new VPC's default security group, and moto does likewise.
    account.ec2.revoke_security_group_egress(
        GroupId=default_security_group(account, vpc_id),
        IpPermissions=[{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}],
    )
    subnets = [
        account.ec2.create_subnet(VpcId=vpc_id, CidrBlock=f"{prefix}.{index}.0/24")["Subnet"].get("SubnetId", "")
        for index in range(2)
    ]
    return {
        "vpcId": vpc_id,
        "flowLogId": add_flow_log(account, vpc_id, FLOW_GROUP),
        "publicSubnetIds": subnets[:1],
        "privateSubnetIds": subnets[1:],
    }
