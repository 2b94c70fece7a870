"""AuditTrail: who did what in the account, in every Region."""

from collections.abc import Sequence
from typing import NotRequired, TypedDict

import pulumi
from pulumi_aws import cloudtrail

from components.options import Tags, child_options, named
from components.selectors import AdvancedSelectors, Insight, Selectors
from components.sinks.destination import TrailBucket, TrailLogDestination


class AuditTrailArgs(TypedDict):
    """What an AuditTrail takes."""

    trail: pulumi.Input[str]
    """The trail's name. The sinks' `TrailDelivery` has the same, for its permissions are this trail's only."""
    bucket: TrailBucket
    """The bucket for log and digest files, from `S3Sink.trail_bucket`. Its keys say whether the trail is an
    organization's: then the stack's account must be the management account, and all accounts are recorded."""
    logs: TrailLogDestination
    """The log group to deliver events to, from `CloudWatchLogsSink.trail_destination`."""
    key_arn: NotRequired[pulumi.Input[str]]
    """The key that log and digest files are encrypted with, from `LogKey.key_arn` (CIS AWS Foundations 5.0, 3.5;
    Security Hub CloudTrail.2). Without it, S3's own keys."""
    topic_name: NotRequired[pulumi.Input[str]]
    """The topic that is told of each log file, from `TrailTopic.topic_name`. Without it, none is."""
    selectors: NotRequired[Selectors]
    """Which events are recorded, and so what the trail costs. Management events without it, which every choice has."""
    insights: NotRequired[Sequence[Insight]]
    """Which unusual activity CloudTrail looks for, at a price per event analysed. None without it."""
    tags: NotRequired[Tags]
    """Tags of the trail. Only `Name` without it."""


class AuditTrail(pulumi.ComponentResource):
    """A trail of the management events, read and write, of all Regions, with log file validation.

    CIS AWS Foundations 5.0, 3.1 and 3.2 (Security Hub CloudTrail.1 and CloudTrail.4); Security Hub CloudTrail.5.
    """

    trail_name: pulumi.Output[str]
    """The trail's name. Known at preview."""
    trail_arn: pulumi.Output[str]
    """The trail's ARN. Known once the trail is there; `Naming.trail_arn` knows it before."""

    def __init__(self, name: str, args: AuditTrailArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("aws-monitoring-baseline:index:AuditTrail", name, None, opts)
        keys = args["bucket"]["keys"]
        trail = cloudtrail.Trail(
            f"{name}-trail",
            name=args["trail"],
            s3_bucket_name=args["bucket"]["bucket_name"],
            s3_key_prefix=keys.prefix or None,
            kms_key_id=args.get("key_arn"),
            sns_topic_name=args.get("topic_name"),
            # CloudTrail wants the ARN of the group's streams, not of the group.
            cloud_watch_logs_group_arn=pulumi.Output.concat(args["logs"]["log_group_arn"], ":*"),
            cloud_watch_logs_role_arn=args["logs"]["role_arn"],
            is_multi_region_trail=True,
            is_organization_trail=bool(keys.organization),
            include_global_service_events=True,
            enable_log_file_validation=True,
            enable_logging=True,
            # Declared even where they are CloudTrail's default: it takes no empty list, so a trail could not go back.
            **args.get("selectors", AdvancedSelectors()).inputs(),
            insight_selectors=[{"insight_type": insight} for insight in args.get("insights", ())] or None,
            tags=named(args.get("tags"), name),
            opts=child_options(self, opts),
        )
        self.trail_name = trail.name
        self.trail_arn = trail.arn
        self.register_outputs({"trailName": self.trail_name, "trailArn": self.trail_arn})
