"""Cases of the rules on alarms, and how they reach somebody."""

import json
from typing import Any

from pulumi.runtime.proto.resource_pb2 import RegisterResourceRequest
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE
from rules.alarms import (
    alarm_acts,
    alarm_watches_what_exists,
    metric_filter_has_alarm,
    topic_has_subscription,
    topic_key_admits_publishers,
)

from tests.support.policy_server import from_outputs, registration
from tests.support.rule_cases import Mutation, RuleCases, case, cloud_control

FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter"
ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm"
MUTE = "aws:cloudwatch/alarmMuteRule:AlarmMuteRule"
TOPIC = "aws:sns/topic:Topic"
TOPIC_ARN = "arn:aws:sns:us-east-1:123456789012:alerts"
METRIC = {"namespace": "LogMetrics", "name": "root-use"}
WATCHING = {"namespace": "LogMetrics", "metricName": "root-use"}
QUERY = [{"id": "m1", "metric": WATCHING | {"period": 300, "stat": "Sum"}}, {"id": "e1", "expression": "m1 * 2"}]


def metric_filter(**inputs: Any) -> RegisterResourceRequest:
    given = {"metricTransformation": METRIC | {"value": "1"}, "logGroupName": "/logs", "pattern": "x"} | inputs
    return registration(FILTER, "filter", **given)


def alarm(name: str = "alarm", **inputs: Any) -> RegisterResourceRequest:
    return registration(ALARM, name, **({"name": name, "alarmActions": [TOPIC_ARN]} | WATCHING | inputs))


def composite(rule: str, name: str = "composite", **inputs: Any) -> RegisterResourceRequest:
    given = {"alarmName": name, "alarmRule": rule, "alarmActions": [TOPIC_ARN]} | inputs
    return registration(COMPOSITE, name, **given)


NATIVE_FILTER = registration(
    "aws-native:logs:MetricFilter",
    "filter",
    metricTransformations=[{"metricNamespace": "LogMetrics", "metricName": "root-use", "metricValue": "1"}],
)
NATIVE_ALARM = registration("aws-native:cloudwatch:Alarm", "alarm", alarmActions=[TOPIC_ARN], **WATCHING)
NATIVE_QUERY = registration(
    "aws-native:cloudwatch:Alarm", "alarm", metrics=[{"id": "m1", "metricStat": {"metric": WATCHING, "period": 300}}]
)

BY_USER = metric_filter(metricTransformation=METRIC | {"value": "1", "dimensions": {"User": "$.user"}})
NATIVE_BY_USER = registration(
    "aws-native:logs:MetricFilter",
    "filter",
    metricTransformations=[
        {
            "metricNamespace": "LogMetrics",
            "metricName": "root-use",
            "metricValue": "1",
            "dimensions": [{"key": "User", "value": "$.user"}],
        }
    ],
)
NATIVE_ROOT = registration(
    "aws-native:cloudwatch:Alarm",
    "alarm",
    alarmActions=[TOPIC_ARN],
    dimensions=[{"name": "User", "value": "root"}],
    **WATCHING,
)

METRIC_FILTER_HAS_ALARM = RuleCases(
    rule=metric_filter_has_alarm.RULE,
    mutations=[
        Mutation(
            stack=stack,
            violations=frozenset({"unwatched"}),
            add=[(FILTER, "unwatched", {"metricTransformation": METRIC | {"name": "x"}, "logGroupName": "/logs"})],
        )
        for stack in ("dev", "prod")
    ],
    violating=[
        case("no-alarm", metric_filter(), violations="filter"),
        case("other-name", metric_filter(), alarm(metricName="root-used"), violations="filter"),
        case("other-namespace", metric_filter(), alarm(namespace="Logs"), violations="filter"),
        case("in-another-region", metric_filter(region="us-east-1"), alarm(region="us-west-2"), violations="filter"),
        case("of-a-dimension", metric_filter(), alarm(dimensions={"User": "root"}), violations="filter"),
        case("of-no-dimension", BY_USER, alarm(), violations="filter"),
        case("native", NATIVE_FILTER, violations="filter"),
        case(
            "cloud-control",
            cloud_control(
                "AWS::Logs::MetricFilter",
                "filter",
                MetricTransformations=[{"MetricNamespace": "LogMetrics", "MetricName": "root-use"}],
            ),
            violations="filter",
        ),
        case("another-allowed", metric_filter(), violations="filter", metricsWithoutAlarm=["LogMetrics/other"]),
    ],
    compliant=[
        case("watched", metric_filter(), alarm()),
        case("watched-in-a-query", metric_filter(), alarm(namespace=None, metricName=None, metricQueries=QUERY)),
        case("native-watched", NATIVE_FILTER, NATIVE_ALARM),
        case("in-one-region", metric_filter(region="us-east-1"), alarm(region="us-east-1")),
        case("in-one-stated-region", metric_filter(), alarm(region="us-east-1")),
        case("of-its-dimension", BY_USER, alarm(dimensions={"User": "root"})),
        case("native-of-its-dimension", NATIVE_BY_USER, NATIVE_ROOT),
        case("native-watched-in-a-query", NATIVE_FILTER, NATIVE_QUERY),
        case("allowed", metric_filter(), metricsWithoutAlarm=["LogMetrics/root-use"]),
    ],
    absent=[case("no-filter", alarm())],
    unknown=[
        case(
            "metric",
            from_outputs(metric_filter(metricTransformation=UNKNOWN_STRING_VALUE), metricTransformation=[alarm()]),
            alarm(),
            violations="filter",
        ),
        case(
            "watching",
            metric_filter(),
            from_outputs(alarm(metricName=UNKNOWN_STRING_VALUE), metricName=[metric_filter()]),
            violations="filter",
        ),
        case(
            "dimensions",
            metric_filter(),
            from_outputs(alarm(dimensions=UNKNOWN_STRING_VALUE), dimensions=[metric_filter()]),
            violations="filter",
        ),
        case(
            "value-of-a-dimension",
            BY_USER,
            from_outputs(alarm(dimensions={"User": UNKNOWN_STRING_VALUE}), dimensions=[BY_USER]),
        ),
    ],
    out_of_scope=[
        case("a-subscription", registration("aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter", "x"))
    ],
)

SUPPRESSOR = {"alarm": "always", "extensionPeriod": 600, "waitPeriod": 600}


def muting(*alarms: str) -> RegisterResourceRequest:
    return registration(MUTE, "mute", name="mute", muteTargets={"alarmNames": list(alarms)} if alarms else None)


TOPIC_OF_STACK = registration(TOPIC, "alerts")

ALARM_ACTS = RuleCases(
    rule=alarm_acts.RULE,
    mutations=[
        Mutation(
            stack=stack,
            violations=frozenset({"silent"}),
            add=[(ALARM, "silent", {"namespace": "AWS/SNS", "metricName": "NumberOfMessagesPublished", **inputs})],
        )
        for stack in ("dev", "prod")
        for inputs in ({}, {"alarmActions": [TOPIC_ARN], "actionsEnabled": False})
    ]
    + [
        Mutation(
            violations=frozenset({"mute"}),
            add=[(MUTE, "mute", {"name": "mute", "muteTargets": {"alarmNames": ["whichever"]}})],
        )
    ],
    violating=[
        case("empty", alarm(alarmActions=[]), violations="alarm"),
        case("only-when-ok", alarm(alarmActions=[], okActions=[TOPIC_ARN]), violations="alarm"),
        case("disabled", alarm(actionsEnabled=False), violations="alarm"),
        case("disabled-as-text", alarm(actionsEnabled="false"), violations="alarm"),
        case("composite", alarm(), composite('ALARM("alarm")', alarmActions=[]), violations="composite"),
        case(
            "in-a-silent-composite",
            alarm(alarmActions=[]),
            composite('ALARM("alarm")', actionsEnabled=False),
            violations="alarm composite",
        ),
        case("not-in-the-composite", alarm(alarmActions=[]), composite('ALARM("other")'), violations="alarm"),
        case("only-its-opposite", alarm(alarmActions=[]), composite('NOT ALARM("alarm")'), violations="alarm"),
        case("only-its-end", alarm(alarmActions=[]), composite("OK(alarm)"), violations="alarm"),
        *(
            case(f"not-by-it-alone-{number}", alarm(alarmActions=[]), composite(rule), violations="alarm")
            for number, rule in enumerate(
                (
                    'ALARM("alarm") AND FALSE',
                    'FALSE AND ALARM("alarm")',
                    'NOT (ALARM("alarm"))',
                    'ALARM("alarm") AND OK("alarm")',
                    'ALARM("alarm") AND NOT TRUE',
                    'ALARM("alarm") OR TRUE',
                    'ALARM("alarm") OR OK("alarm")',
                    'AT_LEAST(2, ALARM, (ALARM("alarm")))',
                )
            )
        ),
        case(
            "in-a-suppressed-composite",
            alarm(alarmActions=[]),
            composite('ALARM("alarm")', actionsSuppressor=SUPPRESSOR),
            violations="alarm composite",
        ),
        case(
            "in-a-suppressed-native-composite",
            registration(
                "aws-native:cloudwatch:CompositeAlarm",
                "composite",
                alarmName="composite",
                alarmRule='ALARM("x")',
                alarmActions=[TOPIC_ARN],
                actionsSuppressor="always",
            ),
            violations="composite",
        ),
        case("not-an-arn", alarm(alarmActions=["x"]), violations="alarm"),
        case(
            "name-of-a-topic",
            TOPIC_OF_STACK,
            from_outputs(alarm(alarmActions=["alerts"]), alarmActions=[TOPIC_OF_STACK]),
            violations="alarm",
        ),
        case("muted", alarm(), muting("alarm"), violations="mute"),
        case("muted-of-others", muting("theirs"), violations="mute"),
        case("one-of-two-muted", alarm(), muting("alarm", "other"), violations="mute", silentAlarms=["alarm"]),
        case(
            "native-mute",
            registration("aws-native:cloudwatch:AlarmMuteRule", "mute", muteTargets={"alarmNames": ["alarm"]}),
            violations="mute",
        ),
        case(
            "cloud-control-mute",
            cloud_control("AWS::CloudWatch::AlarmMuteRule", "mute", MuteTargets={"AlarmNames": ["alarm"]}),
            violations="mute",
        ),
        case("native", registration("aws-native:cloudwatch:Alarm", "alarm", **WATCHING), violations="alarm"),
        case("cloud-control", cloud_control("AWS::CloudWatch::Alarm", "alarm", MetricName="x"), violations="alarm"),
    ],
    compliant=[
        case("topic", alarm()),
        case(
            "topic-of-the-stack",
            TOPIC_OF_STACK,
            from_outputs(alarm(alarmActions=[UNKNOWN_STRING_VALUE]), alarmActions=[TOPIC_OF_STACK]),
        ),
        case(
            "topic-of-the-stack-beside-others",
            TOPIC_OF_STACK,
            metric_filter(),
            from_outputs(alarm(alarmActions=UNKNOWN_STRING_VALUE), alarmActions=[TOPIC_OF_STACK, metric_filter()]),
        ),
        case("in-a-composite", alarm(alarmActions=[]), composite('ALARM("other") OR ALARM("alarm")')),
        case("in-parentheses", alarm(alarmActions=[]), composite('(ALARM("other")) OR (ALARM("alarm") OR ALARM(x))')),
        case("without-quotes", alarm(alarmActions=[]), composite("ALARM(alarm)")),
        case(
            "may-be-silent",
            alarm(alarmActions=[]),
            alarm("other", actionsEnabled=False),
            silentAlarms=["alarm", "other"],
        ),
        case("may-be-muted", alarm(), muting("alarm"), silentAlarms=["alarm"]),
        case("mutes-nothing", alarm(), muting()),
        case(
            "in-a-composite-that-may-be-suppressed",
            alarm(alarmActions=[]),
            composite('ALARM("alarm")', actionsSuppressor=SUPPRESSOR),
            silentAlarms=["composite"],
        ),
        case("ends-an-instance", alarm(alarmActions=["arn:aws:automate:us-east-1:ec2:stop"])),
        *(
            case(
                type_,
                registration(type_, "target"),
                from_outputs(alarm(alarmActions=UNKNOWN_STRING_VALUE), alarmActions=[registration(type_, "target")]),
            )
            for type_ in (
                "aws:appautoscaling/policy:Policy",
                "aws:autoscaling/policy:Policy",
                "aws:lambda/alias:Alias",
                "aws:lambda/function:Function",
                "aws:ssmincidents/responsePlan:ResponsePlan",
                "aws-native:applicationautoscaling:ScalingPolicy",
                "aws-native:autoscaling:ScalingPolicy",
                "aws-native:lambda:Alias",
                "aws-native:ssmincidents:ResponsePlan",
            )
        ),
        case("by-arn", alarm(alarmActions=[]), composite('ALARM("arn:aws:cloudwatch:us-east-1:1:alarm:alarm")')),
        case(
            "in-a-composite-of-composites",
            alarm(alarmActions=[]),
            composite("ALARM(alarm)", "inner", alarmActions=[]),
            composite("ALARM(inner)", "outer"),
        ),
        case(
            "in-a-composite-by-origin",
            alarm(alarmActions=[]),
            from_outputs(composite(UNKNOWN_STRING_VALUE), alarmRule=[alarm(alarmActions=[])]),
        ),
        case("native-topic", NATIVE_ALARM),
    ],
    absent=[case("nothing-said", alarm(alarmActions=None), violations="alarm")],
    unknown=[
        case(
            "actions",
            metric_filter(),
            from_outputs(alarm(alarmActions=UNKNOWN_STRING_VALUE), alarmActions=[metric_filter()]),
            violations="alarm",
        ),
        case(
            "mutes",
            from_outputs(registration(MUTE, "mute"), muteTargets=[metric_filter()]),
            metric_filter(),
            violations="mute",
        ),
    ],
    out_of_scope=[case("a-dashboard", registration("aws:cloudwatch/dashboard:Dashboard", "dashboard"))],
)

ALARM_WATCHES = RuleCases(
    rule=alarm_watches_what_exists.RULE,
    mutations=[
        Mutation(
            violations=frozenset({"mistyped"}),
            add=[
                (ALARM, "mistyped", {"alarmActions": [TOPIC_ARN], "namespace": "LogMetrics", "metricName": "mistyped"})
            ],
        ),
        Mutation(
            stack="dev",
            violations=frozenset({"mistyped"}),
            add=[(COMPOSITE, "mistyped", {"alarmActions": [TOPIC_ARN], "alarmRule": 'ALARM("mistyped")'})],
        ),
    ],
    violating=[
        case("no-filter", alarm(), violations="alarm"),
        case("other-name", metric_filter(), alarm(metricName="root-used"), violations="alarm"),
        case("other-namespace", metric_filter(), alarm(namespace="Logs"), violations="alarm"),
        case("in-a-query", alarm(namespace=None, metricName=None, metricQueries=QUERY), violations="alarm"),
        case("native", NATIVE_ALARM, violations="alarm"),
        case("native-query", NATIVE_QUERY, violations="alarm"),
        case("agent", alarm(namespace="CWAgent"), violations="alarm"),
        case("like-one-of-aws", alarm(namespace="GlueJobs"), violations="alarm"),
        case("in-another-region", metric_filter(region="us-east-1"), alarm(region="us-west-2"), violations="alarm"),
        case("of-a-dimension", metric_filter(), alarm(dimensions={"User": "root"}), violations="alarm"),
        case("of-no-dimension", BY_USER, alarm(), violations="alarm"),
        case("native-of-no-dimension", NATIVE_BY_USER, NATIVE_ALARM, violations="alarm"),
        case("composite", composite('ALARM("gone")'), violations="composite"),
        case("one-of-two", metric_filter(), alarm(), composite("ALARM(alarm) OR OK(gone)"), violations="composite"),
    ],
    compliant=[
        case("filled", metric_filter(), alarm()),
        case("filled-in-a-query", metric_filter(), alarm(namespace=None, metricName=None, metricQueries=QUERY)),
        case("native-filled", NATIVE_FILTER, NATIVE_ALARM),
        case("of-aws", alarm(namespace="AWS/EC2", metricName="CPUUtilization")),
        case("of-its-dimension", BY_USER, alarm(dimensions={"User": "root"})),
        case("native-of-its-dimension", NATIVE_BY_USER, NATIVE_ROOT),
        case("in-one-region", metric_filter(region="us-east-1"), alarm(region="us-east-1")),
        *(
            case(f"of-{namespace}", alarm(namespace=namespace))
            for namespace in (
                *("AmazonMWAA", "ApplicationSignals", "CloudWatchSynthetics", "ECS/ContainerInsights", "Glue"),
                *("LambdaInsights", "WAF", "/aws/sagemaker/Endpoints", "ContainerInsights/Prometheus"),
            )
        ),
        case("of-aws-containers", alarm(namespace="ContainerInsights", metricName="node_cpu_utilization")),
        case("of-others", alarm(namespace="CWAgent"), namespaces=["CWAgent"]),
        case("composite-good", metric_filter(), alarm(), composite('ALARM("alarm")')),
        case("composite-of-others", composite('ALARM("theirs")'), alarmsOfOthers=["theirs"]),
        case(
            "composite-by-origin",
            metric_filter(),
            alarm(),
            from_outputs(composite(UNKNOWN_STRING_VALUE), alarmRule=[alarm()]),
        ),
    ],
    absent=[case("no-alarm", metric_filter())],
    unknown=[
        case(
            "metric",
            metric_filter(),
            from_outputs(alarm(metricName=UNKNOWN_STRING_VALUE), metricName=[metric_filter()]),
            violations="alarm",
        ),
        case(
            "dimensions-of-a-metric-of-aws",
            metric_filter(),
            from_outputs(
                alarm(namespace="AWS/EC2", dimensions={"InstanceId": UNKNOWN_STRING_VALUE}),
                dimensions=[metric_filter()],
            ),
        ),
        case(
            "composite-rule",
            metric_filter(),
            from_outputs(composite(UNKNOWN_STRING_VALUE), alarmRule=[metric_filter()]),
            violations="composite",
        ),
        case(
            "composite-rule-of-an-alarm-and-more",
            metric_filter(),
            alarm(),
            from_outputs(composite(UNKNOWN_STRING_VALUE), alarmRule=[alarm(), metric_filter()]),
            violations="composite",
        ),
    ],
    out_of_scope=[case("a-dashboard", registration("aws:cloudwatch/dashboard:Dashboard", "dashboard"))],
)


def subscribed(**inputs: Any) -> RegisterResourceRequest:
    return registration(
        "aws:sns/topicSubscription:TopicSubscription", "subscription", **({"protocol": "email"} | inputs)
    )


ALERTS = registration(TOPIC, "alerts", name="alerts")
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


def statement(service: str, *actions: str, **condition: Any) -> dict[str, Any]:
    grant = {"Effect": "Allow", "Principal": {"Service": service}, "Action": list(actions), "Resource": "*"}
    return grant | ({"Condition": condition} if condition else {})


USE = ("kms:Decrypt", "kms:GenerateDataKey*")
CLOUDWATCH = "cloudwatch.amazonaws.com"
EVENTS = "events.amazonaws.com"


def key(*statements: dict[str, Any]) -> RegisterResourceRequest:
    root = {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::1:root"}, "Action": "kms:*", "Resource": "*"}
    return registration(
        "aws:kms/key:Key", "key", policy=json.dumps({"Version": "2012-10-17", "Statement": [root, *statements]})
    )


SOURCE = {"StringEquals": {"aws:SourceAccount": "1"}}
KEYED = registration(TOPIC, "alerts", name="alerts", kmsMasterKeyId=UNKNOWN_STRING_VALUE)
ADMITTING = key(statement(CLOUDWATCH, *USE), statement(EVENTS, *USE))
TARGET = registration("aws:cloudwatch/eventTarget:EventTarget", "target", rule="r", arn=TOPIC_ARN)
ALIAS = registration("aws:kms/alias:Alias", "alias", name="alias/alerts")


def keyed(made: RegisterResourceRequest, *others: RegisterResourceRequest) -> tuple[RegisterResourceRequest, ...]:
    """A topic with the key that is given, and what else there is."""
    return made, from_outputs(KEYED, kmsMasterKeyId=[made]), *others


def key_policy(of: RegisterResourceRequest) -> RegisterResourceRequest:
    """A policy of its own for the key, with the document of another."""
    made = registration("aws:kms/keyPolicy:KeyPolicy", "key-policy", policy=of.object["policy"])
    return from_outputs(made, keyId=[registration("aws:kms/key:Key", "key")])


def with_key(value: str) -> RegisterResourceRequest:
    return registration(TOPIC, "alerts", name="alerts", kmsMasterKeyId=value)


TOPIC_KEY = RuleCases(
    rule=topic_key_admits_publishers.RULE,
    mutations=[
        Mutation(resource="audit-notifications-topic", inputs={"kmsMasterKeyId": "alias/aws/sns"}),
        Mutation(
            violations=frozenset({"audit-notifications-topic"}),
            add=[
                (
                    "aws:cloudwatch/eventTarget:EventTarget",
                    "target",
                    {"rule": "r", "arn": "arn:aws:sns:us-east-1:123456789012:monitoring-prod-audit-notifications"},
                )
            ],
        ),
    ],
    violating=[
        case("managed-key", with_key("alias/aws/sns"), alarm(), violations="alerts"),
        case("managed-key-by-arn", with_key("arn:aws:kms:us-east-1:1:alias/aws/sns"), alarm(), violations="alerts"),
        case("key-of-others", with_key("arn:aws:kms:us-east-1:1:key/1"), alarm(), violations="alerts"),
        case("default-policy", *keyed(registration("aws:kms/key:Key", "key"), alarm()), violations="alerts"),
        case(
            "disabled-key",
            *keyed(registration("aws:kms/key:Key", "key", isEnabled=False, policy=ADMITTING.object["policy"]), alarm()),
            violations="alerts",
        ),
        case("replaced-policy", *keyed(ADMITTING, alarm()), key_policy(key()), violations="alerts"),
        case("nobody-admitted", *keyed(key(), alarm()), violations="alerts"),
        case("another-admitted", *keyed(key(statement(EVENTS, *USE)), alarm()), violations="alerts"),
        case("one-of-two-publishers", *keyed(key(statement(CLOUDWATCH, *USE)), alarm(), TARGET), violations="alerts"),
        case(
            "half-of-the-actions",
            *keyed(key(statement(CLOUDWATCH, "kms:GenerateDataKey*")), alarm()),
            violations="alerts",
        ),
        case("denied", *keyed(key(statement(CLOUDWATCH, *USE) | {"Effect": "Deny"}), alarm()), violations="alerts"),
        case("rules-send-no-source", *keyed(key(statement(EVENTS, *USE, **SOURCE)), TARGET), violations="alerts"),
        case(
            "a-condition-that-nobody-meets",
            *keyed(
                key(statement(CLOUDWATCH, *USE, StringEquals={"kms:ViaService": "s3.us-east-1.amazonaws.com"})), alarm()
            ),
            violations="alerts",
        ),
        case(
            "trail",
            *keyed(key(), registration("aws:cloudtrail/trail:Trail", "trail", snsTopicName="alerts")),
            violations="alerts",
        ),
        case(
            "bucket",
            *keyed(
                key(),
                registration(
                    "aws:s3/bucketNotification:BucketNotification",
                    "bucket",
                    topics=[{"topicArn": TOPIC_ARN, "events": ["x"]}],
                ),
            ),
            violations="alerts",
        ),
        case("when-ok", *keyed(key(), alarm(alarmActions=[], okActions=[TOPIC_ARN])), violations="alerts"),
        case("composite", *keyed(key(), composite("ALARM(a)")), violations="alerts"),
        case(
            "by-origin",
            *keyed(key(), from_outputs(alarm(alarmActions=UNKNOWN_STRING_VALUE), alarmActions=[KEYED])),
            violations="alerts",
        ),
        case("not-a-policy", *keyed(registration("aws:kms/key:Key", "key", policy="{"), alarm()), violations="alerts"),
        case(
            "native-key",
            registration("aws-native:kms:Key", "key", keyPolicy={"Statement": [statement(EVENTS, *USE)]}),
            from_outputs(KEYED, kmsMasterKeyId=[registration("aws-native:kms:Key", "key")]),
            alarm(),
            violations="alerts",
        ),
    ],
    compliant=[
        case("admitted", *keyed(ADMITTING, alarm(), TARGET)),
        case("with-source", *keyed(key(statement(CLOUDWATCH, *USE, **SOURCE)), alarm())),
        case("all-actions", *keyed(key(statement(CLOUDWATCH, "kms:*")), alarm())),
        case("in-two-statements", *keyed(key(statement(CLOUDWATCH, USE[0]), statement(CLOUDWATCH, USE[1])), alarm())),
        case("by-alias", ADMITTING, from_outputs(ALIAS, targetKeyId=[ADMITTING]), with_key("alias/alerts"), alarm()),
        case(
            "by-alias-arn",
            ADMITTING,
            from_outputs(ALIAS, targetKeyId=[ADMITTING]),
            with_key("arn:aws:kms:us-east-1:1:alias/alerts"),
            alarm(),
        ),
        case(
            "by-alias-unknown",
            ADMITTING,
            from_outputs(ALIAS, targetKeyId=[ADMITTING]),
            from_outputs(KEYED, kmsMasterKeyId=[ALIAS]),
            alarm(),
        ),
        case(
            "policy-beside",
            *keyed(registration("aws:kms/key:Key", "key"), alarm()),
            key_policy(ADMITTING),
        ),
        case("replacing-policy", *keyed(key(), alarm()), key_policy(ADMITTING)),
        case("allowed-key-of-others", with_key("alias/theirs"), alarm(), keysOfOthers=["alias/theirs"]),
    ],
    absent=[case("no-key", registration(TOPIC, "alerts", name="alerts"), alarm())],
    unknown=[
        case("which-key", from_outputs(KEYED, kmsMasterKeyId=[alarm()]), alarm(), violations="alerts"),
        case(
            "policy",
            *keyed(from_outputs(registration("aws:kms/key:Key", "key"), policy=[ALERTS]), alarm()),
            violations="alerts",
        ),
    ],
    out_of_scope=[
        case("nobody-publishes", with_key("alias/aws/sns")),
        case("of-another-topic", with_key("alias/aws/sns"), alarm(alarmActions=["arn:aws:sns:us-east-1:1:other"])),
    ],
)

ROWS = (METRIC_FILTER_HAS_ALARM, ALARM_ACTS, ALARM_WATCHES, TOPIC_HAS_SUBSCRIPTION, TOPIC_KEY)
