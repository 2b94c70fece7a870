"""Detections of what silences the alarms, and switches off who else is watching."""

from logs.detections.detection import Detection, Severity
from logs.detections.pattern_text import SUCCEEDED, action, both, either, every, is_, service
from logs.detections.sample import ACCOUNT, AUTO_SCALING, DENIED, REGION, Sample, asked, changed, event

_ALARMS = event("monitoring", "DeleteAlarms", {"alarmNames": ["monitoring-dev-root-use"]})

ALARM_SILENCED = Detection(
    id="alarm-silenced",
    title="Alarms were deleted, or their actions disabled",
    severity=Severity.HIGH,
    pattern=every(
        service("monitoring"),
        action("DeleteAlarms", "DisableAlarmActions"),
        "($.userIdentity.invokedBy NOT EXISTS)",
        SUCCEEDED,
    ),
    why="The fault is found, and nobody is told. Which alarms it was can't be asked for: the event has a list of them. "
    "Auto Scaling deletes alarms of its own all day, and isn't looked at.",
    remedy="Deploy the stack again, or enable the actions (EnableAlarmActions). See what would have gone off since.",
    matching=(
        Sample("alarms are deleted", _ALARMS),
        Sample("their actions are disabled", asked(_ALARMS, "DisableAlarmActions")),
    ),
    near_misses=(
        Sample("their actions are enabled", asked(_ALARMS, "EnableAlarmActions")),
        Sample("Auto Scaling deletes its own", changed(_ALARMS, userIdentity=dict(AUTO_SCALING))),
        Sample("it is refused", changed(_ALARMS, **DENIED)),
        Sample("another service's action of the same name", changed(_ALARMS, eventSource="example.amazonaws.com")),
    ),
    evidence='CloudWatch User Guide, "Logging CloudWatch API calls with AWS CloudTrail" (eventSource, alarmNames); '
    "userIdentity element (invokedBy).",
)


def alert_route_cut(name_prefix: str) -> Detection:
    """A rule of the stack was disabled, deleted or lost its targets, or its topic was deleted."""
    disabled = event("events", "DisableRule", {"name": f"{name_prefix}-trail-stopped"})
    topic = event("sns", "DeleteTopic", {"topicArn": f"arn:aws:sns:{REGION}:{ACCOUNT}:{name_prefix}-alerts"})
    emptied = event("events", "RemoveTargets", {"rule": f"{name_prefix}-trail-stopped", "ids": ["topic"]})
    return Detection(
        id="alert-route-cut",
        title="A rule of the stack was disabled, deleted or lost its targets, or its topic was deleted",
        severity=Severity.HIGH,
        pattern=every(
            either(
                both(
                    service("events"),
                    action("DisableRule", "DeleteRule"),
                    is_("$.requestParameters.name", f"{name_prefix}-*"),
                ),
                both(service("events"), action("RemoveTargets"), is_("$.requestParameters.rule", f"{name_prefix}-*")),
                both(service("sns"), action("DeleteTopic"), is_("$.requestParameters.topicArn", f"*:{name_prefix}-*")),
            ),
            SUCCEEDED,
        ),
        why="The fault is found, and nobody is told. This very alert comes over another way, if at all.",
        remedy="Deploy the stack again, and see what came by meanwhile.",
        matching=(
            Sample("a rule is disabled", disabled),
            Sample("a rule is deleted", asked(disabled, "DeleteRule")),
            Sample("a rule loses its targets", emptied),
            Sample("a topic is deleted", topic),
        ),
        near_misses=(
            Sample("a rule is enabled", asked(disabled, "EnableRule")),
            Sample("another service's rule", changed(disabled, eventSource="iot.amazonaws.com")),
            Sample("a rule gets targets", asked(emptied, "PutTargets")),
            Sample("another service's targets", changed(emptied, eventSource="example.amazonaws.com")),
            Sample("a topic is changed", asked(topic, "SetTopicAttributes")),
            Sample("another service's topic", changed(topic, eventSource="iot.amazonaws.com")),
            Sample("it is refused", changed(disabled, **DENIED)),
            Sample("another's rule", changed(disabled, requestParameters={"name": "nightly"})),
            Sample("another's targets", changed(emptied, requestParameters={"rule": "nightly", "ids": ["1"]})),
            Sample(
                "another's topic",
                changed(topic, requestParameters={"topicArn": f"arn:aws:sns:{REGION}:{ACCOUNT}:orders"}),
            ),
        ),
        evidence='EventBridge User Guide and SNS Developer Guide, "Logging … API calls using AWS CloudTrail".',
    )


_DETECTOR = event("guardduty", "DeleteDetector", {"detectorId": "12abc34d567e8fa901bc2d34e56789f0"})
_HUB = event("securityhub", "DisableSecurityHub")
_RECORDER = event("config", "DeleteConfigurationRecorder", {"configurationRecorderName": "default"})
_SUSPENDED = event("guardduty", "UpdateDetector", {"detectorId": "12abc34d567e8fa901bc2d34e56789f0", "enable": False})

SECURITY_SERVICE_DISABLED = Detection(
    id="security-service-disabled",
    title="GuardDuty, Security Hub or AWS Config was switched off",
    severity=Severity.HIGH,
    pattern=every(
        either(
            both(service("guardduty"), action("DeleteDetector")),
            both(service("guardduty"), action("UpdateDetector"), "($.requestParameters.enable IS FALSE)"),
            both(service("securityhub"), action("DisableSecurityHub")),
            both(service("config"), action("DeleteConfigurationRecorder")),
        ),
        SUCCEEDED,
    ),
    why="Who else is watching doesn't watch any more. That the recorder is deleted, the benchmarks leave out.",
    remedy="Switch it on again; GuardDuty's and Security Hub's older findings are gone with it.",
    matching=(
        Sample("GuardDuty's detector is deleted", _DETECTOR),
        Sample("GuardDuty is suspended", _SUSPENDED),
        Sample("Security Hub is disabled", _HUB),
        Sample("Config's recorder is deleted", _RECORDER),
    ),
    near_misses=(
        Sample("GuardDuty goes on", changed(_SUSPENDED, requestParameters={"detectorId": "12abc", "enable": True})),
        Sample("it is refused", changed(_DETECTOR, **DENIED)),
        Sample("the detector is read", asked(_DETECTOR, "GetDetector")),
        Sample("a filter is switched off", changed(_SUSPENDED, eventName="UpdateFilter")),
        Sample("Security Hub is enabled", asked(_HUB, "EnableSecurityHub")),
        Sample("Config's recorder is started", asked(_RECORDER, "StartConfigurationRecorder")),
        *(
            Sample(f"another service's {deed['eventName']}", changed(deed, eventSource="example.amazonaws.com"))
            for deed in (_DETECTOR, _SUSPENDED, _HUB, _RECORDER)
        ),
    ),
    evidence='GuardDuty and Security Hub CSPM User Guide, AWS Config Developer Guide, "Logging … API calls with '
    'CloudTrail"; GuardDuty API Reference, UpdateDetector (enable).',
)

ALERTING = (ALARM_SILENCED, SECURITY_SERVICE_DISABLED)
"""The same for every stack."""
