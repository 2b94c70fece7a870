"""Any configuration that a stack may have, for hypothesis: every key has a value, and the values go together."""

from hypothesis import strategies as st

from components.settings.flow_logs import CONFIGURABLE_FIELDS
from components.settings.values import RETENTION_DAYS
from components.sinks.lifecycle import ARCHIVE_BILLED_DAYS
from logs.detections.benchmark.profiles import PROFILES
from logs.flow_records.record_format import DEFAULT, V2

Configuration = dict[str, object]

# Names that other things of the stack have, too.
_VPC_NAMES = ("main", "logs", "alerts", "vpc-0123456789abcdef0", "i-0123456789abcdef0")
_RESOURCES = ("vpc-0123456789abcdef0", "subnet-0123456789abcdef0", "eni-01234567")
_SINKS = ("cloudwatch-logs", "s3", "kinesis")
_CHATS: tuple[dict[str, object], ...] = (
    {"workspaceId": "T07EA123LEP", "channelId": "C07EZ1ABC23"},
    {
        "tenantId": "11111111-2222-3333-4444-555555555555",
        "teamId": "66666666-7777-8888-9999-000000000000",
        "channelId": "19%3Aab12cd34%40thread.tacv2",
    },
)
_URGENT = ("trail-stopped", "flow-log-deleted", "log-bucket-policy-changed", "root-sign-in")


def _some(*items: str, least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(items), min_size=least, unique=True)


_FREE = st.fixed_dictionaries(
    {
        "namePrefix": st.sampled_from(["monitoring", "a", "log-4-x"]),
        "vpcs": st.lists(st.sampled_from(_VPC_NAMES), max_size=2, unique=True).flatmap(
            lambda names: st.tuples(*(_vpc(name, f"10.{place}.0.0/16") for place, name in enumerate(names))).map(list)
        ),
        "networkResources": _some(*_RESOURCES),
        "flowLogSinks": _some(*_SINKS, least=1),
        "flowLogTraffic": st.sampled_from(["ALL", "ACCEPT", "REJECT"]),
        "flowLogIntervalSeconds": st.sampled_from([60, 600]),
        "flowLogFields": st.sampled_from([DEFAULT.names, V2.names, ("region",), CONFIGURABLE_FIELDS]).map(list),
        "flowLogFileFormat": st.sampled_from(["plain-text", "parquet"]),
        "flowLogKeyLayout": st.sampled_from(["daily", "hourly", "hive-daily", "hive-hourly"]),
        "flowLogRetentionDays": st.sampled_from(RETENTION_DAYS),
        "trailName": st.sampled_from(["audit", "logs"]),
        "trailInsights": _some("ApiCallRateInsight", "ApiErrorRateInsight"),
        "trailDataEvents": _some("s3", "lambda"),
        "trailNotifications": st.booleans(),
        "trailStreams": _some("delivery-stream", "data-stream"),
        "trailRetentionDays": st.sampled_from(RETENTION_DAYS),
        "organizationId": st.sampled_from(["", "o-exampleorgid"]),
        "existingTrailLogGroup": st.sampled_from(["", "/theirs/audit"]),
        "logDeletion": st.sampled_from(["delete", "retain"]),
        "logBucketExpirationDays": st.sampled_from([1, 7, 90, 365, 2557]),
        "logEncryption": st.sampled_from(["service-managed", "customer-managed"]),
        "lake": st.booleans(),
        "lakeScanLimitGib": st.sampled_from([1, 100]),
        "watch": st.sampled_from([True, True, True, False]),
        "monitoringTag": st.sampled_from(["Monitoring", "team:watched"]),
        "detectionProfile": st.sampled_from(tuple(PROFILES)),
        "detectionAlarms": _some("critical", "high", "medium", "low"),
        "detectionOverrides": st.lists(
            st.sampled_from([*_URGENT, "log-key-at-risk", "organization-changed", "ssh-rejected"]), unique=True
        ).flatmap(lambda ids: st.tuples(*map(_override, ids)).map(list)),
        "alertsPer": st.sampled_from(["severity", "detection"]),
        "alertEmails": _some("security@example.com", "night@example.com"),
        "alertQueues": _some("arn:aws:sqs:us-east-1:123456789012:alerts"),
        "alertUrls": _some("https://pager.example.com/x?key=secret"),
        "alertChats": st.lists(st.sampled_from(_CHATS), unique_by=str).map(list),
        "trailSilenceHours": st.sampled_from([0, 1, 168]),
        "flowLogSilenceHours": st.sampled_from([0, 1, 168]),
        "interfaceSilenceHours": st.sampled_from([1, 168]),
        "watchedInstances": _some("i-0123456789abcdef0", "i-01234567"),
        "instanceCpuPercent": st.sampled_from([1, 99]),
        "instanceNetworkOutMib": st.sampled_from([1, 4096]),
    }
)


@st.composite
def configurations(draw: st.DrawFn) -> Configuration:
    """What a stack may be configured to be: keys that go with others are drawn last."""
    chosen: Configuration = {**draw(_FREE)}
    days, sinks, fields = (chosen[key] for key in ("logBucketExpirationDays", "flowLogSinks", "flowLogFields"))
    assert isinstance(days, int)
    assert isinstance(sinks, list)
    assert isinstance(fields, list)
    adopted = draw(st.sampled_from(["", "their-logs"]))
    locked = 0 if adopted else draw(st.sampled_from([0, 1, days]))
    recorded = "cloudwatch-logs" in sinks and "interface-id" in fields and "log-status" in fields
    chosen["watchedInterfaces"] = draw(_some("eni-0123456789abcdef0", "eni-01234567")) if recorded else []
    chosen["exampleWorkload"] = bool(chosen["vpcs"]) and draw(st.booleans())
    chosen["existingLogBucket"] = adopted
    chosen["logBucketAccessLogging"] = not adopted and draw(st.booleans())
    chosen["logBucketArchiveDays"] = draw(st.sampled_from([0, max(0, days - ARCHIVE_BILLED_DAYS)]))
    chosen["logBucketLockDays"] = locked
    chosen["logBucketLockMode"] = draw(
        st.sampled_from(
            ["GOVERNANCE"] if locked and chosen["logDeletion"] == "delete" else ["GOVERNANCE", "COMPLIANCE"]
        )
    )
    for key, sink, theirs in (
        ("existingFlowLogGroup", "cloudwatch-logs", "/theirs/traffic"),
        ("existingDeliveryStream", "kinesis", "theirs"),
    ):
        chosen[key] = draw(st.sampled_from(["", theirs])) if sink in sinks else ""
    return chosen


def _override(id_: str) -> st.SearchStrategy[dict[str, object]]:
    changes: dict[str, st.SearchStrategy[object]] = {
        "enabled": st.booleans(),
        "threshold": st.sampled_from([1, 50]),
        "periodSeconds": st.sampled_from([60, 3600]),
        "evaluationPeriods": st.sampled_from([1, 24]),
        "severity": st.sampled_from(["critical", "high", "medium", "low"]),
    }
    return st.fixed_dictionaries({"detection": st.just(id_)}, optional=changes)


def _vpc(name: str, block: str) -> st.SearchStrategy[dict[str, object]]:
    return st.integers(1, 3).map(lambda zones: {"name": name, "cidrBlock": block, "availabilityZones": zones})
