"""Reads what the checks of alerts, and of what people look at, need."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from ops.aws.account import Account
from ops.facts import Missing, Reading
from ops.outputs import DeclaredViews, DeclaredWatch, StackOutputs
from ops.verify.alerts import check_alerts
from ops.verify.check import NOTHING, Check, every
from ops.verify.dashboard import Shown, check_dashboard, shown_by
from ops.verify.views import check_group, check_saved_queries


def verify_alerts(declared: StackOutputs, watch: DeclaredWatch, account: Account, now: datetime | None) -> list[Check]:
    """All checks of who is told when something is wrong."""
    return check_alerts(
        declared,
        watch,
        subscriptions=account.topic_subscriptions(watch.topic_arn),
        alarms=account.alarms(watch.alarms),
        rules=every({name: account.rule_state(name) for name in watch.rules}),
        targets=every({name: account.rule_targets(name) for name in watch.rules}),
        now=now,
    )


def verify_views(declared: StackOutputs, views: DeclaredViews, account: Account) -> list[Check]:
    """All checks of what people look at: the dashboard, the saved queries, the group."""
    body = account.dashboard(views.dashboard_name)
    gone = body if isinstance(body, NOTHING) else _gone(declared, account, shown_by(body))
    return [
        *check_dashboard(views.dashboard_name, body, gone),
        *check_saved_queries(views, account.saved_queries(views.query_folder)),
        *check_group(
            declared,
            views,
            tags=account.group_tags(views.group),
            members=account.group_members(views.group),
            tagged=account.tagged(views.group_tag),
        ),
    ]


def _gone(declared: StackOutputs, account: Account, shown: Shown) -> Reading[tuple[str, ...]]:
    """What of that does not exist: kind and name of each."""
    alarms = account.alarms(sorted(shown.alarms))
    groups = [group for group in (declared.trail_log_group, declared.flow_log_group) if group]
    metrics = every({group: account.metric_filters(group) for group in groups})
    if isinstance(alarms, NOTHING):
        return alarms
    if isinstance(metrics, NOTHING):
        return metrics
    readings = every(dict(_looked_up(declared, account, shown)))
    if isinstance(readings, NOTHING):
        return readings
    found = [metric for each in metrics.values() if not isinstance(each, Missing) for metric in each]
    written = {f"{namespace} {name}" for namespace, name in found}
    return tuple(
        chain(
            sorted(f"alarm {name}" for name in shown.alarms - alarms.keys()),
            sorted(f"metric {name}" for name in shown.metrics - written),
            sorted(what for what, reading in readings.items() if isinstance(reading, Missing)),
        )
    )


def _looked_up(declared: StackOutputs, account: Account, shown: Shown) -> Iterator[tuple[str, Reading[object]]]:
    topics = f"arn:{declared.partition}:sns:{declared.region}:{declared.account_id}:"
    yield from ((f"log group {name}", account.log_group(name)) for name in sorted(shown.log_groups))
    yield from ((f"delivery stream {name}", account.delivery_stream(name)) for name in sorted(shown.delivery_streams))
    yield from ((f"topic {name}", account.topic_subscriptions(topics + name)) for name in sorted(shown.topics))
    yield from ((f"rule {name}", account.rule_state(name)) for name in sorted(shown.rules))
    yield from ((f"queue {name}", account.queue(name)) for name in sorted(shown.queues))
