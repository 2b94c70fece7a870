"""Rules about alarms, and how they reach somebody."""

from typing import Final

from rule import Rule

from rules.alarms import (
    alarm_acts,
    alarm_watches_what_exists,
    metric_filter_has_alarm,
    topic_has_subscription,
    topic_key_admits_publishers,
    topic_policy_admits_publishers,
)

ALARM_RULES: Final[tuple[Rule, ...]] = (
    metric_filter_has_alarm.RULE,
    alarm_acts.RULE,
    alarm_watches_what_exists.RULE,
    topic_has_subscription.RULE,
    topic_key_admits_publishers.RULE,
    topic_policy_admits_publishers.RULE,
)
