"""EventBridge's matching, by others than us.

The emulator ministack rebuilds AWS's Event Ruler, its `$or` as it's expanded and its leaves. On all events of
`pattern_events.cases(60)` it answers as Event Ruler 2.1.0 itself does, tried once by hand. moto's is simpler: it takes
`true` and `false` for the numbers 1 and 0, has empty objects and empty lists for there, and doesn't look inside the
objects of a list.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

Engine = Callable[[Mapping[str, Any]], bool]


def engines(event_pattern: Mapping[str, Any]) -> dict[str, Engine]:
    """For each engine, by its name, whether a record is found, once it's delivered as an event."""
    # Not at the top: half a second, which tests of another kind needn't wait for.
    from ministack.services import eventbridge  # noqa: PLC0415
    from moto.events.models import EventPattern  # noqa: PLC0415

    text = json.dumps(event_pattern)
    moto = EventPattern.load(text)
    eventbridge._compile_pattern(event_pattern)  # pyright: ignore # What EventBridge would refuse, is.

    def by_ministack(record: Mapping[str, Any]) -> bool:
        envelope = {"DetailType": _DETAIL_TYPE, "Source": "aws.s3", "Detail": json.dumps(record)}
        return eventbridge._matches_pattern(text, envelope)  # pyright: ignore

    def by_moto(record: Mapping[str, Any]) -> bool:
        return moto.matches_event({"detail-type": _DETAIL_TYPE, "source": "aws.s3", "detail": dict(record)})  # pyright: ignore

    return {"moto": by_moto, "ministack": by_ministack}


_DETAIL_TYPE = "AWS API Call via CloudTrail"
