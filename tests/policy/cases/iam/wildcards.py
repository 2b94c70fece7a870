"""Cases of the rule on wildcards in what the program grants."""

import json
from typing import Any

from pulumi_policy.proxy import UNKNOWN_STRING_VALUE
from rules.iam import no_wildcards

from tests.policy.cases.iam.names import NAMED, NAMELESS
from tests.policy.cases.iam.permissions import NARROW_PERMISSIONS, UNKNOWN_PERMISSIONS, WIDE_PERMISSIONS
from tests.policy.cases.iam.resources import (
    ACCOUNT,
    ADMIN,
    ANYONE,
    ATTACHMENT,
    GOOD,
    GROUP,
    ROLE,
    ROLE_POLICY,
    SERVICE,
    grant,
    holding,
    written,
)
from tests.support.policy_server import registration
from tests.support.rule_cases import Mutation, RuleCases, case, cloud_control, input_of

WIDE = GOOD | {"Resource": "*"}
ROOT = {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Action": "kms:*", "Resource": "*"}
ANYONE_DECRYPTS = ROOT | {"Principal": {"AWS": "*"}, "Action": "kms:Decrypt"}
CONTEXT = "kms:EncryptionContext:aws:s3:arn"
KEYS_IN_USE = {
    "Effect": "Allow",
    "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
    "Resource": f"arn:aws:kms:us-east-1:{ACCOUNT}:key/*",
    "Condition": {
        "StringEquals": {"kms:ViaService": "s3.us-east-1.amazonaws.com"},
        "StringLike": {"kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::logs/*"},
    },
}


def widened(stack: str, resource: str, **elements: Any) -> Mutation:
    document = json.loads(input_of(stack, resource, "policy"))
    document["Statement"][0] |= elements
    return Mutation(stack=stack, resource=resource, inputs={"policy": json.dumps(document)})


NO_WILDCARDS = RuleCases(
    rule=no_wildcards.RULE,
    mutations=[
        widened("dev", "audit-logs-cloudtrail-role-policy", Action="logs:*"),
        widened("dev", "traffic-logs-vpc-flow-logs-role-policy", Resource="*"),
        widened("prod", "audit-stream-role-policy", Resource="arn:aws:s3:::*"),
        widened("prod", "audit-notifications-topic-policy", Principal="*", Condition={}),
        Mutation(violations=frozenset({"admin"}), add=[(ATTACHMENT, "admin", {"role": "r", "policyArn": ADMIN})]),
    ],
    violating=[
        *WIDE_PERMISSIONS,
        case("any-action", grant(Action="*"), violations="grant"),
        case("any-of-a-service", grant(Action="logs:*"), violations="grant"),
        case("part-of-an-action", grant(Action="logs:Put*"), violations="grant"),
        case("question-mark", grant(Action="logs:PutLogEvent?"), violations="grant"),
        case("second-action", grant(Action=["logs:PutLogEvents", "iam:Pass*"]), violations="grant"),
        case("all-but-an-action", grant(Action=None, NotAction="iam:*"), violations="grant"),
        case("all-but-a-resource", grant(Resource=None, NotResource=GROUP), violations="grant"),
        case("any-resource", grant(Resource="*"), violations="grant"),
        case("delivery-of-any-logs", grant(Action="logs:DeleteLogDelivery", Resource="*"), violations="grant"),
        case("any-of-a-kind", grant(Resource=f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:*"), violations="grant"),
        case("any-role", grant(Action="iam:PassRole", Resource=f"arn:aws:iam::{ACCOUNT}:role/*"), violations="grant"),
        case("any-bucket", grant(Action="s3:GetObject", Resource="arn:aws:s3:::*"), violations="grant"),
        case("any-account", grant(Resource="arn:aws:logs:us-east-1:*:log-group:/logs"), violations="grant"),
        case("any-service", grant(Resource="arn:aws:*"), violations="grant"),
        *(
            case(f"nameless-{resource}", grant(Action="s:Do", Resource=resource), violations="grant")
            for resource in NAMELESS
        ),
        case(
            "one-listed-of-two",
            grant(Action=["logs:DescribeLogGroups", "logs:PutLogEvents"], Resource="*"),
            violations="grant",
        ),
        case("any-key", grant(Action="kms:Decrypt", Resource=KEYS_IN_USE["Resource"]), violations="grant"),
        case(
            "any-key-of-a-service",
            grant(**KEYS_IN_USE | {"Condition": {"StringEquals": {"kms:ViaService": "s3.us-east-1.amazonaws.com"}}}),
            violations="grant",
        ),
        case("not-a-document", registration(ROLE_POLICY, "grant", policy="{"), violations="grant"),
        case(
            "repeated-element",
            registration(ROLE_POLICY, "grant", policy='{"Statement": [], "Statement": []}'),
            violations="grant",
        ),
        case("misspelt-element", grant(Resources="*"), violations="grant"),
        *(
            case(type_, holding(type_, name, WIDE), violations="grant")
            for type_, name in (
                ("aws:iam/userPolicy:UserPolicy", "policy"),
                ("aws:iam/groupPolicy:GroupPolicy", "policy"),
                ("aws:iam/policy:Policy", "policy"),
                ("aws-native:iam:RolePolicy", "policyDocument"),
                ("aws-native:iam:ManagedPolicy", "policyDocument"),
            )
        ),
        case(
            "inline",
            registration(
                ROLE,
                "grant",
                inlinePolicies=[{"name": "a", "policy": written(GOOD)}, {"name": "b", "policy": written(WIDE)}],
            ),
            violations="grant",
        ),
        case(
            "native-inline",
            registration(
                "aws-native:iam:Role",
                "grant",
                policies=[{"policyName": "a", "policyDocument": {"Version": "2012-10-17", "Statement": [WIDE]}}],
            ),
            violations="grant",
        ),
        case(
            "cloud-control",
            cloud_control("AWS::IAM::RolePolicy", "grant", PolicyDocument={"Version": "2012-10-17", "Statement": WIDE}),
            violations="grant",
        ),
        *(
            case(f"anyone-{type_}", holding(type_, name, ANYONE), violations="grant")
            for type_, name in (
                ("aws:sns/topicPolicy:TopicPolicy", "policy"),
                ("aws:sns/topic:Topic", "policy"),
                ("aws:sqs/queue:Queue", "policy"),
                ("aws:sqs/queuePolicy:QueuePolicy", "policy"),
                ("aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "policyDocument"),
            )
        ),
        *(
            case(f"anyone-{type_}", holding(type_, name, ANYONE_DECRYPTS), violations="grant")
            for type_, name in (
                ("aws:kms/externalKey:ExternalKey", "policy"),
                ("aws:kms/replicaExternalKey:ReplicaExternalKey", "policy"),
                ("aws-native:kms:ReplicaKey", "keyPolicy"),
                ("aws:kinesis/resourcePolicy:ResourcePolicy", "policy"),
                ("aws-native:kinesis:ResourcePolicy", "resourcePolicy"),
                ("aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy", "accessPolicy"),
                ("aws-native:logs:Destination", "destinationPolicy"),
                (
                    "aws:cloudwatch/logDeliveryDestinationPolicy:LogDeliveryDestinationPolicy",
                    "deliveryDestinationPolicy",
                ),
                ("aws-native:sns:TopicInlinePolicy", "policyDocument"),
                ("aws-native:sqs:QueueInlinePolicy", "policyDocument"),
                ("aws:cloudwatch/eventBusPolicy:EventBusPolicy", "policy"),
                ("aws:secretsmanager/secretPolicy:SecretPolicy", "policy"),
                ("aws-native:secretsmanager:ResourcePolicy", "resourcePolicy"),
                ("aws:apigateway/restApi:RestApi", "policy"),
                ("aws:ecr/registryPolicy:RegistryPolicy", "policy"),
            )
        ),
        case(
            "anyone-in-a-delivery-destination",
            registration(
                "aws-native:logs:DeliveryDestination",
                "grant",
                deliveryDestinationPolicy={"deliveryDestinationPolicy": {"Statement": [ANYONE]}},
            ),
            violations="grant",
        ),
        case(
            "anyone-in-a-statement",
            registration("aws-native:events:EventBusPolicy", "grant", statementId="a", statement=ANYONE),
            violations="grant",
        ),
        case(
            "wide-permission-set",
            holding("aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy", "inlinePolicy", WIDE),
            violations="grant",
        ),
        case(
            "native-permission-set",
            registration("aws-native:sso:PermissionSet", "grant", managedPolicies=[ADMIN]),
            violations="grant",
        ),
        *(
            case(f"administrator-{type_}", registration(type_, "grant", **{name: arns}), violations="grant")
            for type_, name, arns in (
                ("aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment", "managedPolicyArn", ADMIN),
                (
                    "aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive",
                    "managedPolicyArns",
                    [ADMIN],
                ),
                ("aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive", "policyArns", [ADMIN]),
                ("aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive", "policyArns", [ADMIN]),
            )
        ),
        case(
            "anyone-over-tls",
            holding(
                "aws:sns/topicPolicy:TopicPolicy",
                "policy",
                ANYONE | {"Condition": {"Bool": {"aws:SecureTransport": "true"}}},
            ),
            violations="grant",
        ),
        case(
            "anyone-of-any-account",
            holding(
                "aws:sns/topicPolicy:TopicPolicy",
                "policy",
                ANYONE | {"Condition": {"StringLike": {"aws:SourceAccount": "*"}}},
            ),
            violations="grant",
        ),
        *(
            case(
                f"anyone-{number}-of-no-account",
                holding("aws:kms/key:Key", "policy", ANYONE_DECRYPTS | {"Condition": condition}),
                violations="grant",
            )
            for number, condition in enumerate(
                (
                    {"StringLike": {"aws:PrincipalArn": "arn:*"}},
                    {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/admin"}},
                    {"StringLike": {"aws:PrincipalArn": f"arn:aws:*:{ACCOUNT}:role/admin"}},
                    {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::*"}},
                    {"StringLike": {"kms:CallerAccount": ["1*", "2*"]}},
                    {"StringEquals": {"kms:CallerAccount": [ACCOUNT, "*"]}},
                    {"StringEquals": {"aws:PrincipalAccount": "${aws:PrincipalAccount}"}},
                    {"StringEquals": {"aws:PrincipalArn": "${aws:PrincipalArn}"}},
                    {"ArnLike": {"aws:PrincipalArn": f"arn:aws:iam:${{*}}:{ACCOUNT}:role/admin"}},
                    {"StringEquals": {"aws:PrincipalOrgID": "${aws:PrincipalOrgID}"}},
                    {"StringLike": {"aws:PrincipalOrgID": "o-*"}},
                    {"ArnLike": {"aws:SourceArn": "arn:aws:s3:*:*:*"}},
                    {"StringLike": {"aws:SourceVpce": "vpce-*"}},
                    {"Bool": {"elasticfilesystem:AccessedViaMountTarget": "false"}},
                    {"StringEqualsIfExists": {"kms:CallerAccount": ACCOUNT}},
                    {"StringNotEquals": {"kms:CallerAccount": ACCOUNT}},
                )
            )
        ),
        *(
            case(
                f"any-key-in-any-use-{number}",
                grant(**KEYS_IN_USE | {"Condition": {"StringLike": {"kms:ViaService": service, CONTEXT: context}}}),
                violations="grant",
            )
            for number, (service, context) in enumerate(
                (
                    ("*", "arn:aws:s3:::logs/*"),
                    ("s*", "arn:aws:s3:::logs/*"),
                    ("s3.*", "arn:aws:s3:::logs/*"),
                    ("*.us-east-1.amazonaws.com", "arn:aws:s3:::logs/*"),
                    ("s3.us-east-1.amazonaws.com", "*"),
                    ("s3.us-east-1.amazonaws.com", "a*"),
                    ("s3.us-east-1.amazonaws.com", "arn:aws:s3:::*"),
                    ("s3.us-east-1.amazonaws.com", ["arn:aws:s3:::logs/*", "${kms:EncryptionContext:aws:s3:arn}"]),
                )
            )
        ),
        case(
            "any-topic-in-the-policy-of-one",
            holding("aws:sns/topicPolicy:TopicPolicy", "policy", SERVICE | {"Resource": "*"}),
            violations="grant",
        ),
        case(
            "key-for-the-root-of-any-account",
            holding("aws:kms/key:Key", "policy", ANYONE_DECRYPTS | {"Principal": {"AWS": "arn:aws:iam::*:root"}}),
            violations="grant",
        ),
        case(
            "key-for-anyone",
            holding("aws:kms/key:Key", "policy", ROOT | {"Principal": {"AWS": "*"}, "Action": "kms:Decrypt"}),
            violations="grant",
        ),
        case(
            "all-of-a-key-for-a-role",
            holding("aws:kms/key:Key", "policy", ROOT | {"Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:role/r"}}),
            violations="grant",
        ),
        *(
            case(
                f"key-left-to-two-accounts-{number}",
                holding("aws:kms/key:Key", "policy", *statements),
                violations="grant",
            )
            for number, statements in enumerate(
                (
                    [ROOT | {"Principal": {"AWS": [f"arn:aws:iam::{ACCOUNT}:root", "arn:aws:iam::999999999999:root"]}}],
                    [ROOT, ROOT | {"Principal": {"AWS": "999999999999"}}],
                )
            )
        ),
        case("administrator", registration(ATTACHMENT, "grant", policyArn=ADMIN), violations="grant"),
        case(
            "administrator-in-china",
            registration(ATTACHMENT, "grant", policyArn=ADMIN.replace("aws:iam", "aws-cn:iam")),
            violations="grant",
        ),
        case("managed-of-the-role", registration(ROLE, "grant", managedPolicyArns=[ADMIN]), violations="grant"),
        case(
            "exclusive",
            registration(
                "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive", "grant", policyArns=[ADMIN]
            ),
            violations="grant",
        ),
    ],
    compliant=[
        *(
            case(f"names-nothing-{action}", grant(Action=action, Resource="*"))
            for action in ("athena:ListWorkGroups", "firehose:ListDeliveryStreams", "states:ListStateMachines")
        ),
        *NARROW_PERMISSIONS,
        case("named", grant()),
        case("named-beginning", grant(Resource=f"{GROUP}*")),
        *(case(f"named-{resource}", grant(Action="s:Do", Resource=resource)) for resource in NAMED),
        case("objects-of-a-bucket", grant(Action="s3:PutObject", Resource="arn:aws:s3:::logs/*")),
        *(
            case(f"no-resource-to-name-{action}", grant(Action=action, Resource="*"))
            for action in (
                "logs:DescribeLogGroups",
                "logs:CreateLogDelivery",
                "logs:GetLogDelivery",
                "xray:GetSamplingRules",
                "ssmmessages:OpenDataChannel",
                "ec2:describeRegions",
                "autoscaling:DescribeAutoScalingGroups",
                "ce:GetCostAndUsage",
                "kms:CreateKey",
            )
        ),
        case(
            "no-resource-to-name-by-option",
            grant(Action="backup:StartBackupJob", Resource="*"),
            actionsOnAnyResource=["backup:startBackupJob"],
        ),
        case("keys-in-use", grant(**KEYS_IN_USE)),
        case("keys-of-others-in-use", grant(**KEYS_IN_USE | {"Resource": "arn:aws:kms:us-east-1:*:key/*"})),
        case(
            "keys-in-use-in-any-region",
            grant(
                **KEYS_IN_USE
                | {"Condition": {"StringLike": {"kms:ViaService": "s3.*.amazonaws.com", CONTEXT: "arn:aws:s3:::logs"}}}
            ),
        ),
        case(
            "key-policy",
            holding(
                "aws:kms/key:Key",
                "policy",
                ROOT,
                SERVICE | {"Action": ["kms:GenerateDataKey*", "kms:ReEncrypt*"], "Resource": "*"},
            ),
        ),
        *(
            case(f"of-one-resource-{type_}", holding(type_, name, SERVICE | {"Action": "s:Do", "Resource": "*"}))
            for type_, name in (
                ("aws:secretsmanager/secretPolicy:SecretPolicy", "policy"),
                ("aws:backup/vaultPolicy:VaultPolicy", "policy"),
                ("aws:sqs/queue:Queue", "policy"),
                ("aws:sqs/queuePolicy:QueuePolicy", "policy"),
                ("aws-native:sqs:QueueInlinePolicy", "policyDocument"),
                ("aws-native:sqs:QueuePolicy", "policyDocument"),
                ("aws-native:efs:FileSystem", "fileSystemPolicy"),
                ("aws-native:kms:ReplicaKey", "keyPolicy"),
            )
        ),
        case(
            "key-left-to-one-account-twice",
            holding("aws:kms/key:Key", "policy", ROOT, ROOT | {"Principal": {"AWS": ACCOUNT}}),
        ),
        case(
            "key-of-others-makes-left-to-iam",
            holding("aws:kms/externalKey:ExternalKey", "policy", ROOT),
        ),
        case(
            "of-an-api",
            holding("aws:apigateway/restApiPolicy:RestApiPolicy", "policy", SERVICE | {"Resource": "execute-api:/*"}),
        ),
        case(
            "permission-set",
            holding("aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy", "inlinePolicy", GOOD),
        ),
        case("topic-policy", holding("aws:sns/topicPolicy:TopicPolicy", "policy", SERVICE)),
        case(
            "anyone-of-an-account",
            holding(
                "aws:sns/topicPolicy:TopicPolicy",
                "policy",
                ANYONE | {"Condition": {"StringEquals": {"AWS:SourceAccount": ACCOUNT}}},
            ),
        ),
        *(
            case(
                f"anyone-{number}-of-one",
                holding("aws:kms/key:Key", "policy", ANYONE_DECRYPTS | {"Condition": condition}),
            )
            for number, condition in enumerate(
                (
                    {"ArnLike": {"aws:PrincipalArn": f"arn:aws:iam::{ACCOUNT}:role/app-*"}},
                    {"StringLike": {"aws:PrincipalArn": f"arn:aws:iam::{ACCOUNT}:role/app-*"}},
                    {"ArnLike": {"aws:SourceArn": f"arn:aws:cloudtrail:*:{ACCOUNT}:trail/*"}},
                    {"ArnEquals": {"aws:SourceArn": "arn:aws:s3:::example-uploads"}},
                    {"StringEquals": {"kms:CallerAccount": [ACCOUNT, "999999999999"]}},
                    {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}},
                    {"ArnLike": {"aws:SourceArn": "arn:aws:s3:*:*:example-uploads"}},
                    {"StringEquals": {"aws:SourceVpce": ["vpce-0a1b2c3d", "vpce-4e5f"]}},
                    {"StringEquals": {"aws:SourceVpc": "vpc-0a1b2c3d"}},
                    {"Bool": {"elasticfilesystem:AccessedViaMountTarget": "true"}},
                )
            )
        ),
        case(
            "deny-anything",
            holding(
                "aws:sns/topicPolicy:TopicPolicy",
                "policy",
                SERVICE,
                ANYONE | {"Effect": "Deny", "Action": "sns:*", "Resource": "*"},
            ),
        ),
        case("own-policy", registration(ATTACHMENT, "grant", policyArn=f"arn:aws:iam::{ACCOUNT}:policy/mine")),
        case("allowed-policy-of-aws", registration(ATTACHMENT, "grant", policyArn=ADMIN), managedPolicies=[ADMIN]),
    ],
    absent=[
        case("role-without-policies", registration(ROLE, "role")),
        case("topic-without-policy", registration("aws:sns/topic:Topic", "topic")),
    ],
    unknown=[
        *UNKNOWN_PERMISSIONS,
        case("document", registration(ROLE_POLICY, "grant", policy=UNKNOWN_STRING_VALUE), violations="grant"),
        case(
            "a-part",
            registration(
                "aws-native:iam:RolePolicy",
                "grant",
                policyDocument={"Statement": [GOOD | {"Resource": UNKNOWN_STRING_VALUE}]},
            ),
            violations="grant",
        ),
        case(
            "beside-what-is-known",
            registration(ROLE, "grant", managedPolicyArns=[UNKNOWN_STRING_VALUE, ADMIN]),
            violations="grant",
        ),
    ],
    out_of_scope=[
        case("which-is-attached", registration(ATTACHMENT, "grant", policyArn=UNKNOWN_STRING_VALUE)),
        case("an-endpoint", holding("aws:ec2/vpcEndpoint:VpcEndpoint", "policy", ANYONE)),
        case(
            "a-bucket", registration("aws:s3/bucketPolicy:BucketPolicy", "bucket", bucket="b", policy=written(ANYONE))
        ),
    ],
)
