"""The documents of the roles that CI takes, against the Service Authorization Reference and IAM's quotas."""

import json
import re
from collections.abc import Mapping

import pytest
from key_names import key_as_aws_writes_it

from components.deploy_roles.documents import LONGEST_DOCUMENT, preview_documents, up_documents, verify_documents
from components.deploy_roles.scope import Adopted, Deployment
from components.deploy_roles.tables import AREAS
from components.documents import Document, Statement, document, to_json
from components.naming import Naming
from sandbox.provider.absent import ABSENT
from sandbox.provider.registry import TYPES
from tests.support.iam_actions import ACTIONS, action_of
from tests.support.linter import documents as declared
from tests.support.linter import findings, naming_in
from tests.support.recorder import Cloud, record_main

PLACES = (
    Cloud(),
    Cloud(partition="aws-us-gov", region="us-gov-west-1"),
    Cloud(partition="aws-cn", region="cn-north-1"),
)
ADOPTED = Adopted(("/others/logs",), ("others-logs",), ("others-stream",), ("vpc-1", "subnet-1", "eni-1"))
LONGEST = Naming("a" * 20, "production", "aws-us-gov", "123456789012", "us-gov-west-1")
"""A prefix as long as it can be, and a long stack's name; for longer ones, the component says what to shorten."""

WANTS_A_WILDCARD = {
    # CloudWatch API Reference: a permission that is narrower than `*` is none for composite alarms.
    "cloudwatch:DescribeAlarms",
    "cloudwatch:PutCompositeAlarm",
}
NOT_AS_THE_LINTER_HAS_IT = {
    # On any of a workgroup, a catalog and a reservation, not on all of them.
    "athena:ListTagsForResource",
    "athena:TagResource",
    "athena:UntagResource",
    # AWS's public parameters are no account's.
    "ssm:GetParameter",
}
NEVER_CALLED = {
    # Other tools set boundaries; the program has none to set.
    "iam:PutRolePermissionsBoundary",
    "iam:DeleteRolePermissionsBoundary",
    # Of a role that is to be deleted although others gave it policies: the program doesn't ask for that.
    "iam:DetachRolePolicy",
}


def documents_of(stack: Deployment) -> Mapping[str, Document]:
    return {**up_documents(stack, "delete"), **{f"retain-{k}": d for k, d in up_documents(stack, "retain").items()}}


def statements(documents: Mapping[str, Document]) -> list[Statement]:
    return [statement for each in documents.values() for statement in each["Statement"]]


def actions(documents: Mapping[str, Document]) -> set[str]:
    return {action for statement in statements(documents) for action in statement["Action"]}


STACK = Deployment(naming_in(Cloud()), ADOPTED, "o-exampleorgid")


@pytest.mark.parametrize("cloud", PLACES, ids=lambda cloud: cloud.partition)
def test_the_linter_finds_nothing_in_a_statement(cloud: Cloud) -> None:
    stack = Deployment(naming_in(cloud), ADOPTED, "o-exampleorgid")
    found = {found for each in documents_of(stack).values() for found in findings(to_json(each))}
    # An action on several kinds of resource has a statement for each, so what is missing shows in the next test. And
    # who can write a bucket's policy, or its lifecycle, can do more: that is denied, which the linter doesn't see.
    looked_at_elsewhere = {"RESOURCE_MISMATCH", "RESOURCE_POLICY_PRIVILEGE_ESCALATION"}
    assert {issue for issue, _ in found} - looked_at_elsewhere == {"RESOURCE_STAR"}
    stars = {detail for issue, detail in found if issue == "RESOURCE_STAR"}
    assert stars == {f"['{action}']" for action in WANTS_A_WILDCARD}


@pytest.mark.parametrize("cloud", PLACES, ids=lambda cloud: cloud.partition)
def test_each_action_is_allowed_on_every_kind_of_resource_that_it_needs(cloud: Cloud) -> None:
    stack = Deployment(naming_in(cloud), ADOPTED, "o-exampleorgid")
    resources: dict[str, list[str]] = {}
    for statement in statements(up_documents(stack, "delete")):
        for action in statement["Action"]:
            named = statement.get("Resource", [])
            resources.setdefault(action, []).extend([named] if isinstance(named, str) else named)
    wrong = {
        action
        for action, named in resources.items()
        for issue, _ in findings(
            to_json(document([{"Sid": "One", "Effect": "Allow", "Action": action, "Resource": named}]))
        )
        if issue == "RESOURCE_MISMATCH"
    }
    assert wrong == NOT_AS_THE_LINTER_HAS_IT


def test_every_action_exists_and_none_is_a_pattern() -> None:
    assert actions(documents_of(STACK)) - set(ACTIONS) == set()


def test_people_are_shown_condition_keys_as_they_are_written() -> None:
    """Those of the roles of CI, and of all that the program declares."""
    programs = [
        json.loads(text) for stack in ("dev", "prod") for text, _ in declared(record_main(stack), STACK.naming).values()
    ]
    written = {
        key
        for statement in [*statements(documents_of(STACK)), *(one for each in programs for one in each["Statement"])]
        for comparison in statement.get("Condition", {}).values()
        for key in comparison
    }
    named = re.compile(r"(?<=Tag/).*|(?<=EncryptionContext:).*")
    assert len(written) > 15
    assert {named.sub("", key_as_aws_writes_it(key.lower())) for key in written} == {
        named.sub("", key) for key in written
    }


def test_all_resources_are_meant_only_where_no_resource_can_be_named() -> None:
    wild = {
        action
        for statement in statements(documents_of(STACK))
        if statement.get("Resource") == "*" and statement["Effect"] == "Allow"
        for action in statement["Action"]
    }
    assert {action for action in wild if ACTIONS[action].kinds} == WANTS_A_WILDCARD


def test_a_preview_and_verify_only_read() -> None:
    read = actions(verify_documents(STACK))
    assert {action for action in read if ACTIONS[action].level not in {"Read", "List"}} == set()


def test_a_preview_reads_no_log_and_no_secret() -> None:
    contents = {"s3:GetObject", "logs:GetLogEvents", "logs:FilterLogEvents", "logs:StartQuery", "kms:Decrypt"}
    contents |= {"kinesis:GetRecords", "athena:GetQueryResults", "secretsmanager:GetSecretValue"}
    assert contents - set(ACTIONS) == set()
    assert actions(preview_documents(STACK)) & contents == set()
    assert actions(verify_documents(STACK)) & contents == {"logs:GetLogEvents"}


@pytest.mark.parametrize("name", sorted(documents_of(STACK)))
def test_a_document_fits_a_managed_policy(name: str) -> None:
    assert len(to_json(documents_of(Deployment(LONGEST, ADOPTED, "o-exampleorgid"))[name])) <= LONGEST_DOCUMENT


def test_a_role_has_as_many_policies_as_it_can() -> None:
    # IAM User Guide, "IAM and AWS STS quotas": 10 managed policies to a role, and two more are for the state.
    assert len(up_documents(STACK, "delete")) + 2 <= 10


TABLE = {name: access for area in AREAS.values() for name, access in area.items()}


@pytest.mark.parametrize("name", sorted(TABLE.keys() - ABSENT.keys()))
def test_every_call_that_the_sandboxes_provider_makes_for_a_type_is_in_its_row(name: str) -> None:
    kind, row = TYPES[name], TABLE[name]
    reads = {action_of(read.call.service or kind.service, read.call.operation) for read in kind.reads}
    calls = {action_of(call.service or kind.service, call.operation) for call in kind.calls()} - NEVER_CALLED
    granted_reads = {action for grant in row.reads for action in grant.actions}
    granted = granted_reads | {action for grant in (*row.writes, *row.gives_up_logs) for action in grant.actions}
    assert (reads - granted_reads, calls - granted) == (set(), set())


CALLS_OF_ABSENT = {
    # terraform-provider-aws, internal/service/chatbot.
    "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration": (
        {"DescribeSlackChannelConfigurations", "ListTagsForResource"},
        {f"{verb}SlackChannelConfiguration" for verb in ("Create", "Update", "Delete")},
    ),
    "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration": (
        {"ListMicrosoftTeamsChannelConfigurations", "ListTagsForResource"},
        {f"{verb}MicrosoftTeamsChannelConfiguration" for verb in ("Create", "Update", "Delete")},
    ),
}


@pytest.mark.parametrize("name", sorted(ABSENT))
def test_a_type_that_no_emulator_has_gets_what_the_provider_calls(name: str) -> None:
    reads, writes = CALLS_OF_ABSENT[name]
    row = TABLE[name]
    assert {action for grant in row.reads for action in grant.actions} == {f"chatbot:{call}" for call in reads}
    # Tags when it is made and later; the channel's role, and the one that the service makes itself.
    others = {"chatbot:TagResource", "chatbot:UntagResource", "iam:PassRole", "iam:CreateServiceLinkedRole"}
    assert {action for grant in row.writes for action in grant.actions} == {
        f"chatbot:{call}" for call in writes
    } | others


@pytest.mark.parametrize("name", sorted(TABLE))
def test_a_row_reads_where_it_says_reads_and_changes_where_it_says_changes(name: str) -> None:
    row = TABLE[name]
    assert {ACTIONS[action].level for grant in row.reads for action in grant.actions} <= {"Read", "List"}
    helpers = {"iam:ListInstanceProfilesForRole", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads"}
    helpers |= {"organizations:DescribeOrganization", "organizations:ListAccounts", "s3:GetObjectRetention"}
    helpers |= {"organizations:ListAWSServiceAccessForOrganization", "s3:GetObjectLegalHold"}
    changes = {action for grant in (*row.writes, *row.gives_up_logs) for action in grant.actions} - helpers
    assert {ACTIONS[action].level for action in changes} & {"Read", "List"} == set()
