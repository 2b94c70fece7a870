"""What the roles that CI takes may do, decided as IAM decides: all that a deployment calls, and nothing beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest

from components.deploy_roles.documents import preview_documents, up_documents, verify_documents
from components.deploy_roles.scope import Deployment
from components.deploy_roles.tables import FUNCTIONS
from components.documents import Document, document
from sandbox.iam import Decision, Request, evaluate_all
from sandbox.provider.invokes import FUNCTIONS as HANDLED
from sandbox.provider.registry import TYPES
from tests.support.deploy_requests import PASSED, requests
from tests.support.iam_actions import action_of
from tests.support.linter import naming_in
from tests.support.recorder import Cloud, Recording, record_main

NEVER_CALLED = {"iam:PutRolePermissionsBoundary", "iam:DeleteRolePermissionsBoundary"}
GIVES_UP_LOGS = {
    *("cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "s3:DeleteBucket", "s3:DeleteBucketPolicy"),
    *("logs:DeleteLogGroup", "logs:DeleteLogStream", "firehose:DeleteDeliveryStream", "kinesis:DeleteStream"),
    "kms:ScheduleKeyDeletion",
}
NAMINGS = {stack: naming_in(Cloud(), "monitoring", stack) for stack in ("dev", "prod")}
STACKS = {stack: Deployment(naming) for stack, naming in NAMINGS.items()}


@pytest.fixture(scope="module", params=["dev", "prod"])
def recording(request: pytest.FixtureRequest) -> tuple[str, Recording]:
    return request.param, record_main(request.param)


def decide(documents: Mapping[str, Document], request: Request) -> Decision:
    """What the documents say together. Only statements that name the action are asked: no action is a pattern."""
    about = [
        document([each for each in one["Statement"] if request.action in each["Action"] or each["Action"] == "*"])
        for one in documents.values()
    ]
    return evaluate_all(about, request)


def of_the_life(stack: str, recording: Recording) -> Iterator[Request]:
    for one in recording.registrations:
        if one.type in TYPES:
            yield from (each for each in requests(NAMINGS[stack], one) if each.action not in NEVER_CALLED)


def test_the_up_role_may_do_all_that_a_deployment_calls(recording: tuple[str, Recording]) -> None:
    stack, recorded = recording
    up = up_documents(STACKS[stack], "delete")
    asked = list(of_the_life(stack, recorded))
    assert len(asked) > 300
    assert {(one.action, one.resource) for one in asked if decide(up, one) is not Decision.ALLOWED} == set()


def test_where_logs_are_retained_the_up_role_may_do_all_but_give_them_up(recording: tuple[str, Recording]) -> None:
    stack, recorded = recording
    up = up_documents(STACKS[stack], "retain")
    decided = {(one.action, decide(up, one)) for one in of_the_life(stack, recorded)}
    refused = {(action, decision) for action, decision in decided if decision is not Decision.ALLOWED}
    assert {action for action, _ in refused} <= GIVES_UP_LOGS
    assert {decision for _, decision in refused} == {Decision.DENIED}


def test_the_preview_role_may_do_all_that_a_refresh_calls(recording: tuple[str, Recording]) -> None:
    stack, recorded = recording
    preview = preview_documents(STACKS[stack])
    read = {
        action_of(each.call.service or kind.service, each.call.operation)
        for kind in TYPES.values()
        for each in kind.reads
    }
    asked = [one for one in of_the_life(stack, recorded) if one.action in read]
    assert len(asked) > 50
    assert {(one.action, one.resource) for one in asked if decide(preview, one) is not Decision.ALLOWED} == set()


def test_every_role_that_the_program_hands_to_a_service_was_asked_about(recording: tuple[str, Recording]) -> None:
    stack, recorded = recording
    handed = {one.resource for one in of_the_life(stack, recorded) if one.action == "iam:PassRole"}
    made = {
        NAMINGS[stack].role_arn(one.inputs["name"]) for one in recorded.registrations if one.type == "aws:iam/role:Role"
    }
    assert handed == made
    assert handed


Tags = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Refused:
    """A request that a role must not get through."""

    action: str
    resource: str
    tags: Tags = ()
    """What the resource has."""
    new_tags: Tags = ()
    """What the request would give it."""
    service: str = ""
    """The service that a role is handed to."""

    def request(self) -> Request:
        context = {
            **{f"aws:ResourceTag/{key}": (value,) for key, value in self.tags},
            **{f"aws:RequestTag/{key}": (value,) for key, value in self.new_tags},
            **({"iam:PassedToService": (self.service,)} if self.service else {}),
        }
        return Request(self.action, self.resource, context=context)


OWN, PROD = NAMINGS["dev"], NAMINGS["prod"]
MINE, OF_PROD = tuple(OWN.tags.items()), tuple(PROD.tags.items())
WATCHED = tuple(OWN.monitoring_tag.items())
OTHERS = (("Project", "others"),)
OWN_BUCKET = OWN.bucket_arn(OWN.bucket("logs"))
OWN_LOGS = OWN.log_group_arn(OWN.log_group("audit-logs"))
OWN_ROLE = OWN.role_arn(OWN.role("audit-logs-cloudtrail"))
OWN_TRAIL = OWN.trail_arn(OWN.trail("audit"))
OWN_KEY = OWN.keys_arn().replace("*", "1")


def in_ec2(resource: str, region: str = "us-east-1") -> str:
    return f"arn:aws:ec2:{region}:123456789012:{resource}"


BY_PREVIEW = (
    Refused("cloudtrail:DeleteTrail", OWN_TRAIL),
    Refused("cloudtrail:StopLogging", OWN_TRAIL),
    Refused("cloudtrail:UpdateTrail", OWN_TRAIL),
    Refused("s3:PutBucketPolicy", OWN_BUCKET),
    Refused("s3:GetObject", f"{OWN_BUCKET}/AWSLogs/1"),
    Refused("logs:GetLogEvents", f"{OWN_LOGS}:log-stream:1"),
    Refused("logs:StartQuery", OWN_LOGS),
    Refused("logs:PutSubscriptionFilter", OWN_LOGS),
    Refused("kms:Decrypt", OWN_KEY, tags=MINE),
    Refused("kms:CreateGrant", OWN_KEY, tags=MINE),
    Refused("iam:PassRole", OWN_ROLE, service="cloudtrail.amazonaws.com"),
    Refused("sts:AssumeRole", OWN_ROLE),
    Refused("iam:GetRole", PROD.role_arn(PROD.role("audit-logs-cloudtrail"))),
    Refused("iam:GetRole", OWN.role_arn("admin")),
    Refused("ssm:GetParameter", "arn:aws:ssm:us-east-1:123456789012:parameter/database-password"),
    Refused("ec2:CreateTags", in_ec2("vpc/vpc-1"), tags=MINE),
    Refused("athena:StartQueryExecution", OWN.workgroup_arn(OWN.workgroup("lake"))),
)
BY_UP = (
    Refused("iam:CreateUser", "arn:aws:iam::123456789012:user/eve"),
    Refused("iam:CreateAccessKey", "arn:aws:iam::123456789012:user/eve"),
    Refused("iam:CreateRole", OWN.role_arn("admin")),
    Refused("iam:UpdateAssumeRolePolicy", OWN.role_arn("admin")),
    Refused("iam:PutRolePolicy", PROD.role_arn(PROD.role("audit-logs-cloudtrail"))),
    Refused("iam:AttachRolePolicy", OWN_ROLE),
    Refused("iam:CreatePolicyVersion", "arn:aws:iam::123456789012:policy/ci-monitoring-dev-up-read"),
    Refused("iam:PutRolePolicy", OWN.role_arn("ci-monitoring-dev-up")),
    Refused("iam:UpdateAssumeRolePolicy", OWN.role_arn("ci-monitoring-dev-up")),
    Refused("iam:PassRole", OWN.role_arn("admin"), service="cloudtrail.amazonaws.com"),
    Refused("iam:PassRole", OWN_ROLE, service="lambda.amazonaws.com"),
    Refused("iam:PassRole", OWN_ROLE, service="ec2.amazonaws.com"),
    Refused("iam:PassRole", OWN_ROLE),
    Refused("iam:CreateServiceLinkedRole", OWN.role_arn("aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS")),
    Refused("s3:PutBucketPolicy", "arn:aws:s3:::others-bucket"),
    Refused("s3:PutBucketPolicy", PROD.bucket_arn(PROD.bucket("logs"))),
    Refused("s3:DeleteObject", "arn:aws:s3:::others-bucket/1"),
    Refused("cloudtrail:DeleteTrail", OWN.trail_arn("others")),
    Refused("cloudtrail:DeleteTrail", OWN_TRAIL.replace("us-east-1", "eu-west-1")),
    Refused("cloudtrail:DeleteTrail", OWN_TRAIL.replace("123456789012", "210987654321")),
    Refused("logs:DeleteLogGroup", OWN.log_group_arn("/others/logs")),
    Refused("logs:PutSubscriptionFilter", OWN.log_group_arn("/others/logs")),
    Refused("ec2:DeleteVpc", in_ec2("vpc/vpc-1")),
    Refused("ec2:DeleteVpc", in_ec2("vpc/vpc-1"), tags=OF_PROD),
    Refused("ec2:DeleteVpc", in_ec2("vpc/vpc-1"), tags=WATCHED),
    Refused("ec2:TerminateInstances", in_ec2("instance/i-1"), tags=WATCHED),
    Refused("ec2:CreateTags", in_ec2("volume/vol-1"), tags=WATCHED, new_tags=MINE),
    Refused("ec2:DeleteVpc", in_ec2("vpc/vpc-1", "eu-west-1"), tags=MINE),
    Refused("ec2:CreateSubnet", in_ec2("vpc/vpc-1"), new_tags=MINE),
    Refused("ec2:CreateFlowLogs", in_ec2("network-interface/eni-1"), new_tags=MINE),
    Refused("ec2:CreateTags", in_ec2("vpc/vpc-1"), new_tags=MINE),
    Refused("ec2:CreateTags", in_ec2("security-group/sg-1"), new_tags=OTHERS),
    Refused("ec2:CreateTags", in_ec2("security-group/sg-1"), tags=OTHERS, new_tags=MINE),
    Refused("ec2:AuthorizeSecurityGroupIngress", in_ec2("security-group/sg-1"), tags=OTHERS),
    Refused("ec2:CreateVpc", in_ec2("vpc/vpc-1")),
    Refused("kms:PutKeyPolicy", OWN_KEY),
    Refused("kms:TagResource", OWN_KEY, tags=OTHERS, new_tags=MINE),
    Refused("kms:CreateAlias", OWN_KEY),
    Refused("kms:CreateGrant", OWN_KEY, tags=MINE),
    Refused("kms:Decrypt", OWN_KEY, tags=MINE),
    Refused("organizations:DescribeOrganization", "*"),
)
ALWAYS = (
    Refused("s3:GetObject", f"{OWN_BUCKET}/AWSLogs/1"),
    Refused("s3:PutObject", f"{OWN_BUCKET}/AWSLogs/1"),
    Refused("sts:AssumeRole", OWN_ROLE),
)
TO_KEEP_LOGS = (
    Refused("s3:DeleteObject", f"{OWN_BUCKET}/AWSLogs/1"),
    Refused("s3:DeleteObjectVersion", f"{OWN_BUCKET}/AWSLogs/1"),
    Refused("s3:BypassGovernanceRetention", f"{OWN_BUCKET}/AWSLogs/1"),
    Refused("s3:DeleteBucket", OWN_BUCKET),
    Refused("s3:DeleteBucketPolicy", OWN_BUCKET),
    Refused("cloudtrail:StopLogging", OWN_TRAIL),
    Refused("cloudtrail:DeleteTrail", OWN_TRAIL),
    Refused("logs:DeleteLogGroup", OWN_LOGS),
    Refused("logs:DeleteLogStream", f"{OWN_LOGS}:log-stream:1"),
    Refused("kms:ScheduleKeyDeletion", OWN_KEY, tags=MINE),
    Refused("kinesis:DeleteStream", OWN.stream_arn(OWN.stream("audit-events"))),
    Refused("firehose:DeleteDeliveryStream", OWN.delivery_stream_arn(OWN.delivery_stream("audit-stream"))),
)
ALLOW_ALL: Document = {
    "Version": "2012-10-17",
    "Statement": [{"Sid": "All", "Effect": "Allow", "Action": "*", "Resource": "*"}],
}


@pytest.mark.parametrize("refused", BY_PREVIEW, ids=repr)
def test_the_preview_role_may_not(refused: Refused) -> None:
    assert decide(preview_documents(STACKS["dev"]), refused.request()) is Decision.NOT_ALLOWED


@pytest.mark.parametrize("refused", [each for each in BY_PREVIEW if each.action != "logs:GetLogEvents"], ids=repr)
def test_the_verify_role_may_not(refused: Refused) -> None:
    assert decide(verify_documents(STACKS["dev"]), refused.request()) is Decision.NOT_ALLOWED


@pytest.mark.parametrize("refused", BY_UP, ids=repr)
def test_the_up_role_may_not(refused: Refused) -> None:
    assert decide(up_documents(STACKS["dev"], "delete"), refused.request()) is Decision.NOT_ALLOWED


@pytest.mark.parametrize("refused", ALWAYS, ids=repr)
def test_the_up_role_leaves_logs_alone_and_takes_no_role_whatever_else_allows_it(refused: Refused) -> None:
    documents = {**up_documents(STACKS["dev"], "delete"), "bucket policy": ALLOW_ALL}
    assert decide(documents, refused.request()) is Decision.DENIED


@pytest.mark.parametrize("refused", TO_KEEP_LOGS, ids=repr)
def test_the_up_role_keeps_logs_that_are_retained_whatever_else_allows_it(refused: Refused) -> None:
    assert decide(up_documents(STACKS["dev"], "delete"), refused.request()) is Decision.ALLOWED
    documents = {**up_documents(STACKS["dev"], "retain"), "bucket policy": ALLOW_ALL}
    assert decide(documents, refused.request()) is Decision.DENIED


def test_what_the_roles_cannot_help_is_known() -> None:
    """Docs tell of these: what has no tag can be taken in, for AWS makes a default security group without any."""
    taken = (
        Refused("ec2:CreateTags", in_ec2("security-group/sg-1"), new_tags=MINE),
        Refused("kms:TagResource", OWN_KEY, new_tags=MINE),
    )
    up = up_documents(STACKS["dev"], "delete")
    assert [decide(up, each.request()) for each in taken] == [Decision.ALLOWED] * 2


def test_every_function_of_the_sandbox_but_the_search_for_images_has_its_row() -> None:
    assert set(HANDLED) - set(FUNCTIONS) == {"aws:ec2/getAmi:getAmi"}
    assert set(PASSED) <= set(TYPES)
