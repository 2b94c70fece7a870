"""What can be asked about who is told: topics, rules and queues."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ops.aws.calls import read
from ops.facts import Reading
from ops.watch_facts import Subscription

if TYPE_CHECKING:
    from mypy_boto3_events import EventBridgeClient
    from mypy_boto3_sns import SNSClient
    from mypy_boto3_sqs import SQSClient


@dataclass(frozen=True, kw_only=True)
class Alerting:
    """The part of an `Account` that SNS, EventBridge and SQS answer for."""

    events: "EventBridgeClient"
    sns: "SNSClient"
    sqs: "SQSClient"

    def topic_subscriptions(self, topic_arn: str) -> Reading[tuple[Subscription, ...]]:
        """Who has subscribed to the topic, or was asked to."""

        def call() -> tuple[Subscription, ...]:
            pages = self.sns.get_paginator("list_subscriptions_by_topic").paginate(TopicArn=topic_arn)
            return tuple(
                Subscription(
                    protocol=found.get("Protocol", ""),
                    endpoint=found.get("Endpoint", ""),
                    # SNS user guide, "Confirm an Amazon SNS subscription": this word stands where the ARN will.
                    confirmed=found.get("SubscriptionArn") != "PendingConfirmation",
                )
                for page in pages
                for found in page["Subscriptions"]
            )

        gone = "the topic does not exist"
        # The query protocol has one code for it, the newer ones the other.
        absent = {"NotFound": gone, "NotFoundException": gone}
        return read("sns:ListSubscriptionsByTopic", call, absent)

    def rule_state(self, name: str) -> Reading[str]:
        """`ENABLED` or what else the rule on the default event bus is."""

        def call() -> str:
            return self.events.describe_rule(Name=name)["State"]

        return read("events:DescribeRule", call, {"ResourceNotFoundException": "the rule does not exist"})

    def rule_targets(self, name: str) -> Reading[dict[str, str]]:
        """The targets of the rule: ARN of each to that of its dead-letter queue, which is empty without one."""

        def call() -> dict[str, str]:
            pages = self.events.get_paginator("list_targets_by_rule").paginate(Rule=name)
            return {
                target["Arn"]: target.get("DeadLetterConfig", {}).get("Arn", "")
                for page in pages
                for target in page["Targets"]
            }

        return read("events:ListTargetsByRule", call, {"ResourceNotFoundException": "the rule does not exist"})

    def queue(self, name: str) -> Reading[str]:
        """The queue's URL."""

        def call() -> str:
            return self.sqs.get_queue_url(QueueName=name)["QueueUrl"]

        gone = "the queue does not exist"
        absent = {"AWS.SimpleQueueService.NonExistentQueue": gone, "QueueDoesNotExist": gone}
        return read("sqs:GetQueueUrl", call, absent)
