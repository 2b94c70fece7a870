"""What CloudTrail checks when a trail is to look for unusual activity.

Source: PutInsightSelectors in the CloudTrail API reference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from sandbox.provider.errors import refusal

if TYPE_CHECKING:
    from sandbox.provider.aws import Aws

_READ, _WRITE = "read", "write"
_LOGGED: Final = {"All": {_READ, _WRITE}, "ReadOnly": {_READ}, "WriteOnly": {_WRITE}}

# By the type of insight: the management events, one sort of which it is made of, and how AWS says so.
_NEEDS: Final = {
    "ApiCallRateInsight": ({_WRITE}, "API call rate, the trail must log write management events."),
    "ApiErrorRateInsight": ({_READ, _WRITE}, "API error rate, the trail must log read or write management events."),
}


def check_put_insight_selectors(aws: Aws, request: Mapping[str, Any], region: str) -> None:
    """Refuse insights into events that the trail does not log."""
    found = aws.call("cloudtrail", "get_event_selectors", {"TrailName": request["TrailName"]}, region)
    logged = set(_logged(found))
    for selector in request["InsightSelectors"]:
        needed, message = _NEEDS[selector["InsightType"]]
        if not needed & logged:
            raise refusal(
                "PutInsightSelectors", "InvalidInsightSelectorsException", f"To log Insights events on {message}"
            )


def _logged(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield which sorts of management events a trail logs; without selectors, both."""
    basic: list[Mapping[str, Any]] = found.get("EventSelectors") or []
    advanced: list[Mapping[str, Any]] = found.get("AdvancedEventSelectors") or []
    if not basic and not advanced:
        yield from _LOGGED["All"]
    for selector in basic:
        if selector.get("IncludeManagementEvents", True):
            yield from _LOGGED[selector.get("ReadWriteType", "All")]
    for selector in advanced:
        wanted: dict[str, list[str]] = {each["Field"]: each.get("Equals", []) for each in selector["FieldSelectors"]}
        if wanted.get("eventCategory") == ["Management"]:
            read_only = wanted.get("readOnly", ["true", "false"])
            yield from (sort for sort, value in ((_READ, "true"), (_WRITE, "false")) if value in read_only)
