"""Who is told: the topic of the stack's alerts, its key, and its subscriptions."""

from collections.abc import Iterator

from components.alerts import (
    ALERT_PUBLISHERS,
    AlertTopic,
    AlertTopicArgs,
    Chat,
    EmailSubscription,
    HttpsSubscription,
    QueueSubscription,
    SlackChannel,
    Subscription,
    TeamsChannel,
)
from components.baseline import names
from components.baseline.stack import StackContext
from components.encryption import LogKey, TopicEncryption
from components.settings import Settings
from components.settings.chats import ChatSettings


def alert_topic(stack: StackContext) -> AlertTopic | None:
    """The topic, if the settings want the logs watched; encrypted if the logs are, with a key of its own.

    Whoever disables the key of the logs must not silence the alert about it.
    """
    if not stack.settings.watch:
        return None
    args: AlertTopicArgs = {
        "naming": stack.naming,
        "subscriptions": list(_subscriptions(stack.settings)),
        "chats": list(map(_chat, stack.settings.alert_chats)),
    }
    if stack.settings.log_encryption == "customer-managed":
        users = [TopicEncryption(ALERT_PUBLISHERS)]
        args["key_arn"] = LogKey(names.ALERTS, {"naming": stack.naming, "users": users}).key_arn
    return AlertTopic(names.ALERTS, args)


def _subscriptions(settings: Settings) -> Iterator[Subscription]:
    yield from map(EmailSubscription, settings.alert_emails)
    yield from map(QueueSubscription, settings.alert_queues)
    yield from map(HttpsSubscription, settings.alert_urls)


def _chat(settings: ChatSettings) -> Chat:
    match settings.address:
        case workspace, channel:
            return SlackChannel(workspace, channel)
        case tenant, team, channel:
            return TeamsChannel(tenant, team, channel)
