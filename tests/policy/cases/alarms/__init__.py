"""Cases of the rules on alarms, and how they reach somebody."""

from tests.policy.cases.alarms.actions import ALARM_ACTS
from tests.policy.cases.alarms.metrics import ALARM_WATCHES, METRIC_FILTER_HAS_ALARM
from tests.policy.cases.alarms.topic_keys import TOPIC_KEY
from tests.policy.cases.alarms.topic_policies import TOPIC_POLICY
from tests.policy.cases.alarms.topics import TOPIC_HAS_SUBSCRIPTION

ROWS = (METRIC_FILTER_HAS_ALARM, ALARM_ACTS, ALARM_WATCHES, TOPIC_HAS_SUBSCRIPTION, TOPIC_KEY, TOPIC_POLICY)
