"""The types that name one kind of resource: the aws provider's, and aws-native's, which Cloud Control's become."""

from typing import Final

NATIVE_BUCKET: Final = "aws-native:s3:Bucket"
BUCKETS: Final = frozenset({"aws:s3/bucket:Bucket", NATIVE_BUCKET})

VPCS: Final = frozenset({"aws:ec2/vpc:Vpc", "aws:ec2/defaultVpc:DefaultVpc", "aws-native:ec2:Vpc"})
FLOW_LOGS: Final = frozenset({"aws:ec2/flowLog:FlowLog", "aws-native:ec2:FlowLog"})

LOG_GROUPS: Final = frozenset({"aws:cloudwatch/logGroup:LogGroup", "aws-native:logs:LogGroup"})
LOG_DESTINATIONS: Final = frozenset({"aws:cloudwatch/logDestination:LogDestination", "aws-native:logs:Destination"})
DELIVERY_STREAMS: Final = frozenset(
    {"aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "aws-native:kinesisfirehose:DeliveryStream"}
)
FLOW_LOG_SINKS: Final = BUCKETS | LOG_GROUPS | DELIVERY_STREAMS
DATA_STREAMS: Final = frozenset({"aws:kinesis/stream:Stream", "aws-native:kinesis:Stream"})
SUBSCRIPTION_FILTERS: Final = frozenset(
    {"aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter", "aws-native:logs:SubscriptionFilter"}
)
LOG_ACCOUNT_POLICIES: Final = frozenset(
    {"aws:cloudwatch/logAccountPolicy:LogAccountPolicy", "aws-native:logs:AccountPolicy"}
)
# Deliveries of the logs of other services: to a log group, a delivery stream or a bucket.
DELIVERIES: Final = frozenset({"aws:cloudwatch/logDelivery:LogDelivery", "aws-native:logs:Delivery"})
DELIVERY_DESTINATIONS: Final = frozenset(
    {"aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination", "aws-native:logs:DeliveryDestination"}
)
# Logs of a service that names where they go itself: queries to the resolver of a VPC, requests by VPC Lattice.
SERVICE_LOGS: Final = frozenset(
    {
        "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig",
        "aws-native:route53resolver:ResolverQueryLoggingConfig",
        "aws:vpclattice/accessLogSubscription:AccessLogSubscription",
        "aws-native:vpclattice:AccessLogSubscription",
    }
)
# What shows or copies logs to another account: Observability Access Manager, and telemetry of an organization.
MONITORING_LINKS: Final = frozenset({"aws:oam/link:Link", "aws-native:oam:Link"})
CENTRALIZATION_RULES: Final = frozenset(
    {
        "aws:observabilityadmin/centralizationRuleForOrganization:CentralizationRuleForOrganization",
        "aws-native:observabilityadmin:OrganizationCentralizationRule",
    }
)

METRIC_FILTERS: Final = frozenset({"aws:cloudwatch/logMetricFilter:LogMetricFilter", "aws-native:logs:MetricFilter"})
METRIC_ALARMS: Final = frozenset({"aws:cloudwatch/metricAlarm:MetricAlarm", "aws-native:cloudwatch:Alarm"})
COMPOSITE_ALARMS: Final = frozenset(
    {"aws:cloudwatch/compositeAlarm:CompositeAlarm", "aws-native:cloudwatch:CompositeAlarm"}
)
TOPICS: Final = frozenset({"aws:sns/topic:Topic", "aws-native:sns:Topic"})

FUNCTIONS: Final = frozenset({"aws:lambda/function:Function", "aws-native:lambda:Function"})
ROLES: Final = frozenset({"aws:iam/role:Role", "aws-native:iam:Role"})

KEYS: Final = frozenset({"aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey", "aws-native:kms:Key"})
KEYS_AND_ALIASES: Final = KEYS | {
    "aws:kms/alias:Alias",
    "aws:kms/externalKey:ExternalKey",
    "aws-native:kms:Alias",
    "aws-native:kms:ReplicaKey",
}
