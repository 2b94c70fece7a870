"""The baseline's Pulumi components, and how the settings of a stack put them together."""

from components.alarms import (
    DeliveryAlarms,
    DeliveryAlarmsArgs,
    DetectionAlarms,
    DetectionAlarmsArgs,
    InterfaceSilence,
    Silence,
    WorkloadAlarms,
    WorkloadAlarmsArgs,
    WorkloadLimits,
)
from components.alerts import (
    ALERT_PUBLISHERS,
    AlertTopic,
    AlertTopicArgs,
    EmailSubscription,
    HttpsSubscription,
    QueueSubscription,
    SlackChannel,
    TeamsChannel,
)
from components.baseline.audit import audit_trail
from components.baseline.bucket import log_bucket
from components.baseline.costs import monthly_costs_of
from components.baseline.key import log_encryption
from components.baseline.lake import log_lake
from components.baseline.networks import monitored_vpcs, other_flow_logs
from components.baseline.stack import StackContext
from components.baseline.summaries import declared_policy, delivery_streams, log_group_retention, required_policy
from components.baseline.traffic import traffic_logs
from components.baseline.views import views
from components.baseline.watch import watch_logs
from components.baseline.workload import example_workload
from components.configuration import read_settings
from components.dashboard import Dashboard, DashboardArgs
from components.deletion import LogDeletion
from components.deletion_guard import DeletionGuard, StillAttached
from components.encryption import KeyUser, LogGroupEncryption, LogKey, LogKeyArgs, TopicEncryption
from components.events import DetectionEvents, DetectionEventsArgs
from components.flow_log import FlowLog, FlowLogArgs, FlowLogSettings
from components.group import MonitoredGroup, MonitoredGroupArgs
from components.lake import Lake, LakeArgs
from components.naming import Naming
from components.network import MonitoredVpc, MonitoredVpcArgs
from components.notifications import Publisher, TrailPublisher, TrailTopic, TrailTopicArgs
from components.producers import FlowLogDelivery, Producer, TrailDelivery
from components.queries import SavedQueries, SavedQueriesArgs
from components.selectors import AdvancedSelectors, BasicSelectors, LambdaDataEvents, S3DataEvents, Selectors
from components.settings import Settings
from components.sinks.access_log_bucket import AccessLogBucket, AccessLogBucketArgs
from components.sinks.cloudwatch_logs import CloudWatchLogsSink, CloudWatchLogsSinkArgs
from components.sinks.data_stream import DataStream, DataStreamArgs
from components.sinks.destination import DeliveryBucket, FlowLogDestination, TrailBucket, TrailLogDestination
from components.sinks.existing_bucket import ExistingBucket
from components.sinks.existing_delivery_stream import ExistingDeliveryStream, ExistingDeliveryStreamArgs
from components.sinks.existing_log_group import ExistingLogGroup, ExistingLogGroupArgs
from components.sinks.firehose import Buffering
from components.sinks.kinesis import KinesisSink, KinesisSinkArgs
from components.sinks.object_lock import ObjectLock
from components.sinks.s3 import S3Sink, S3SinkArgs
from components.trail import AuditTrail, AuditTrailArgs
from components.workload import Workload, WorkloadArgs

__all__ = [
    "ALERT_PUBLISHERS",
    "AccessLogBucket",
    "AccessLogBucketArgs",
    "AdvancedSelectors",
    "AlertTopic",
    "AlertTopicArgs",
    "AuditTrail",
    "AuditTrailArgs",
    "BasicSelectors",
    "Buffering",
    "CloudWatchLogsSink",
    "CloudWatchLogsSinkArgs",
    "Dashboard",
    "DashboardArgs",
    "DataStream",
    "DataStreamArgs",
    "DeletionGuard",
    "DeliveryAlarms",
    "DeliveryAlarmsArgs",
    "DeliveryBucket",
    "DetectionAlarms",
    "DetectionAlarmsArgs",
    "DetectionEvents",
    "DetectionEventsArgs",
    "EmailSubscription",
    "ExistingBucket",
    "ExistingDeliveryStream",
    "ExistingDeliveryStreamArgs",
    "ExistingLogGroup",
    "ExistingLogGroupArgs",
    "FlowLog",
    "FlowLogArgs",
    "FlowLogDelivery",
    "FlowLogDestination",
    "FlowLogSettings",
    "HttpsSubscription",
    "InterfaceSilence",
    "KeyUser",
    "KinesisSink",
    "KinesisSinkArgs",
    "Lake",
    "LakeArgs",
    "LambdaDataEvents",
    "LogDeletion",
    "LogGroupEncryption",
    "LogKey",
    "LogKeyArgs",
    "MonitoredGroup",
    "MonitoredGroupArgs",
    "MonitoredVpc",
    "MonitoredVpcArgs",
    "Naming",
    "ObjectLock",
    "Producer",
    "Publisher",
    "QueueSubscription",
    "S3DataEvents",
    "S3Sink",
    "S3SinkArgs",
    "SavedQueries",
    "SavedQueriesArgs",
    "Selectors",
    "Settings",
    "Silence",
    "SlackChannel",
    "StackContext",
    "StillAttached",
    "TeamsChannel",
    "TopicEncryption",
    "TrailBucket",
    "TrailDelivery",
    "TrailLogDestination",
    "TrailPublisher",
    "TrailTopic",
    "TrailTopicArgs",
    "Workload",
    "WorkloadAlarms",
    "WorkloadAlarmsArgs",
    "WorkloadArgs",
    "WorkloadLimits",
    "audit_trail",
    "declared_policy",
    "delivery_streams",
    "example_workload",
    "log_bucket",
    "log_encryption",
    "log_group_retention",
    "log_lake",
    "monitored_vpcs",
    "monthly_costs_of",
    "other_flow_logs",
    "read_settings",
    "required_policy",
    "traffic_logs",
    "views",
    "watch_logs",
]
