"""Which access each resource type and each function needs. The one place that says so."""

from collections.abc import Mapping

from components.deploy_roles.access import Access, Grant
from components.deploy_roles.scope import (
    ANYTHING,
    DASHBOARD,
    GROUP,
    IMAGE_PARAMETERS,
    QUEUES,
    READ_BUCKETS,
    READ_DELIVERY_STREAMS,
    READ_LOG_GROUPS,
    RULES,
    TOPICS,
    TRAILS,
)
from components.deploy_roles.tables import identity, lake, logs, network, storage, streams, watching, workload

AREAS: Mapping[str, Mapping[str, Access]] = {
    "network": network.TYPES,
    "workload": workload.TYPES,
    "logs": {**logs.TYPES, **streams.TYPES, **storage.TYPES},
    "access": {**identity.TYPES, **lake.TYPES, **watching.TYPES},
}
"""A document each, for IAM takes no document that is longer than 6,144 characters."""

FUNCTIONS: Mapping[str, tuple[Grant, ...]] = {
    # `sts:GetCallerIdentity` needs no permission, and the provider knows partitions and Regions by itself.
    "aws:index/getCallerIdentity:getCallerIdentity": (),
    "aws:index/getPartition:getPartition": (),
    "aws:index/getRegion:getRegion": (),
    "aws:index/getRegions:getRegions": (Grant.on(ANYTHING, "ec2", "DescribeRegions"),),
    "aws:index/getAvailabilityZones:getAvailabilityZones": (Grant.on(ANYTHING, "ec2", "DescribeAvailabilityZones"),),
    "aws:ssm/getParameter:getParameter": (Grant.on(IMAGE_PARAMETERS, "ssm", "GetParameter"),),
}
"""What the program asks of AWS while it runs, in previews too."""

VERIFY: tuple[Grant, ...] = (
    Grant.on(ANYTHING, "ec2", "DescribeFlowLogs", "DescribeNetworkInterfaces", "DescribeSecurityGroups"),
    Grant.on(ANYTHING, "ec2", "DescribeSubnets", "DescribeVpcs"),
    Grant.on(ANYTHING, "logs", "DescribeLogGroups", "DescribeQueryDefinitions"),
    Grant.on(ANYTHING, "cloudwatch", "DescribeAlarms", "GetMetricData"),
    Grant.on(ANYTHING, "tag", "GetResources"),
    Grant.on(TRAILS, "cloudtrail", "GetEventSelectors", "GetTrail", "GetTrailStatus"),
    Grant.on(READ_DELIVERY_STREAMS, "firehose", "DescribeDeliveryStream"),
    # The newest event of a group, and the newest file of a bucket, tell whether logs arrive.
    Grant.on(READ_LOG_GROUPS, "logs", "DescribeLogStreams", "DescribeMetricFilters", "GetLogEvents"),
    Grant.on(
        READ_BUCKETS,
        "s3",
        *("GetBucketLocation", "GetBucketOwnershipControls", "GetBucketPolicy", "GetBucketPublicAccessBlock"),
        *("GetBucketVersioning", "GetEncryptionConfiguration", "ListBucket"),
    ),
    Grant.on(DASHBOARD, "cloudwatch", "GetDashboard"),
    Grant.on(RULES, "events", "DescribeRule", "ListTargetsByRule"),
    Grant.on(TOPICS, "sns", "ListSubscriptionsByTopic"),
    Grant.on(QUEUES, "sqs", "GetQueueUrl"),
    Grant.on(GROUP, "resource-groups", "GetGroupQuery", "ListGroupResources"),
)
"""What `ops verify` reads."""
