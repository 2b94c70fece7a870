"""Samples: what a log has when a detection's fault is there, and when it only looks as if it were."""

from collections.abc import Mapping
from dataclasses import dataclass

TrailEvent = dict[str, object]
"""An event as a trail writes it, read from its JSON."""

ACCOUNT = "111122223333"
REGION = "eu-west-1"


@dataclass(frozen=True)
class Sample:
    """One log event, and what happened in it."""

    what: str
    """What happened."""
    event: TrailEvent | str
    """An event of the trail, or the line of a flow record."""


ADA: Mapping[str, object] = {
    "type": "IAMUser",
    "principalId": "AIDACKCEVSQ6C2EXAMPLE",
    "arn": f"arn:aws:iam::{ACCOUNT}:user/ada",
    "accountId": ACCOUNT,
    "accessKeyId": "AKIAIOSFODNN7EXAMPLE",
    "userName": "ada",
}
"""A user of IAM with an access key."""

ADA_AT_THE_CONSOLE: Mapping[str, object] = {name: value for name, value in ADA.items() if name != "accessKeyId"}
"""The same, signing in."""

DEPLOYER: Mapping[str, object] = {
    "type": "AssumedRole",
    "principalId": "AROAIDPPEZS35WEXAMPLE:ci-42",
    "arn": f"arn:aws:sts::{ACCOUNT}:assumed-role/deployer/ci-42",
    "accountId": ACCOUNT,
    "accessKeyId": "ASIAIOSFODNN7EXAMPLE",
    "sessionContext": {
        "sessionIssuer": {
            "type": "Role",
            "principalId": "AROAIDPPEZS35WEXAMPLE",
            "arn": f"arn:aws:iam::{ACCOUNT}:role/deployer",
            "accountId": ACCOUNT,
            "userName": "deployer",
        },
        "attributes": {"creationDate": "2026-03-01T08:55:00Z", "mfaAuthenticated": "false"},
    },
}
"""A session of a role."""

ROOT: Mapping[str, object] = {
    "type": "Root",
    "principalId": ACCOUNT,
    "arn": f"arn:aws:iam::{ACCOUNT}:root",
    "accountId": ACCOUNT,
    "accessKeyId": "",
}
"""The account's root user."""

AUTO_SCALING: Mapping[str, object] = {
    **DEPLOYER,
    "arn": f"arn:aws:sts::{ACCOUNT}:assumed-role/AWSServiceRoleForAutoScaling/AutoScaling",
    "invokedBy": "autoscaling.amazonaws.com",
}
"""A service that acts for the account with its service-linked role."""

DENIED: Mapping[str, object] = {
    "errorCode": "AccessDenied",
    "errorMessage": f"User: arn:aws:iam::{ACCOUNT}:user/ada is not authorized to perform this action",
    "responseElements": None,
}
"""What is different about an event that was refused."""

DENIED_BY_EC2: Mapping[str, object] = {
    **DENIED,
    "errorCode": "Client.UnauthorizedOperation",
    "errorMessage": "You are not authorized to perform this operation.",
}
"""The same in EC2's words."""


def event(
    service: str,
    name: str,
    request: Mapping[str, object] | None = None,
    by: Mapping[str, object] = ADA,
    /,
    **fields: object,
) -> TrailEvent:
    """An event of the management plane.

    Args:
        service: The service that was asked, as in `ec2`.
        name: The action.
        request: What was sent along.
        by: Who asked.
        fields: What is added to the event, or replaces what it has.
    """
    called: TrailEvent = {
        "eventVersion": "1.11",
        "userIdentity": dict(by),
        "eventTime": "2026-03-01T09:00:00Z",
        "eventSource": f"{service}.amazonaws.com",
        "eventName": name,
        "awsRegion": REGION,
        "sourceIPAddress": "192.0.2.17",
        "userAgent": "aws-cli/2.31.0 md/awscrt#0.27.6 ua/2.1 os/linux lang/python#3.13.7",
        "requestParameters": None if request is None else dict(request),
        "responseElements": None,
        "requestID": "0c4a2b9d-6f0e-4d0a-9b1e-5f8f3c1d7a21",
        "eventID": "1569796a-0d47-4b70-b7a5-255cfb94a74b",
        "readOnly": False,
        "eventType": "AwsApiCall",
        "managementEvent": True,
        "recipientAccountId": ACCOUNT,
        "eventCategory": "Management",
        "tlsDetails": {
            "tlsVersion": "TLSv1.3",
            "cipherSuite": "TLS_AES_128_GCM_SHA256",
            "clientProvidedHostHeader": f"{service}.{REGION}.amazonaws.com",
        },
    }
    return {**called, **fields}


def changed(event: TrailEvent, /, **fields: object) -> TrailEvent:
    """The event with fields replaced, or added."""
    return {**event, **fields}


def asked(event: TrailEvent, name: str) -> TrailEvent:
    """The event as another action of the same service, about the same."""
    return changed(event, eventName=name, readOnly=name.startswith(("Describe", "Get", "List")))
