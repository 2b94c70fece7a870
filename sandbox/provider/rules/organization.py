"""Whether an account can have an organization trail.

Sources: "Creating a trail for an organization" in the CloudTrail User Guide; CreateTrail's errors in its API reference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from sandbox.provider.errors import error_code, refusal

if TYPE_CHECKING:
    from sandbox.provider.aws import Aws


def organization_of(aws: Aws, operation: str, service: str) -> str:
    """Return the id of the organization whose management account this is, and which lets a service in.

    Args:
        aws: The account.
        operation: What CloudTrail was asked for (`CreateTrail`).
        service: The service that needs trusted access.

    Raises:
        ClientError: CloudTrail's refusal when there is no such organization.
    """
    try:
        organization = aws.call("organizations", "describe_organization", {})["Organization"]
    except ClientError as error:
        if error_code(error) != "AWSOrganizationsNotInUseException":
            raise
        raise refusal(
            operation,
            "OrganizationsNotInUseException",
            "The request could not be processed because your account is not a member of an organization.",
        ) from error
    if organization["MasterAccountId"] != aws.account:
        raise refusal(
            operation,
            "NotOrganizationMasterAccountException",
            "The request could not be processed because your account is not the organization's management account.",
        )
    if organization["FeatureSet"] != "ALL":
        raise refusal(
            operation,
            "OrganizationNotInAllFeaturesModeException",
            "The request could not be processed because your organization hasn't enabled all features.",
        )
    pages = aws.pages("organizations", "list_aws_service_access_for_organization", {})
    if not any(each["ServicePrincipal"] == service for page in pages for each in page["EnabledServicePrincipals"]):
        raise refusal(
            operation,
            "CloudTrailAccessNotEnabledException",
            "The request could not be processed because your organization hasn't enabled CloudTrail service access. "
            "Enable service access for CloudTrail, and then try again.",
        )
    return organization["Id"]
