"""What EC2 checks of an image that an instance is started from.

Source: "Error codes for the Amazon EC2 API". That the root volume has to be the image's own root device is this
sandbox's own rule: it declares the volume by the device's name (`ec2_instances`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from sandbox.provider.errors import refusal

if TYPE_CHECKING:
    from sandbox.provider.aws import Aws

_OPERATION: Final = "RunInstances"


def check_run(aws: Aws, request: Mapping[str, Any], region: str) -> None:
    """Refuse an image that does not exist, or whose root device is another one than the root volume is declared for."""
    image = request["ImageId"]
    filters = [{"Name": "image-id", "Values": [image]}]
    found = [
        each for page in aws.pages("ec2", "describe_images", {"Filters": filters}, region) for each in page["Images"]
    ]
    if not found:
        raise refusal(_OPERATION, "InvalidAMIID.NotFound", f"The image id '[{image}]' does not exist")
    root = found[0].get("RootDeviceName")
    devices = [mapping["DeviceName"] for mapping in request.get("BlockDeviceMappings", [])]
    if devices and root not in devices:
        message = f"the root device of {image} is {root}, and the sandbox's aws provider handles {devices[0]} alone"
        raise refusal(_OPERATION, "InvalidBlockDeviceMapping", message)
