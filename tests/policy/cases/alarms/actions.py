"""Cases of the rule on what alarms do."""

from pulumi.runtime.proto.resource_pb2 import RegisterResourceRequest
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE
from rules.alarms import alarm_acts

from tests.policy.cases.alarms.resources import (
    ALARM,
    NATIVE_ALARM,
    TOPIC,
    TOPIC_ARN,
    WATCHING,
    alarm,
    composite,
    metric_filter,
)
from tests.support.policy_server import from_outputs, registration
from tests.support.rule_cases import Mutation, RuleCases, case, cloud_control

MUTE = "aws:cloudwatch/alarmMuteRule:AlarmMuteRule"
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
