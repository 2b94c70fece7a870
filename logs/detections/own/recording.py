"""Detections of what stops or narrows the recording: trails and flow logs."""

from logs.detections.detection import Detection, Severity, Urgency
from logs.detections.pattern_text import SUCCEEDED, action, every, service
from logs.detections.sample import ACCOUNT, DENIED, DENIED_BY_EC2, REGION, Sample, asked, changed, event

_TRAIL = {"name": f"arn:aws:cloudtrail:{REGION}:{ACCOUNT}:trail/monitoring-dev-audit"}
_STOP = event("cloudtrail", "StopLogging", _TRAIL)
_SELECTORS = event(
    "cloudtrail",
    "PutEventSelectors",
    {
        "trailName": "monitoring-dev-audit",
        "eventSelectors": [
            {
                "readWriteType": "ReadOnly",
                "includeManagementEvents": False,
                "dataResources": [{"type": "AWS::S3::Object", "values": ["arn:aws:s3:::example/"]}],
            }
        ],
    },
)
_FLOW_LOG = event(
    "ec2",
    "DeleteFlowLogs",
    {"DeleteFlowLogsRequest": {"FlowLogId": {"tag": 1, "content": "fl-0123456789abcdef0"}}},
    responseElements={
        "DeleteFlowLogsResponse": {
            "xmlns": "http://ec2.amazonaws.com/doc/2016-11-15/",
            "unsuccessful": "",
            "requestId": "0c4a2b9d-6f0e-4d0a-9b1e-5f8f3c1d7a21",
        }
    },
)

TRAIL_STOPPED = Detection(
    id="trail-stopped",
    title="A trail was stopped or deleted",
    severity=Severity.CRITICAL,
    pattern=every(service("cloudtrail"), action("StopLogging", "DeleteTrail"), SUCCEEDED),
    why="From now on nothing is recorded: this event may be the last one.",
    remedy="Start the trail (StartLogging) or deploy the stack again. Treat what was done meanwhile as unknown.",
    matching=(Sample("a trail is stopped", _STOP), Sample("a trail is deleted", asked(_STOP, "DeleteTrail"))),
    near_misses=(
        Sample("it is started", asked(_STOP, "StartLogging")),
        Sample("it is refused", changed(_STOP, **DENIED)),
        Sample("another service's action of the same name", changed(_STOP, eventSource="example.amazonaws.com")),
    ),
    evidence="CloudTrail API Reference; Stratus Red Team, aws.defense-evasion.cloudtrail-stop (recorded events).",
    urgency=Urgency.EVENT,
)

TRAIL_NARROWED = Detection(
    id="trail-narrowed",
    title="What a trail records, or what it calls unusual, was changed",
    severity=Severity.HIGH,
    pattern=every(service("cloudtrail"), action("PutEventSelectors", "PutInsightSelectors"), SUCCEEDED),
    why="A trail that is running and records nothing of interest looks healthy. The benchmarks leave this out.",
    remedy="Compare the selectors with the stack's, and deploy it again.",
    matching=(
        Sample("management events are left out", _SELECTORS),
        Sample(
            "insights are switched off",
            changed(
                _SELECTORS,
                eventName="PutInsightSelectors",
                requestParameters={"trailName": "monitoring-dev-audit", "insightSelectors": []},
            ),
        ),
    ),
    near_misses=(
        Sample("they are read", asked(_SELECTORS, "GetEventSelectors")),
        Sample("it is refused", changed(_SELECTORS, **DENIED)),
        Sample("another service's action of the same name", changed(_SELECTORS, eventSource="example.amazonaws.com")),
    ),
    evidence="Stratus Red Team, aws.defense-evasion.cloudtrail-event-selectors (recorded event, version 1.10).",
)

FLOW_LOG_DELETED = Detection(
    id="flow-log-deleted",
    title="A flow log was deleted",
    severity=Severity.HIGH,
    pattern=every(service("ec2"), action("DeleteFlowLogs"), SUCCEEDED),
    why="The traffic of its VPC, subnet or interface isn't recorded any more. Which one it was, the event doesn't say.",
    remedy="Deploy the stack again, which makes it anew. Treat the traffic meanwhile as unknown.",
    matching=(Sample("a flow log is deleted", _FLOW_LOG),),
    near_misses=(
        Sample("they are listed", asked(_FLOW_LOG, "DescribeFlowLogs")),
        Sample("it is refused", changed(_FLOW_LOG, **DENIED_BY_EC2)),
        Sample("another service's action of the same name", changed(_FLOW_LOG, eventSource="example.amazonaws.com")),
    ),
    evidence="Stratus Red Team, aws.defense-evasion.vpc-remove-flow-logs (recorded event, version 1.09).",
    urgency=Urgency.EVENT,
)

RECORDING = (TRAIL_STOPPED, TRAIL_NARROWED, FLOW_LOG_DELETED)
"""The same for every stack."""
