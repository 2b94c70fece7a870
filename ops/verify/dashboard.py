"""The check of the dashboard: what it shows has to be there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, Final, cast

from pydantic import JsonValue

from ops.facts import Reading
from ops.verify.check import REDEPLOY, Check, Subject, Verdict, both

_SOURCE: Final = re.compile(r"SOURCE\s+'([^']+)'")
# By namespace: the dimension that says what a metric is of, and the field of `Shown` for it.
_OF: Final = {
    "AWS/Logs": ("LogGroupName", "log_groups"),
    "AWS/Firehose": ("DeliveryStreamName", "delivery_streams"),
    "AWS/SNS": ("TopicName", "topics"),
    "AWS/Events": ("RuleName", "rules"),
    "AWS/SQS": ("QueueName", "queues"),
}


@dataclass(frozen=True)
class Shown:
    """What a dashboard's widgets show, by kind: names."""

    log_groups: frozenset[str] = frozenset()
    delivery_streams: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()
    queues: frozenset[str] = frozenset()
    alarms: frozenset[str] = frozenset()
    metrics: frozenset[str] = frozenset()
    """Metrics that are no service's own, as `NAMESPACE NAME`."""
    others: frozenset[str] = frozenset()
    """Namespaces of metrics of services that nothing here is known of."""

    @property
    def count(self) -> int:
        """How many there are that can be looked for."""
        return sum(len(getattr(self, kind.name)) for kind in fields(self)) - len(self.others)


def check_dashboard(name: str, body: Reading[dict[str, JsonValue]], gone: Reading[tuple[str, ...]]) -> list[Check]:
    """Whether the dashboard is there, and every alarm, metric and log that it shows.

    Args:
        name: The dashboard's name.
        body: What is on it.
        gone: What of that does not exist: kind and name.
    """
    subject = Subject("dashboard", name)
    return [
        subject.check("exists", body, _widgets),
        subject.check("all that it shows exists", both(body, gone), lambda found: _resolved(*found), fix=REDEPLOY),
    ]


def shown_by(body: dict[str, JsonValue]) -> Shown:
    """What the widgets of a dashboard show (CloudWatch API reference: Dashboard body structure and syntax)."""
    found: dict[str, set[str]] = {kind.name: set() for kind in fields(Shown)}
    for kind, name in _references(body):
        found[kind].add(name)
    return Shown(**{kind: frozenset(names) for kind, names in found.items()})


def _references(body: dict[str, JsonValue]) -> Iterator[tuple[str, str]]:
    for widget in cast("list[dict[str, Any]]", body.get("widgets", [])):
        properties = widget.get("properties", {})
        match widget.get("type"):
            case "alarm":
                yield from (("alarms", arn.partition(":alarm:")[2]) for arn in properties.get("alarms", []))
            case "log":
                yield from (("log_groups", group) for group in _SOURCE.findall(properties.get("query", "")))
            case "metric":
                yield from _of_metrics(properties.get("metrics", []))
            case _:  # words; and an explorer, which finds what it shows by tags
                pass


def _of_metrics(metrics: list[list[Any]]) -> Iterator[tuple[str, str]]:
    above: list[str] = []
    for metric in metrics:
        above = _written_out([word for word in metric if isinstance(word, str)], above)
        if len(above) > 1:
            yield _of_metric(above)


def _written_out(words: list[str], above: list[str]) -> list[str]:
    """What a line says whose dots stand for what the line above has: one for a word, three for all before the last."""
    if words[:1] == ["..."]:
        return [*above[: 1 - len(words)], *words[1:]]
    return [above[place] if word == "." and place < len(above) else word for place, word in enumerate(words)]


def _of_metric(line: list[str]) -> tuple[str, str]:
    namespace, name, *pairs = line
    dimensions = dict(zip(pairs[::2], pairs[1::2], strict=False))
    if namespace in _OF:
        dimension, kind = _OF[namespace]
        if dimension in dimensions:
            return kind, dimensions[dimension]
    return ("others", namespace) if namespace.startswith("AWS/") else ("metrics", f"{namespace} {name}")


def _widgets(body: dict[str, JsonValue]) -> Verdict:
    widgets = body.get("widgets")
    count = len(widgets) if isinstance(widgets, list) else 0
    return Verdict(count > 0, f"{count} widgets")


def _resolved(body: dict[str, JsonValue], gone: tuple[str, ...]) -> Verdict:
    shown = shown_by(body)
    others = f"; not looked for: {', '.join(sorted(shown.others))}" if shown.others else ""
    return Verdict(not gone, (f"not there: {', '.join(gone)}" if gone else f"all {shown.count}") + others)
