"""Cases of the rules on functions."""

import json
from typing import Any

from pulumi.runtime.proto.resource_pb2 import RegisterResourceRequest
from pulumi_policy.proxy import UNKNOWN_NUMBER_VALUE, UNKNOWN_STRING_VALUE
from rules.lambda_functions import limits_are_set, log_group_is_declared, no_log_loop

from tests.support.policy_server import from_outputs, registration
from tests.support.rule_cases import Mutation, RuleCases, case, cloud_control

FUNCTION = "aws:lambda/function:Function"
GROUP = "aws:cloudwatch/logGroup:LogGroup"
FIREHOSE = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"
STREAM = "aws:kinesis/stream:Stream"
SUBSCRIPTION = "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter"
LIMITS = {"timeout": 10, "memorySize": 128, "reservedConcurrentExecutions": 5}
TAGS = {"tags": {"Monitoring": "monitoring-prod"}}


def function(name: str = "routine", /, **inputs: Any) -> RegisterResourceRequest:
    return registration(FUNCTION, name, **({"name": name} | LIMITS | inputs))


LIMITS_ARE_SET = RuleCases(
    rule=limits_are_set.RULE,
    mutations=[
        Mutation(
            violations=frozenset({"routine"}),
            add=[
                (FUNCTION, "routine", {"name": "routine", **LIMITS, **TAGS, **change}),
                (
                    GROUP,
                    "routine-log",
                    {"name": "/aws/lambda/routine", "retentionInDays": 365, "kmsKeyId": "k", **TAGS},
                ),
            ],
        )
        for change in ({"timeout": 900}, {"memorySize": 10240}, {"reservedConcurrentExecutions": -1})
    ],
    violating=[
        case("long", function(timeout=61), violations="routine"),
        case("large", function(memorySize=2048), violations="routine"),
        case("unreserved", function(reservedConcurrentExecutions=-1), violations="routine"),
        case("longer-than-the-option", function(timeout=10), violations="routine", mostSeconds=5),
        case("larger-than-the-option", function(memorySize=256), violations="routine", mostMegabytes=128),
        case("not-a-number", function(timeout="short"), violations="routine"),
        case("native", registration("aws-native:lambda:Function", "routine", timeout=900), violations="routine"),
        case("cloud-control", cloud_control("AWS::Lambda::Function", "routine", Timeout=900), violations="routine"),
    ],
    compliant=[
        case("bounded", function()),
        case("at-the-bounds", function(timeout=60, memorySize=1024)),
        case("switched-off", function(reservedConcurrentExecutions=0)),
        case("longer-by-option", function(timeout=900), mostSeconds=900),
        case("native-bounded", registration("aws-native:lambda:Function", "routine", **LIMITS)),
    ],
    absent=[
        *(case(f"no-{name}", function(**{name: None}), violations="routine") for name in LIMITS),
        case("no-function", registration(GROUP, "group")),
    ],
    unknown=[case(name, function(**{name: UNKNOWN_NUMBER_VALUE}), violations="routine") for name in LIMITS],
    out_of_scope=[case("a-layer", registration("aws:lambda/layerVersion:LayerVersion", "layer"))],
)

GROUP_OF = registration(GROUP, "log", name="/aws/lambda/routine")
OTHER_GROUP = registration(GROUP, "log", name="/other")
ROUTINE = registration(FUNCTION, "routine", **LIMITS)
"""A function whose name Pulumi chooses."""

LOG_GROUP_IS_DECLARED = RuleCases(
    rule=log_group_is_declared.RULE,
    mutations=[
        Mutation(
            stack=stack,
            violations=frozenset({"routine"}),
            add=[(FUNCTION, "routine", {"name": "routine", **LIMITS, "tags": {"Monitoring": f"monitoring-{stack}"}})],
        )
        for stack in ("dev", "prod")
    ],
    violating=[
        case("none", function(), violations="routine"),
        case("of-another", function(), OTHER_GROUP, violations="routine"),
        case("set-but-not-declared", function(loggingConfig={"logGroup": "/mine"}), GROUP_OF, violations="routine"),
        case(
            "native",
            registration("aws-native:lambda:Function", "routine", functionName="routine"),
            violations="routine",
        ),
        case("another-allowed", function(), violations="routine", logGroups=["/aws/lambda/other"]),
    ],
    compliant=[
        case("by-name", function(), GROUP_OF),
        case("set-and-declared", function(loggingConfig={"logGroup": "/other"}), OTHER_GROUP),
        case(
            "set-by-origin",
            from_outputs(function(loggingConfig={"logGroup": UNKNOWN_STRING_VALUE}), loggingConfig=[OTHER_GROUP]),
            OTHER_GROUP,
        ),
        case("named-by-origin", ROUTINE, from_outputs(registration(GROUP, "log"), name=[ROUTINE])),
        case("native-by-name", registration("aws-native:lambda:Function", "routine", functionName="routine"), GROUP_OF),
        case(
            "native-group",
            function(),
            registration("aws-native:logs:LogGroup", "log", logGroupName="/aws/lambda/routine"),
        ),
        case("of-others", function(), logGroups=["/aws/lambda/routine"]),
    ],
    absent=[case("no-function", GROUP_OF)],
    unknown=[
        case("chosen-name", ROUTINE, GROUP_OF, violations="routine"),
        case(
            "where",
            from_outputs(function(loggingConfig={"logGroup": UNKNOWN_STRING_VALUE}), loggingConfig=[ROUTINE]),
            violations="routine",
        ),
    ],
    out_of_scope=[case("a-layer", registration("aws:lambda/layerVersion:LayerVersion", "layer"))],
)


def subscription(name: str = "subscription", **inputs: Any) -> RegisterResourceRequest:
    return registration(SUBSCRIPTION, name, **({"logGroup": "/aws/lambda/routine"} | inputs))


def to(target: RegisterResourceRequest, name: str = "subscription", **inputs: Any) -> RegisterResourceRequest:
    return from_outputs(subscription(name, **inputs), destinationArn=[target])


def account_wide(target: RegisterResourceRequest, **inputs: Any) -> RegisterResourceRequest:
    given = {"policyType": "SUBSCRIPTION_FILTER_POLICY"} | inputs
    return from_outputs(
        registration("aws:cloudwatch/logAccountPolicy:LogAccountPolicy", "account", **given), policyDocument=[target]
    )


NAMED = function()
SECOND = function("second")
LAMBDA_ARN = "arn:aws:lambda:us-east-1:1:function:routine"
DATA = registration(STREAM, "data", name="data")
READS = from_outputs(
    registration("aws:lambda/eventSourceMapping:EventSourceMapping", "reads"),
    eventSourceArn=[DATA],
    functionName=[NAMED],
)
READS_BY_ALIAS = from_outputs(
    registration("aws:lambda/eventSourceMapping:EventSourceMapping", "reads", functionName=f"{LAMBDA_ARN}:live"),
    eventSourceArn=[DATA],
)
CHANGES = from_outputs(registration(FIREHOSE, "delivery", name="delivery"), extendedS3Configuration=[NAMED])
CHANGES_BY_ARN = registration(
    FIREHOSE,
    "delivery",
    name="delivery",
    extendedS3Configuration={
        "processingConfiguration": {
            "processors": [
                {
                    "type": "Lambda",
                    "parameters": [{"parameterName": "LambdaArn", "parameterValue": f"{LAMBDA_ARN}:$LATEST"}],
                }
            ]
        }
    },
)
OF_DATA = from_outputs(
    registration(
        FIREHOSE,
        "of-data",
        extendedS3Configuration={
            "processingConfiguration": {
                "processors": [
                    {"type": "Lambda", "parameters": [{"parameterName": "LambdaArn", "parameterValue": LAMBDA_ARN}]}
                ]
            }
        },
        kinesisSourceConfiguration={"kinesisStreamArn": UNKNOWN_STRING_VALUE},
    ),
    kinesisSourceConfiguration=[DATA],
)
DESTINATION = from_outputs(
    registration("aws:cloudwatch/logDestination:LogDestination", "destination"), targetArn=[DATA]
)
OWN_GROUP = from_outputs(registration(GROUP, "log"), name=[ROUTINE])

NO_LOG_LOOP = RuleCases(
    rule=no_log_loop.RULE,
    mutations=[
        Mutation(
            violations=frozenset({"loop"}),
            add=[
                (FUNCTION, "routine", {"name": "routine", "arn": LAMBDA_ARN, **LIMITS, **TAGS}),
                (
                    GROUP,
                    "routine-log",
                    {"name": "/aws/lambda/routine", "retentionInDays": 365, "kmsKeyId": "k", **TAGS},
                ),
                (SUBSCRIPTION, "loop", {"logGroup": "/aws/lambda/routine", "destinationArn": LAMBDA_ARN}),
            ],
        )
    ],
    violating=[
        case("direct", NAMED, to(NAMED), violations="subscription"),
        case(
            "by-group",
            NAMED,
            GROUP_OF,
            from_outputs(to(NAMED, logGroup=UNKNOWN_STRING_VALUE), logGroup=[GROUP_OF]),
            violations="subscription",
        ),
        case(
            "chosen-name",
            ROUTINE,
            from_outputs(to(ROUTINE, logGroup=UNKNOWN_STRING_VALUE), logGroup=[ROUTINE]),
            violations="subscription",
        ),
        case(
            "chosen-name-by-group",
            ROUTINE,
            OWN_GROUP,
            from_outputs(to(ROUTINE, logGroup=UNKNOWN_STRING_VALUE), logGroup=[OWN_GROUP]),
            violations="subscription",
        ),
        case(
            "set-group",
            function(loggingConfig={"logGroup": "/other"}),
            OTHER_GROUP,
            to(NAMED, logGroup="/other"),
            violations="subscription",
        ),
        case("through-a-stream", NAMED, DATA, READS, to(DATA), violations="subscription"),
        case("through-a-stream-to-an-alias", NAMED, DATA, READS_BY_ALIAS, to(DATA), violations="subscription"),
        *(
            case(
                f"through-a-stream-to-{written}",
                NAMED,
                DATA,
                from_outputs(
                    registration("aws:lambda/eventSourceMapping:EventSourceMapping", "reads", functionName=written),
                    eventSourceArn=[DATA],
                ),
                to(DATA),
                violations="subscription",
            )
            for written in (
                "routine:live",
                "function:routine",
                "123456789012:routine",
                "123456789012:function:routine",
                "123456789012:function:routine:$LATEST",
                LAMBDA_ARN,
            )
        ),
        case("through-delivery", NAMED, CHANGES, to(CHANGES), violations="subscription"),
        case("through-delivery-by-arn", NAMED, CHANGES_BY_ARN, to(CHANGES_BY_ARN), violations="subscription"),
        case("through-a-stream-and-delivery", NAMED, DATA, OF_DATA, to(DATA), violations="subscription"),
        case("through-a-destination", NAMED, DATA, READS, DESTINATION, to(DESTINATION), violations="subscription"),
        case(
            "two-functions",
            NAMED,
            SECOND,
            to(SECOND),
            to(NAMED, "back", logGroup="/aws/lambda/second"),
            violations="subscription back",
        ),
        case(
            "native",
            NAMED,
            from_outputs(
                registration("aws-native:logs:SubscriptionFilter", "subscription", logGroupName="/aws/lambda/routine"),
                destinationArn=[NAMED],
            ),
            violations="subscription",
        ),
        case("whole-account", NAMED, account_wide(NAMED), violations="account"),
        case(
            "whole-account-but-others",
            NAMED,
            account_wide(NAMED, selectionCriteria='LogGroupName NOT IN ["/aws/lambda/other"]'),
            violations="account",
        ),
    ],
    compliant=[
        case("another-group", NAMED, to(NAMED, logGroup="/audit")),
        case("another-function", NAMED, SECOND, to(SECOND)),
        case("own-group-elsewhere", function(loggingConfig={"logGroup": "/other"}), to(NAMED)),
        case(
            "a-stream-that-another-reads",
            NAMED,
            SECOND,
            DATA,
            from_outputs(
                registration("aws:lambda/eventSourceMapping:EventSourceMapping", "reads"),
                eventSourceArn=[DATA],
                functionName=[SECOND],
            ),
            to(DATA),
        ),
        case(
            "whole-account-without-own",
            NAMED,
            account_wide(NAMED, selectionCriteria='LogGroupName NOT IN ["/aws/lambda/routine"]'),
        ),
    ],
    absent=[case("no-subscription", NAMED)],
    unknown=[
        case("target", NAMED, GROUP_OF, to(GROUP_OF), violations="subscription"),
        case(
            "selection",
            NAMED,
            GROUP_OF,
            from_outputs(account_wide(NAMED), selectionCriteria=[GROUP_OF]),
            violations="account",
        ),
    ],
    out_of_scope=[
        case(
            "data-protection",
            registration(
                "aws:cloudwatch/logAccountPolicy:LogAccountPolicy",
                "account",
                policyType="DATA_PROTECTION_POLICY",
                policyDocument=json.dumps({}),
            ),
        )
    ],
)

ROWS = (LIMITS_ARE_SET, LOG_GROUP_IS_DECLARED, NO_LOG_LOOP)
