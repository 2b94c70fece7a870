import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from ops.cli import app
from tests.ops.blockers.samples import ACCOUNT
from tests.ops.interceptor import Aws, refusal

VPC = "vpc-0a"
GATEWAY = {"InternetGatewayId": "igw-1", "Attachments": [{"VpcId": VPC}]}
REMOVAL = f"aws ec2 detach-internet-gateway --internet-gateway-id igw-1 --vpc-id {VPC} --region us-east-1"


def exported(*resources: dict[str, Any]) -> str:
    return json.dumps({"version": 3, "deployment": {"resources": list(resources)}})


def resource(type_: str, ident: str, region: str = "us-east-1") -> dict[str, Any]:
    arn = f"arn:aws:ec2:{region}:{ACCOUNT}:x/{ident}"
    return {"urn": f"urn:x::{ident}", "type": type_, "custom": True, "id": ident, "outputs": {"arn": arn}}


STATE = exported(resource("aws:ec2/vpc:Vpc", VPC), resource("aws:ec2/subnet:Subnet", "subnet-1"))


@pytest.fixture(autouse=True)
def account(aws: Aws) -> None:
    aws.answers["DescribeSubnets"] = [{"Subnets": [{"SubnetId": "subnet-1", "VpcId": VPC}]}]


def run(*arguments: str, state: str = STATE) -> Any:
    return CliRunner().invoke(app, ["blockers", *arguments, "--state", "-"], input=state)


def test_nothing_is_in_the_way() -> None:
    result = run()
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "vpc-0a (us-east-1): nothing but the stack's own\n\n0 in the way, 0 being removed, 1 managed by the stack\n"
    )


def test_something_is_in_the_way(aws: Aws) -> None:
    aws.answers["DescribeInternetGateways"] = [{"InternetGateways": [GATEWAY]}]
    instance = {"InstanceId": "i-1", "VpcId": VPC, "State": {"Name": "shutting-down"}}
    aws.answers["DescribeInstances"] = [{"Reservations": [{"Instances": [instance]}]}]
    interface = {"NetworkInterfaceId": "eni-1", "VpcId": VPC, "SubnetId": "subnet-1", "Groups": [{"GroupId": "sg-1"}]}
    aws.answers["DescribeNetworkInterfaces"] = [{"NetworkInterfaces": [interface]}]
    result = run()
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.splitlines() == [
        "vpc-0a (us-east-1)",
        "  blocks  internet gateway igw-1",
        f"          {REMOVAL}",
        "  blocks  network interface eni-1",
        "          holds sg-1, subnet-1",
        "          aws ec2 delete-network-interface --network-interface-id eni-1 --region us-east-1",
        "  leaving EC2 instance i-1",
        "",
        "2 in the way, 1 being removed, 1 managed by the stack",
    ]


def test_not_everything_could_be_seen(aws: Aws) -> None:
    aws.answers["DescribeInstances"] = [refusal("DescribeInstances", "UnauthorizedOperation")]
    result = run()
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "vpc-0a (us-east-1): nothing but the stack's own",
        "",
        "could not be seen:",
        "  EC2 instance in us-east-1: ec2:DescribeInstances answered UnauthorizedOperation: not today",
        "to do: allow these actions to the credentials in use, then look again",
        "",
        "0 in the way, 0 being removed, 1 managed by the stack, 1 kinds not seen",
    ]


def test_json(aws: Aws) -> None:
    aws.answers["DescribeInternetGateways"] = [{"InternetGateways": [GATEWAY]}]
    aws.answers["DescribeInstances"] = [refusal("DescribeInstances", "UnauthorizedOperation")]
    result = run("--json")
    bare: dict[str, Any] = {
        "name": "",
        "region": "us-east-1",
        "vpc": VPC,
        "interfaces": [],
        "subnets": [],
        "securityGroups": [],
    }
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {
        "vpcs": [{"id": VPC, "region": "us-east-1"}],
        "attached": [
            {"kind": "internet gateway", "id": "igw-1", **bare, "standing": "blocks", "removal": REMOVAL},
            {
                "kind": "subnet",
                "id": "subnet-1",
                **bare,
                "standing": "managed",
                "removal": "aws ec2 delete-subnet --subnet-id subnet-1 --region us-east-1",
            },
        ],
        "unseen": [
            {
                "kind": "EC2 instance",
                "region": "us-east-1",
                "action": "ec2:DescribeInstances",
                "code": "UnauthorizedOperation",
                "message": "not today",
            }
        ],
    }


def test_a_vpc_that_others_made_is_found_in_the_regions_named(aws: Aws) -> None:
    aws.answers["DescribeVpcs"] = [{"Vpcs": []}, {"Vpcs": [{"VpcId": "vpc-0b"}]}]
    result = run("vpc-0b", "--region", "eu-west-1", "--region", "sa-east-1")
    assert (result.exit_code, result.stdout.splitlines()[0]) == (
        0,
        "vpc-0b (sa-east-1): nothing but the stack's own",
    )


def test_where_vpcs_may_not_be_read_each_region_is_looked_at(aws: Aws) -> None:
    aws.answers["DescribeVpcs"] = [refusal("DescribeVpcs", "UnauthorizedOperation")]
    result = run("vpc-0b", "--region", "eu-west-1", "--region", "sa-east-1", "--json")
    assert json.loads(result.stdout)["vpcs"] == [
        {"id": "vpc-0b", "region": "eu-west-1"},
        {"id": "vpc-0b", "region": "sa-east-1"},
    ]


@pytest.mark.parametrize(("region", "vpcs"), [("eu-west-1", ["vpc-0b"]), ("us-east-1", [VPC]), ("sa-east-1", [])])
def test_the_stacks_vpcs_in_one_of_its_regions(region: str, vpcs: list[str]) -> None:
    state = exported(resource("aws:ec2/vpc:Vpc", VPC), resource("aws:ec2/vpc:Vpc", "vpc-0b", "eu-west-1"))
    result = run("--region", region, "--json", state=state)
    assert [one["id"] for one in json.loads(result.stdout)["vpcs"]] == vpcs


@pytest.mark.parametrize("state", [exported(), exported(resource("aws:ec2/subnet:Subnet", "subnet-1"))])
def test_a_stack_without_a_vpc(state: str, aws: Aws) -> None:
    assert (run(state=state).exit_code, run(state=state).stdout) == (0, "the stack has no VPC\n")
    assert json.loads(run("--json", state=state).stdout) == {"vpcs": [], "attached": [], "unseen": []}
    assert aws.asked == []


@pytest.mark.parametrize(
    ("arguments", "state", "message"),
    [
        (["vpc-0c"], STATE, "error: there is no VPC vpc-0c in account 123456789012\nfound: looked in us-east-1\n"),
        (["vpc-0c"], exported(), "error: it is not known in which Region to look\nfound: the stack is not deployed\n"),
        ([], "{}", "error: the state is not that of a stack\nfound: deployment: Field required\n"),
        (
            [],
            STATE.replace(ACCOUNT, "210987654321"),
            "error: the stack is deployed in account 210987654321, but the AWS credentials are of another\n",
        ),
    ],
)
def test_cannot_run(arguments: list[str], state: str, message: str, aws: Aws) -> None:
    aws.answers["DescribeVpcs"] = [{"Vpcs": []}]
    result = run(*arguments, state=state)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(message)


@pytest.mark.parametrize("arguments", [["i-1"], ["vpc-xyz"], ["vpc-0a; rm -rf"], ["--stack", "dev"]])
def test_wrong_usage(arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")


def test_the_state_from_pulumi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "pulumi"
    script = '[ "$*" = "stack export --non-interactive --stack dev" ] && '
    program.write_text(f"#!/bin/sh\n{script}echo '{STATE}'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    result = CliRunner().invoke(app, ["blockers", "--stack", "dev"])
    assert (result.exit_code, result.stderr) == (0, "")
