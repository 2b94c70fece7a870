"""Cases of the rule on who may take a role."""

import json
from typing import Any

from pulumi.runtime.proto.resource_pb2 import RegisterResourceRequest
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE
from rules.iam import trust_is_closed

from tests.policy.cases.iam.resources import ACCOUNT, ANYONE, ROLE, grant, holding, written
from tests.support.policy_server import registration
from tests.support.rule_cases import Mutation, RuleCases, case, cloud_control, input_of


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
        case("any-service", role({"Service": "*"}), violations="role"),
        case("a-service-of-any-name", role({"Service": "*.amazonaws.com"}), violations="role"),
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
                ("accounts.google.com", "aud", "1*"),
                ("accounts.google.com", "aud", "sts.amazonaws.com"),
                ("accounts.google.com", "oaud", "sts.amazonaws.com"),
                ("accounts.google.com", "sub", "1?"),
                ("agent.buildkite.com", "aud", "sts.amazonaws.com"),
                ("agent.buildkite.com", "sub", "organization:*"),
                ("agent.buildkite.com", "sub", "organization:exam*:pipeline:deploy:*"),
                ("app.terraform.io", "sub", "organization:*:project:*"),
                ("app.eu.terraform.io", "aud", "aws.workload.identity"),
                ("app.eu.terraform.io", "sub", "organization:*:project:*"),
                ("appleid.apple.com", "aud", "com.*"),
                ("appleid.apple.com", "aud", "sts.amazonaws.com"),
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
            "any-user-of-google",
            role({"Federated": "accounts.google.com"}, Condition={"StringLike": {"accounts.google.com:aud": "1*"}}),
            violations="role",
        ),
        case(
            "how-the-user-signed-in",
            role(COGNITO, Condition={"StringLike": {"cognito-identity.amazonaws.com:amr": "authenticated"}}),
            violations="role",
        ),
        *(
            case(f"any-{key}-{value}", role(federated, Condition={"StringLike": {key: value}}), violations="role")
            for federated, key, value in (
                (SAML, "SAML:aud", "h*"),
                (SAML, "SAML:aud", "https://*"),
                (SAML, "SAML:aud", "https:/?"),
                (SAML, "SAML:sub", "a*"),
                (OWN_IDP, "idp.example.com:aud", "h*"),
                (OWN_IDP, "idp.example.com:sub", "s?"),
            )
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
                ("accounts.google.com", "aud", "123456789012-a1b2c3.apps.googleusercontent.com"),
                ("accounts.google.com", "sub", "112233445566778899000"),
                ("agent.buildkite.com", "sub", "organization:example:*"),
                ("app.terraform.io", "sub", "organization:example:project:audit:workspace:*:run_phase:*"),
                ("app.eu.terraform.io", "sub", "organization:example:project:audit:workspace:*:run_phase:*"),
                ("appleid.apple.com", "aud", "com.example.app"),
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
        *(
            case(f"saml-{key}-{value}", role(SAML, Condition={"StringLike": {key: value}}))
            for key, value in (
                ("SAML:aud", "https://*.signin.aws.amazon.com/saml"),
                ("SAML:aud", "https://signin.amazonaws.cn/saml"),
                ("SAML:sub", "audit-*"),
                ("SAML:sub", "al"),
            )
        ),
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
