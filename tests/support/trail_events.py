"""Events as CloudTrail writes them."""

from collections.abc import Mapping
from typing import Any

ACCOUNT = "111122223333"
ADA: dict[str, Any] = {
    "type": "IAMUser",
    "principalId": "AIDAEXAMPLE",
    "arn": f"arn:aws:iam::{ACCOUNT}:user/ada",
    "accountId": ACCOUNT,
    "accessKeyId": "AKIAIOSFODNN7EXAMPLE",
    "userName": "ada",
}
ROLE: dict[str, Any] = {
    "type": "AssumedRole",
    "principalId": "AROAEXAMPLE:session",
    "arn": f"arn:aws:sts::{ACCOUNT}:assumed-role/deploy/session",
    "accountId": ACCOUNT,
    "accessKeyId": "ASIAEXAMPLE",
    "sessionContext": {
        "sessionIssuer": {
            "type": "Role",
            "principalId": "AROAEXAMPLE",
            "arn": f"arn:aws:iam::{ACCOUNT}:role/deploy",
            "accountId": ACCOUNT,
            "userName": "deploy",
        },
        "attributes": {"creationDate": "2026-03-01T00:00:00Z", "mfaAuthenticated": "false"},
        "webIdFederationData": {
            "federatedProvider": "accounts.example.com",
            "attributes": {"accounts.example.com:sub": "1"},
        },
    },
}
ROOT: dict[str, Any] = {
    "type": "Root",
    "principalId": ACCOUNT,
    "arn": f"arn:aws:iam::{ACCOUNT}:root",
    "accountId": ACCOUNT,
}


def event(name: str, source: str, identity: Mapping[str, Any], time: str, **fields: Any) -> dict[str, Any]:
    """One event of the management plane; `fields` are added to it, or replace what it has."""
    return {
        "eventVersion": "1.11",
        "userIdentity": dict(identity),
        "eventTime": time,
        "eventSource": f"{source}.amazonaws.com",
        "eventName": name,
        "awsRegion": "eu-west-1",
        "sourceIPAddress": "192.0.2.1",
        "userAgent": "aws-cli/2.31.0",
        "requestParameters": None,
        "responseElements": None,
        "requestID": "a7d5e3f0-0000-4000-8000-000000000000",
        "eventID": f"{name}-{time}",
        "readOnly": False,
        "eventType": "AwsApiCall",
        "managementEvent": True,
        "recipientAccountId": ACCOUNT,
        "eventCategory": "Management",
        **fields,
    }
