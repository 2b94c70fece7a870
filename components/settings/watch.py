"""How the logs are watched: what is looked for in them, and who is told."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, ValidationInfo, field_validator

from components.alarms.composites import AlertsPer
from components.alarms.silence import MAX_SILENCE_HOURS
from components.settings.chats import ChatSettings, one_channel_of_a_team
from components.settings.values import Allowed, Section, conflict, each_once
from logs.detections.benchmark.profiles import PROFILES, Profile
from logs.detections.catalog import catalog
from logs.detections.detection import Detection, Severity
from logs.detections.override import Override, Tuning, overridden
from logs.detections.own.watched import EXAMPLE
from logs.detections.record_pattern import SPEAKING, missing_fields
from logs.flow_records.record_format import DEFAULT, RecordFormat

SeverityName = Literal["critical", "high", "medium", "low"]

# What the stack's resources have besides.
_OTHER_TAGS = "Project|Stack|ManagedBy|Name|Severity|LogDeliveryEnabled"
# A log group takes 100 metric filters (CloudWatch Logs API Reference, PutMetricFilter): the detections have theirs.
_MAX_INTERFACES = 90
_SILENCE = f"0 (not looked at) or a whole number of hours, at most {MAX_SILENCE_HOURS}"


def _free_tag(key: str) -> str:
    if key.lower().startswith("aws:") or key.lower() in _OTHER_TAGS.lower().split("|"):
        raise ValueError("a tag of AWS's, or one that the stack has already")
    return key


class OverrideSettings(Section):
    """What is different about one detection."""

    detection: Annotated[str, Allowed("the id of a detection (docs/detections.md lists them)")]
    """Its id."""
    enabled: Annotated[bool, Allowed("true or false")] = True
    """Whether it is looked for."""
    threshold: Annotated[int | None, Field(ge=1), Allowed("a whole number, at least 1")] = None
    """The alarm goes off at this many in a period, or more."""
    period_seconds: Annotated[int | None, Allowed("a multiple of 60 (seconds)")] = None
    """How long a period is, in seconds."""
    evaluation_periods: Annotated[int | None, Field(ge=1), Allowed("a whole number, at least 1")] = None
    """How many periods in a row have to have that many."""
    severity: Annotated[SeverityName | None, Allowed("one of critical, high, medium, low")] = None
    """How bad the fault is here."""

    @property
    def override(self) -> Override:
        """What the catalog takes."""
        if not self.enabled:
            return "off"
        tuning: Tuning = {}
        if self.threshold is not None:
            tuning["threshold"] = self.threshold
        if self.period_seconds is not None:
            tuning["period_seconds"] = self.period_seconds
        if self.evaluation_periods is not None:
            tuning["evaluation_periods"] = self.evaluation_periods
        if self.severity is not None:
            tuning["severity"] = Severity(self.severity)
        return tuning


class WatchSection(Section):
    """Detections, their alarms, and the alerts."""

    watch: Annotated[bool, Allowed("true or false")] = True
    """Whether the logs are watched: without it there are no alarms, rules and alerts, no dashboard, no saved queries of
    Logs Insights and no group."""
    monitoring_tag: Annotated[
        str,
        Field(pattern=r"^[A-Za-z][A-Za-z0-9_.:/=+@-]{0,127}$"),
        AfterValidator(_free_tag),
        Allowed(
            "up to 128 letters, digits and characters of _.:/=+@-, a letter first, without aws: before it, and none of "
            f"{_OTHER_TAGS.replace('|', ', ')}"
        ),
    ] = "Monitoring"
    """The key of the tag of all that is watched together. Its value is namePrefix and the stack's name."""
    detection_profile: Annotated[
        Literal["security-hub", "cis-5.0", "cis-7.0"], Allowed(f"one of {', '.join(PROFILES)}")
    ] = "security-hub"
    """Whose patterns the benchmarks' detections have."""
    detection_alarms: Annotated[
        tuple[SeverityName, ...],
        AfterValidator(each_once),
        Allowed("a list of critical, high, medium, low, each once; empty for none"),
    ] = ("critical", "high", "medium", "low")
    """Of which severities detections are counted and have an alarm, at a price each. Rules of EventBridge, for those
    that can't wait, cost nothing, and are there for any severity."""
    detection_overrides: Annotated[
        tuple[OverrideSettings, ...],
        Allowed(
            "a list of objects with the keys detection, enabled, threshold, periodSeconds, evaluationPeriods, severity"
        ),
    ] = ()
    """What is different about detections, each of them once. One that the stack doesn't have is passed over."""
    alerts_per: Annotated[AlertsPer, Allowed("one of severity, detection")] = "severity"
    """Of what a person is told once: of all detections of a severity together, or of each."""
    alert_emails: Annotated[
        tuple[Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s.]+$", max_length=254)], ...],
        AfterValidator(each_once),
        Allowed("a list of e-mail addresses, each once; empty for none"),
    ] = ()
    """Who is told by e-mail. Each has to confirm it."""
    alert_queues: Annotated[
        tuple[
            Annotated[str, StringConstraints(pattern=r"^arn:aws[a-z-]*:sqs:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,80}$")],
            ...,
        ],
        AfterValidator(each_once),
        Allowed("a list of ARNs of SQS queues (arn:aws:sqs:…, not of the type FIFO), each once; empty for none"),
    ] = ()
    """Queues of others that are told."""
    alert_urls: Annotated[
        tuple[Annotated[str, StringConstraints(pattern=r"^https://[^\s/]+(/\S*)?$")], ...],
        AfterValidator(each_once),
        Allowed("a list of addresses of web services (https://…), each once; empty for none"),
    ] = ()
    """Web services that are told, as one that calls people."""
    alert_chats: Annotated[
        tuple[ChatSettings, ...],
        AfterValidator(each_once),
        AfterValidator(one_channel_of_a_team),
        Allowed(
            "a list of objects, each once, with the keys workspaceId and channelId (Slack), or tenantId, teamId and "
            "channelId (Microsoft Teams); empty for none"
        ),
    ] = ()
    """Chats that are told. A person has to let AWS into each workspace and each team once."""
    trail_silence_hours: Annotated[int, Field(ge=0, le=MAX_SILENCE_HOURS), Allowed(_SILENCE)] = 24
    """Hours without an event of the trail, after which there is an alarm; 0: it isn't looked at."""
    flow_log_silence_hours: Annotated[int, Field(ge=0, le=MAX_SILENCE_HOURS), Allowed(_SILENCE)] = 0
    """Hours without a flow record in the log group, after which there is an alarm; 0: it isn't looked at. Only for a
    network in which something runs: no interface, no record."""
    watched_interfaces: Annotated[
        tuple[Annotated[str, StringConstraints(pattern=r"^eni-([0-9a-f]{8}|[0-9a-f]{17})$")], ...],
        Field(max_length=_MAX_INTERFACES),
        AfterValidator(each_once),
        Allowed(f"a list of at most {_MAX_INTERFACES} ids of network interfaces (eni-…), each once; empty for none"),
    ] = ()
    """Network interfaces that always have traffic, by id: an alarm each, when flow records tell of none. A flow log of
    the stack has to record them."""
    interface_silence_hours: Annotated[
        int,
        Field(ge=1, le=MAX_SILENCE_HOURS),
        Allowed(f"a whole number of hours from 1 to {MAX_SILENCE_HOURS}"),
    ] = 1
    """Hours without a record of traffic, after which the alarm of a watched interface, or of the example, goes off."""

    @property
    def profile(self) -> Profile:
        """The profile."""
        return PROFILES[self.detection_profile]

    @property
    def overrides(self) -> Mapping[str, Override]:
        """The overrides, by the detection's id."""
        return {one.detection: one.override for one in self.detection_overrides}

    @field_validator("detection_overrides")
    @classmethod
    def _overrides_can_be_made(cls, overrides: tuple[OverrideSettings, ...]) -> tuple[OverrideSettings, ...]:
        ids = [one.detection for one in overrides]
        twice = sorted({id_ for id_ in ids if ids.count(id_) > 1})
        if twice:
            raise conflict("has more than one entry for {ids}: make them one", ids=", ".join(twice))
        for one in overrides:
            try:
                overridden(_all_detections(), {one.detection: one.override})
            except ValueError as error:
                raise conflict("can't be made. {error}", error=str(error)) from error
        return overrides

    @field_validator("watched_interfaces")
    @classmethod
    def _interfaces_are_recorded(cls, interfaces: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        # What isn't valid itself is missing here.
        sinks, fields = info.data.get("flow_log_sinks"), info.data.get("flow_log_fields")
        if interfaces and sinks is not None and "cloudwatch-logs" not in sinks:
            raise conflict(
                "is {ids}, and no log group has flow records to look through: add cloudwatch-logs to flowLogSinks",
                ids=json.dumps(interfaces),
            )
        missing = missing_fields(RecordFormat.of_names(fields), SPEAKING) if interfaces and fields else ()
        if missing:
            raise conflict(
                "is {ids}, and a flow record doesn't say whose traffic it is of: add {fields} to flowLogFields",
                ids=json.dumps(interfaces),
                fields=" and ".join(missing),
            )
        return interfaces


@cache
def _all_detections() -> tuple[Detection, ...]:
    """Every detection that a stack may have, once."""
    found = {
        detection.id: detection
        for profile in PROFILES.values()
        for detection in catalog(profile, EXAMPLE, DEFAULT).detections
    }
    return tuple(found.values())
