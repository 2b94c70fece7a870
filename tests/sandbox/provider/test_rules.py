"""Which operations have rules, and what IAM refuses, with AWS's codes and messages."""

import pytest

from sandbox.provider.aws import Aws
from sandbox.provider.rules import RULES
from sandbox.provider.service_model import operation_name
from tests.sandbox.provider.account import refusal
from tests.sandbox.provider.sample import trust

TRUST = trust("cloudtrail.amazonaws.com")
MALFORMED = (
    ("no json", "This policy contains invalid Json"),
    ("[]", "Syntax errors in policy."),
    ("{}", "Syntax errors in policy."),
    (TRUST.replace("Allow", "Permit"), "Syntax errors in policy."),
    (TRUST.replace('"Action"', '"Resource": "*", "Action"'), "Has prohibited field Resource"),
    (TRUST.replace('"Principal"', '"Id"'), "Missing required field Principal"),
    (TRUST.replace('"Action"', '"Id"'), "Missing required field Action"),
    (TRUST.replace("sts:AssumeRole", "s3:GetObject"), "AssumeRole policy may only specify STS AssumeRole actions."),
)


@pytest.mark.parametrize(("document", "message"), MALFORMED)
def test_a_malformed_trust_policy_is_refused(aws: Aws, document: str, message: str) -> None:
    request = {"RoleName": "role", "AssumeRolePolicyDocument": document}
    expected = f"MalformedPolicyDocument: {message}"
    assert refusal(aws, "iam", "create_role", request) == f"CreateRole: {expected}"
    aws.call("iam", "create_role", {**request, "AssumeRolePolicyDocument": TRUST})
    update = {"RoleName": "role", "PolicyDocument": document}
    assert refusal(aws, "iam", "update_assume_role_policy", update) == f"UpdateAssumeRolePolicy: {expected}"


def test_every_rule_is_of_an_operation_that_exists() -> None:
    assert {operation_name(*key) for key in RULES} == {
        "CreateTrail",
        "UpdateTrail",
        "PutInsightSelectors",
        "CreateKey",
        "PutKeyPolicy",
        "CreateLogGroup",
        "AssociateKmsKey",
        "PutMetricFilter",
        "PutResourcePolicy",
        "PutSubscriptionFilter",
        "PutMetricAlarm",
        "PutCompositeAlarm",
        "PutDashboard",
        "PutRule",
        "PutTargets",
        "DeleteRule",
        "CreateQueue",
        "SetQueueAttributes",
        "RunInstances",
        "PutBucketVersioning",
        "CreateDeliveryStream",
        "CreateFlowLogs",
        "CreateWorkGroup",
        "DeleteWorkGroup",
        "StartDeliveryStreamEncryption",
        "UpdateDestination",
        "UpdateWorkGroup",
        "DeleteSecurityGroup",
        "DeleteSubnet",
        "DeleteVpc",
        "CreateRole",
        "UpdateAssumeRolePolicy",
    }
