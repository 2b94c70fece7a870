"""What can be wrong with what tells people."""

from datetime import timedelta

from moto.sns.models import sns_backends

from tests.ops.defects.defect import Defect
from tests.ops.deployed import Deployed
from tests.ops.used_network import NOW
from tests.ops.watched import (
    ACCOUNT_ID,
    ALARM,
    COMPOSITE,
    LONE_ALARM,
    QUEUE_ARN,
    REGION,
    RULE,
    TARGETS,
    TOPIC,
    TOPIC_ARN,
    cloudwatch_backend,
    put_alarm,
    put_composite,
    put_target,
)


def alerts(*claims: str) -> set[str]:
    return {f"alerts {TOPIC}: {claim}" for claim in claims}


SHOWN = {"dashboard monitoring-dev: all that it shows exists"}
CONFIRMED, EXIST = alerts("every subscription is confirmed"), alerts("all alarms exist")
ON, TELL, DATA = alerts("alarms' actions are on"), alerts("alarms tell the topic"), alerts("alarms have data")
RULES_ON, TARGETED = alerts("rules are on"), alerts("rules have their targets")


def ask_for_a_subscription(it: Deployed) -> None:
    arn = it.account.sns.subscribe(TopicArn=TOPIC_ARN, Protocol="email", Endpoint="ada@example.com")["SubscriptionArn"]
    # moto confirms for whoever is asked.
    sns_backends[ACCOUNT_ID][REGION].subscriptions[arn].arn = "PendingConfirmation"


def unsubscribe(it: Deployed) -> None:
    for one in it.account.sns.list_subscriptions_by_topic(TopicArn=TOPIC_ARN)["Subscriptions"]:
        it.account.sns.unsubscribe(SubscriptionArn=one.get("SubscriptionArn", ""))


def delete_topic(it: Deployed) -> None:
    it.account.sns.delete_topic(TopicArn=TOPIC_ARN)


def delete_alarm(it: Deployed) -> None:
    it.account.cloudwatch.delete_alarms(AlarmNames=[LONE_ALARM])


def delete_composite(it: Deployed) -> None:
    it.account.cloudwatch.delete_alarms(AlarmNames=[COMPOSITE])


def turn_actions_off(it: Deployed) -> None:
    it.account.cloudwatch.disable_alarm_actions(AlarmNames=[LONE_ALARM])


def tell_another_topic(it: Deployed) -> None:
    put_alarm(it.account, LONE_ALARM, actions=[f"{TOPIC_ARN}-2"])


def leave_an_alarm_out_of_its_composite(_: Deployed) -> None:
    put_composite(rule='ALARM("another")', actions=[TOPIC_ARN])


def tell_nobody_of_a_composite(_: Deployed) -> None:
    put_composite(rule=f'ALARM("{ALARM}")', actions=[])


def have_no_data(_: Deployed) -> None:
    alarm = cloudwatch_backend().alarms[LONE_ALARM]
    alarm.state_value = "INSUFFICIENT_DATA"
    alarm.state_updated_timestamp = alarm.configuration_updated_timestamp = NOW - timedelta(hours=1)


def turn_rule_off(it: Deployed) -> None:
    it.account.events.disable_rule(Name=RULE)


def remove_target(it: Deployed) -> None:
    it.account.events.remove_targets(Rule=RULE, Ids=["topic"])


def aim_elsewhere(it: Deployed) -> None:
    put_target(it.account, "log", Arn=f"{TARGETS['log']}-2")


def lose_what_is_not_delivered(it: Deployed) -> None:
    put_target(it.account, "log", DeadLetterConfig={"Arn": f"{QUEUE_ARN}-2"})


def delete_rule(it: Deployed) -> None:
    it.account.events.remove_targets(Rule=RULE, Ids=list(TARGETS))
    it.account.events.delete_rule(Name=RULE)


DEFECTS: list[Defect] = [
    (ask_for_a_subscription, CONFIRMED),
    (unsubscribe, CONFIRMED),
    (delete_topic, CONFIRMED | SHOWN),
    (delete_alarm, EXIST),
    # Then no one tells of those that it is made of.
    (delete_composite, EXIST | TELL | SHOWN),
    (turn_actions_off, ON),
    (tell_another_topic, TELL),
    (leave_an_alarm_out_of_its_composite, TELL),
    (tell_nobody_of_a_composite, TELL),
    (have_no_data, DATA),
    (turn_rule_off, RULES_ON),
    (remove_target, TARGETED),
    (aim_elsewhere, TARGETED),
    (lose_what_is_not_delivered, TARGETED),
    (delete_rule, RULES_ON | TARGETED | SHOWN),
]
