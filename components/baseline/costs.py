"""What the stack's logs cost, as its outputs tell it."""

from components.baseline.stack import StackContext
from components.baseline.watch import Watch
from components.costs import CostDrivers, fixed_costs, monthly_costs
from logs.prices import PRICE_NOTE


def monthly_costs_of(stack: StackContext, watch: Watch | None) -> dict[str, object]:
    """What is billed each month: how, by use, and what comes with no use at all."""
    settings = stack.settings
    alarms = watch.alarm_arns if watch else {}
    composites = len(alarms.get("severities", {}))
    lines = monthly_costs(
        CostDrivers(
            flow_log_sinks=settings.flow_log_sinks,
            file_format=settings.flow_log_keys.file_format,
            data_events=settings.trail_data_events,
            insights=settings.trail_insights,
            trail_streams=settings.trail_streams,
            keys=(2 if watch else 1) if settings.log_encryption == "customer-managed" else 0,
            alarms=sum(map(len, alarms.values())) - composites,
            composite_alarms=composites,
            metrics=len(watch.counted) + len(watch.interfaces) if watch else 0,
            dashboard=watch is not None,
            example_workload=settings.example_workload,
            archive=settings.log_bucket_archive_days > 0,
            lake=settings.lake,
        )
    )
    return {
        "prices": PRICE_NOTE,
        "byUse": [str(line) for line in lines if not line.by_month],
        "fixed": [str(line) for line in (*(line for line in lines if line.by_month), fixed_costs(lines))],
    }
