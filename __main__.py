"""A monitored network and an audit trail for an AWS account."""

import pulumi

import components as baseline

settings = baseline.read_settings()
naming = baseline.Naming.of_deployment(settings.name_prefix)
deletion = baseline.LogDeletion.named(settings.log_deletion)
trail_delivery = baseline.TrailDelivery(naming.trail("audit"))
flow_log_delivery = baseline.FlowLogDelivery()

log_bucket = baseline.S3Sink(
    "logs",
    {
        "naming": naming,
        "producers": [trail_delivery],
        **settings.log_lifecycle,
        "force_destroy": deletion.force_destroy,
    },
    opts=deletion.options(),
)
audit_logs = baseline.CloudWatchLogsSink(
    "audit-logs",
    {"naming": naming, "producers": [trail_delivery], "retention_days": settings.trail_retention_days},
    opts=deletion.options(),
)
traffic_logs = baseline.CloudWatchLogsSink(
    "traffic-logs",
    {"naming": naming, "producers": [flow_log_delivery], "retention_days": settings.flow_log_retention_days},
    opts=deletion.options(),
)
trail = baseline.AuditTrail(
    "audit",
    {
        "trail": trail_delivery.trail,
        "bucket_name": log_bucket.bucket_name,
        "logs": audit_logs.trail_destination,
        "tags": naming.tags,
    },
    opts=deletion.options(),
)
flow_log: baseline.FlowLogSettings = {
    "destination": traffic_logs.flow_log_destination,
    "traffic": settings.flow_log_traffic,
    "interval_seconds": settings.flow_log_interval_seconds,
}
vpcs = {
    vpc.name: baseline.MonitoredVpc(vpc.name, {**vpc.layout, "flow_log": flow_log, "tags": naming.tags})
    for vpc in settings.vpcs
}

pulumi.export("trailName", trail.trail_name)
pulumi.export("trailArn", naming.trail_arn(trail_delivery.trail))
pulumi.export("logBucket", log_bucket.bucket_name)
pulumi.export("logBucketPolicy", log_bucket.policy)
pulumi.export("logGroups", audit_logs.retention | traffic_logs.retention)
pulumi.export("vpcs", {name: vpc.summary for name, vpc in vpcs.items()})
