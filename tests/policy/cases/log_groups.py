"""Cases of the rules on log groups and what logs go through."""

import json
from typing import Any

from pulumi.runtime.proto.resource_pb2 import RegisterResourceRequest
from pulumi_policy.proxy import UNKNOWN_NUMBER_VALUE, UNKNOWN_STRING_VALUE
from rules.log_groups import keeps_logs, logs_are_encrypted, service_takes_role_for_the_account

from tests.support.policy_server import from_outputs, registration
from tests.support.rule_cases import Mutation, RuleCases, case, cloud_control

GROUP = "aws:cloudwatch/logGroup:LogGroup"
FIREHOSE = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"
STREAM = "aws:kinesis/stream:Stream"
TOPIC = "aws:sns/topic:Topic"
ROLE = "aws:iam/role:Role"
ACCOUNT = "123456789012"


def group(**inputs: Any) -> RegisterResourceRequest:
    return registration(GROUP, "group", **({"name": "/logs"} | inputs))


KEEPS_LOGS = RuleCases(
    rule=keeps_logs.RULE,
    mutations=[
        Mutation(resource="audit-logs-group", inputs={"retentionInDays": 180}),
        Mutation(resource="audit-logs-group", inputs={"retentionInDays": None}),
        Mutation(resource="audit-stream-errors", inputs={"retentionInDays": 14}),
        Mutation(stack="dev", resource="traffic-logs-group", inputs={"retentionInDays": 1}),
    ],
    violating=[
        case("too-short", group(retentionInDays=180), violations="group"),
        case("written-as-text", group(retentionInDays="180"), violations="group"),
        case("forever", group(retentionInDays=0), violations="group"),
        case("delivery-class", group(retentionInDays=365, logGroupClass="DELIVERY"), violations="group"),
        case("other-minimum", group(retentionInDays=365), violations="group", minimumDays=400),
        case("own-minimum-of-another-type", group(retentionInDays=365), violations="group", minimumDaysOf=["/logs"]),
        case(
            "own-minimum-of-no-number",
            group(retentionInDays=365),
            violations="group",
            minimumDaysOf={"/logs": "a"},
        ),
        case("own-minimum", group(retentionInDays=14), violations="group", minimumDaysOf={"/logs": 30}),
        case("minimum-of-another", group(retentionInDays=30), violations="group", minimumDaysOf={"/errors": 30}),
        case("native", registration("aws-native:logs:LogGroup", "group", retentionInDays=7), violations="group"),
        case("cloud-control", cloud_control("AWS::Logs::LogGroup", "group", RetentionInDays=7), violations="group"),
        case("not-a-number", group(retentionInDays="long"), violations="group"),
    ],
    compliant=[
        case("a-year", group(retentionInDays=365)),
        case("ten-years", group(retentionInDays=3653)),
        case("smaller-minimum", group(retentionInDays=7), minimumDays=7),
        case("smaller-own-minimum", group(retentionInDays=30), minimumDaysOf={"/logs": 30}),
        case("native-kept", registration("aws-native:logs:LogGroup", "group", retentionInDays=365)),
    ],
    absent=[
        case("not-set", group(), violations="group"),
        case("native-not-set", registration("aws-native:logs:LogGroup", "group"), violations="group"),
    ],
    unknown=[
        case("retention", group(retentionInDays=UNKNOWN_NUMBER_VALUE), violations="group"),
        case("name", group(name=UNKNOWN_STRING_VALUE, retentionInDays=400)),
        case(
            "name-that-may-differ",
            group(name=UNKNOWN_STRING_VALUE, retentionInDays=400),
            violations="group",
            minimumDaysOf={"/logs": 3653},
        ),
    ],
    out_of_scope=[case("a-stream", registration(STREAM, "stream", retentionPeriod=24))],
)

KEY = registration("aws:kms/key:Key", "key")
ALIAS = from_outputs(registration("aws:kms/alias:Alias", "alias", name="alias/logs"), targetKeyId=[KEY])
OFF = registration("aws:kms/key:Key", "key", isEnabled=False)
KEY_ARN = f"arn:aws:kms:us-east-1:{ACCOUNT}:key/1"


def encrypted(request: RegisterResourceRequest, name: str, *keys: RegisterResourceRequest) -> RegisterResourceRequest:
    return from_outputs(request, **{name: keys})


LOGS_ARE_ENCRYPTED = RuleCases(
    rule=logs_are_encrypted.RULE,
    mutations=[
        Mutation(resource="audit-logs-group", inputs={"kmsKeyId": None}),
        Mutation(resource="audit-stream-delivery-stream", inputs={"serverSideEncryption": None}),
        Mutation(resource="audit-events-stream", inputs={"encryptionType": "NONE"}),
        Mutation(resource="audit-notifications-topic", inputs={"kmsMasterKeyId": None}),
    ],
    violating=[
        case("log-group", group(), violations="group"),
        case("empty-key", group(kmsKeyId=""), violations="group"),
        case("disabled-key", OFF, encrypted(group(), "kmsKeyId", OFF), violations="group"),
        case(
            "topic-of-a-disabled-key",
            OFF,
            encrypted(registration(TOPIC, "topic"), "kmsMasterKeyId", OFF),
            violations="topic",
        ),
        case("topic", registration(TOPIC, "topic"), violations="topic"),
        case("firehose", registration(FIREHOSE, "stream"), violations="stream"),
        case(
            "firehose-off",
            registration(FIREHOSE, "stream", serverSideEncryption={"enabled": False}),
            violations="stream",
        ),
        case("stream", registration(STREAM, "stream"), violations="stream"),
        case("stream-off", registration(STREAM, "stream", encryptionType="NONE"), violations="stream"),
        case("other-kind-allowed", group(), violations="group", withoutKey=["topics"]),
        case("native-group", registration("aws-native:logs:LogGroup", "group"), violations="group"),
        case("native-stream", registration("aws-native:kinesis:Stream", "stream"), violations="stream"),
        case(
            "native-firehose", registration("aws-native:kinesisfirehose:DeliveryStream", "stream"), violations="stream"
        ),
        case("native-topic", registration("aws-native:sns:Topic", "topic"), violations="topic"),
        case("cloud-control", cloud_control("AWS::Logs::LogGroup", "group", RetentionInDays=7), violations="group"),
    ],
    compliant=[
        case("key-of-the-stack", KEY, encrypted(group(), "kmsKeyId", KEY)),
        case("by-alias", KEY, ALIAS, encrypted(group(), "kmsKeyId", KEY, ALIAS)),
        case("key-of-others", group(kmsKeyId=KEY_ARN)),
        case("topic-good", KEY, encrypted(registration(TOPIC, "topic"), "kmsMasterKeyId", KEY)),
        case("firehose-good", registration(FIREHOSE, "stream", serverSideEncryption={"enabled": True})),
        case(
            "firehose-key",
            KEY,
            from_outputs(
                registration(
                    FIREHOSE, "stream", serverSideEncryption={"enabled": True, "keyArn": UNKNOWN_STRING_VALUE}
                ),
                serverSideEncryption=[KEY],
            ),
        ),
        case("firehose-of-a-stream", registration(FIREHOSE, "stream", kinesisSourceConfiguration={"roleArn": "r"})),
        case("stream-good", registration(STREAM, "stream", encryptionType="KMS")),
        case(
            "native-stream-good",
            registration("aws-native:kinesis:Stream", "stream", streamEncryption={"encryptionType": "KMS"}),
        ),
        case(
            "native-firehose-good",
            registration(
                "aws-native:kinesisfirehose:DeliveryStream",
                "stream",
                deliveryStreamEncryptionConfigurationInput={"keyType": "AWS_OWNED_CMK"},
            ),
        ),
        case("allowed-kind", group(), registration(TOPIC, "topic"), withoutKey=["log groups", "topics"]),
    ],
    absent=[case("nothing", KEY)],
    unknown=[
        case(
            "key-from-elsewhere",
            KEY,
            encrypted(group(), "kmsKeyId", registration(STREAM, "other", encryptionType="KMS")),
            registration(STREAM, "other", encryptionType="KMS"),
            violations="group",
        ),
        case("switch", KEY, encrypted(registration(STREAM, "stream"), "encryptionType", KEY), violations="stream"),
    ],
    out_of_scope=[case("a-queue", registration("aws:sqs/queue:Queue", "queue"))],
)


def role(service: str, type_: str = ROLE, *, kind: str = "Service", **condition: object) -> RegisterResourceRequest:
    statement = {"Effect": "Allow", "Principal": {kind: service}, "Action": "sts:AssumeRole"}
    trust = {"Version": "2012-10-17", "Statement": [statement | ({"Condition": condition} if condition else {})]}
    if type_ == ROLE:
        return registration(type_, "role", assumeRolePolicy=json.dumps(trust))
    return registration(type_, "role", assumeRolePolicyDocument=trust)


TRAIL_ARN = f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}:trail/main"
ANY_REGION = f"arn:aws:logs:*:{ACCOUNT}:*"

FOR_ALL: dict[str, Any] = {"ForAllValues:StringEquals": {"aws:SourceAccount": ACCOUNT}}

SERVICE_TAKES_ROLE = RuleCases(
    rule=service_takes_role_for_the_account.RULE,
    mutations=[
        Mutation(
            stack=stack,
            resource=resource,
            inputs={
                "assumeRolePolicy": json.dumps(
                    {
                        "Version": "2012-10-17",
                        "Statement": [
                            {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
                        ],
                    }
                )
            },
        )
        for stack, resource, service in (
            ("dev", "audit-logs-cloudtrail-role", "cloudtrail.amazonaws.com"),
            ("dev", "traffic-logs-vpc-flow-logs-role", "vpc-flow-logs.amazonaws.com"),
            ("prod", "audit-stream-role", "firehose.amazonaws.com"),
            ("prod", "audit-stream-subscription-role", "logs.amazonaws.com"),
        )
    ],
    violating=[
        *(
            case(f"{service}-without", role(f"{service}.amazonaws.com"), violations="role")
            for service in (
                "Logs",
                "VPC-Flow-Logs",
                "appstream",
                "cloudtrail",
                "config",
                "controltower",
                "delivery.logs",
                "events",
                "firehose",
                "frauddetector",
                "iot",
                "logs",
                "logs.EU-WEST-1",
                "logs.eu-west-1",
                "personalize",
                "scheduler",
                "ssm",
                "states",
                "states.us-east-1",
                "streams.metrics.cloudwatch",
                "transcribe",
                "transfer",
                "vpc-flow-logs",
            )
        ),
        case("china", role("logs.cn-north-1.amazonaws.com.cn"), violations="role"),
        case("native", role("logs.amazonaws.com", "aws-native:iam:Role"), violations="role"),
        case("any-account", role("logs.amazonaws.com", StringLike={"aws:SourceAccount": "*"}), violations="role"),
        case(
            "any-account-of-arn",
            role("logs.amazonaws.com", ArnLike={"aws:SourceArn": "arn:aws:logs:*:*:*"}),
            violations="role",
        ),
        case(
            "star-crosses-colons",
            role("logs.amazonaws.com", StringLike={"aws:SourceArn": ANY_REGION}),
            violations="role",
        ),
        case(
            "if-exists",
            role("logs.amazonaws.com", StringEqualsIfExists={"aws:SourceAccount": ACCOUNT}),
            violations="role",
        ),
        case("negated", role("logs.amazonaws.com", StringNotEquals={"aws:SourceAccount": ACCOUNT}), violations="role"),
        case(
            "all-values",
            role("logs.amazonaws.com", **FOR_ALL),
            violations="role",
        ),
        case(
            "one-value-open",
            role("logs.amazonaws.com", ArnLike={"aws:SourceArn": [TRAIL_ARN, "arn:aws:logs:*:*:*"]}),
            violations="role",
        ),
        case(
            "external-id-of-another-service",
            role("cloudtrail.amazonaws.com", StringEquals={"sts:ExternalId": ACCOUNT}),
            violations="role",
        ),
        *(
            case(
                f"{key}-of-the-request",
                role("firehose.amazonaws.com", StringEquals={key: f"${{{key}}}"}),
                violations="role",
            )
            for key in ("sts:ExternalId", "aws:SourceAccount", "aws:SourceArn")
        ),
        case("not-a-document", registration(ROLE, "role", assumeRolePolicy="{"), violations="role"),
        case(
            "second-of-two",
            registration(
                ROLE,
                "role",
                assumeRolePolicy=json.dumps(
                    {
                        "Version": "2012-10-17",
                        "Statement": [
                            {
                                "Effect": "Allow",
                                "Principal": {"Service": ["ec2.amazonaws.com", "logs.amazonaws.com"]},
                                "Action": "sts:AssumeRole",
                            },
                        ],
                    }
                ),
            ),
            violations="role",
        ),
    ],
    compliant=[
        case("source-arn", role("cloudtrail.amazonaws.com", StringEquals={"aws:SourceArn": TRAIL_ARN})),
        case("source-account", role("cloudtrail.amazonaws.com", StringEquals={"AWS:sourceaccount": ACCOUNT})),
        case("capitals", role("States.AmazonAWS.com", StringEquals={"aws:SourceAccount": ACCOUNT})),
        case("hybrid", role("ssm.amazonaws.com", ArnEquals={"aws:SourceArn": f"arn:aws:ssm:us-east-1:{ACCOUNT}:*"})),
        case("region-open", role("logs.amazonaws.com", ArnLike={"aws:SourceArn": ANY_REGION})),
        case("external-id", role("firehose.amazonaws.com", StringEquals={"sts:ExternalId": ACCOUNT})),
        case("firehose-account", role("firehose.amazonaws.com", StringEquals={"aws:SourceAccount": ACCOUNT})),
        case("native-good", role("logs.amazonaws.com", "aws-native:iam:Role", ArnLike={"aws:SourceArn": ANY_REGION})),
    ],
    absent=[case("no-role", group())],
    unknown=[case("trust", registration(ROLE, "role", assumeRolePolicy=UNKNOWN_STRING_VALUE), violations="role")],
    out_of_scope=[
        case("instances", role("ec2.amazonaws.com")),
        *(case(service, role(f"{service}.amazonaws.com")) for service in ("ecs-tasks", "lambda", "s3")),
        case("an-account", role(f"arn:aws:iam::{ACCOUNT}:root", kind="AWS")),
    ],
)

ROWS = (KEEPS_LOGS, LOGS_ARE_ENCRYPTED, SERVICE_TAKES_ROLE)
