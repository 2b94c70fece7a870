"""Cases of the rule on the policies of topics."""

import json
from typing import Any

from pulumi.runtime.proto.resource_pb2 import RegisterResourceRequest
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE
from rules.alarms import topic_policy_admits_publishers

from tests.policy.cases.alarms.resources import ALERTS, TARGET, TOPIC, TOPIC_ARN, alarm, composite
from tests.support.policy_server import from_outputs, registration
from tests.support.rule_cases import Mutation, RuleCases, case

CLOUDWATCH, EVENTS = ({"Service": f"{name}.amazonaws.com"} for name in ("cloudwatch", "events"))
SOURCE = {
    "ArnLike": {"aws:SourceArn": "arn:aws:cloudwatch:us-east-1:1:alarm:*"},
    "StringEquals": {"aws:SourceAccount": "1"},
}
# Amazon SNS Developer Guide: what AWS makes lets in whoever asks for the topic's owner.
OWNER = {"StringEquals": {"AWS:SourceOwner": "1"}}
NOTIFICATIONS = "arn:aws:sns:us-east-1:123456789012:monitoring-prod-audit-notifications"
FOREIGN_ARN = "arn:aws:sns:us-east-1:1:other"
ROLE = "arn:aws:iam::1:role/r"
OTHER = registration(TOPIC, "other", name="other")
NATIVE_ALERTS = registration("aws-native:sns:Topic", "alerts", topicName="alerts")

UNKNOWN_ELEMENTS: dict[str, Any] = {
    "Effect": UNKNOWN_STRING_VALUE,
    "Principal": {"Service": UNKNOWN_STRING_VALUE},
    "Action": UNKNOWN_STRING_VALUE,
    "Condition": {"StringNotEquals": {"aws:PrincipalServiceName": UNKNOWN_STRING_VALUE}},
}


def allow(principal: Any, action: str = "sns:Publish", **others: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Principal": principal, "Action": action, "Resource": TOPIC_ARN} | others


def document(*statements: dict[str, Any]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(statements)}


def policy(*statements: dict[str, Any], **inputs: Any) -> RegisterResourceRequest:
    """A policy of its own for the topic."""
    given = {"arn": TOPIC_ARN, "policy": json.dumps(document(*statements))} | inputs
    return registration("aws:sns/topicPolicy:TopicPolicy", "policy", **given)


def inline(*statements: dict[str, Any]) -> RegisterResourceRequest:
    return registration(TOPIC, "alerts", name="alerts", policy=json.dumps(document(*statements)))


def native_policy(*statements: dict[str, Any]) -> list[RegisterResourceRequest]:
    """The two types of aws-native that have the policy of a topic."""
    text = document(*statements)
    return [
        registration("aws-native:sns:TopicPolicy", "policy", topics=[TOPIC_ARN], policyDocument=text),
        registration("aws-native:sns:TopicInlinePolicy", "policy", topicArn=TOPIC_ARN, policyDocument=text),
    ]


def native_rule(*targets: dict[str, Any], **inputs: Any) -> RegisterResourceRequest:
    """A rule of aws-native, whose targets are in it and may be the topic."""
    return from_outputs(
        registration("aws-native:events:Rule", "rule", targets=list(targets), **inputs), targets=[ALERTS]
    )


def two_regions(us: dict[str, Any], eu: dict[str, Any]) -> list[RegisterResourceRequest]:
    """Topics of one name in two Regions, a statement of the policy of each, and who publishes: an alarm, and a rule."""
    arn = TOPIC_ARN.replace("us-east-1", "eu-west-1")
    return [
        registration(TOPIC, "us", name="alerts", arn=TOPIC_ARN),
        registration(TOPIC, "eu", name="alerts", arn=arn),
        policy(us),
        registration("aws:sns/topicPolicy:TopicPolicy", "eu-policy", arn=arn, policy=json.dumps(document(eu))),
        alarm(),
        registration("aws:cloudwatch/eventTarget:EventTarget", "target", rule="r", arn=arn),
    ]


def to_come(type_name: str, name: str, topic: RegisterResourceRequest = ALERTS) -> RegisterResourceRequest:
    """What is made by Cloud Control, and comes from a topic: nothing of it is known."""
    made = registration("aws:cloudcontrol/resource:Resource", name, typeName=type_name)
    return from_outputs(made, desiredState=[topic])


def when(operator: str, key: str, *values: str) -> RegisterResourceRequest:
    """A policy that lets alarms publish on one condition."""
    return policy(allow(CLOUDWATCH, Condition={operator: {key: list(values)}}))


TOPIC_POLICY = RuleCases(
    rule=topic_policy_admits_publishers.RULE,
    mutations=[
        Mutation(
            resource="audit-notifications-topic-policy",
            inputs={
                "policy": json.dumps(
                    document(allow({"Service": "config.amazonaws.com"}, Resource=NOTIFICATIONS, Condition=SOURCE))
                )
            },
            violations=frozenset({"audit-notifications-topic"}),
        ),
    ],
    violating=[
        case("another-service", ALERTS, policy(allow(EVENTS)), alarm(), violations="alerts"),
        case("one-of-two-publishers", ALERTS, policy(allow(CLOUDWATCH)), alarm(), TARGET, violations="alerts"),
        case("another-action", ALERTS, policy(allow(CLOUDWATCH, "sns:Subscribe")), alarm(), violations="alerts"),
        case("denied", ALERTS, policy(allow(CLOUDWATCH, Effect="Deny")), alarm(), violations="alerts"),
        case("nobody", ALERTS, policy(), alarm(), violations="alerts"),
        case("an-account", ALERTS, policy(allow({"AWS": "arn:aws:iam::1:root"})), alarm(), violations="alerts"),
        case(
            "all-but-it",
            ALERTS,
            policy({"Effect": "Allow", "NotPrincipal": CLOUDWATCH, "Action": "sns:Publish", "Resource": TOPIC_ARN}),
            alarm(),
            violations="alerts",
        ),
        case(
            "a-condition-that-no-service-meets",
            ALERTS,
            policy(allow(CLOUDWATCH, Condition={"StringEquals": {"aws:PrincipalOrgID": "o-1"}})),
            alarm(),
            violations="alerts",
        ),
        case("rules-tell-no-owner", ALERTS, policy(allow({"AWS": "*"}, Condition=OWNER)), TARGET, violations="alerts"),
        case("rules-tell-no-source", ALERTS, policy(allow(EVENTS, Condition=SOURCE)), TARGET, violations="alerts"),
        case(
            "rules-meet-no-condition",
            ALERTS,
            policy(allow(EVENTS, Condition={"Bool": {"aws:SecureTransport": "true"}})),
            TARGET,
            violations="alerts",
        ),
        case("rules-beside-aws-own", ALERTS, TARGET, violations="alerts"),
        case("inline", inline(allow(EVENTS)), alarm(), violations="alerts"),
        case("replaced", inline(allow(CLOUDWATCH)), policy(allow(EVENTS)), alarm(), violations="alerts"),
        case("not-a-policy", ALERTS, policy(policy="{"), alarm(), violations="alerts"),
        case(
            "by-origin",
            ALERTS,
            from_outputs(policy(allow(EVENTS), arn=UNKNOWN_STRING_VALUE), arn=[ALERTS]),
            from_outputs(alarm(alarmActions=[UNKNOWN_STRING_VALUE]), alarmActions=[ALERTS]),
            violations="alerts",
        ),
        *(
            case(f"native-{number}", NATIVE_ALERTS, made, alarm(), violations="alerts")
            for number, made in enumerate(native_policy(allow(EVENTS)))
        ),
        case(
            "known-beside-another",
            ALERTS,
            policy(allow(EVENTS)),
            composite("ALARM(a)", alarmActions=[]),
            from_outputs(
                alarm(alarmActions=[TOPIC_ARN, UNKNOWN_STRING_VALUE]),
                alarmActions=[composite("ALARM(a)")],
            ),
            violations="alerts",
        ),
        case(
            "another-beside-a-topic-to-come",
            ALERTS,
            policy(allow(EVENTS)),
            from_outputs(alarm(alarmActions=[FOREIGN_ARN, UNKNOWN_STRING_VALUE]), alarmActions=[ALERTS]),
            violations="alerts",
        ),
        case(
            "cloud-control",
            ALERTS,
            policy(allow(EVENTS)),
            to_come("AWS::CloudWatch::Alarm", "alarm"),
            violations="alerts",
        ),
        case(
            "policy-of-several",
            ALERTS,
            registration(
                "aws-native:sns:TopicPolicy",
                "policy",
                topics=[TOPIC_ARN, UNKNOWN_STRING_VALUE],
                policyDocument=document(allow(EVENTS)),
            ),
            alarm(),
            violations="alerts",
        ),
        case(
            "by-what-stands-for-it",
            ALERTS,
            from_outputs(
                registration(
                    "aws-native:sns:TopicInlinePolicy",
                    "policy",
                    topicArn=UNKNOWN_STRING_VALUE,
                    policyDocument=document(allow(EVENTS)),
                ),
                topicArn=[ALERTS],
            ),
            from_outputs(
                alarm(alarmActions=[UNKNOWN_STRING_VALUE]),
                alarmActions=[registration("aws-native:sns:TopicInlinePolicy", "policy")],
            ),
            violations="alerts",
        ),
        case("in-another-region", *two_regions(allow(EVENTS), allow(EVENTS)), violations="us"),
        case(
            "on-insufficient-data",
            ALERTS,
            policy(),
            alarm(alarmActions=[], insufficientDataActions=[TOPIC_ARN]),
            violations="alerts",
        ),
        case("every-service", ALERTS, policy(allow({"Service": "*"})), alarm(), violations="alerts"),
        case("native-target-of-no-role", ALERTS, native_rule({"arn": TOPIC_ARN, "roleArn": ""}), violations="alerts"),
        case("native-target", ALERTS, native_rule({"arn": TOPIC_ARN}), violations="alerts"),
        case(
            "native-target-with-an-unknown-input",
            ALERTS,
            registration("aws-native:events:Rule", "rule", targets=[{"arn": TOPIC_ARN, "input": UNKNOWN_STRING_VALUE}]),
            violations="alerts",
        ),
        case("native-target-to-come", ALERTS, native_rule({"arn": UNKNOWN_STRING_VALUE}), violations="alerts"),
        case(
            "one-of-two-targets-as-a-role",
            ALERTS,
            native_rule({"arn": UNKNOWN_STRING_VALUE, "roleArn": ROLE}, {"arn": UNKNOWN_STRING_VALUE}),
            violations="alerts",
        ),
        case("role-of-the-whole-rule", ALERTS, native_rule({"arn": TOPIC_ARN}, roleArn=ROLE), violations="alerts"),
        case(
            "native-bucket",
            ALERTS,
            registration(
                "aws-native:s3:Bucket",
                "bucket",
                notificationConfiguration={
                    "topicConfigurations": [{"topic": TOPIC_ARN, "event": "s3:ObjectCreated:*"}]
                },
            ),
            violations="alerts",
        ),
        *(
            case(f"not-met-{number}", ALERTS, made, alarm(), violations="alerts")
            for number, made in enumerate(
                (
                    when("Null", "aws:SourceArn", "true"),
                    when("Null", "aws:PrincipalOrgID", "false"),
                    when("Bool", "aws:SecureTransport", "false"),
                    when("Bool", "aws:PrincipalIsAWSService", "false"),
                    when("StringEquals", "aws:PrincipalServiceName", "events.amazonaws.com"),
                    when("ForAnyValue:StringLikeIfExists", "aws:PrincipalServiceNamesList", "s3.*"),
                    when("ForAnyValue:StringEquals", "aws:PrincipalOrgPaths", "o-1/*"),
                    when("StringEqual", "aws:SourceAccount", "1"),
                    when("ForAllValues:StringEquals", "aws:PrincipalServiceNamesList", "cloudwatch.amazonaws.com"),
                    # What compares with a star itself, and what no alarm's ARN is.
                    when("StringEquals", "aws:SourceArn", "arn:aws:cloudwatch:us-east-1:1:alarm:*"),
                    when("StringEqualsIgnoreCase", "aws:SourceArn", "arn:aws:cloudwatch:us-east-1:1:alarm:?"),
                    when("ArnLike", "aws:SourceArn", "arn:aws:s3:::logs"),
                    when("StringNotLike", "aws:SourceArn", "*"),
                    when("StringEquals", "aws:SourceAccount", ""),
                    when("Bool", "aws:SourceArn", "true"),
                    when("Bool", "aws:ViaAWSService", "true"),
                )
            )
        ),
        case("another-elsewhere", ALERTS, TARGET, violations="alerts", policyElsewhere=["others"]),
    ],
    compliant=[
        case("let-in", ALERTS, policy(allow(CLOUDWATCH), allow(EVENTS)), alarm(), TARGET),
        case(
            "in-one-statement",
            ALERTS,
            policy(allow({"Service": ["events.amazonaws.com", "cloudwatch.amazonaws.com"]})),
            alarm(),
            TARGET,
        ),
        case("with-source", ALERTS, policy(allow(CLOUDWATCH, "SNS:Pub*", Condition=SOURCE)), alarm()),
        case(
            "over-tls",
            ALERTS,
            policy(allow(CLOUDWATCH, Condition={"Bool": {"aws:SecureTransport": "true"}})),
            alarm(),
        ),
        case("as-aws-makes-it", ALERTS, policy(allow({"AWS": "*"}, Condition=OWNER)), alarm()),
        case("everybody", ALERTS, policy(allow("*")), alarm(), TARGET),
        case("nothing-inline", registration(TOPIC, "alerts", name="alerts", policy=""), alarm()),
        case("let-in-inline", inline(allow(CLOUDWATCH)), alarm()),
        case("replaced-by-a-better-one", inline(allow(EVENTS)), policy(allow(CLOUDWATCH)), alarm()),
        case(
            "replaced-before-it-is-known",
            OTHER,
            from_outputs(ALERTS, policy=[OTHER]),
            policy(allow(CLOUDWATCH)),
            alarm(),
        ),
        case("of-another-topic", ALERTS, policy(allow(EVENTS), arn=FOREIGN_ARN), alarm()),
        *(
            case(f"native-let-in-{number}", NATIVE_ALERTS, made, TARGET)
            for number, made in enumerate(native_policy(allow(EVENTS)))
        ),
        *(
            case(f"met-{number}", ALERTS, made, alarm())
            for number, made in enumerate(
                (
                    when("StringEquals", "aws:SourceOrgID", "o-1"),
                    when("ForAnyValue:StringLike", "aws:SourceOrgPaths", "o-1/r-1/*"),
                    when("Bool", "aws:PrincipalIsAWSService", "true"),
                    when("StringEquals", "aws:PrincipalServiceName", "cloudwatch.amazonaws.com"),
                    when("StringEquals", "aws:RequestedRegion", "us-east-1"),
                    when("StringEquals", "aws:ResourceAccount", "1"),
                    when("StringEquals", "aws:ResourceOrgID", "o-1"),
                    when("Bool", "aws:ViaAWSService", "false"),
                    when("StringLike", "aws:SourceArn", "*:alarm:*"),
                    when("ArnLike", "aws:SourceArn", "arn:*:alarm:*"),
                    when("ArnEquals", "aws:SourceArn", "arn:aws:*:us-east-1:1:alarm:a"),
                    when("ArnEquals", "aws:SourceArn", "arn:aws:s3:::logs", "arn:aws:cloudwatch:us-east-1:1:alarm:a"),
                    when("StringNotLike", "aws:SourceArn", "arn:aws:cloudwatch:us-east-1:1:alarm:b*"),
                    policy(
                        allow(CLOUDWATCH),
                        allow("*", Effect="Deny", Condition={"NumericLessThan": {"aws:MultiFactorAuthAge": 300}}),
                    ),
                    when("StringEqualsIfExists", "aws:PrincipalOrgID", "o-1"),
                    when("StringNotEquals", "aws:PrincipalOrgID", "o-2"),
                    when("Null", "aws:SourceArn", "false"),
                    when("Null", "aws:PrincipalOrgID", "true"),
                )
            )
        ),
        case("cloud-control-let-in", ALERTS, policy(allow(CLOUDWATCH)), to_come("AWS::CloudWatch::Alarm", "alarm")),
        case(
            "policy-to-come-of-another", ALERTS, OTHER, to_come("AWS::SNS::TopicInlinePolicy", "policy", OTHER), alarm()
        ),
        case(
            "as-a-role",
            ALERTS,
            registration("aws:cloudwatch/eventTarget:EventTarget", "target", arn=TOPIC_ARN, roleArn=ROLE),
        ),
        case(
            "as-a-role-to-come",
            ALERTS,
            registration(
                "aws:cloudwatch/eventTarget:EventTarget", "target", arn=TOPIC_ARN, roleArn=UNKNOWN_STRING_VALUE
            ),
        ),
        case("native-as-a-role", ALERTS, native_rule({"arn": TOPIC_ARN, "roleArn": ROLE})),
        case(
            "native-as-a-role-to-come",
            ALERTS,
            native_rule({"arn": UNKNOWN_STRING_VALUE, "roleArn": UNKNOWN_STRING_VALUE}),
        ),
        *(
            case(f"in-part-to-come-{number}", NATIVE_ALERTS, made, alarm())
            for number, made in enumerate(
                native_policy(
                    allow(
                        CLOUDWATCH,
                        Sid=UNKNOWN_STRING_VALUE,
                        Resource=[UNKNOWN_STRING_VALUE],
                        Condition={"ArnLike": {"aws:SourceArn": UNKNOWN_STRING_VALUE}},
                    ),
                    allow({"AWS": UNKNOWN_STRING_VALUE}, Effect="Deny"),
                )
            )
        ),
        case("alarm-that-sets-nothing-off", ALERTS, policy(), alarm(actionsEnabled=False)),
        case("disabled-native-rule", ALERTS, native_rule({"arn": TOPIC_ARN}, state="DISABLED")),
        case("no-role-but-of-another-topic", ALERTS, native_rule({"arn": FOREIGN_ARN, "roleArn": ""})),
        case("of-two-regions", *two_regions(allow(CLOUDWATCH), allow(EVENTS))),
        case("elsewhere", ALERTS, TARGET, policyElsewhere=["alerts"]),
    ],
    absent=[case("no-policy", ALERTS, alarm()), case("no-topic", alarm())],
    unknown=[
        *(
            case(
                f"{element}-of-{number}",
                NATIVE_ALERTS,
                from_outputs(made, policyDocument=[NATIVE_ALERTS]),
                alarm(),
                violations="alerts",
            )
            for element, value in UNKNOWN_ELEMENTS.items()
            for number, made in enumerate(native_policy(allow(CLOUDWATCH) | {element: value}))
        ),
        case(
            "cloud-control-policy",
            ALERTS,
            to_come("AWS::SNS::TopicInlinePolicy", "policy"),
            alarm(),
            violations="alerts",
        ),
        case("policy", ALERTS, from_outputs(policy(), policy=[ALERTS]), alarm(), violations="alerts"),
        case(
            "of-which",
            ALERTS,
            alarm(),
            from_outputs(policy(arn=UNKNOWN_STRING_VALUE), arn=[alarm()]),
            violations="alerts",
        ),
    ],
    out_of_scope=[
        case("nobody-publishes", ALERTS, policy(allow({"Service": "s3.amazonaws.com"}))),
        case(
            "function-of-its-name", ALERTS, policy(), alarm(alarmActions=["arn:aws:lambda:us-east-1:1:function:alerts"])
        ),
    ],
)
