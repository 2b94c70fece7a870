"""Cases of the rule on the keys of topics."""

import json
from typing import Any

from pulumi.runtime.proto.resource_pb2 import RegisterResourceRequest
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE
from rules.alarms import topic_key_admits_publishers

from tests.policy.cases.alarms.resources import ALERTS, TARGET, TOPIC, TOPIC_ARN, alarm, composite
from tests.support.policy_server import from_outputs, registration
from tests.support.rule_cases import Mutation, RuleCases, case


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
# The key is used by SNS, for one topic.
BY_SNS = {
    "StringEquals": {
        "kms:EncryptionContext:aws:sns:topicArn": TOPIC_ARN,
        "kms:ViaService": "sns.us-east-1.amazonaws.com",
    }
}
AS_SERVICE = {"Bool": {"aws:PrincipalIsAWSService": "true"}}
NATIVE_KEY = registration(
    "aws-native:kms:Key",
    "key",
    keyPolicy={
        "Statement": [
            statement(CLOUDWATCH, *USE, ArnLike={"aws:SourceArn": UNKNOWN_STRING_VALUE}),
            statement(CLOUDWATCH, "kms:*") | {"Principal": {"AWS": UNKNOWN_STRING_VALUE}},
        ]
    },
)
ADMITTING = key(statement(CLOUDWATCH, *USE), statement(EVENTS, *USE))
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
            "by-another-service",
            *keyed(key(statement(CLOUDWATCH, *USE, StringLike={"kms:ViaService": "s3.*.amazonaws.com"})), alarm()),
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
        case(
            "native-rule",
            *keyed(key(), registration("aws-native:events:Rule", "rule", targets=[{"id": "t", "arn": TOPIC_ARN}])),
            violations="alerts",
        ),
        case("when-ok", *keyed(key(), alarm(alarmActions=[], okActions=[TOPIC_ARN])), violations="alerts"),
        case("composite", *keyed(key(), composite("ALARM(a)")), violations="alerts"),
        case(
            "by-origin",
            *keyed(key(), from_outputs(alarm(alarmActions=UNKNOWN_STRING_VALUE), alarmActions=[KEYED])),
            violations="alerts",
        ),
        case(
            "for-everybody", *keyed(key(statement(CLOUDWATCH, *USE) | {"Principal": "*"}), alarm()), violations="alerts"
        ),
        case(
            "an-account-of-its-name",
            *keyed(key(statement(CLOUDWATCH, *USE) | {"Principal": {"AWS": CLOUDWATCH}}), alarm()),
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
        case(
            "publishes-as-a-role",
            *keyed(
                key(),
                registration(
                    "aws:cloudwatch/eventTarget:EventTarget", "target", arn=TOPIC_ARN, roleArn="arn:aws:iam::1:role/r"
                ),
            ),
        ),
        case(
            "native-publishes-as-a-role",
            *keyed(
                key(),
                registration(
                    "aws-native:events:Rule", "rule", targets=[{"arn": TOPIC_ARN, "roleArn": "arn:aws:iam::1:role/r"}]
                ),
            ),
        ),
        case("by-sns", *keyed(key(statement(CLOUDWATCH, *USE, **BY_SNS)), alarm())),
        case(
            "by-sns-anywhere",
            *keyed(
                key(statement(CLOUDWATCH, *USE, StringLike={"kms:ViaService": ["sns.*.amazonaws.com", "s*"]})), alarm()
            ),
        ),
        case("rules-as-services", *keyed(key(statement(EVENTS, *USE, **AS_SERVICE)), TARGET)),
        case(
            "in-part-to-come",
            NATIVE_KEY,
            from_outputs(KEYED, kmsMasterKeyId=[NATIVE_KEY]),
            alarm(),
        ),
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
