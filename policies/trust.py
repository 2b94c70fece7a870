"""Who a role trusts, and whether a service that acts for all of AWS's customers is held to the account."""

import re
from typing import Final

from account_pins import ACCOUNT, POSITIVE, arn_of_account
from policy_model import Condition, Principal, Statement
from policy_statements import allows_of
from resource_view import Resource
from shared_issuers import Claim

TRUST: Final = {"aws:iam/role:Role": "assumeRolePolicy", "aws-native:iam:Role": "assumeRolePolicyDocument"}
"""Where a role has its trust policy."""

SOURCE_ARN: Final = "aws:SourceArn"
SOURCE_ACCOUNT: Final = "aws:SourceAccount"
EXTERNAL_ID: Final = "sts:ExternalId"

# Services that take a role to act for whoever names it, with the condition keys that they send as they do.
_BOTH: Final = (SOURCE_ARN, SOURCE_ACCOUNT)
_DEPUTIES: Final = {
    # Amazon AppStream 2.0 Administration Guide, "Cross-service confused deputy prevention"
    "appstream": _BOTH,
    # CloudTrail User Guide, "Role policy document for CloudTrail to use CloudWatch Logs for monitoring"
    "cloudtrail": _BOTH,
    # AWS Config Developer Guide, "Permissions for the IAM Role Assigned to AWS Config"
    "config": _BOTH,
    # AWS Control Tower User Guide, "Optional conditions for your role trust relationships"
    "controltower": _BOTH,
    # CloudWatch Logs User Guide, "Cross-service confused deputy prevention"; vended logs name the account
    "delivery.logs": _BOTH,
    # EventBridge User Guide, "Cross-service confused deputy prevention in Amazon EventBridge"
    "events": _BOTH,
    # CloudWatch Logs User Guide, "Log group-level subscription filters": Firehose sends the account as external id
    "firehose": (EXTERNAL_ID, *_BOTH),
    # Amazon Fraud Detector User Guide, "Confused deputy prevention"
    "frauddetector": _BOTH,
    # AWS IoT Core Developer Guide, "Cross-service confused deputy prevention"
    "iot": _BOTH,
    "logs": _BOTH,
    # Amazon Personalize Developer Guide, "Cross-service confused deputy prevention"
    "personalize": _BOTH,
    # EventBridge Scheduler User Guide, "Prevent confused deputy in EventBridge Scheduler"
    "scheduler": _BOTH,
    # AWS Systems Manager User Guide, "Cross-service confused deputy prevention"
    "ssm": _BOTH,
    # AWS Step Functions Developer Guide, "Creating an IAM role for your state machine"
    "states": _BOTH,
    # CloudWatch User Guide, "Trust between CloudWatch and Firehose"
    "streams.metrics.cloudwatch": _BOTH,
    # Amazon Transcribe Developer Guide, "Cross-service confused deputy prevention"
    "transcribe": _BOTH,
    # AWS Transfer Family User Guide, "Cross-service confused deputy prevention"
    "transfer": _BOTH,
    # VPC User Guide, "IAM role for publishing flow logs to CloudWatch Logs"
    "vpc-flow-logs": _BOTH,
}
# logs.amazonaws.com, and the same of one Region: logs.us-east-1.amazonaws.com. No document says that case counts.
_SERVICE: Final = re.compile(r"([a-z.-]+?)(?:\.[a-z]{2}(?:-[a-z]+)+-\d)?\.amazonaws\.com(?:\.cn)?", re.IGNORECASE)
# No external id has a "$": it begins a policy variable, which is whatever the request says.
_PINS: Final = {SOURCE_ACCOUNT: ACCOUNT, EXTERNAL_ID: re.compile(r"[^*?$]+")}


def trusts(role: Resource) -> list[Statement]:
    """The statements by which a role lets others take it.

    Raises:
        NotKnownError: Its trust policy isn't known at preview.
        ValueError: Its trust policy can't be read.
    """
    return allows_of(role.read(TRUST[role.type]))


def pins_sent_by(principal: Principal) -> tuple[str, ...]:
    """The condition keys that hold a service to an account; none for whom no such keys are documented."""
    match = _SERVICE.fullmatch(principal.name) if principal.kind == "Service" else None
    return _DEPUTIES.get(match[1].lower(), ()) if match else ()


def is_pinned(statement: Statement, keys: tuple[str, ...]) -> bool:
    """Tell whether one of the condition keys admits the requests of one account only."""
    wanted = {key.lower(): key for key in keys}
    return any(_pins(condition, wanted[condition.key]) for condition in statement.conditions if condition.key in wanted)


def account_of(principal: Principal) -> str | None:
    """The account of an AWS principal; None for anyone, for an id that tells no account, and for other kinds."""
    if ACCOUNT.fullmatch(principal.name):
        return principal.name
    match = re.fullmatch(r"arn:[a-z-]+:(?:iam|sts)::(\d{12}):.+", principal.name)
    return match[1] if match else None


def names_federated_user(statement: Statement, claim: Claim) -> bool:
    """Tell whether a statement that trusts an identity provider pins whom, or what, its tokens are for."""
    return any(
        condition.key.replace("/:", ":") in claim.keys
        and condition.operator in POSITIVE
        and all(map(claim.form.fullmatch, condition.values))
        for condition in statement.conditions
    )


def _pins(condition: Condition, key: str) -> bool:
    form = _PINS.get(key) or arn_of_account(condition.operator)
    return condition.operator in POSITIVE and all(map(form.fullmatch, condition.values))
