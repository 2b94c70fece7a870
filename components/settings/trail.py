"""What the trail records, and where to."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from components.selectors import Insight
from components.settings.values import Allowed, RetentionDays, Section, each_once
from logs.keys.trail_keys import TrailKeys

DataEventSource = Literal["s3", "lambda"]
TrailStreamName = Literal["delivery-stream", "data-stream"]


class TrailSection(Section):
    """The trail and its deliveries."""

    trail_name: Annotated[
        str,
        Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40),
        Allowed("up to 40 lower-case letters, digits and single hyphens between them, a letter first"),
    ] = "audit"
    """What the trail's name ends with, after namePrefix and the stack's name. Another name replaces the trail."""
    trail_insights: Annotated[
        tuple[Insight, ...],
        AfterValidator(each_once),
        Allowed("a list of ApiCallRateInsight, ApiErrorRateInsight or both, each once; empty for none"),
    ] = ()
    """Which unusual activity CloudTrail looks for, at a price per event analysed."""
    trail_data_events: Annotated[
        tuple[DataEventSource, ...],
        AfterValidator(each_once),
        Allowed("a list of s3, lambda or both, each once; empty for none"),
    ] = ()
    """Of which services data events are recorded too, at a price per event: each access to an object (but for those in
    the log bucket), each invocation of a function."""
    trail_notifications: Annotated[bool, Allowed("true or false")] = False
    """Whether a topic tells of each log file that is delivered."""
    trail_streams: Annotated[
        tuple[TrailStreamName, ...],
        AfterValidator(each_once),
        Allowed("a list of delivery-stream, data-stream or both, each once; empty for none"),
    ] = ()
    """A second path of the trail's events, out of their log group: by Firehose to the log bucket, or to a Kinesis data
    stream for readers in real time."""
    trail_retention_days: RetentionDays = 365
    """Days that the trail's events stay in CloudWatch Logs."""
    organization_id: Annotated[
        str,
        Field(pattern=r"^(o-[a-z0-9]{10,32})?$"),
        Allowed("empty, or the id of an organization (o-…)"),
    ] = ""
    """The organization, all accounts of which the trail records; the stack's account must be its management account.
    Empty: this account alone."""
    existing_trail_log_group: Annotated[
        str,
        Field(pattern=r"^([.\-_/#A-Za-z0-9]{1,512})?$"),
        Allowed("empty, or the name of a log group"),
    ] = ""
    """A log group that others made, to deliver the trail's events to; empty: the stack makes one."""

    @property
    def trail_keys(self) -> TrailKeys:
        """How the trail's files lie in a bucket."""
        return TrailKeys(organization=self.organization_id)
