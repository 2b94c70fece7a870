"""What a deletion is told: the answers to questions about a VPC in which something is attached."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ops.blockers.guard import Answer, StillAttached
from tests.ops.blockers.samples import ACCOUNT, REGION
from tests.ops.interceptor import Aws, refusal

VPC, SUBNET, OTHER_SUBNET = "vpc-0a", "subnet-1", "subnet-2"
ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def deployed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, aws: Aws) -> None:
    """A stack with a VPC, two subnets and an instance, and credentials of its account."""
    resources = [
        {"urn": f"urn:pulumi:dev::p::t::{ident}", "type": "t", "custom": True, "id": ident}
        for ident in (VPC, SUBNET, OTHER_SUBNET, "i-ours")
    ]
    program = tmp_path / "pulumi"
    answer = json.dumps({"deployment": {"resources": resources}})
    program.write_text(
        f'#!/bin/sh\n[ "$*" = "stack export --non-interactive --stack org/p/dev" ] && echo \'{answer}\'\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    aws.answers["DescribeSubnets"] = [{"Subnets": [{"SubnetId": s, "VpcId": VPC} for s in (SUBNET, OTHER_SUBNET)]}]
    instances = [{"InstanceId": i, "VpcId": VPC, "State": {"Name": "running"}} for i in ("i-ours", "i-theirs")]
    aws.answers["DescribeInstances"] = [{"Reservations": [{"Instances": instances}]}]
    aws.answers["DescribeNetworkInterfaces"] = [{"NetworkInterfaces": [interface("eni-1", "i-ours")]}]


def interface(ident: str, instance: str, subnet: str = SUBNET) -> dict[str, Any]:
    attachment = {"InstanceId": instance, "DeleteOnTermination": True}
    groups = [{"GroupId": "sg-1"}]
    return {"NetworkInterfaceId": ident, "VpcId": VPC, "SubnetId": subnet, "Groups": groups, "Attachment": attachment}


def ask(still_attached: StillAttached, resource_id: str) -> Answer:
    return still_attached(
        resource_id=resource_id, vpc_id=VPC, region=REGION, account_id=ACCOUNT, profile=None, stack="org/p/dev"
    )


def test_what_the_stack_manages_is_in_nobodys_way(aws: Aws) -> None:
    aws.answers["DescribeInstances"] = [{}]
    still_attached = StillAttached()
    assert [ask(still_attached, one) for one in (VPC, SUBNET, OTHER_SUBNET)] == [Answer()] * 3


def test_a_vpc_in_which_something_else_is() -> None:
    assert ask(StillAttached(), VPC).refusal.splitlines() == [
        "vpc-0a can't be deleted: something is attached to it that this stack does not manage.",
        "  EC2 instance i-theirs",
        "    aws ec2 terminate-instances --instance-ids i-theirs --region eu-west-1",
        "Remove these, then destroy again; `python -m ops blockers vpc-0a` shows what is left.",
    ]


def test_a_subnet_says_what_else_holds_the_vpc(aws: Aws) -> None:
    aws.answers["DescribeNetworkInterfaces"] = [
        {"NetworkInterfaces": [interface("eni-1", "i-ours"), interface("eni-2", "i-theirs")]}
    ]
    aws.answers["DescribeInternetGateways"] = [
        {"InternetGateways": [{"InternetGatewayId": "igw-1", "Attachments": [{"VpcId": VPC}]}]}
    ]
    still_attached = StillAttached()
    assert ask(still_attached, SUBNET).refusal.splitlines() == [
        "subnet-1 can't be deleted: something is attached to it that this stack does not manage.",
        "  EC2 instance i-theirs",
        "    aws ec2 terminate-instances --instance-ids i-theirs --region eu-west-1",
        "In the way of vpc-0a is also:",
        "  internet gateway igw-1",
        "    aws ec2 detach-internet-gateway --internet-gateway-id igw-1 --vpc-id vpc-0a --region eu-west-1",
        "Remove these, then destroy again; `python -m ops blockers vpc-0a` shows what is left.",
    ]
    assert ask(still_attached, OTHER_SUBNET) == Answer(), "nothing of it is in this one"
    assert ask(still_attached, "sg-1").refusal.startswith("sg-1 can't be deleted: ")


def test_what_is_being_removed_is_in_nobodys_way(aws: Aws) -> None:
    instance = {"InstanceId": "i-theirs", "VpcId": VPC, "State": {"Name": "shutting-down"}}
    aws.answers["DescribeInstances"] = [{"Reservations": [{"Instances": [instance]}]}]
    aws.answers["DescribeNetworkInterfaces"] = [{}]
    assert ask(StillAttached(), VPC) == Answer()


def test_a_vpc_is_read_once(aws: Aws) -> None:
    still_attached = StillAttached()
    for one in (SUBNET, OTHER_SUBNET, VPC):
        ask(still_attached, one)
    asked = [operation for operation, _ in aws.asked]
    assert (asked.count("DescribeSubnets"), asked.count("GetCallerIdentity")) == (1, 1)


def test_what_may_not_be_read_is_said_once_and_blocks_nothing(aws: Aws) -> None:
    aws.answers["DescribeInstances"] = [refusal("DescribeInstances", "UnauthorizedOperation")]
    still_attached = StillAttached()
    answer = ask(still_attached, OTHER_SUBNET)
    assert (answer.refusal, answer.doubt.splitlines()) == (
        "",
        [
            "Not everything that may hold vpc-0a could be seen:",
            "  EC2 instance: ec2:DescribeInstances answered UnauthorizedOperation: not today",
            "What was not seen is taken for gone. To be told, allow these actions to the credentials in use.",
        ],
    )
    assert ask(still_attached, VPC) == Answer()


def test_what_is_seen_blocks_whatever_is_not(aws: Aws) -> None:
    aws.answers["DescribeSubnets"] = [refusal("DescribeSubnets", "UnauthorizedOperation")]
    answer = ask(StillAttached(), VPC)
    assert "i-theirs" in answer.refusal
    assert "ec2:DescribeSubnets" in answer.doubt


@pytest.mark.parametrize("resource_id", [VPC, SUBNET])
def test_nobody_to_ask_blocks_nothing(aws: Aws, resource_id: str) -> None:
    aws.answers["GetCallerIdentity"] = [{"Account": "210987654321", "Arn": "arn:aws:iam::210987654321:user/me"}]
    answer = ask(StillAttached(), resource_id)
    assert (answer.refusal, answer.doubt.splitlines()) == (
        "",
        [
            "AWS could not be asked what holds vpc-0a: the stack is deployed in account 123456789012, but the AWS "
            "credentials are of another (arn:aws:iam::210987654321:user/me).",
            "The deletion is tried all the same; AWS deletes nothing that is in use. To be told: choose the "
            "credentials of the stack's account (AWS_PROFILE), or another stack (--stack).",
        ],
    )


def test_a_state_that_is_not_to_be_had_blocks_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without it, what the stack is about to delete would be in its way."""
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    answer = ask(StillAttached(), VPC)
    assert answer.refusal == ""
    assert answer.doubt.startswith("AWS could not be asked what holds vpc-0a: the Pulumi CLI is not installed")


def test_the_program_imports_nothing_of_aws() -> None:
    """It does at every preview and update, where no one asks."""
    heavy = {"boto3", "botocore", "jmespath"}
    code = f"import sys, ops.blockers.guard; print(*({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
