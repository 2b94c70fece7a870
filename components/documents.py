"""IAM policy documents: their shape, the statements that more than one module needs, and their text."""

import json
from collections.abc import Mapping, Sequence
from typing import Literal, NotRequired, TypedDict

Conditions = Mapping[str, Mapping[str, str | list[str]]]
"""Operator to condition key to value, or to values of which one must fit."""


class Statement(TypedDict):
    """One statement; the functional notation's keys are IAM's own."""

    Sid: str
    Effect: Literal["Allow", "Deny"]
    Principal: NotRequired[Literal["*"] | dict[str, str]]
    Action: str | list[str]
    Resource: NotRequired[str | list[str]]
    Condition: NotRequired[Conditions]


class Document(TypedDict):
    """A policy document."""

    Version: Literal["2012-10-17"]
    Statement: list[Statement]


def document(statements: Sequence[Statement]) -> Document:
    """A document of these statements, in this order."""
    return {"Version": "2012-10-17", "Statement": list(statements)}


def to_json(policy: Document) -> str:
    """The document's text. Equal documents have equal text, so a preview shows a difference only where there is one."""
    return json.dumps(policy, separators=(",", ":"))


def assume_role(service: str, conditions: Conditions) -> Document:
    """A trust policy that lets an AWS service take a role.

    Args:
        service: The service's principal, as in `cloudtrail.amazonaws.com`.
        conditions: Must bind the service to a resource of this account; else another account could make the service use
            the role (IAM User Guide, "The confused deputy problem").
    """
    return document(
        [
            {
                "Sid": "AssumeRole",
                "Effect": "Allow",
                "Principal": {"Service": service},
                "Action": "sts:AssumeRole",
                "Condition": conditions,
            }
        ]
    )


def deny_without_tls(bucket_arn: str) -> Statement:
    """Refuses every request to the bucket that doesn't use TLS (Security Hub S3.5)."""
    return {
        "Sid": "DenyInsecureTransport",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [bucket_arn, f"{bucket_arn}/*"],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def deny_publish_without_tls(topic_arn: str) -> Statement:
    """Refuses every message to the topic that doesn't come over TLS.

    SNS refuses a topic policy with `sns:*`: only actions on topics may be in one (SNS Developer Guide, "Security best
    practices": encryption in transit).
    """
    return {
        "Sid": "DenyInsecureTransport",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "SNS:Publish",
        "Resource": topic_arn,
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
