"""Samples of a small workload: a private instance, its security group, and a gateway endpoint."""

import json

from sandbox.provider.values import Properties
from tests.sandbox.provider.sample import NEW_TAGS, TAGS, Sample

IMAGE = "ami-0123456789abcdef0"


def endpoint_policy(action: str) -> str:
    statement = {"Effect": "Allow", "Principal": "*", "Action": action, "Resource": "*"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


_INSTANCE: Properties = {
    "ami": IMAGE,
    "instanceType": "t4g.nano",
    "subnetId": "{subnet}",
    "associatePublicIpAddress": False,
    "rootBlockDevice": {"encrypted": True, "volumeType": "gp3", "volumeSize": 8, "tags": TAGS},
    "monitoring": True,
}

WORKLOAD = (
    Sample(
        "aws:ec2/securityGroup:SecurityGroup",
        "workload-group",
        {"name": "workload", "description": "of the workload", "vpcId": "{vpc}", "tags": TAGS},
        {"name": "workload", "description": "of the workload", "vpcId": "{vpc}", "tags": NEW_TAGS},
    ),
    Sample(
        "aws:ec2/securityGroup:SecurityGroup",
        "inline-group",
        {
            "name": "inline",
            "vpcId": "{vpc}",
            "egress": [{"protocol": "tcp", "fromPort": 443, "toPort": 443, "cidrBlocks": ["10.0.0.0/16"]}],
        },
        {
            "name": "inline",
            "vpcId": "{vpc}",
            "ingress": [{"protocol": "-1", "fromPort": 0, "toPort": 0, "cidrBlocks": ["10.0.0.0/16"]}],
        },
    ),
    Sample(
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        "ingress-rule",
        {
            "securityGroupId": "{workload-group}",
            "ipProtocol": "-1",
            "referencedSecurityGroupId": "{inline-group}",
            "description": "from the inside",
            "tags": TAGS,
        },
        {
            "securityGroupId": "{workload-group}",
            "ipProtocol": "-1",
            "referencedSecurityGroupId": "{inline-group}",
            "description": "from the inside",
            "tags": NEW_TAGS,
        },
    ),
    Sample(
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        "egress-rule",
        {
            "securityGroupId": "{workload-group}",
            "ipProtocol": "tcp",
            "fromPort": 443,
            "toPort": 443,
            "cidrIpv4": "10.0.0.0/16",
            "description": "to the network",
        },
    ),
    Sample(
        "aws:ec2/vpcEndpoint:VpcEndpoint",
        "endpoint",
        {
            "vpcId": "{vpc}",
            "serviceName": "com.amazonaws.us-east-1.s3",
            "policy": endpoint_policy("s3:GetObject"),
            "routeTableIds": ["{table}"],
            "tags": TAGS,
        },
        {
            "vpcId": "{vpc}",
            "serviceName": "com.amazonaws.us-east-1.s3",
            "policy": endpoint_policy("s3:*"),
            "tags": NEW_TAGS,
        },
    ),
    Sample(
        "aws:ec2/instance:Instance",
        "instance",
        {
            **_INSTANCE,
            "vpcSecurityGroupIds": ["{workload-group}"],
            "metadataOptions": {"httpTokens": "required", "httpEndpoint": "enabled", "httpPutResponseHopLimit": 1},
            "userData": "#!/bin/sh\ntrue\n",
            "tags": TAGS,
        },
        {
            **_INSTANCE,
            "vpcSecurityGroupIds": ["{inline-group}"],
            "metadataOptions": {"httpTokens": "required", "httpPutResponseHopLimit": 2},
            "userData": "#!/bin/sh\ntrue\n",
            "tags": NEW_TAGS,
        },
    ),
)
