"""A security group's rules: what is wrong with them shows before anything is sent, and leaves the group as it is."""

from typing import Any

import pytest

from sandbox.provider.aws import Aws
from sandbox.provider.inputs import failures
from sandbox.provider.lifecycle import Lifecycle
from sandbox.provider.partly_done import PartlyDoneError
from sandbox.provider.registry import TYPES
from sandbox.provider.service_model import RequestRefusedError
from sandbox.provider.values import UNKNOWN, Properties

KIND = TYPES["aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"]
HTTPS: Properties = {"protocol": "tcp", "fromPort": 443, "toPort": 443, "cidrBlocks": ["10.0.0.0/8"]}
PING: Properties = {"protocol": "icmp", "fromPort": 8, "toPort": -1, "cidrBlocks": ["10.0.0.0/8"]}
UNTYPED: Properties = {**HTTPS, "fromPort": "https"}


def faults(rule: Properties) -> list[str]:
    prefix = f"{KIND.type}: ingress is not usable: "
    return [each.reason.removeprefix(prefix) for each in failures(KIND, {"vpcId": "vpc-1", "ingress": [rule]})]


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        ({**HTTPS, "fromPort": -1}, "the rule's fromPort is -1; 0 to 65535 is allowed with the protocol tcp"),
        ({**HTTPS, "toPort": 65536}, "the rule's toPort is 65536; 0 to 65535 is allowed with the protocol tcp"),
        (
            {**HTTPS, "protocol": "17", "toPort": 70000},
            "the rule's toPort is 70000; 0 to 65535 is allowed with the protocol 17",
        ),
        ({**PING, "fromPort": 256}, "the rule's fromPort is 256; -1 to 255 is allowed with the protocol icmp"),
        ({**PING, "toPort": -2}, "the rule's toPort is -2; -1 to 255 is allowed with the protocol icmp"),
        (
            {**HTTPS, "cidrBlocks": ["10.0.0.0/33"]},
            "the rule's cidrBlocks has '10.0.0.0/33', which is no IPv4 range (10.0.0.0/16)",
        ),
        (
            {**HTTPS, "cidrBlocks": ["10.0.0.0"]},
            "the rule's cidrBlocks has '10.0.0.0', which is no IPv4 range (10.0.0.0/16)",
        ),
        (
            {**HTTPS, "cidrBlocks": ["10.0.0.0/255.0.0.0"]},
            "the rule's cidrBlocks has '10.0.0.0/255.0.0.0', which is no IPv4 range (10.0.0.0/16)",
        ),
        (
            {**HTTPS, "cidrBlocks": ["2001:db8::/32"]},
            "the rule's cidrBlocks has '2001:db8::/32', which is no IPv4 range (10.0.0.0/16)",
        ),
        (
            {**HTTPS, "ipv6CidrBlocks": ["10.0.0.0/8"]},
            "the rule's ipv6CidrBlocks has '10.0.0.0/8', which is no IPv6 range (2001:db8::/32)",
        ),
    ],
)
def test_a_rule_that_ec2_refuses_is_no_usable_input(rule: Properties, fault: str) -> None:
    assert faults(rule) == [fault]


@pytest.mark.parametrize(
    "rule",
    [
        {**HTTPS, "fromPort": 0, "toPort": 65535},
        {**HTTPS, "cidrBlocks": ["10.1.2.3/8"]},  # EC2 makes it 10.0.0.0/8
        {**HTTPS, "fromPort": UNKNOWN, "cidrBlocks": [UNKNOWN, "0.0.0.0/0"]},
        {**HTTPS, "protocol": UNKNOWN, "toPort": -1},
        {**HTTPS, "cidrBlocks": UNKNOWN, "ipv6CidrBlocks": ["::/0"], "securityGroups": ["sg-1"]},
        {"protocol": "-1", "fromPort": 0, "toPort": 0, "cidrBlocks": ["0.0.0.0/0"]},
        {"protocol": "50", "fromPort": -1, "toPort": -1, "cidrBlocks": ["0.0.0.0/0"]},
        {**PING, "fromPort": -1},
        {**PING, "fromPort": 255, "toPort": 0},
    ],
)
def test_other_rules_are_taken(rule: Properties) -> None:
    assert faults(rule) == []


@pytest.mark.parametrize("direction", ["ingress", "egress"])
def test_a_preview_checks_the_rules_against_the_service_model(aws: Aws, direction: str) -> None:
    lifecycle = Lifecycle(aws)
    inputs: Properties = {"vpcId": UNKNOWN, direction: [UNTYPED]}
    wrong = (
        rf"ec2 AuthorizeSecurityGroup{direction.capitalize()}: .*IpPermissions\[0\].FromPort: 'https' is of type str"
    )
    with pytest.raises(RequestRefusedError, match=wrong):
        lifecycle.preview_create(KIND, inputs)
    with pytest.raises(RequestRefusedError, match=wrong):
        lifecycle.preview_update(KIND, "sg-1", state={}, olds={}, news=inputs, changed={direction})


@pytest.mark.parametrize(("direction", "member"), [("ingress", "IpPermissions"), ("egress", "IpPermissionsEgress")])
def test_rules_that_are_refused_leave_those_that_are_there(aws: Aws, direction: str, member: str) -> None:
    lifecycle = Lifecycle(aws)
    vpc = aws.call("ec2", "create_vpc", {"CidrBlock": "10.0.0.0/16"})["Vpc"]["VpcId"]
    before: Properties = {"vpcId": vpc, direction: [HTTPS]}
    ident, live = lifecycle.create(KIND, before)

    def held() -> Any:
        return aws.call("ec2", "describe_security_groups", {"GroupIds": [ident]})["SecurityGroups"][0][member]

    present = held()
    assert [rule["FromPort"] for rule in present] == [443]
    after = {**before, direction: [UNTYPED]}
    with pytest.raises(PartlyDoneError, match="FromPort: 'https' is of type str"):
        lifecycle.update(KIND, ident, state=live.state, olds=before, news=after, changed={direction})
    assert held() == present
