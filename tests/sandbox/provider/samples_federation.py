"""Samples of IAM's managed policies and identity providers."""

from tests.sandbox.provider.sample import NEW_TAGS, TAGS, WRITE_LOGS, Sample, trust

FEDERATION = (
    Sample("aws:iam/role:Role", "ci-role", {"name": "ci", "assumeRolePolicy": trust("ec2.amazonaws.com")}),
    Sample(
        "aws:iam/policy:Policy",
        "ci-policy",
        {"name": "ci-read", "policy": WRITE_LOGS, "description": "of CI", "tags": TAGS},
        {
            "name": "ci-read",
            "policy": WRITE_LOGS.replace("logs:PutLogEvents", "logs:DescribeLogStreams"),
            "description": "of CI",
            "tags": NEW_TAGS,
        },
    ),
    Sample(
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        "ci-attachment",
        {"role": "{ci-role}", "policyArn": "{ci-policy}"},
    ),
    Sample(
        "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
        "forge",
        {
            "url": "https://token.actions.githubusercontent.com",
            "clientIdLists": ["sts.amazonaws.com"],
            "thumbprintLists": ["6938fd4d98bab03faadb97b34396831e3780aea1"],
            "tags": TAGS,
        },
        {
            "url": "https://token.actions.githubusercontent.com",
            "clientIdLists": ["sts.amazonaws.com"],
            "thumbprintLists": ["1c58a3a8518e8759bf075b76b750d4f2df264fcd"],
            "tags": NEW_TAGS,
        },
    ),
)
