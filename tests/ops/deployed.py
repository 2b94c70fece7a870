"""An account in moto that holds exactly what its stack outputs declare."""

import copy
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from moto.cloudtrail.models import cloudtrail_backends
from moto.core.base_backend import BaseBackend
from moto.ec2.models import ec2_backends
from moto.firehose.models import firehose_backends
from moto.logs.models import logs_backends
from moto.s3.models import s3_backends

from ops.aws.account import Account
from ops.aws.connect import connect
from ops.outputs import StackOutputs, parse_outputs
from ops.verify.check import Check, Status
from ops.verify.run import verify_account
from tests.ops import watched

ACCOUNT_ID = "123456789012"
REGION = "us-east-1"
TRAIL = "monitoring-dev"
TRAIL_ARN = f"arn:aws:cloudtrail:{REGION}:{ACCOUNT_ID}:trail/{TRAIL}"
BUCKET = "monitoring-dev-logs"
TRAIL_GROUP = "/monitoring/dev/trail"
FLOW_GROUP = "/monitoring/dev/flow/main"
STREAM = "monitoring-dev-flow"
ERRORS = f"firehose/{STREAM}/errors/"
ERROR_GROUP = "/monitoring/dev/flow-errors"
ERROR_STREAM = "DestinationDelivery"
KEY_ARN = f"arn:aws:kms:{REGION}:{ACCOUNT_ID}:key/1f2e3d4c-0000-4000-8000-000000000000"
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
            "Condition": {
                "StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceArn": TRAIL_ARN},
            },
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
    now: datetime | None = field(default_factory=lambda: datetime.now(UTC))
    """The moment that ages are held against."""

    @property
    def declared(self) -> StackOutputs:
        return parse_outputs(json.dumps(self.outputs))

    def verify(self) -> list[Check]:
        return verify_account(self.declared, self.account, self.now)

    def vpc(self, name: str) -> dict[str, Any]:
        return self.outputs["vpcs"][name]

    def not_ok(self, status: Status = Status.FAILED) -> set[str]:
        """The checks that are not ok; all of them must have the status given."""
        bad = [check for check in self.verify() if check.status.is_bad]
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
    _delivery_stream(account)
    account.cloudtrail.create_trail(
        Name=TRAIL,
        S3BucketName=BUCKET,
        EnableLogFileValidation=True,
        IsMultiRegionTrail=True,
        IncludeGlobalServiceEvents=True,
        CloudWatchLogsLogGroupArn=f"{log_group_arn(TRAIL_GROUP)}:*",
        CloudWatchLogsRoleArn=ROLE,
        KmsKeyId=KEY_ARN,
    )
    account.cloudtrail.start_logging(Name=TRAIL)
    outputs: dict[str, Any] = {
        "trailName": TRAIL,
        "trailArn": TRAIL_ARN,
        "trailLogGroup": TRAIL_GROUP,
        "logKeyArn": KEY_ARN,
        "logBucket": BUCKET,
        "logBucketPolicy": json.dumps(POLICY),
        "logGroups": {TRAIL_GROUP: 90, FLOW_GROUP: 30},
        "flowLogGroup": FLOW_GROUP,
        "deliveryStreams": [STREAM],
        "vpcs": {"main": _vpc(account, "10.0"), "edge": _vpc(account, "10.1")},
        "anotherOutput": "of no interest",
        **watched.watch(account, TRAIL_GROUP, STREAM),
    }
    ids = [
        one
        for vpc in outputs["vpcs"].values()
        for one in (vpc["vpcId"], *vpc["publicSubnetIds"], *vpc["privateSubnetIds"])
    ]
    watched.tag(account, ids=ids, bucket=BUCKET)
    return Deployed(account, outputs)


@dataclass
class Saved:
    """A deployment, and a copy of all that moto knew of it."""

    deployed: Deployed
    backends: list[BaseBackend]


def save(deployed: Deployed) -> Saved:
    """Copy the account of a running `mock_aws`."""
    return Saved(deployed, copy.deepcopy([backends[place] for backends, place in _backends()]))


def restore(saved: Saved) -> Deployed:
    """Fill the empty account of a running `mock_aws` with a copy of the one saved."""
    for (backends, place), backend in zip(_backends(), copy.deepcopy(saved.backends), strict=True):
        backends[place] = backend
    saved.deployed.account.sqs.create_queue(QueueName=watched.QUEUE)
    return Deployed(saved.deployed.account, copy.deepcopy(saved.deployed.outputs))


def _backends() -> list[tuple[dict[str, Any], str]]:
    """Where moto keeps the account: for each service, by region; for S3, by partition."""
    return [
        (cloudtrail_backends[ACCOUNT_ID], REGION),
        (ec2_backends[ACCOUNT_ID], REGION),
        (firehose_backends[ACCOUNT_ID], REGION),
        (logs_backends[ACCOUNT_ID], REGION),
        (s3_backends[ACCOUNT_ID], "aws"),
        *watched.backends(),
    ]


def flow_log_destinations() -> dict[str, str]:
    """Sink to the ARN that its flow logs deliver to."""
    return {
        "cloudwatch-logs": log_group_arn(FLOW_GROUP),
        "kinesis": f"arn:aws:firehose:{REGION}:{ACCOUNT_ID}:deliverystream/{STREAM}",
        "s3": f"arn:aws:s3:::{BUCKET}",
    }


def add_flow_log(account: Account, vpc_id: str, destination: str) -> str:
    service = destination.split(":")[2]
    ec2: Any = account.ec2
    created = ec2.create_flow_logs(
        ResourceIds=[vpc_id],
        ResourceType="VPC",
        TrafficType="ALL",
        LogDestinationType={"logs": "cloud-watch-logs", "firehose": "kinesis-data-firehose"}.get(service, service),
        LogDestination=destination,
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


def _delivery_stream(account: Account) -> None:
    client: Any = account.firehose
    account.logs.create_log_group(logGroupName=ERROR_GROUP)
    account.logs.create_log_stream(logGroupName=ERROR_GROUP, logStreamName=ERROR_STREAM)
    client.create_delivery_stream(
        DeliveryStreamName=STREAM,
        ExtendedS3DestinationConfiguration={
            "RoleARN": ROLE,
            "BucketARN": f"arn:aws:s3:::{BUCKET}",
            "ErrorOutputPrefix": f"{ERRORS}!{{firehose:error-output-type}}/day=!{{timestamp:dd}}/",
            "CloudWatchLoggingOptions": {
                "Enabled": True,
                "LogGroupName": ERROR_GROUP,
                "LogStreamName": ERROR_STREAM,
            },
        },
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
        "flowLogIds": {
            sink: add_flow_log(account, vpc_id, destination) for sink, destination in flow_log_destinations().items()
        },
        "publicSubnetIds": subnets[:1],
        "privateSubnetIds": subnets[1:],
    }
