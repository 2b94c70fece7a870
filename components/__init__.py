"""The baseline's Pulumi components: a monitored network, an audit trail, and the sinks that their logs go to."""

from components.configuration import read_settings
from components.deletion import LogDeletion
from components.flow_log import FlowLog, FlowLogArgs, FlowLogSettings
from components.naming import Naming
from components.network import MonitoredVpc, MonitoredVpcArgs
from components.producers import FlowLogDelivery, Producer, TrailDelivery
from components.settings import Settings
from components.sinks.cloudwatch_logs import CloudWatchLogsSink, CloudWatchLogsSinkArgs
from components.sinks.destination import FlowLogDestination, TrailLogDestination
from components.sinks.s3 import S3Sink, S3SinkArgs
from components.trail import AuditTrail, AuditTrailArgs

__all__ = [
    "AuditTrail",
    "AuditTrailArgs",
    "CloudWatchLogsSink",
    "CloudWatchLogsSinkArgs",
    "FlowLog",
    "FlowLogArgs",
    "FlowLogDelivery",
    "FlowLogDestination",
    "FlowLogSettings",
    "LogDeletion",
    "MonitoredVpc",
    "MonitoredVpcArgs",
    "Naming",
    "Producer",
    "S3Sink",
    "S3SinkArgs",
    "Settings",
    "TrailDelivery",
    "TrailLogDestination",
    "read_settings",
]
