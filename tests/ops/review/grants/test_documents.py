"""Which documents of which resources a review compares, and what it says of those it can't."""

import json
import re
from typing import Any

import pytest

from ops.review.detectors.grants import MOST_SHOWN, policies_changed
from ops.review.findings import Finding, Level
from ops.review.preview import Preview
from tests.ops.review.previews import (
    created,
    deleted,
    details,
    preview_of,
    replaced,
    same,
    told,
    updated,
    urn,
)

UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
ROLE = "aws:iam/role:Role"
ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy"
BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy"


def document(*statements: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def allowing(action: str, **elements: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": action, **elements}


ON = {"Resource": "*"}
BY = {"Principal": {"Service": "cloudtrail.amazonaws.com"}}
NARROW = {
    "bucket policy": document(allowing("s3:PutObject", **ON, **BY)),
    "key policy": document(allowing("kms:Decrypt", **ON, **BY)),
    "topic policy": document(allowing("sns:Publish", **ON, **BY)),
    "queue policy": document(allowing("sqs:SendMessage", **ON, **BY)),
    "role policy": document(allowing("s3:GetObject", **ON)),
    "trust policy": document(allowing("sts:AssumeRole", **BY)),
    "managed policy": document(allowing("s3:GetObject", **ON)),
}
WIDE = {kind: re.sub(r'"Action": "[^"]*"', '"Action": "*"', text) for kind, text in NARROW.items()}
CARRIED: list[tuple[str, str, str, dict[str, Any]]] = [
    (BUCKET_POLICY, "policy", "bucket policy", {"bucket": "b"}),
    ("aws:s3/bucket:Bucket", "policy", "bucket policy", {"bucket": "b"}),
    ("aws:kms/key:Key", "policy", "key policy", {}),
    ("aws:kms/keyPolicy:KeyPolicy", "policy", "key policy", {"keyId": "k"}),
    ("aws:sns/topicPolicy:TopicPolicy", "policy", "topic policy", {"arn": "t"}),
    ("aws:sqs/queuePolicy:QueuePolicy", "policy", "queue policy", {"queueUrl": "q"}),
    (ROLE_POLICY, "policy", "role policy", {"role": "r"}),
    (ROLE, "assumeRolePolicy", "trust policy", {"name": "r"}),
    ("aws:iam/policy:Policy", "policy", "managed policy", {"name": "p"}),
]


def found(preview: Preview) -> tuple[Finding, ...]:
    return tuple(policies_changed(preview))


@pytest.mark.parametrize(("type_", "property_", "kind", "others"), CARRIED)
def test_a_document_that_is_widened_is_dangerous(type_: str, property_: str, kind: str, others: dict[str, Any]) -> None:
    findings = found(preview_of(updated(type_, {**others, property_: NARROW[kind]}, {**others, property_: WIDE[kind]})))

    assert [finding.level for finding in findings] == [Level.DANGEROUS]
    assert findings[0].what.text(str).endswith(f" grants more by its {kind}")
    assert [line.split(":", 1)[0] for line in details(findings)] == ["widened"]


@pytest.mark.parametrize(("type_", "property_", "kind", "others"), CARRIED)
def test_a_document_in_other_words_is_no_change(type_: str, property_: str, kind: str, others: dict[str, Any]) -> None:
    spread = json.dumps(json.loads(NARROW[kind]), indent=4)

    assert found(preview_of(updated(type_, {**others, property_: NARROW[kind]}, {**others, property_: spread}))) == ()
    assert found(preview_of(created(type_, {**others, property_: NARROW[kind]}))) == ()


def test_inline_policies_of_a_role_are_told_apart() -> None:
    def role(a: str, b: str) -> dict[str, Any]:
        return {"name": "r", "inlinePolicies": [{"name": "a", "policy": a}, {"name": "b", "policy": b}]}

    narrow, wide = NARROW["role policy"], WIDE["role policy"]
    findings = found(preview_of(updated(ROLE, role(narrow, narrow), role(narrow, wide))))

    assert told(findings, Level.DANGEROUS) == ["role r grants more by its role policy b"]


def test_an_object_is_a_document_too() -> None:
    text = NARROW["bucket policy"]

    assert found(preview_of(updated(BUCKET_POLICY, {"policy": text}, {"policy": json.loads(text)}))) == ()


@pytest.mark.parametrize(
    ("after", "why"),
    [
        (UNKNOWN, "it is not known before the update: build it from names, not from outputs"),
        ("[secret]", "it is a secret, which a preview does not show"),
        ({"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270"}, "it is a secret, which a preview"),
        ("{", "document: not JSON"),
    ],
)
def test_a_document_that_can_not_be_read_is_dangerous(after: Any, why: str) -> None:
    change = updated(
        BUCKET_POLICY, {"bucket": "b", "policy": NARROW["bucket policy"]}, {"bucket": "b", "policy": after}
    )
    findings = found(preview_of(change))

    assert told(findings, Level.DANGEROUS) == ["policy of bucket b has a bucket policy that can't be reviewed"]
    assert details(findings)[0].startswith(why)


def test_what_is_granted_from_now_on_is_said_when_the_former_document_can_not_be_read() -> None:
    change = updated(BUCKET_POLICY, {"bucket": "b", "policy": "{"}, {"bucket": "b", "policy": NARROW["bucket policy"]})
    findings = found(preview_of(change))

    assert told(findings, Level.DANGEROUS) == [
        "policy of bucket b had a bucket policy that can't be read; what it grants from now on"
    ]
    assert details(findings) == ["added: cloudtrail.amazonaws.com may s3:PutObject on *"]


def test_a_new_document_that_is_open_to_everyone_is_dangerous() -> None:
    public = document(allowing("s3:GetObject", Principal="*", **ON))
    findings = found(preview_of(created(BUCKET_POLICY, {"bucket": "b", "policy": public})))

    assert told(findings, Level.DANGEROUS) == ["policy of bucket b has a bucket policy that is open to everyone"]


def test_a_new_policy_of_a_role_that_is_there_already_widens_it() -> None:
    policy = {"role": "reader", "policy": NARROW["role policy"]}
    of_role = {"propertyDependencies": {"role": [urn(ROLE, "role")]}}

    for preview in (
        preview_of(created(ROLE_POLICY, policy, new_state=of_role), hidden=3),
        preview_of(same(ROLE, {}, "role", old_state={"id": "reader"}), created(ROLE_POLICY, policy)),
    ):
        assert told(found(preview), Level.DANGEROUS) == ["policy of role reader grants more by its role policy"]
    assert found(preview_of(created(ROLE, {}, "role"), created(ROLE_POLICY, policy, new_state=of_role))) == ()


def test_a_service_that_may_do_less_is_dangerous() -> None:
    findings = found(preview_of(deleted(BUCKET_POLICY, {"bucket": "b", "policy": NARROW["bucket policy"]})))

    assert told(findings, Level.DANGEROUS) == ["policy of bucket b grants a service less by its bucket policy"]
    assert details(findings) == [
        "removed: cloudtrail.amazonaws.com may s3:PutObject on *",
        "What the service delivers may no longer arrive",
    ]


def test_a_role_that_may_do_less_is_worth_a_look() -> None:
    change = updated(
        ROLE_POLICY, {"role": "r", "policy": WIDE["role policy"]}, {"role": "r", "policy": NARROW["role policy"]}
    )

    assert told(found(preview_of(change)), Level.NOTICE) == [
        "policy of role r grants something else by its role policy"
    ]


def test_a_document_that_goes_with_what_it_is_about_is_not_said() -> None:
    assert found(preview_of(deleted("aws:kms/key:Key", {"policy": NARROW["key policy"]}))) == ()


def test_the_policy_of_a_replaced_bucket_is_compared_with_the_bucket_renamed() -> None:
    def policy(bucket: str) -> dict[str, Any]:
        text = document(allowing("s3:PutObject", Resource=f"arn:aws:s3:::{bucket}/*", **BY))
        return {"bucket": bucket, "policy": text}

    assert found(preview_of(replaced(BUCKET_POLICY, policy("old-logs"), policy("new-logs")))) == ()


def test_only_so_many_are_spelled_out() -> None:
    many = document(*(allowing(f"s3:Get{number}", **ON) for number in range(MOST_SHOWN + 5)))
    change = updated(ROLE_POLICY, {"role": "r", "policy": NARROW["role policy"]}, {"role": "r", "policy": many})
    lines = details(found(preview_of(change)))

    assert len(lines) == MOST_SHOWN + 1
    assert lines[-1] == "and 6 more"
