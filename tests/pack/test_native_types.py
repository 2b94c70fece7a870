"""The pack's names of aws-native's types are those that the provider has.

`tests/data/aws-native-types.txt` has those that the pack names, as they are in the type tokens of the provider's
Python SDK, pulumi-aws-native 1.84.0 on PyPI. Of a type that is new in the pack:

    pip download --no-deps pulumi-aws-native, unpack it, and look for `type_token("aws-native:`
"""

import re
from pathlib import Path

_TOKEN = re.compile(r"aws-native:[a-z0-9]+:[A-Za-z0-9]+")
POLICIES = Path(__file__).parents[2] / "policies"
TYPES = Path(__file__).parents[1] / "data" / "aws-native-types.txt"

BY_CLOUD_CONTROL_ONLY = {
    "aws-native:cloudformation:CustomResource",
    "aws-native:ecr:PublicRepository",
    "aws-native:elasticsearch:Domain",
    "aws-native:mediastore:Container",
    "aws-native:sqs:QueuePolicy",
}
"""Types of CloudFormation for which the provider has no resource: a template or Cloud Control may name them."""

EARLY_NAMES = {"aws-native:ec2:VPC", "aws-native:ec2:VPCEndpointServicePermissions"}


def test_the_provider_has_every_type_that_the_pack_names() -> None:
    named = {token for file in POLICIES.rglob("*.py") for token in _TOKEN.findall(file.read_text("utf-8"))}
    assert named - BY_CLOUD_CONTROL_ONLY - EARLY_NAMES == set(TYPES.read_text("utf-8").split())
