"""The rule, as the SDK's policy server runs it on raw registrations."""

import json
from typing import Any

import pulumi
import pytest
from pulumi.runtime.proto.resource_pb2 import RegisterResourceRequest
from pulumi_policy import EnforcementLevel
from pulumi_policy.deserialize import SPECIAL_ASSET_SIG, SPECIAL_SECRET_SIG, SPECIAL_SIG_KEY
from pulumi_policy.proxy import (
    UNKNOWN_ARCHIVE_VALUE,
    UNKNOWN_ARRAY_VALUE,
    UNKNOWN_ASSET_VALUE,
    UNKNOWN_BOOLEAN_VALUE,
    UNKNOWN_NUMBER_VALUE,
    UNKNOWN_OBJECT_VALUE,
    UNKNOWN_STRING_VALUE,
)
from rules.log_buckets.only_delivery import RULE

from tests.support.bucket_documents import ACCOUNT, ARN, BUCKET, FOREIGN, document, good_statements, good_with
from tests.support.policy_server import Violation, registration, replay

GOOD = document(good_statements())
GOOD_OBJECT = json.loads(GOOD)
POLICY = "aws:s3/bucketPolicy:BucketPolicy"
INLINE = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"]
CARRIERS = [POLICY, *INLINE]


def run(*registrations: RegisterResourceRequest, **config: Any) -> list[Violation]:
    policies = [RULE.policy(EnforcementLevel.MANDATORY)]
    return replay(policies, registrations, {RULE.name: config} if config else None)


def found(*registrations: RegisterResourceRequest, **config: Any) -> set[tuple[str, str, str]]:
    """(rule, resource, level) of every violation."""
    return {(violation.rule, violation.resource, violation.level) for violation in run(*registrations, **config)}


def the_message(*registrations: RegisterResourceRequest, **config: Any) -> str:
    """What the rule reported, of the only violation, below its title."""
    (violation,) = run(*registrations, **config)
    assert (violation.rule, violation.resource, violation.level) == (RULE.name, "logs", "mandatory")
    title, message = violation.message.split("\n", 1)
    assert title == RULE.title
    return message


def carrier(policy: Any, bucket: Any = BUCKET, type_token: str = POLICY, name: str = "logs") -> RegisterResourceRequest:
    return registration(type_token, name, bucket=bucket, policy=policy)


# Not a real Output: the SDK would make every later program in this process wait for it.
_OUTPUT: Any = pulumi.Output
OUTPUT_AS_TEXT = str(object.__new__(_OUTPUT))
ASSET = {SPECIAL_SIG_KEY: SPECIAL_ASSET_SIG, "text": GOOD}


SENTINELS = {
    "archive": UNKNOWN_ARCHIVE_VALUE,
    "array": UNKNOWN_ARRAY_VALUE,
    "asset": UNKNOWN_ASSET_VALUE,
    "boolean": UNKNOWN_BOOLEAN_VALUE,
    "number": UNKNOWN_NUMBER_VALUE,
    "object": UNKNOWN_OBJECT_VALUE,
    "string": UNKNOWN_STRING_VALUE,
}


def secret(value: object) -> dict[str, object]:
    return {SPECIAL_SIG_KEY: SPECIAL_SECRET_SIG, "value": value}


@pytest.mark.parametrize("type_token", CARRIERS)
def test_good_policy(type_token: str) -> None:
    assert run(carrier(GOOD, type_token=type_token)) == []


@pytest.mark.parametrize("type_token", CARRIERS)
def test_one_wide_statement(type_token: str) -> None:
    assert the_message(carrier(good_with(Action="s3:*"), type_token=type_token)) == (
        'Bucket "example-logs":\n'
        '  - statement "Extra", Action: "s3:*" is more than delivery needs.\n'
        '    Write "s3:GetBucketAcl" or "s3:PutObject"; other needs belong in identity policies.'
    )


def test_only_the_faulty_resource_is_reported() -> None:
    good = [carrier(GOOD, name="first"), carrier(GOOD, name="second"), registration("aws:s3/object:Object", "third")]
    assert found(*good, carrier(good_with(Principal="*"), name="fourth")) == {(RULE.name, "fourth", "mandatory")}


def test_all_findings_are_in_one_violation() -> None:
    message = the_message(carrier(good_with(Action="s3:*", Principal="*", Effect="Allow")))
    assert [line[: line.index(":")] for line in message.splitlines() if ":" in line and "Write" not in line] == [
        'Bucket "example-logs"',
        '  - statement "Extra", Principal',
        '  - statement "Extra", Action',
    ]


@pytest.mark.parametrize("type_token", INLINE)
@pytest.mark.parametrize("bucket", [{}, {"bucket": UNKNOWN_STRING_VALUE}, {"bucketPrefix": "x"}], ids=str)
def test_bucket_without_a_policy(type_token: str, bucket: dict[str, Any]) -> None:
    assert run(registration(type_token, "logs", **bucket)) == []


def test_bucket_policy_without_a_document() -> None:
    assert the_message(registration(POLICY, "logs", bucket=BUCKET)) == (
        'Bucket "example-logs":\n  - the document: null is not an object.\n    Write an object: {...}.'
    )


def mutilated(value: Any) -> dict[str, Any]:
    statements = good_statements()
    statements[1]["Resource"] = value
    return {"Version": "2012-10-17", "Statement": statements}


@pytest.mark.parametrize("type_token", CARRIERS)
@pytest.mark.parametrize(
    "policy",
    [
        pytest.param(UNKNOWN_STRING_VALUE, id="unknown"),
        pytest.param(UNKNOWN_OBJECT_VALUE, id="unknown-object"),
        pytest.param(secret(UNKNOWN_STRING_VALUE), id="secret-unknown"),
        *(
            pytest.param(json.dumps(mutilated(f"{sentinel}/AWSLogs/*")), id=f"unknown-{kind}-in-the-text")
            for kind, sentinel in SENTINELS.items()
        ),
        pytest.param(json.dumps(mutilated(OUTPUT_AS_TEXT)), id="output-in-the-text"),
        pytest.param(mutilated(UNKNOWN_STRING_VALUE), id="unknown-leaf"),
        pytest.param(mutilated([ARN, UNKNOWN_STRING_VALUE]), id="unknown-in-a-list"),
        pytest.param(mutilated(f"{UNKNOWN_STRING_VALUE}/*"), id="unknown-in-a-leaf"),
        pytest.param({"Version": "2012-10-17", "Statement": UNKNOWN_OBJECT_VALUE}, id="unknown-statement"),
    ],
)
def test_document_not_known_at_preview(policy: Any, type_token: str) -> None:
    assert the_message(carrier(policy, type_token=type_token)) == (
        'Bucket "example-logs": the policy is not known at preview, so nothing shows what it grants.\n'
        "Build the document from names that the program states, and from get_caller_identity() and get_partition(), "
        "which are known: not from outputs such as bucket.arn or trail.arn.\n"
        "If no logs are delivered here, name the bucket in this rule's option otherBuckets."
    )


@pytest.mark.parametrize("type_token", CARRIERS)
@pytest.mark.parametrize("bucket", [UNKNOWN_STRING_VALUE, f"{UNKNOWN_STRING_VALUE}-logs", None, 7, ["example-logs"]])
def test_bucket_not_known_at_preview(bucket: Any, type_token: str) -> None:
    assert the_message(carrier(GOOD, bucket=bucket, type_token=type_token)) == (
        "The bucket of this policy is not set or not known at preview, so nothing shows what the policy guards.\n"
        "State the bucket's name as a string and give the policy that name: not bucket.id, which is known only after "
        "the bucket exists.\n"
        "If no logs are delivered here, give the bucket a stated name, and name it in this rule's option otherBuckets."
    )


def test_nothing_is_known() -> None:
    assert found(carrier(UNKNOWN_STRING_VALUE, bucket=UNKNOWN_STRING_VALUE)) == {(RULE.name, "logs", "mandatory")}


def test_a_deny_with_booleans_and_numbers_may_stay() -> None:
    weak = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": [ARN, f"{ARN}/*"]}
    denies = [
        {**weak, "Condition": condition}
        for condition in (
            {"Bool": {"aws:SecureTransport": False}},
            {"NumericLessThan": {"s3:TlsVersion": 1.2}},
            {"Null": {"aws:SourceArn": True}},
        )
    ]
    assert run(carrier(document([*good_statements(), *denies]))) == []
    assert run(carrier({**GOOD_OBJECT, "Statement": [*good_statements(), *denies]})) == []


def test_document_as_an_object() -> None:
    assert run(carrier(GOOD_OBJECT)) == []
    assert run(carrier(secret(GOOD_OBJECT))) == []
    assert 'statement "Extra", Principal: "*"' in the_message(carrier(json.loads(good_with(Principal="*"))))


@pytest.mark.parametrize("policy", [7, True, [], [GOOD], "", {"a": 1.5}, ASSET], ids=str)
def test_document_of_another_type(policy: Any) -> None:
    assert found(carrier(policy)) == {(RULE.name, "logs", "mandatory")}


@pytest.mark.parametrize(
    "bucket", ["other", "arn:aws:s3:::example-logs", "example-logs\n", "Example Logs", "", "example-log?"]
)
def test_document_for_another_bucket(bucket: str) -> None:
    assert found(carrier(GOOD, bucket=bucket)) == {(RULE.name, "logs", "mandatory")}


def test_name_that_no_bucket_can_have() -> None:
    assert the_message(carrier(GOOD, bucket="Logs")) == (
        'Bucket "Logs": the policy was not checked. '
        'bucket: "Logs" is not a bucket name: 3 to 63 of a-z, 0-9, dots and hyphens.'
    )


class TestConfiguration:
    wide = carrier(good_with(Principal="*"))

    def test_other_buckets_are_left_alone(self) -> None:
        assert run(self.wide, otherBuckets=["website", BUCKET]) == []
        assert run(carrier(UNKNOWN_STRING_VALUE), otherBuckets=[BUCKET]) == []

    @pytest.mark.parametrize("name", ["example", "example-log", "example-logs-2", "example.*", "*", "EXAMPLE-LOGS"])
    def test_other_buckets_are_exact_names(self, name: str) -> None:
        assert found(self.wide, otherBuckets=[name]) == {(RULE.name, "logs", "mandatory")}

    def test_a_bucket_of_unknown_name_is_never_another(self) -> None:
        policy = carrier(GOOD, bucket=UNKNOWN_STRING_VALUE)
        assert found(policy, otherBuckets=[UNKNOWN_STRING_VALUE]) == {(RULE.name, "logs", "mandatory")}

    def test_accounts(self) -> None:
        assert run(carrier(GOOD), accounts=[ACCOUNT]) == []
        assert found(carrier(GOOD), accounts=[FOREIGN]) == {(RULE.name, "logs", "mandatory")}

    def test_partition(self) -> None:
        china = carrier(GOOD.replace("arn:aws:", "arn:aws-cn:"))
        assert run(china, partition="aws-cn") == []
        assert found(china, partition="aws") == {(RULE.name, "logs", "mandatory")}

    def test_organization(self) -> None:
        policy = carrier(good_with(Resource=f"{ARN}/AWSLogs/o-exampleorgid/*"))
        assert run(policy, organizationId="o-exampleorgid") == []
        assert found(policy) == found(policy, organizationId="o-otherorgid0") == {(RULE.name, "logs", "mandatory")}
        option = "If an organization's trail delivers here, give this rule the organization's id as its option"
        assert f"\n{option} organizationId (docs/policies.md" in the_message(policy)
        assert option not in the_message(policy, organizationId="o-otherorgid0")
        assert option not in the_message(carrier(good_with(Principal="*")))

    def test_key_prefixes(self) -> None:
        policy = carrier(GOOD.replace("/AWSLogs/", "/central/AWSLogs/"))
        assert run(policy, keyPrefixes=["central/"]) == []
        assert found(policy) == {(RULE.name, "logs", "mandatory")}
        hint = "\nIf logs lie below a key prefix here, give this rule the prefix as its option keyPrefixes."
        assert the_message(policy).endswith(hint)
        assert hint not in the_message(policy, keyPrefixes=["other/"])
        assert hint not in the_message(self.wide)

    @pytest.mark.parametrize(
        "service", ["config", "logdelivery.elasticloadbalancing", "cloudfront"], ids=["config", "elb", "cloudfront"]
    )
    def test_the_message_says_what_to_do_about_the_bucket_of_another_service(self, service: str) -> None:
        hint = "and no trail and no flow log delivers here, name the bucket in this rule's option otherBuckets."
        policy = carrier(good_with(Principal={"Service": f"{service}.amazonaws.com"}))
        assert the_message(policy).endswith(hint)
        assert run(policy, otherBuckets=[BUCKET]) == []
        assert hint not in the_message(self.wide)

    @pytest.mark.parametrize(
        ("config", "problem"),
        [
            ({"accounts": [111122223333]}, "accounts: [111122223333.0] is not a list of strings."),
            (
                {"accounts": []},
                "accounts: the list is empty. Name the accounts, or leave it out: a document then has to agree on one.",
            ),
            ({"accounts": ["1"]}, 'accounts: "1" is not a string of 12 digits.'),
            ({"otherBuckets": "website"}, 'otherBuckets: "website" is not a list of strings.'),
        ],
    )
    def test_wrong_configuration(self, config: dict[str, Any], problem: str) -> None:
        message = the_message(carrier(GOOD), **config)
        assert message.startswith(f'Bucket "example-logs": the policy was not checked. {problem}')

    def test_unknown_configuration(self) -> None:
        assert the_message(carrier(GOOD), bucket="x").startswith(
            'Not checked. ["bucket"] is not configuration of this rule. Use otherBuckets, accounts, '
        )
