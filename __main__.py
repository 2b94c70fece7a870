"""A monitored network and an audit trail for an AWS account, and what tells of what they show."""

import pulumi

import components as baseline
from ops.blockers.guard import StillAttached

stack = baseline.StackContext.of_deployment(StillAttached())
encryption = baseline.log_encryption(stack)
bucket = baseline.log_bucket(stack, encryption)
audit = baseline.audit_trail(stack, bucket, encryption)
traffic = baseline.traffic_logs(stack, bucket, encryption)
vpcs = baseline.monitored_vpcs(stack, traffic)
others = baseline.other_flow_logs(stack, traffic)
lake = baseline.log_lake(stack, encryption)
workloads = baseline.example_workload(stack, vpcs)
watch = baseline.watch_logs(stack, audit, traffic, encryption, workloads)
views = baseline.views(stack, audit, traffic, watch)

pulumi.export("trailName", audit.trail.trail_name)
pulumi.export("trailArn", stack.naming.trail_arn(stack.trail.trail))
pulumi.export("trailLogGroup", audit.logs.log_group_name)
pulumi.export("logBucket", bucket.bucket_name)
pulumi.export("logBucketPolicy", baseline.declared_policy(bucket))
pulumi.export("requiredLogBucketPolicy", baseline.required_policy(bucket))
pulumi.export("logKeyArn", encryption.get("key_arn"))
pulumi.export("logGroups", baseline.log_group_retention(audit, traffic, watch))
pulumi.export("flowLogGroup", traffic.log_group and traffic.log_group.log_group_name)
pulumi.export("deliveryStreams", baseline.delivery_streams(audit, traffic))
pulumi.export("vpcs", {name: vpc.summary for name, vpc in vpcs.items()})
pulumi.export("otherFlowLogs", others)
pulumi.export("lake", lake and lake.summary)
pulumi.export("watch", watch and watch.summary)
pulumi.export("views", views and views.summary)
pulumi.export("monthlyCosts", baseline.monthly_costs_of(stack, watch))
