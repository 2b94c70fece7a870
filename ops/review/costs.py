"""What a change costs: fixed sums a month, and what is billed by use, at the list prices of `logs.prices`."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from logs import prices
from logs.prices import HOURS_A_MONTH, Price
from ops.review.detectors.subject import (
    COMPOSITE_ALARM,
    DATA_STREAM,
    DELIVERY_STREAM,
    FLOW_LOG,
    KEY,
    LOG_GROUP,
    METRIC_ALARM,
    METRIC_FILTER,
    TRAIL,
)
from ops.review.preview import Change, State
from ops.review.values import number, objects, strings, within

_MONTH: Final = "month"
_FAST_SECONDS: Final = 60


@dataclass(frozen=True)
class Cost:
    """One thing that AWS bills.

    Attributes:
        what: What it is.
        price: What it costs; a fixed sum if the unit is a month. None: it costs something, but has no price here.
    """

    what: str
    price: Price | None

    @property
    def fixed(self) -> bool:
        """Whether it is paid for by the month, however much it is used."""
        return self.price is not None and self.price.unit == _MONTH


@dataclass(frozen=True)
class CostChange:
    """How much more or less of one thing is billed.

    Attributes:
        cost: The thing, one of it.
        count: How many more of it; negative for fewer.
    """

    cost: Cost
    count: int

    @property
    def monthly(self) -> Decimal:
        """US dollars a month more; 0 for what is billed by use."""
        price = self.cost.price
        return price.usd * self.count if price is not None and self.cost.fixed else Decimal(0)


def cost_changes(changes: Iterable[Change]) -> tuple[CostChange, ...]:
    """What is billed more or less after the changes: fixed sums first, each kind once; nothing that stays the same."""
    balance: Counter[Cost] = Counter()
    for change in changes:
        balance.update(costs_of(change.type, change.new))
        balance.subtract(costs_of(change.type, change.old))
    found = [CostChange(cost, count) for cost, count in balance.items() if count]
    return tuple(sorted(found, key=lambda each: (not each.cost.fixed, each.cost.what)))


def monthly(changes: Iterable[CostChange]) -> Decimal:
    """US dollars a month more, of what does not depend on use."""
    return sum((each.monthly for each in changes), Decimal("0.00"))


def costs_of(type_token: str, state: State | None) -> Iterator[Cost]:
    """What AWS bills for a resource; nothing for what is free, costs less than a cent, or has no price here."""
    price = _PRICED.get(type_token)
    if state is not None and price is not None:
        yield from price(state)


def _hourly(what: str, price: Price) -> Cost:
    return Cost(what, price.times(HOURS_A_MONTH, _MONTH))


def _key(_: State) -> Iterator[Cost]:
    yield Cost("customer managed key", prices.KEY)
    yield Cost("use of keys", prices.KEY_REQUESTS)


def _alarm(state: State) -> Iterator[Cost]:
    """Billed for each metric that it looks at (Amazon CloudWatch pricing, "Alarms")."""
    metrics = sum(bool(query.get("metric")) for query in objects(state.value("metricQueries"))) or 1
    fast = (number(state.value("period")) or _FAST_SECONDS) < _FAST_SECONDS
    one = Cost("metric of a high-resolution alarm", prices.HIGH_RESOLUTION_ALARM) if fast else _ALARM_METRIC
    yield from [one] * metrics


_ALARM_METRIC: Final = Cost("metric of an alarm", prices.ALARM)


def _data_stream(state: State) -> Iterator[Cost]:
    if within(state.value("streamModeDetails"), "streamMode") == "ON_DEMAND":
        yield _hourly("data stream, on demand", prices.DATA_STREAM_HOUR)
        yield Cost("what is written to the data stream", prices.DATA_STREAM_INGESTION)
    else:
        yield from [_hourly("shard of a data stream", prices.SHARD_HOUR)] * int(number(state.value("shardCount")) or 1)


def _flow_log(state: State) -> Iterator[Cost]:
    match state.value("logDestinationType"):
        case "s3":
            yield Cost("flow log to S3", prices.FLOW_LOGS_TO_BUCKET)
            if within(state.value("destinationOptions"), "fileFormat") == "parquet":
                yield Cost("flow log to S3 as Parquet", prices.PARQUET_CONVERSION)
        case "kinesis-data-firehose":
            yield Cost("flow log to Firehose", prices.FLOW_LOGS_TO_DELIVERY_STREAM)
        case _:
            yield Cost("flow log to CloudWatch Logs", prices.FLOW_LOGS_TO_LOG_GROUP)


def _trail(state: State) -> Iterator[Cost]:
    """The first copy of management events is free; whether a trail makes the first is not to be seen here."""
    if state.value("cloudWatchLogsGroupArn"):
        yield Cost("trail to CloudWatch Logs", prices.LOG_INGESTION)
    selectors = objects(state.value("advancedEventSelectors"))
    fields = [field for selector in selectors for field in objects(selector.get("fieldSelectors"))]
    data = any(field.get("field") == "eventCategory" and "Data" in strings(field.get("equals")) for field in fields)
    basic = any(selector.get("dataResources") for selector in objects(state.value("eventSelectors")))
    if data or basic:
        yield Cost("data events of the trail", prices.DATA_EVENTS)
    yield from [Cost("insights of the trail", prices.INSIGHTS)] * len(objects(state.value("insightSelectors")))


def _endpoint(state: State) -> Iterator[Cost]:
    """Gateways are free; the others are billed for each Availability Zone (AWS PrivateLink pricing)."""
    if state.value("vpcEndpointType") in ("Interface", "GatewayLoadBalancer"):
        zones = state.value("subnetIds")
        count = len(zones) if isinstance(zones, list) and zones else 1
        yield from [_hourly("VPC endpoint in a zone", prices.INTERFACE_ENDPOINT_HOUR)] * count


def _instance(state: State) -> Iterator[Cost]:
    kind = state.value("instanceType")
    if isinstance(kind, str) and (price := prices.INSTANCE_HOURS.get(kind)):
        yield _hourly(f"{kind} instance", price)
    else:
        yield Cost("instance of another type than those with a price here", None)


def _each(*costs: Cost) -> Callable[[State], Iterator[Cost]]:
    return lambda _: iter(costs)


_PRICED: Final[Mapping[str, Callable[[State], Iterator[Cost]]]] = {
    KEY: _key,
    METRIC_ALARM: _alarm,
    COMPOSITE_ALARM: _each(Cost("composite alarm", prices.COMPOSITE_ALARM)),
    METRIC_FILTER: _each(Cost("metric of a metric filter", prices.METRIC)),
    "aws:cloudwatch/dashboard:Dashboard": _each(Cost("dashboard", prices.DASHBOARD)),
    DATA_STREAM: _data_stream,
    DELIVERY_STREAM: _each(Cost("what goes through a delivery stream", prices.DELIVERY_STREAM)),
    FLOW_LOG: _flow_log,
    TRAIL: _trail,
    LOG_GROUP: _each(Cost("what is kept in a log group", prices.LOG_STORAGE)),
    "aws:athena/workgroup:Workgroup": _each(Cost("queries of a workgroup", prices.QUERIES)),
    "aws:ec2/vpcEndpoint:VpcEndpoint": _endpoint,
    "aws:ec2/natGateway:NatGateway": _each(_hourly("NAT gateway", prices.NAT_GATEWAY_HOUR)),
    "aws:ec2/eip:Eip": _each(_hourly("public IPv4 address", prices.ADDRESS_HOUR)),
    "aws:ec2/instance:Instance": _instance,
}
