"""Functions that tell machine images, for instances to start from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sandbox.provider.values import Properties

if TYPE_CHECKING:
    from sandbox.provider.aws import Aws

PARAMETER_ARGUMENTS: Final = frozenset({"name", "region", "withDecryption"})
IMAGE_ARGUMENTS: Final = frozenset({"filters", "includeDeprecated", "mostRecent", "nameRegex", "owners", "region"})


def parameter(aws: Aws, arguments: Properties) -> Properties:
    """Return a parameter of Systems Manager's, such as the id of the latest image of a kind."""
    decrypted: bool = arguments.get("withDecryption", True)
    region = arguments.get("region") or aws.region
    found = aws.call("ssm", "get_parameter", {"Name": arguments["name"], "WithDecryption": decrypted}, region)
    told = found["Parameter"]
    return {
        **arguments,
        "arn": told["ARN"],
        "id": told["Name"],
        "insecureValue": None if told["Type"] == "SecureString" else told["Value"],
        "region": region,
        "type": told["Type"],
        "value": told["Value"],
        "version": told["Version"],
        "withDecryption": decrypted,
    }


def image(aws: Aws, arguments: Properties) -> Properties:
    """Return the image that answers the description.

    Raises:
        LookupError: If none does, or several do and `mostRecent` does not tell which of them.
    """
    region = arguments.get("region") or aws.region
    request: Properties = {"IncludeDeprecated": arguments.get("includeDeprecated", False)}
    if "owners" in arguments:
        request["Owners"] = arguments["owners"]
    if "filters" in arguments:
        request["Filters"] = [{"Name": each["name"], "Values": each["values"]} for each in arguments["filters"]]
    pattern = re.compile(arguments.get("nameRegex", ""))
    pages = aws.pages("ec2", "describe_images", request, region)
    images = [each for page in pages for each in page["Images"] if pattern.search(each.get("Name", ""))]
    if not images:
        raise LookupError("Your query returned no results. Please change your search criteria and try again.")
    if len(images) > 1 and not arguments.get("mostRecent"):
        raise LookupError(
            "Your query returned more than one result. Please try a more specific search criteria, or set "
            "`most_recent` attribute to true."
        )
    latest = max(images, key=lambda each: each["CreationDate"])
    return {
        **arguments,
        "architecture": latest.get("Architecture"),
        "arn": f"arn:{aws.partition}:ec2:{region}::image/{latest['ImageId']}",
        "creationDate": latest["CreationDate"],
        "description": latest.get("Description"),
        "id": latest["ImageId"],
        "imageId": latest["ImageId"],
        "name": latest.get("Name"),
        "ownerId": latest["OwnerId"],
        "region": region,
        "rootDeviceName": latest.get("RootDeviceName"),
        "rootDeviceType": latest.get("RootDeviceType"),
        "state": latest["State"],
    }
