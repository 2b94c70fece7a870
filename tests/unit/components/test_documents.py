import json

import pytest

from components.documents import assume_role, deny_publish_without_tls, deny_without_tls, document, to_json
from sandbox.iam import Decision, Principal, Request, evaluate

BUCKET = "arn:aws:s3:::b"
TOPIC = "arn:aws:sns:us-east-1:123456789012:t"
ANYONE = Principal("Service", "cloudtrail.amazonaws.com")


def test_equal_documents_have_equal_text_of_no_more_characters_than_needed() -> None:
    text = to_json(document([deny_publish_without_tls(TOPIC)]))
    assert text == (
        '{"Version":"2012-10-17","Statement":[{"Sid":"DenyInsecureTransport","Effect":"Deny","Principal":"*",'
        f'"Action":"SNS:Publish","Resource":"{TOPIC}","Condition":{{"Bool":{{"aws:SecureTransport":"false"}}}}}}]}}'
    )


def test_a_service_takes_a_role_on_these_conditions_only() -> None:
    assert assume_role("a.amazonaws.com", {"StringEquals": {"aws:SourceAccount": "123456789012"}}) == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "AssumeRole",
                "Effect": "Allow",
                "Principal": {"Service": "a.amazonaws.com"},
                "Action": "sts:AssumeRole",
                "Condition": {"StringEquals": {"aws:SourceAccount": "123456789012"}},
            }
        ],
    }


@pytest.mark.parametrize(
    ("action", "resource", "secure", "decision"),
    [
        ("s3:GetObject", f"{BUCKET}/key", "false", Decision.DENIED),
        ("s3:ListBucket", BUCKET, "false", Decision.DENIED),
        ("s3:GetObject", f"{BUCKET}/key", "true", Decision.NOT_ALLOWED),
        ("s3:GetObject", "arn:aws:s3:::other/key", "false", Decision.NOT_ALLOWED),
        ("SNS:Publish", TOPIC, "false", Decision.DENIED),
        ("SNS:Publish", TOPIC, "true", Decision.NOT_ALLOWED),
        ("SNS:Publish", f"{TOPIC}2", "false", Decision.NOT_ALLOWED),
    ],
)
def test_what_does_not_use_tls_is_denied(action: str, resource: str, secure: str, decision: Decision) -> None:
    denials = document([deny_without_tls(BUCKET), {**deny_publish_without_tls(TOPIC), "Sid": "DenyInsecurePublish"}])
    asked = Request(action, resource, ANYONE, {"aws:SecureTransport": (secure,)})
    assert evaluate(json.loads(to_json(denials)), asked) == decision
