import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pulumi
import pytest

from components.naming import Naming
from components.workload import IMAGE_PARAMETER, Workload, WorkloadArgs, endpoint_policy, user_data
from tests.support.linter import findings
from tests.support.recorder import UNKNOWN, Cloud, Recording, record

INSTANCE = "aws:ec2/instance:Instance"
INTERFACE = "aws:ec2/networkInterface:NetworkInterface"
SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup"
ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint"
NEWEST = "ami-0ae8605ed708e3c3e"


@dataclass(frozen=True)
class NewestImage(Cloud):
    """Is asked for that image, and for nothing else."""

    image: str = NEWEST

    def answer(self, token: str, args: Mapping[str, Any]) -> dict[str, Any]:
        assert token != "aws:ssm/getParameter:getParameter" or args == {"name": IMAGE_PARAMETER}
        return super().answer(token, args)


def args(naming: Naming) -> WorkloadArgs:
    return {
        "naming": naming,
        "vpc_id": "vpc-0123456789abcdef0",
        "subnet_id": "subnet-0123456789abcdef0",
        "route_table_ids": ["rtb-0123456789abcdef0"],
    }


def workload(args: WorkloadArgs, opts: pulumi.ResourceOptions | None = None, *, preview: bool = True) -> Recording:
    def program() -> None:
        made = Workload("example", args, opts)
        pulumi.export("instance", made.instance_id)
        pulumi.export("interface", made.network_interface_id)
        pulumi.export("securityGroup", made.security_group_id)

    return record(program, preview=preview, cloud=NewestImage())


def test_an_instance_that_nobody_can_reach(naming: Naming) -> None:
    recording = workload(args(naming))
    tags = {**naming.tags, "Name": "acme-dev-example"}
    made = {one.name: (one.type, one.parent, one.inputs) for one in recording.registrations if one.request.custom}
    assert made == {
        "example-s3-endpoint": (
            ENDPOINT,
            "example",
            {
                "vpcId": "vpc-0123456789abcdef0",
                "vpcEndpointType": "Gateway",
                "serviceName": "com.amazonaws.us-east-1.s3",
                "routeTableIds": ["rtb-0123456789abcdef0"],
                "policy": made["example-s3-endpoint"][2]["policy"],
                "tags": tags,
            },
        ),
        "example-security-group": (
            SECURITY_GROUP,
            "example",
            {
                "name": "acme-dev-example",
                "description": "Nothing in; out to S3 only",
                "vpcId": "vpc-0123456789abcdef0",
                "ingress": [],
                "egress": [
                    {
                        "description": "S3, by the gateway endpoint",
                        "protocol": "tcp",
                        "fromPort": 443,
                        "toPort": 443,
                        "prefixListIds": [UNKNOWN],
                    }
                ],
                "tags": tags,
            },
        ),
        "example-network-interface": (
            INTERFACE,
            "example",
            {
                "subnetId": "subnet-0123456789abcdef0",
                "securityGroups": [UNKNOWN],
                "description": "Of acme-dev-example",
                "tags": tags,
            },
        ),
        "example-instance": (
            INSTANCE,
            "example",
            {
                "ami": NEWEST,
                "instanceType": "t4g.nano",
                "primaryNetworkInterface": {"networkInterfaceId": UNKNOWN},
                "metadataOptions": {"httpEndpoint": "enabled", "httpTokens": "required", "httpPutResponseHopLimit": 1},
                "rootBlockDevice": {"encrypted": True, "volumeType": "gp3", "tags": tags},
                "userData": user_data(naming),
                "tags": tags,
            },
        ),
    }


def test_the_endpoint_lets_nothing_through_but_packages(naming: Naming) -> None:
    text = workload(args(naming)).one(ENDPOINT).inputs["policy"]
    assert json.loads(text)["Statement"] == [
        {
            "Sid": "ReadPackages",
            "Effect": "Allow",
            "Principal": "*",
            "Action": "s3:GetObject",
            "Resource": "arn:aws:s3:::al2023-repos-us-east-1-de612dc2/*",
        }
    ]
    assert findings(text) == []


@pytest.mark.parametrize(
    ("partition", "region", "bucket", "host"),
    [
        ("aws", "eu-west-1", "arn:aws:s3:::", "s3.eu-west-1.amazonaws.com"),
        ("aws-cn", "cn-north-1", "arn:aws-cn:s3:::", "s3.cn-north-1.amazonaws.com.cn"),
    ],
)
def test_what_it_fetches_is_what_the_endpoint_lets_through(
    naming: Naming, partition: str, region: str, bucket: str, host: str
) -> None:
    there = replace(naming, partition=partition, region=region)
    [statement] = endpoint_policy(there)["Statement"]
    repository = f"al2023-repos-{region}-de612dc2"
    assert statement.get("Resource") == f"{bucket}{repository}/*"
    assert f" https://{repository}.{host}/" in user_data(there)


def test_a_newer_image_does_not_replace_the_instance(naming: Naming) -> None:
    assert list(workload(args(naming)).one(INSTANCE).request.ignoreChanges) == ["ami"]


def test_another_image(naming: Naming) -> None:
    recording = workload({**args(naming), "image_id": "ami-0fedcba9876543210"})
    assert recording.one(INSTANCE).inputs["ami"] == "ami-0fedcba9876543210"


def test_ids_once_they_are_known(naming: Naming) -> None:
    recording = workload(args(naming), preview=False)
    assert recording.outputs == {
        "instance": recording.one(INSTANCE).id,
        "interface": recording.one(INTERFACE).id,
        "securityGroup": recording.one(SECURITY_GROUP).id,
    }


def test_retaining_reaches_everything(naming: Naming) -> None:
    recording = workload(args(naming), pulumi.ResourceOptions(retain_on_delete=True))
    kept = {one.name for one in recording.registrations if one.request.custom and one.request.retainOnDelete}
    assert kept == {one.name for one in recording.registrations if one.request.custom}
