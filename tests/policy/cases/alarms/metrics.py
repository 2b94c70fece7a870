"""Cases of the rules on what metric filters fill and alarms watch."""

from pulumi_policy.proxy import UNKNOWN_STRING_VALUE
from rules.alarms import alarm_watches_what_exists, metric_filter_has_alarm

from tests.policy.cases.alarms.resources import (
    ALARM,
    BY_USER,
    COMPOSITE,
    COUNTED,
    FILTER,
    IN_COUNTS,
    METRIC,
    NATIVE_ALARM,
    NATIVE_BY_USER,
    NATIVE_FILTER,
    NATIVE_IN_COUNTS,
    NATIVE_QUERY,
    NATIVE_ROOT,
    QUERY,
    TOPIC_ARN,
    alarm,
    composite,
    metric_filter,
)
from tests.support.policy_server import from_outputs, registration
from tests.support.rule_cases import Mutation, RuleCases, case, cloud_control

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
        case("of-no-unit", metric_filter(), alarm(unit="Count"), violations="filter"),
        case("of-another-unit", COUNTED, alarm(unit="Seconds"), violations="filter"),
        case("of-a-unit-alone", COUNTED, alarm(unit="None"), violations="filter"),
        case("in-a-query-of-no-unit", metric_filter(), IN_COUNTS, violations="filter"),
        case("native-of-no-unit", NATIVE_FILTER, NATIVE_IN_COUNTS, violations="filter"),
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
        case("of-its-unit", COUNTED, alarm(unit="Count")),
        case("of-any-unit", COUNTED, alarm()),
        case("of-no-unit-by-name", metric_filter(), alarm(unit="None")),
        case("in-a-query-of-its-unit", COUNTED, IN_COUNTS),
        case("native-of-its-unit", COUNTED, NATIVE_IN_COUNTS),
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
        case("of-no-unit", metric_filter(), alarm(unit="Count"), violations="alarm"),
        case("of-another-unit", COUNTED, alarm(unit="Seconds"), violations="alarm"),
        case("of-a-unit-alone", COUNTED, alarm(unit="None"), violations="alarm"),
        case("in-a-query-of-no-unit", metric_filter(), IN_COUNTS, violations="alarm"),
        case("native-of-no-unit", NATIVE_FILTER, NATIVE_IN_COUNTS, violations="alarm"),
        case("composite", composite('ALARM("gone")'), violations="composite"),
        case("one-of-two", metric_filter(), alarm(), composite("ALARM(alarm) OR OK(gone)"), violations="composite"),
    ],
    compliant=[
        case("filled", metric_filter(), alarm()),
        case("filled-in-a-query", metric_filter(), alarm(namespace=None, metricName=None, metricQueries=QUERY)),
        case("native-filled", NATIVE_FILTER, NATIVE_ALARM),
        case("of-aws", alarm(namespace="AWS/EC2", metricName="CPUUtilization")),
        case("of-its-dimension", BY_USER, alarm(dimensions={"User": "root"})),
        case("of-its-unit", COUNTED, alarm(unit="Count")),
        case("of-any-unit", COUNTED, alarm()),
        case("of-no-unit-by-name", metric_filter(), alarm(unit="None")),
        case("in-a-query-of-its-unit", COUNTED, IN_COUNTS),
        case("native-of-its-unit", COUNTED, NATIVE_IN_COUNTS),
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
            "unit",
            metric_filter(),
            from_outputs(alarm(unit=UNKNOWN_STRING_VALUE), unit=[metric_filter()]),
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
