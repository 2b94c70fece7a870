"""Samples of EC2, without its flow logs."""

from tests.sandbox.provider.sample import NEW_TAGS, TAGS, Sample

NETWORK = (
    Sample(
        "aws:ec2/vpc:Vpc",
        "vpc",
        {"cidrBlock": "10.0.0.0/16", "enableDnsHostnames": True, "tags": TAGS},
        {"cidrBlock": "10.0.0.0/16", "enableDnsHostnames": False, "enableDnsSupport": False, "tags": NEW_TAGS},
    ),
    Sample(
        "aws:ec2/subnet:Subnet",
        "subnet",
        {"vpcId": "{vpc}", "cidrBlock": "10.0.0.0/24", "availabilityZone": "us-east-1b", "tags": TAGS},
        {
            "vpcId": "{vpc}",
            "cidrBlock": "10.0.0.0/24",
            "availabilityZone": "us-east-1b",
            "mapPublicIpOnLaunch": True,
            "tags": NEW_TAGS,
        },
    ),
    Sample(
        "aws:ec2/internetGateway:InternetGateway",
        "gateway",
        {"vpcId": "{vpc}", "tags": TAGS},
        {"vpcId": "{vpc}", "tags": NEW_TAGS},
    ),
    Sample(
        "aws:ec2/routeTable:RouteTable",
        "table",
        {"vpcId": "{vpc}", "tags": TAGS},
        {"vpcId": "{vpc}", "tags": NEW_TAGS},
    ),
    Sample(
        "aws:ec2/route:Route",
        "route",
        {"routeTableId": "{table}", "destinationCidrBlock": "0.0.0.0/0", "gatewayId": "{gateway}"},
    ),
    Sample(
        "aws:ec2/routeTableAssociation:RouteTableAssociation",
        "association",
        {"routeTableId": "{table}", "subnetId": "{subnet}"},
    ),
    Sample(
        "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
        "group",
        {"vpcId": "{vpc}", "tags": TAGS},
        {
            "vpcId": "{vpc}",
            "tags": NEW_TAGS,
            "ingress": [{"protocol": "tcp", "fromPort": 443, "toPort": 443, "cidrBlocks": ["10.0.0.0/8"]}],
        },
    ),
)
