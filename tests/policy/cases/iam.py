"""Cases of the rules on what the program lets others do."""

import json
from typing import Any

from pulumi.runtime.proto.resource_pb2 import RegisterResourceRequest
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE
from rules.iam import no_wildcards, trust_is_closed

from tests.support.policy_server import registration
from tests.support.rule_cases import Mutation, RuleCases, case, cloud_control, input_of

ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy"
ROLE = "aws:iam/role:Role"
ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"
ACCOUNT = "123456789012"
GROUP = f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:/logs"
ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess"
GOOD = {"Effect": "Allow", "Action": ["logs:PutLogEvents"], "Resource": f"{GROUP}:log-stream:*"}


def written(*statements: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def grant(**elements: Any) -> RegisterResourceRequest:
    """A role's policy: the good one, with elements changed or, when None, taken away."""
    changed = {name: value for name, value in {**GOOD, **elements}.items() if value is not None}
    return registration(ROLE_POLICY, "grant", role="r", policy=written(changed))


def holding(type_: str, name: str, *statements: dict[str, Any]) -> RegisterResourceRequest:
    return registration(type_, "grant", **{name: written(*statements)})


WIDE = GOOD | {"Resource": "*"}
SERVICE = {
    "Effect": "Allow",
    "Principal": {"Service": "cloudwatch.amazonaws.com"},
    "Action": "SNS:Publish",
    "Resource": "arn:aws:sns:us-east-1:1:a",
}
ANYONE = SERVICE | {"Principal": "*"}
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
        case("any-action", grant(Action="*"), violations="grant"),
        case("any-of-a-service", grant(Action="logs:*"), violations="grant"),
        case("part-of-an-action", grant(Action="logs:Put*"), violations="grant"),
        case("question-mark", grant(Action="logs:PutLogEvent?"), violations="grant"),
        case("second-action", grant(Action=["logs:PutLogEvents", "iam:Pass*"]), violations="grant"),
        case("all-but-an-action", grant(Action=None, NotAction="iam:*"), violations="grant"),
        case("all-but-a-resource", grant(Resource=None, NotResource=GROUP), violations="grant"),
        case("any-resource", grant(Resource="*"), violations="grant"),
        case("any-of-a-kind", grant(Resource=f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:*"), violations="grant"),
        case("any-role", grant(Action="iam:PassRole", Resource=f"arn:aws:iam::{ACCOUNT}:role/*"), violations="grant"),
        case("any-bucket", grant(Action="s3:GetObject", Resource="arn:aws:s3:::*"), violations="grant"),
        case("any-account", grant(Resource="arn:aws:logs:us-east-1:*:log-group:/logs"), violations="grant"),
        case("any-service", grant(Resource="arn:aws:*"), violations="grant"),
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
                    ("s3.us-east-1.amazonaws.com", "*"),
                    ("s3.us-east-1.amazonaws.com", ["arn:aws:s3:::logs/*", "${kms:EncryptionContext:aws:s3:arn}"]),
                )
            )
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
        case("named", grant()),
        case("named-beginning", grant(Resource=f"{GROUP}*")),
        case("objects-of-a-bucket", grant(Action="s3:PutObject", Resource="arn:aws:s3:::logs/*")),
        case("no-resource-to-name", grant(Action="logs:DescribeLogGroups", Resource="*")),
        case(
            "no-resource-to-name-by-option",
            grant(Action="ec2:DescribeRegions", Resource="*"),
            actionsOnAnyResource=["ec2:describeRegions"],
        ),
        case("keys-in-use", grant(**KEYS_IN_USE)),
        case("keys-of-others-in-use", grant(**KEYS_IN_USE | {"Resource": "arn:aws:kms:us-east-1:*:key/*"})),
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
                ("aws-native:efs:FileSystem", "fileSystemPolicy"),
                ("aws-native:kms:ReplicaKey", "keyPolicy"),
            )
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
        case("attached", registration(ATTACHMENT, "grant", policyArn=UNKNOWN_STRING_VALUE), violations="grant"),
    ],
    out_of_scope=[
        case("an-endpoint", holding("aws:ec2/vpcEndpoint:VpcEndpoint", "policy", ANYONE)),
        case(
            "a-bucket", registration("aws:s3/bucketPolicy:BucketPolicy", "bucket", bucket="b", policy=written(ANYONE))
        ),
    ],
)


def role(principal: object, type_: str = ROLE, **elements: Any) -> RegisterResourceRequest:
    trust = written({"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole", **elements})
    return registration(type_, "role", **{"assumeRolePolicy" if type_ == ROLE else "assumeRolePolicyDocument": trust})


def trusting(stack: str, resource: str, principal: object) -> Mutation:
    document = json.loads(input_of(stack, resource, "assumeRolePolicy"))
    document["Statement"].append({"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"})
    return Mutation(stack=stack, resource=resource, inputs={"assumeRolePolicy": json.dumps(document)})


def provider(issuer: str) -> dict[str, str]:
    return {"Federated": f"arn:aws:iam::{ACCOUNT}:oidc-provider/{issuer}"}


GITHUB = provider("token.actions.githubusercontent.com")
OWN_IDP = provider("idp.example.com")
SAML = {"Federated": f"arn:aws:iam::{ACCOUNT}:saml-provider/example"}
SENTINEL = "sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d"
COGNITO = {"Federated": "cognito-identity.amazonaws.com"}
AUDIENCE = "token.actions.githubusercontent.com:aud"
SUBJECT = "token.actions.githubusercontent.com:sub"

TRUST_IS_CLOSED = RuleCases(
    rule=trust_is_closed.RULE,
    mutations=[
        trusting("dev", "audit-logs-cloudtrail-role", "*"),
        trusting("prod", "audit-stream-role", {"AWS": "arn:aws:iam::999999999999:root"}),
    ],
    violating=[
        case("anyone", role("*"), violations="role"),
        case("any-account", role({"AWS": "*"}), violations="role"),
        case(
            "any-account-of-an-organization",
            role({"AWS": "*"}, Condition={"StringEquals": {"aws:PrincipalOrgID": "o-1"}}),
            violations="role",
        ),
        case("an-account", role({"AWS": ACCOUNT}), violations="role"),
        case("root-of-an-account", role({"AWS": f"arn:aws:iam::{ACCOUNT}:root"}), violations="role"),
        case(
            "another-account",
            role({"AWS": "arn:aws:iam::999999999999:role/r"}),
            violations="role",
            trustedAccounts=[ACCOUNT],
        ),
        case("one-of-two", role({"AWS": [ACCOUNT, "999999999999"]}), violations="role", trustedAccounts=[ACCOUNT]),
        case("beside-a-service", role({"Service": "ec2.amazonaws.com", "AWS": "999999999999"}), violations="role"),
        case("an-id", role({"AWS": "AIDAEXAMPLE"}), violations="role", trustedAccounts=[ACCOUNT]),
        case(
            "all-but-one",
            registration(
                ROLE,
                "role",
                assumeRolePolicy=written(
                    {"Effect": "Allow", "NotPrincipal": {"AWS": ACCOUNT}, "Action": "sts:AssumeRole"}
                ),
            ),
            violations="role",
            trustedAccounts=[ACCOUNT],
        ),
        case("any-user-of-a-provider", role(GITHUB), violations="role"),
        case("any-subject", role(GITHUB, Condition={"StringLike": {SUBJECT: "*"}}), violations="role"),
        case(
            "an-audience-that-all-have",
            role(GITHUB, Condition={"StringEquals": {AUDIENCE: "sts.amazonaws.com"}}),
            violations="role",
        ),
        *(
            case(f"any-owner-{number}", role(GITHUB, Condition={"StringLike": {SUBJECT: subjects}}), violations="role")
            for number, subjects in enumerate(
                (
                    "repo:*",
                    "repo:ex*/infrastructure:*",
                    "repo:*/*",
                    "environment:prod:*",
                    ["repo:example/a:*", "repo:*"],
                )
            )
        ),
        case(
            "a-subject-that-is-not",
            role(GITHUB, Condition={"StringNotLike": {SUBJECT: "repo:example/infrastructure:*"}}),
            violations="role",
        ),
        case(
            "the-subject-of-another-issuer",
            role(GITHUB, Condition={"StringEquals": {"gitlab.com:sub": "repo:example/infrastructure:x"}}),
            violations="role",
        ),
        *(
            case(
                f"the-same-as-in-the-token-{claim}",
                role(
                    OWN_IDP, Condition={"StringEquals": {f"idp.example.com:{claim}": f"${{idp.example.com:{claim}}}"}}
                ),
                violations="role",
            )
            for claim in ("aud", "sub")
        ),
        case(
            "an-audience-of-another-issuer",
            role(OWN_IDP, Condition={"StringEquals": {"other.example.com:aud": "sts.amazonaws.com"}}),
            violations="role",
        ),
        case(
            "any-provider",
            role({"Federated": "*"}, Condition={"StringEquals": {"idp.example.com:aud": "sts.amazonaws.com"}}),
            violations="role",
        ),
        *(
            case(
                f"github-as-{issuer}",
                role(provider(issuer), Condition={"StringEquals": {f"{issuer}:aud": "sts.amazonaws.com"}}),
                violations="role",
            )
            for issuer in ("Token.Actions.GitHubUserContent.com", "token.actions.githubusercontent.com/")
        ),
        *(
            case(
                f"any-customer-of-{issuer}-{claim}-{value}",
                role(provider(issuer), Condition={"StringLike": {f"{issuer}:{claim}": value}}),
                violations="role",
            )
            for issuer, claim, value in (
                ("agent.buildkite.com", "aud", "sts.amazonaws.com"),
                ("agent.buildkite.com", "sub", "organization:*"),
                ("agent.buildkite.com", "sub", "organization:exam*:pipeline:deploy:*"),
                ("app.terraform.io", "sub", "organization:*:project:*"),
                ("gitlab.com", "sub", "project_path:*"),
                ("gitlab.com", "sub", "${gitlab.com:sub}"),
                ("oidc.codefresh.io", "aud", "https://g.codefresh.io"),
                ("oidc.codefresh.io", "sub", "account:*"),
                ("oidc-configuration.audit-log.githubusercontent.com", "sub", "https://github.com/*"),
                ("proidc.upbound.io", "sub", "mcp:*"),
                ("scalr.io", "sub", "account:*:environment:*"),
                ("studio.datachain.ai/api", "sub", "credentials:*"),
                ("tokens.cloud.shisho.dev", "sub", "job:*"),
                ("vstoken.actions.githubusercontent.com", "sub", "environment:prod:*"),
                (
                    "oidc.op1.openshiftapps.com/2f785sojlpb85i7402pk3qogugim5nfb",
                    "sub",
                    "system:serviceaccount:*:t8c-operator",
                ),
                ("api.pulumi.com/oidc", "sub", "pulumi:environments:org:example:*"),
                ("api.pulumi.com/oidc", "aud", "aws:*"),
                ("oidc.vercel.com", "aud", "https://vercel.com/*"),
                ("oidc.vercel.com", "aud", "sts.amazonaws.com"),
                ("sandboxes.cloud", "aud", "*"),
                (SENTINEL, "aud", "api://1462b192-27f7-4cb9-8523-0f4ecb54b47e"),
            )
        ),
        case(
            "how-the-user-signed-in",
            role(COGNITO, Condition={"StringLike": {"cognito-identity.amazonaws.com:amr": "authenticated"}}),
            violations="role",
        ),
        case("native", role({"AWS": "*"}, "aws-native:iam:Role"), violations="role"),
        case(
            "cloud-control",
            cloud_control(
                "AWS::IAM::Role",
                "role",
                AssumeRolePolicyDocument={
                    "Statement": {"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole"}
                },
            ),
            violations="role",
        ),
        case("not-a-document", registration(ROLE, "role", assumeRolePolicy="[]"), violations="role"),
    ],
    compliant=[
        case("a-service", role({"Service": "ec2.amazonaws.com"})),
        case("a-trusted-account", role({"AWS": ACCOUNT}), trustedAccounts=[ACCOUNT]),
        case(
            "a-role-of-a-trusted-account",
            role({"AWS": f"arn:aws:sts::{ACCOUNT}:assumed-role/r/s"}),
            trustedAccounts=[ACCOUNT],
        ),
        case("an-audience-of-ours", role(COGNITO, Condition={"StringEquals": {f"{COGNITO['Federated']}:aud": "pool"}})),
        *(
            case(
                f"a-customer-of-{issuer}-{value}",
                role(provider(issuer), Condition={"StringLike": {f"{issuer}:{claim}": value}}),
            )
            for issuer, claim, value in (
                ("agent.buildkite.com", "sub", "organization:example:*"),
                ("app.terraform.io", "sub", "organization:example:project:audit:workspace:*:run_phase:*"),
                ("gitlab.com", "sub", "project_path:example/audit:ref_type:branch:ref:main"),
                ("oidc.codefresh.io", "sub", "account:64884faac2751b77ca7ab324:pipeline:*"),
                ("oidc-configuration.audit-log.githubusercontent.com", "sub", "https://github.com/example"),
                ("scalr.io", "sub", "account:example:environment:*"),
                ("Token.Actions.GitHubUserContent.com", "sub", "repo:example/infrastructure:*"),
                (
                    "oidc.op1.openshiftapps.com/2f785sojlpb85i7402pk3qogugim5nfb",
                    "sub",
                    "system:serviceaccount:example:t8c-operator",
                ),
                ("api.pulumi.com/oidc", "aud", "aws:example"),
                ("oidc.vercel.com", "aud", "https://vercel.com/example"),
                ("oidc.vercel.com/example", "sub", "owner:example:project:site:environment:production"),
                ("idp.example.com", "aud", "sts.amazonaws.com"),
                ("idp.example.com", "sub", "system:serviceaccount:apps:*"),
            )
        ),
        case(
            "a-workspace", role(provider(SENTINEL), Condition={"StringEquals": {"sts:RoleSessionName": "Sentinel_1"}})
        ),
        case("saml", role(SAML, Condition={"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}})),
        case("an-owner", role(GITHUB, Condition={"StringEquals": {SUBJECT: "repository_owner:example"}})),
        case("a-repository", role(GITHUB, Condition={"StringLike": {SUBJECT: "repo:example/infrastructure:*"}})),
        case(
            "a-denial",
            registration(
                ROLE, "role", assumeRolePolicy=written({"Effect": "Deny", "Principal": "*", "Action": "sts:AssumeRole"})
            ),
        ),
    ],
    absent=[case("no-role", grant())],
    unknown=[case("trust", registration(ROLE, "role", assumeRolePolicy=UNKNOWN_STRING_VALUE), violations="role")],
    out_of_scope=[case("a-topic", holding("aws:sns/topicPolicy:TopicPolicy", "policy", ANYONE))],
)

ROWS = (NO_WILDCARDS, TRUST_IS_CLOSED)
