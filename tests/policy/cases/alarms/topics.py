"""Cases of the rule on subscriptions of topics, that pass on to somebody what alarms and rules tell them."""

from typing import Any

from pulumi.runtime.proto.resource_pb2 import RegisterResourceRequest
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE
from rules.alarms import topic_has_subscription

from tests.policy.cases.alarms.resources import ALERTS, TOPIC, TOPIC_ARN, alarm
from tests.support.policy_server import from_outputs, registration
from tests.support.rule_cases import Mutation, RuleCases, case


def subscribed(**inputs: Any) -> RegisterResourceRequest:
    return registration(
        "aws:sns/topicSubscription:TopicSubscription", "subscription", **({"protocol": "email"} | inputs)
    )


MADE_ALERTS = registration(TOPIC, "alerts", name="alerts", arn=TOPIC_ARN, id=TOPIC_ARN)
NATIVE_ALERTS = registration("aws-native:sns:Topic", "alerts", topicName="alerts", topicArn=TOPIC_ARN)

TOPIC_HAS_SUBSCRIPTION = RuleCases(
    rule=topic_has_subscription.RULE,
    mutations=[
        Mutation(resource="audit-notifications-topic", inputs={"name": "monitoring-prod-renamed"}),
    ],
    violating=[
        case("nobody", ALERTS, violations="alerts"),
        case("of-another", ALERTS, subscribed(topic="arn:aws:sns:us-east-1:1:other"), violations="alerts"),
        # The name is that of a topic of ours; nothing says that the account is.
        case("of-a-namesake", ALERTS, subscribed(topic=TOPIC_ARN), violations="alerts"),
        case(
            "of-a-namesake-of-what-is-made",
            MADE_ALERTS,
            from_outputs(subscribed(topic=TOPIC_ARN.replace("123456789012", "999999999999")), topic=[MADE_ALERTS]),
            violations="alerts",
        ),
        *(
            case(
                f"who-is-told-of-some-{number}",
                ALERTS,
                from_outputs(subscription, topic=[ALERTS]),
                violations="alerts",
            )
            for number, subscription in enumerate(
                (subscribed(filterPolicy='{"never": ["x"]}'), from_outputs(subscribed(), filterPolicy=[ALERTS]))
            )
        ),
        case(
            "native-who-is-told-of-some",
            NATIVE_ALERTS,
            registration(
                "aws-native:sns:Subscription", "subscription", topicArn=TOPIC_ARN, filterPolicy={"never": ["x"]}
            ),
            violations="alerts",
        ),
        case("another-elsewhere", ALERTS, violations="alerts", subscribedElsewhere=["others"]),
        case("native", registration("aws-native:sns:Topic", "alerts", topicName="alerts"), violations="alerts"),
    ],
    compliant=[
        case("by-origin", ALERTS, from_outputs(subscribed(), topic=[ALERTS])),
        case("of-all", ALERTS, from_outputs(subscribed(filterPolicy=""), topic=[ALERTS])),
        case("by-arn", MADE_ALERTS, subscribed(topic=TOPIC_ARN)),
        case("by-arn-and-origin", ALERTS, from_outputs(subscribed(topic=TOPIC_ARN), topic=[ALERTS])),
        case("elsewhere", ALERTS, subscribedElsewhere=["alerts"]),
        case(
            "inline",
            registration("aws-native:sns:Topic", "alerts", subscription=[{"protocol": "sqs", "endpoint": "q"}]),
        ),
        case(
            "native-by-arn",
            NATIVE_ALERTS,
            registration("aws-native:sns:Subscription", "subscription", topicArn=TOPIC_ARN),
        ),
    ],
    absent=[case("no-topic", alarm())],
    unknown=[case("whose", ALERTS, subscribed(topic=UNKNOWN_STRING_VALUE), violations="alerts")],
    out_of_scope=[case("a-queue", registration("aws:sqs/queue:Queue", "queue"))],
)
