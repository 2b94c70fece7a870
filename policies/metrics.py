"""Which metrics the metric filters of a stack make, and which its alarms watch."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, cast

from graph import Graph
from known import NotKnownError
from resource_types import METRIC_ALARMS, METRIC_FILTERS
from resource_view import Resource
from values import items_in

# The unit of what a metric filter states none for (CloudWatch Logs API Reference, "MetricTransformation").
_NO_UNIT: Final = "None"

ByName = Mapping[str, list["Metric"]]
"""Metrics by NAMESPACE/NAME."""


@dataclass(frozen=True)
class Metric:
    """A metric. With other dimensions, or in another Region, it is another one; of another unit, no alarm sees it.

    Attributes:
        namespace: Its namespace.
        name: Its name.
        dimensions: The names of its dimensions, whatever they are in a log event. None where they aren't known.
        region: Where it is, as far as it is known.
        unit: What its values are in. None of an alarm that takes any.
    """

    namespace: str
    name: str
    dimensions: frozenset[str] | None
    region: str | None
    unit: str | None

    def __str__(self) -> str:
        return f"{self.namespace}/{self.name}"

    @property
    def described(self) -> str:
        """Its name, and what else tells it from others of this name."""
        dimensions = ", ".join(sorted(self.dimensions)) if self.dimensions is not None else "what is not known"
        by, place = (f" by {dimensions}" if dimensions else ""), (f" in {self.region}" if self.region else "")
        unit = f" of the unit {self.unit}" if self.unit not in (None, _NO_UNIT) else ""
        return f"{str(self)!r}{by}{unit}{place}"

    def is_among(self, metrics: ByName) -> bool:
        """Tell whether one of some metrics is this one. Where a Region isn't known, it may be any."""
        return any(
            self.dimensions is not None
            and one.dimensions == self.dimensions
            and (one.region == self.region or None in (one.region, self.region))
            and (one.unit == self.unit or None in (one.unit, self.unit))
            for one in metrics.get(str(self), ())
        )


def emitted_by(metric_filter: Resource) -> list[Metric]:
    """The metrics that a metric filter makes.

    Raises:
        NotKnownError: They aren't known at preview.
    """
    region = metric_filter.known_text("region")
    return [
        *_metrics(metric_filter.objects("metricTransformation"), "namespace", "name", region, _NO_UNIT),
        *_metrics(metric_filter.objects("metricTransformations"), "metricNamespace", "metricName", region, _NO_UNIT),
    ]


def watched_by(alarm: Resource) -> list[Metric]:
    """The metrics that a metric alarm watches, alone or in an expression. What an expression searches for is left out.

    Raises:
        NotKnownError: They aren't known at preview.
    """
    alone = {name: alarm.read(name) for name in ("namespace", "metricName", "unit")}
    metrics = [
        alone | {"dimensions": alarm.partly("dimensions")},
        *(query.get("metric") for query in alarm.objects("metricQueries")),
        *(_of_statistic(query.get("metricStat")) for query in alarm.objects("metrics")),
    ]
    return list(_metrics(metrics, "namespace", "metricName", alarm.known_text("region"), None))


def emitted(graph: Graph) -> ByName:
    """All metrics that metric filters of a stack make, as far as they are known."""
    return _by_name(metric for one in graph.of_type(*METRIC_FILTERS) for metric in _known(emitted_by, one))


def watched(graph: Graph) -> ByName:
    """All metrics that alarms of a stack watch, as far as they are known."""
    return _by_name(metric for one in graph.of_type(*METRIC_ALARMS) for metric in _known(watched_by, one))


def _by_name(metrics: Iterable[Metric]) -> ByName:
    index: defaultdict[str, list[Metric]] = defaultdict(list)
    for metric in metrics:
        index[str(metric)].append(metric)
    return index


def _known(read: Callable[[Resource], list[Metric]], resource: Resource) -> list[Metric]:
    try:
        return read(resource)
    except NotKnownError:
        return []  # Reported of the resource itself.


def _of_statistic(statistic: object) -> object:
    """The metric of aws-native's statistic, with the unit that stands beside it there."""
    metric = _within(statistic, "metric")
    unit = {"unit": _within(statistic, "unit")}
    return cast("dict[str, object]", metric) | unit if isinstance(metric, dict) else metric


def _metrics(
    objects: Iterable[object], namespace: str, name: str, region: str | None, default_unit: str | None
) -> Iterator[Metric]:
    for one in objects:
        if _within(one, name) is not None:
            dimensions = _dimensions(_within(one, "dimensions"))
            unit = cast("str | None", _within(one, "unit") or default_unit)
            yield Metric(str(_within(one, namespace)), str(_within(one, name)), dimensions, region, unit)


def _dimensions(value: object) -> frozenset[str] | None:
    """The names of dimensions: the keys of a map, or of aws-native's pairs."""
    if isinstance(value, dict):
        return frozenset(cast("dict[str, object]", value))
    pairs = [] if value is None else items_in(value)
    names = [_within(pair, "name") or _within(pair, "key") for pair in pairs]
    return frozenset(map(str, names)) if all(isinstance(name, str) for name in names) else None


def _within(value: object, key: str) -> object:
    return cast("dict[str, object]", value).get(key) if isinstance(value, dict) else None
