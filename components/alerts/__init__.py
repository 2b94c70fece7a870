"""Who is told: the topic that alerts go to, what may publish to it, and who subscribes."""

from components.alerts.chats import Chat, SlackChannel, TeamsChannel
from components.alerts.publishers import ALERT_PUBLISHERS, AlarmPublisher, EventPublisher
from components.alerts.subscriptions import EmailSubscription, HttpsSubscription, QueueSubscription, Subscription
from components.alerts.topic import AlertTopic, AlertTopicArgs

__all__ = [
    "ALERT_PUBLISHERS",
    "AlarmPublisher",
    "AlertTopic",
    "AlertTopicArgs",
    "Chat",
    "EmailSubscription",
    "EventPublisher",
    "HttpsSubscription",
    "QueueSubscription",
    "SlackChannel",
    "Subscription",
    "TeamsChannel",
]
