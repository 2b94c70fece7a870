"""The questions that can be asked about an account, each one call (or one paginated list)."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import JsonValue

from ops.aws.calls import read
from ops.aws.selectors import advanced_selector, basic_selector
from ops.facts import (
    EventSelector,
    FlowLog,
    Missing,
    PublicAccessBlock,
    Reading,
    SecurityGroup,
    Trail,
    TrailStatus,
    Vpc,
)

if TYPE_CHECKING:
    from mypy_boto3_cloudtrail import CloudTrailClient
    from mypy_boto3_ec2 import EC2Client
    from mypy_boto3_ec2.type_defs import FlowLogTypeDef
    from mypy_boto3_logs import CloudWatchLogsClient
    from mypy_boto3_s3 import S3Client

_NO_TRAIL = {"TrailNotFoundException": "the trail does not exist"}
_NO_BUCKET = {"NoSuchBucket": "the bucket does not exist"}


@dataclass(frozen=True)
class Account:
    """Reads one account in one region. Safe to use from several threads, as boto3's clients are.

    Every method answers what it read, `Missing` when AWS says that there is no such thing, or `Unreadable` when
    AWS does not say. Expired credentials are an `OpsError`.

    A bucket is only read when `account_id` owns it (Amazon S3 user guide: Verifying bucket ownership with bucket
    owner condition); S3 denies the call otherwise.
    """

    account_id: str
    cloudtrail: "CloudTrailClient"
    ec2: "EC2Client"
    logs: "CloudWatchLogsClient"
    s3: "S3Client"

    def trail(self, arn: str) -> Reading[Trail]:
        """The settings of the trail."""

        def call() -> Trail:
            trail = self.cloudtrail.get_trail(Name=arn)["Trail"]
            return Trail(
                bucket=trail.get("S3BucketName", ""),
                key_prefix=trail.get("S3KeyPrefix", ""),
                log_group_arn=trail.get("CloudWatchLogsLogGroupArn", ""),
                validates_files=trail.get("LogFileValidationEnabled", False),
                multi_region=trail.get("IsMultiRegionTrail", False),
                global_events=trail.get("IncludeGlobalServiceEvents", False),
            )

        return read("cloudtrail:GetTrail", call, _NO_TRAIL)

    def trail_status(self, arn: str) -> Reading[TrailStatus]:
        """Whether the trail records events now, and how its last deliveries ended."""

        def call() -> TrailStatus:
            status = self.cloudtrail.get_trail_status(Name=arn)
            return TrailStatus(
                is_logging=status["IsLogging"],
                file_error=status.get("LatestDeliveryError", ""),
                digest_error=status.get("LatestDigestDeliveryError", ""),
                log_group_error=status.get("LatestCloudWatchLogsDeliveryError", ""),
            )

        return read("cloudtrail:GetTrailStatus", call, _NO_TRAIL)

    def event_selectors(self, arn: str) -> Reading[tuple[EventSelector, ...]]:
        """Which events the trail records; none when nobody ever chose."""

        def call() -> tuple[EventSelector, ...]:
            answer = self.cloudtrail.get_event_selectors(TrailName=arn)
            # A trail has selectors of one kind; the answer has no list of the other.
            return (
                *map(basic_selector, answer.get("EventSelectors", [])),
                *map(advanced_selector, answer.get("AdvancedEventSelectors", [])),
            )

        return read("cloudtrail:GetEventSelectors", call, _NO_TRAIL)

    def bucket_region(self, bucket: str) -> Reading[str]:
        """The region that the bucket is in."""

        def call() -> str:
            answer = self.s3.get_bucket_location(Bucket=bucket, ExpectedBucketOwner=self.account_id)
            # S3 API reference, GetBucketLocation: us-east-1 is a location constraint of null.
            return answer["LocationConstraint"] or "us-east-1"

        return read("s3:GetBucketLocation", call, _NO_BUCKET)

    def bucket_policy(self, bucket: str) -> Reading[dict[str, JsonValue]]:
        """The bucket's policy document."""

        def call() -> dict[str, JsonValue]:
            answer = self.s3.get_bucket_policy(Bucket=bucket, ExpectedBucketOwner=self.account_id)
            return json.loads(answer["Policy"])

        none = {"NoSuchBucketPolicy": "the bucket has no policy"}
        return read("s3:GetBucketPolicy", call, _NO_BUCKET | none)

    def bucket_versioning(self, bucket: str) -> Reading[str]:
        """`Enabled` or `Suspended`; there is no status for a bucket that never had versioning."""

        def call() -> str | Missing:
            answer = self.s3.get_bucket_versioning(Bucket=bucket, ExpectedBucketOwner=self.account_id)
            return answer.get("Status") or Missing("the bucket never had versioning")

        return read("s3:GetBucketVersioning", call, _NO_BUCKET)

    def bucket_encryption(self, bucket: str) -> Reading[str]:
        """The algorithm that encrypts new objects, such as `AES256` or `aws:kms`."""

        def call() -> str | Missing:
            answer = self.s3.get_bucket_encryption(Bucket=bucket, ExpectedBucketOwner=self.account_id)
            for rule in answer["ServerSideEncryptionConfiguration"]["Rules"]:
                if default := rule.get("ApplyServerSideEncryptionByDefault"):
                    return default["SSEAlgorithm"]
            return Missing("the bucket has no default encryption")

        none = {"ServerSideEncryptionConfigurationNotFoundError": "the bucket has no default encryption"}
        return read("s3:GetEncryptionConfiguration", call, _NO_BUCKET | none)

    def bucket_public_access_block(self, bucket: str) -> Reading[PublicAccessBlock]:
        """The bucket's own public access block; the account may have another."""

        def call() -> PublicAccessBlock:
            answer = self.s3.get_public_access_block(Bucket=bucket, ExpectedBucketOwner=self.account_id)
            block = answer["PublicAccessBlockConfiguration"]
            return PublicAccessBlock(
                block_public_acls=block.get("BlockPublicAcls", False),
                ignore_public_acls=block.get("IgnorePublicAcls", False),
                block_public_policy=block.get("BlockPublicPolicy", False),
                restrict_public_buckets=block.get("RestrictPublicBuckets", False),
            )

        none = {"NoSuchPublicAccessBlockConfiguration": "the bucket has no public access block"}
        return read("s3:GetBucketPublicAccessBlock", call, _NO_BUCKET | none)

    def bucket_ownership(self, bucket: str) -> Reading[str]:
        """Who owns the objects: `BucketOwnerEnforced`, `BucketOwnerPreferred` or `ObjectWriter`."""

        def call() -> str:
            answer = self.s3.get_bucket_ownership_controls(Bucket=bucket, ExpectedBucketOwner=self.account_id)
            # S3 API reference, OwnershipControls: exactly one rule.
            return answer["OwnershipControls"]["Rules"][0]["ObjectOwnership"]

        none = {"OwnershipControlsNotFoundError": "the bucket has no ownership controls"}
        return read("s3:GetBucketOwnershipControls", call, _NO_BUCKET | none)

    def vpc(self, vpc_id: str) -> Reading[Vpc]:
        """The VPC."""

        def call() -> Vpc | Missing:
            # Here and below a filter, not the id parameter: what is gone is then an empty answer, not an error.
            pages = self.ec2.get_paginator("describe_vpcs").paginate(Filters=[{"Name": "vpc-id", "Values": [vpc_id]}])
            for vpc in (vpc for page in pages for vpc in page["Vpcs"]):
                return Vpc(state=vpc.get("State", ""), cidr=vpc.get("CidrBlock", ""))
            return Missing("the VPC does not exist")

        return read("ec2:DescribeVpcs", call, {})

    def flow_log(self, flow_log_id: str) -> Reading[FlowLog]:
        """The flow log, whatever it is on."""

        def call() -> FlowLog | Missing:
            pages = self.ec2.get_paginator("describe_flow_logs").paginate(
                Filters=[{"Name": "flow-log-id", "Values": [flow_log_id]}]
            )
            for flow_log in (flow_log for page in pages for flow_log in page["FlowLogs"]):
                return FlowLog(
                    status=flow_log.get("FlowLogStatus", ""),
                    resource_id=flow_log.get("ResourceId", ""),
                    destination=_destination(flow_log),
                    delivery=flow_log.get("DeliverLogsStatus", ""),
                    delivery_error=flow_log.get("DeliverLogsErrorMessage", ""),
                )
            return Missing("the flow log does not exist")

        return read("ec2:DescribeFlowLogs", call, {})

    def flow_log_destinations(self) -> Reading[frozenset[str]]:
        """Where the region's flow logs deliver, whoever made them, each as `FlowLog.destination`."""

        def call() -> frozenset[str]:
            pages = self.ec2.get_paginator("describe_flow_logs").paginate()
            return frozenset(_destination(flow_log) for page in pages for flow_log in page["FlowLogs"])

        return read("ec2:DescribeFlowLogs", call, {})

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

    def log_group_retention(self, name: str) -> Reading[int]:
        """How long the log group keeps events, in days; 0 is for ever."""

        def call() -> int | Missing:
            # The API only knows prefixes; the name itself sorts before all that it is a prefix of.
            pages = self.logs.get_paginator("describe_log_groups").paginate(logGroupNamePrefix=name)
            for group in (group for page in pages for group in page["logGroups"]):
                if group.get("logGroupName") == name:
                    # CloudWatch Logs API reference, LogGroup: without retentionInDays events never expire.
                    return group.get("retentionInDays", 0)
            return Missing("the log group does not exist")

        return read("logs:DescribeLogGroups", call, {})


def _destination(flow_log: "FlowLogTypeDef") -> str:
    return flow_log.get("LogDestination") or flow_log.get("LogGroupName", "")
