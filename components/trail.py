"""AuditTrail: who did what in the account, in every Region."""

from typing import NotRequired, TypedDict

import pulumi
from pulumi_aws import cloudtrail

from components.options import Tags, child_options, named
from components.sinks.destination import TrailLogDestination


class AuditTrailArgs(TypedDict):
    """What an AuditTrail takes."""

    trail: pulumi.Input[str]
    """The trail's name. The sinks' `TrailDelivery` has the same, for its permissions are this trail's only."""
    bucket_name: pulumi.Input[str]
    """The bucket for log and digest files, from `S3Sink.bucket_name`."""
    logs: TrailLogDestination
    """The log group to deliver events to, from `CloudWatchLogsSink.trail_destination`."""
    tags: NotRequired[Tags]
    """Tags of the trail. Only `Name` without it."""


class AuditTrail(pulumi.ComponentResource):
    """A trail of the management events, read and write, of all Regions, with log file validation.

    CIS AWS Foundations 5.0, 3.1 and 3.2 (Security Hub CloudTrail.1 and CloudTrail.4); Security Hub CloudTrail.5.
    No event selectors are set: a trail without them records all management events.
    """

    trail_name: pulumi.Output[str]
    """The trail's name. Known at preview."""
    trail_arn: pulumi.Output[str]
    """The trail's ARN. Known once the trail is there; `Naming.trail_arn` knows it before."""

    def __init__(self, name: str, args: AuditTrailArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("aws-monitoring-baseline:index:AuditTrail", name, None, opts)
        trail = cloudtrail.Trail(
            f"{name}-trail",
            name=args["trail"],
            s3_bucket_name=args["bucket_name"],
            # CloudTrail wants the ARN of the group's streams, not of the group.
            cloud_watch_logs_group_arn=pulumi.Output.concat(args["logs"]["log_group_arn"], ":*"),
            cloud_watch_logs_role_arn=args["logs"]["role_arn"],
            is_multi_region_trail=True,
            include_global_service_events=True,
            enable_log_file_validation=True,
            enable_logging=True,
            tags=named(args.get("tags"), name),
            opts=child_options(self, opts),
        )
        self.trail_name = trail.name
        self.trail_arn = trail.arn
        self.register_outputs({"trailName": self.trail_name, "trailArn": self.trail_arn})
