"""What a trail or a flow log records, where that becomes less."""

from collections.abc import Iterator, Mapping
from typing import Final

from pydantic import JsonValue

from ops.review.detectors.subject import FLOW_LOG, TRAIL
from ops.review.detectors.telling import dangerous, notice
from ops.review.findings import Finding
from ops.review.preview import Change
from ops.review.sentence import Sentence, say
from ops.review.values import number, shown, strings

# Property of a trail, whether it is on without being stated (CloudTrail API reference: CreateTrail; the provider's
# documentation for enableLogging), and what it means that it is off.
_SWITCHES: Final[Mapping[str, tuple[bool, Sentence]]] = {
    "enableLogging": (True, say("records nothing from then on")),
    "enableLogFileValidation": (False, say("no longer proves that its log files are as it wrote them")),
    "isMultiRegionTrail": (False, say("no longer records other Regions than its own")),
    "includeGlobalServiceEvents": (True, say("no longer records IAM, STS and CloudFront")),
    "isOrganizationTrail": (False, say("no longer records the organization's other accounts")),
}
_DESTINATIONS: Final[Mapping[str, Sentence]] = {
    "cloudWatchLogsGroupArn": say("no longer delivers to CloudWatch Logs: no alarm sees its events"),
    "kmsKeyId": say("no longer encrypts its log files with a key of the stack"),
    "snsTopicName": say("no longer announces its log files"),
}
_SELECTORS: Final = ("eventSelectors", "advancedEventSelectors", "insightSelectors")
_TRAFFIC: Final = {"ALL": {"ACCEPT", "REJECT"}, "ACCEPT": {"ACCEPT"}, "REJECT": {"REJECT"}}


def recording_reduced(change: Change) -> Iterator[Finding]:
    """A trail that is stopped or sees less, or a flow log that does."""
    if change.old is None or change.new is None:
        return
    if change.type == TRAIL:
        yield from _switches(change)
        yield from _destinations(change)
        yield from _selectors(change)
    elif change.type == FLOW_LOG:
        yield from _traffic(change)
        yield from _record(change)


def _switches(change: Change) -> Iterator[Finding]:
    for name, (default, what) in _SWITCHES.items():
        if _on(change.before(name), default) and not _on(change.after(name), default):
            yield dangerous(change, what, say("{} is off", name))


def _on(value: JsonValue, default: bool) -> bool:
    return default if value is None else value is True


def _destinations(change: Change) -> Iterator[Finding]:
    for name, what in _DESTINATIONS.items():
        if change.before(name) and not change.after(name):
            yield dangerous(change, what)
    for name in ("s3BucketName", "s3KeyPrefix", "cloudWatchLogsGroupArn"):
        before, after = change.before(name), change.after(name)
        if before and after and before != after:
            yield notice(change, say("delivers elsewhere: {}, before {}", shown(after), shown(before)))


def _selectors(change: Change) -> Iterator[Finding]:
    for name in _SELECTORS:
        before, after = change.before(name), change.after(name)
        if before and before != after:
            yield dangerous(
                change,
                say("records other events than before ({})", name),
                say("before: {}", shown(before)),
                say("after: {}", shown(after)) if after else say("after: none"),
            )
        elif not before and after and name != "insightSelectors":
            yield notice(change, say("records the events that its new selectors choose ({})", name))


def _traffic(change: Change) -> Iterator[Finding]:
    before, after = (_TRAFFIC.get(str(value)) for value in (change.before("trafficType"), change.after("trafficType")))
    if before is not None and after is not None and before - after:
        yield dangerous(change, say("no longer records traffic of the kind {}", " ".join(sorted(before - after))))


def _record(change: Change) -> Iterator[Finding]:
    before, after = number(change.before("maxAggregationInterval")), number(change.after("maxAggregationInterval"))
    if before and after and before < after:
        yield notice(change, say("sums up {} seconds in a record instead of {}", f"{after:g}", f"{before:g}"))
    former, fields = (_fields(value) for value in (change.before("logFormat"), change.after("logFormat")))
    if fields and (gone := [name for name in former if name not in fields]):
        yield notice(change, say("no longer records the fields {}", ", ".join(gone)))


def _fields(value: JsonValue) -> list[str]:
    return [name for text in strings(value) for name in text.replace("${", "").replace("}", "").split()]
