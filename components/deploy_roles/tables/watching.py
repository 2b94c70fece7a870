"""Alarms, events, topics, chats, queues, dashboards and groups."""

from components.deploy_roles.access import Access, Grant
from components.deploy_roles.scope import (
    ALARMS,
    ANYTHING,
    CHAT_ROLE,
    CHATS,
    DASHBOARD,
    GROUP,
    NEW_FOR_THE_STACK,
    QUEUES,
    RULES,
    TOPICS,
    passed_to,
)

_READS_ALARMS = (
    # CloudWatch API Reference, DescribeAlarms and PutCompositeAlarm: composite alarms want a permission on `*`.
    Grant.on(ANYTHING, "cloudwatch", "DescribeAlarms"),
    Grant.on(ALARMS, "cloudwatch", "ListTagsForResource"),
)
_TAGS_ALARMS = Grant.on(ALARMS, "cloudwatch", "DeleteAlarms", "TagResource", "UntagResource")

_QUEUE_ATTRIBUTES = Grant.on(QUEUES, "sqs", "GetQueueAttributes")
_GIVES_CHATS_A_ROLE = Grant.on(passed_to("chatbot.amazonaws.com"), "iam", "PassRole")
_TOPIC_ATTRIBUTES = Grant.on(TOPICS, "sns", "GetTopicAttributes")


def _chat(application: str, *reads: str) -> Access:
    """Access to the channel configurations of an application. Of finding and of tagging them, AWS knows no resource."""
    return Access(
        reads=(Grant.on(ANYTHING, "chatbot", *reads, "ListTagsForResource"),),
        writes=(
            Grant.on(NEW_FOR_THE_STACK, "chatbot", f"Create{application}ChannelConfiguration"),
            Grant.on(CHATS, "chatbot", *(f"{verb}{application}ChannelConfiguration" for verb in ("Update", "Delete"))),
            Grant.on(ANYTHING, "chatbot", "TagResource", "UntagResource"),
            _GIVES_CHATS_A_ROLE,
            Grant.on(CHAT_ROLE, "iam", "CreateServiceLinkedRole"),
        ),
    )


TYPES = {
    "aws:cloudwatch/metricAlarm:MetricAlarm": Access(
        reads=_READS_ALARMS,
        writes=(Grant.on(ALARMS, "cloudwatch", "PutMetricAlarm"), _TAGS_ALARMS),
    ),
    "aws:cloudwatch/compositeAlarm:CompositeAlarm": Access(
        reads=_READS_ALARMS,
        writes=(Grant.on(ANYTHING, "cloudwatch", "PutCompositeAlarm"), _TAGS_ALARMS),
    ),
    "aws:cloudwatch/dashboard:Dashboard": Access(
        reads=(Grant.on(DASHBOARD, "cloudwatch", "GetDashboard"),),
        writes=(Grant.on(DASHBOARD, "cloudwatch", "PutDashboard", "DeleteDashboards"),),
    ),
    "aws:cloudwatch/eventRule:EventRule": Access(
        reads=(Grant.on(RULES, "events", "DescribeRule", "ListTagsForResource"),),
        writes=(Grant.on(RULES, "events", "PutRule", "DeleteRule", "TagResource", "UntagResource"),),
    ),
    "aws:cloudwatch/eventTarget:EventTarget": Access(
        reads=(Grant.on(RULES, "events", "ListTargetsByRule"),),
        writes=(Grant.on(RULES, "events", "PutTargets", "RemoveTargets"),),
    ),
    "aws:sns/topic:Topic": Access(
        reads=(_TOPIC_ATTRIBUTES, Grant.on(TOPICS, "sns", "ListTagsForResource")),
        writes=(
            Grant.on(TOPICS, "sns", "CreateTopic", "SetTopicAttributes", "DeleteTopic", "TagResource", "UntagResource"),
        ),
    ),
    "aws:sns/topicPolicy:TopicPolicy": Access(
        reads=(_TOPIC_ATTRIBUTES,),
        writes=(Grant.on(TOPICS, "sns", "SetTopicAttributes"),),
    ),
    "aws:sns/topicSubscription:TopicSubscription": Access(
        reads=(
            Grant.on(ANYTHING, "sns", "GetSubscriptionAttributes"),
            Grant.on(TOPICS, "sns", "ListSubscriptionsByTopic"),
        ),
        writes=(
            Grant.on(TOPICS, "sns", "Subscribe"),
            Grant.on(ANYTHING, "sns", "SetSubscriptionAttributes", "Unsubscribe"),
        ),
    ),
    "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration": _chat(
        "Slack", "DescribeSlackChannelConfigurations"
    ),
    "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration": _chat(
        "MicrosoftTeams", "ListMicrosoftTeamsChannelConfigurations"
    ),
    "aws:sqs/queue:Queue": Access(
        reads=(_QUEUE_ATTRIBUTES, Grant.on(QUEUES, "sqs", "ListQueueTags", "GetQueueUrl")),
        writes=(Grant.on(QUEUES, "sqs", "CreateQueue", "SetQueueAttributes", "DeleteQueue", "TagQueue", "UntagQueue"),),
    ),
    "aws:sqs/queuePolicy:QueuePolicy": Access(
        reads=(_QUEUE_ATTRIBUTES,),
        writes=(Grant.on(QUEUES, "sqs", "SetQueueAttributes"),),
    ),
    "aws:resourcegroups/group:Group": Access(
        reads=(Grant.on(GROUP, "resource-groups", "GetGroup", "GetGroupQuery", "GetGroupConfiguration", "GetTags"),),
        writes=(
            Grant.on(NEW_FOR_THE_STACK, "resource-groups", "CreateGroup"),
            Grant.on(GROUP, "resource-groups", "UpdateGroup", "UpdateGroupQuery", "DeleteGroup", "Tag", "Untag"),
        ),
    ),
}
