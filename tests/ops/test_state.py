import json
from typing import Any

import pytest

from ops.errors import OpsError
from ops.state import StackState, StackVpc, parse_state


def resource(type_: str, ident: str = "", **members: Any) -> dict[str, Any]:
    urn = f"urn:pulumi:dev::p::{type_}::one"
    return {"urn": urn, "type": type_, "custom": bool(ident), **({"id": ident} if ident else {}), **members}


def state(*resources: dict[str, Any]) -> StackState:
    return parse_state(json.dumps({"version": 3, "deployment": {"manifest": {}, "resources": list(resources)}}))


def vpc(ident: str, region: str, **members: Any) -> dict[str, Any]:
    arn = f"arn:aws:ec2:{region}:123456789012:vpc/{ident}"
    return resource("aws:ec2/vpc:Vpc", ident, outputs={"arn": arn}, **members)


def test_what_a_destroy_deletes() -> None:
    found = state(
        resource("pulumi:pulumi:Stack"),
        resource("aws:ec2/subnet:Subnet", "subnet-1", outputs={"arn": "arn:subnet-1"}),
        resource("aws:lb/loadBalancer:LoadBalancer", "arn:lb", outputs={"arn": "arn:lb"}),
        # Of an interrupted replacement: still to be deleted.
        resource("aws:ec2/subnet:Subnet", "subnet-2", delete=True),
        resource("aws:ec2/subnet:Subnet", "subnet-3", protect=True),
        # Read only, kept, adopted: a destroy leaves them.
        resource("aws:ec2/subnet:Subnet", "subnet-4", external=True),
        resource("aws:ec2/subnet:Subnet", "subnet-5", retainOnDelete=True),
        resource("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "sg-1"),
        # A secret in the state is not text.
        resource("aws:ec2/eip:Eip", "eipalloc-1", outputs={"arn": {"ciphertext": "x"}}),
    )
    assert found.doomed() == {"subnet-1", "arn:subnet-1", "arn:lb", "subnet-2", "subnet-3", "eipalloc-1"}


def test_the_vpcs_and_their_regions() -> None:
    found = state(
        resource("pulumi:providers:aws", "p", inputs={"region": "us-east-1"}),
        vpc("vpc-1", "eu-west-1"),
        vpc("vpc-2", "ap-south-1"),
        vpc("vpc-3", "sa-east-1", external=True),
    )
    assert found.vpcs() == (
        StackVpc("vpc-1", "eu-west-1", "123456789012"),
        StackVpc("vpc-2", "ap-south-1", "123456789012"),
    )
    assert found.regions() == ("ap-south-1", "eu-west-1")


def test_a_stack_without_a_vpc_has_its_providers_regions() -> None:
    providers = [
        resource("pulumi:providers:aws", "p", inputs={"region": "us-east-1"}),
        resource("pulumi:providers:aws", "q", inputs={"region": "eu-west-1"}),
        resource("pulumi:providers:aws", "r", inputs={}),
    ]
    assert state(*providers).regions() == ("eu-west-1", "us-east-1")


@pytest.mark.parametrize("deployment", [None, {}, {"resources": None}, {"resources": []}])
def test_a_stack_that_is_not_deployed(deployment: object) -> None:
    found = parse_state(json.dumps({"version": 3, "deployment": deployment}))
    assert (found.resources, found.vpcs(), found.regions(), found.doomed()) == ((), (), (), frozenset())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{}", "deployment: Field required"),
        ('{"deployment": {"resources": [{"type": "t"}]}}', "deployment.resources.0.urn: Field required"),
        ("no", "document: Invalid JSON: expected ident at line 1 column 2"),
    ],
)
def test_text_that_is_no_state(text: str, value: str) -> None:
    with pytest.raises(OpsError) as raised:
        parse_state(text)
    assert (raised.value.problem, raised.value.value) == ("the state is not that of a stack", value)
