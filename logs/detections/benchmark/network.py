"""Changes of the network: who may talk to whom, and over which way."""

from collections.abc import Mapping
from dataclasses import replace

from logs.detections.benchmark.controls import cis_controls, controls
from logs.detections.detection import Detection, Severity
from logs.detections.pattern_text import bare_actions
from logs.detections.sample import Sample, asked, changed, event

_EVIDENCE = 'EC2 API Reference, the actions; EC2 Developer Guide, "Log Amazon EC2 API calls using AWS CloudTrail".'
_REMEDY = "Compare the change with the deployments of the hour. Undo one that nobody knows of, and see who made it."
_Calls = Mapping[str, Mapping[str, object]]


def _samples(calls: _Calls) -> tuple[Sample, ...]:
    return tuple(Sample(name, event("ec2", name, request)) for name, request in calls.items())


_GROUP = {"groupId": "sg-0123456789abcdef0"}
_OPEN_SSH = {
    "ipPermissions": {
        "items": [{"ipProtocol": "tcp", "fromPort": 22, "toPort": 22, "ipRanges": {"items": [{"cidrIp": "0.0.0.0/0"}]}}]
    }
}
_GROUP_CALLS: _Calls = {
    "AuthorizeSecurityGroupIngress": {**_GROUP, **_OPEN_SSH},
    "AuthorizeSecurityGroupEgress": {**_GROUP, **_OPEN_SSH},
    "RevokeSecurityGroupIngress": {**_GROUP, **_OPEN_SSH},
    "RevokeSecurityGroupEgress": {**_GROUP, **_OPEN_SSH},
    "CreateSecurityGroup": {"groupName": "open", "groupDescription": "open", "vpcId": "vpc-0123456789abcdef0"},
    "DeleteSecurityGroup": _GROUP,
}
_OPENED = event("ec2", "AuthorizeSecurityGroupIngress", _GROUP_CALLS["AuthorizeSecurityGroupIngress"])
_RULES_MODIFIED = Sample(
    "ModifySecurityGroupRules",
    event(
        "ec2",
        "ModifySecurityGroupRules",
        {
            "ModifySecurityGroupRulesRequest": {
                "GroupId": "sg-0123456789abcdef0",
                "SecurityGroupRule": {
                    "tag": 1,
                    "SecurityGroupRuleId": "sgr-0123456789abcdef0",
                    "SecurityGroupRule": {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "CidrIpv4": "0.0.0.0/0"},
                },
            }
        },
    ),
)

SECURITY_GROUP_CHANGED = Detection(
    id="security-group-changed",
    title="A security group was changed",
    severity=Severity.MEDIUM,
    pattern=f"{{{bare_actions(*_GROUP_CALLS)}}}",
    why="A rule too wide opens instances to everyone. Security Hub's text leaves out ModifySecurityGroupRules, by "
    "which a rule is opened as well.",
    remedy=_REMEDY,
    matching=_samples(_GROUP_CALLS),
    near_misses=(
        Sample("they are listed", asked(_OPENED, "DescribeSecurityGroups")),
        replace(_RULES_MODIFIED, event=asked(_OPENED, "ModifySecurityGroupRules")),
    ),
    evidence=_EVIDENCE,
    controls=controls(10),
)

SECURITY_GROUP_CHANGED_CIS = replace(
    SECURITY_GROUP_CHANGED,
    pattern=f"{{{bare_actions(*_GROUP_CALLS)} || ($.eventName = ModifySecurityGroupRules)}}",
    why="A rule too wide opens instances to everyone.",
    matching=(*SECURITY_GROUP_CHANGED.matching, _RULES_MODIFIED),
    near_misses=SECURITY_GROUP_CHANGED.near_misses[:1],
    controls=cis_controls(10),
)

_ACL = {"networkAclId": "acl-0123456789abcdef0"}
_ENTRY = {**_ACL, "ruleNumber": 1, "egress": False}
_ALLOW_ALL = {**_ENTRY, "ruleAction": "allow", "aclProtocol": "-1", "cidrBlock": "0.0.0.0/0"}
_ACL_CALLS: _Calls = {
    "CreateNetworkAcl": {"vpcId": "vpc-0123456789abcdef0"},
    "CreateNetworkAclEntry": _ALLOW_ALL,
    "DeleteNetworkAcl": _ACL,
    "DeleteNetworkAclEntry": _ENTRY,
    "ReplaceNetworkAclEntry": _ALLOW_ALL,
    "ReplaceNetworkAclAssociation": {**_ACL, "associationId": "aclassoc-0123456789abcdef0"},
}

NETWORK_ACL_CHANGED = Detection(
    id="network-acl-changed",
    title="A network ACL was changed",
    severity=Severity.MEDIUM,
    pattern=f"{{{bare_actions(*_ACL_CALLS)}}}",
    why="It is what holds when a security group is open, and it cuts off whole subnets.",
    remedy=_REMEDY,
    matching=_samples(_ACL_CALLS),
    near_misses=(Sample("they are listed", asked(event("ec2", "DeleteNetworkAcl", _ACL), "DescribeNetworkAcls")),),
    evidence=_EVIDENCE,
    controls=controls(11),
)

_GATEWAY = {"internetGatewayId": "igw-0123456789abcdef0"}
_ATTACHED = {**_GATEWAY, "vpcId": "vpc-0123456789abcdef0"}
_GATEWAY_CALLS: _Calls = {
    "CreateCustomerGateway": {"CreateCustomerGatewayRequest": {"BgpAsn": 65000, "IpAddress": "198.51.100.7"}},
    "DeleteCustomerGateway": {"DeleteCustomerGatewayRequest": {"CustomerGatewayId": "cgw-0123456789abcdef0"}},
    "AttachInternetGateway": _ATTACHED,
    "CreateInternetGateway": {},
    "DeleteInternetGateway": _GATEWAY,
    "DetachInternetGateway": _ATTACHED,
}

GATEWAY_CHANGED = Detection(
    id="gateway-changed",
    title="A gateway to the outside was made, deleted, attached or detached",
    severity=Severity.MEDIUM,
    pattern=f"{{{bare_actions(*_GATEWAY_CALLS)}}}",
    why="A private network becomes a public one, or loses its way out.",
    remedy=_REMEDY,
    matching=_samples(_GATEWAY_CALLS),
    near_misses=(
        Sample("they are listed", asked(event("ec2", "DeleteInternetGateway", _GATEWAY), "DescribeInternetGateways")),
        Sample("a NAT gateway", asked(event("ec2", "CreateInternetGateway", {}), "CreateNatGateway")),
    ),
    evidence=_EVIDENCE,
    controls=controls(12),
)

_TABLE = {"routeTableId": "rtb-0123456789abcdef0"}
_ASSOCIATION = {"associationId": "rtbassoc-0123456789abcdef0"}
_ROUTE = {**_TABLE, "destinationCidrBlock": "0.0.0.0/0"}
_ROUTE_CALLS: _Calls = {
    "CreateRoute": {**_ROUTE, **_GATEWAY},
    "CreateRouteTable": {"vpcId": "vpc-0123456789abcdef0"},
    "ReplaceRoute": {**_ROUTE, **_GATEWAY},
    "ReplaceRouteTableAssociation": {**_TABLE, **_ASSOCIATION},
    "DeleteRouteTable": _TABLE,
    "DeleteRoute": _ROUTE,
    "DisassociateRouteTable": _ASSOCIATION,
}
_CREATE_ROUTE = event("ec2", "CreateRoute", _ROUTE_CALLS["CreateRoute"])
_MESH_ROUTE = changed(event("appmesh", "CreateRoute", {"meshName": "shop", "routeName": "cart"}), readOnly=False)

ROUTE_CHANGED = Detection(
    id="route-changed",
    title="A route, or a route table, was changed",
    severity=Severity.MEDIUM,
    pattern=f"{{($.eventSource=ec2.amazonaws.com) && ({bare_actions(*_ROUTE_CALLS)})}}",
    why="A new route leads traffic past what inspects it, or to somebody who listens.",
    remedy=_REMEDY,
    matching=_samples(_ROUTE_CALLS),
    near_misses=(
        Sample("they are listed", asked(_CREATE_ROUTE, "DescribeRouteTables")),
        Sample("a route of App Mesh", changed(_CREATE_ROUTE, eventSource="appmesh.amazonaws.com")),
    ),
    evidence=_EVIDENCE,
    controls=controls(13),
)

# CIS doesn't ask which service: routes of API Gateway and App Mesh are found as well.
ROUTE_CHANGED_CIS = replace(
    ROUTE_CHANGED,
    pattern=f"{{{bare_actions(*_ROUTE_CALLS)}}}",
    matching=(*ROUTE_CHANGED.matching, Sample("a route of App Mesh", _MESH_ROUTE)),
    near_misses=ROUTE_CHANGED.near_misses[:1],
    controls=cis_controls(13),
)

_VPC = {"vpcId": "vpc-0123456789abcdef0"}
_PEERING = {"vpcPeeringConnectionId": "pcx-0123456789abcdef0"}
_CLASSIC = {**_VPC, "instanceId": "i-0123456789abcdef0"}
_VPC_CALLS: _Calls = {
    "CreateVpc": {"cidrBlock": "10.1.0.0/16", "instanceTenancy": "default"},
    "DeleteVpc": _VPC,
    "ModifyVpcAttribute": {**_VPC, "enableDnsSupport": {"value": False}},
    "AcceptVpcPeeringConnection": _PEERING,
    "CreateVpcPeeringConnection": {**_VPC, "peerVpcId": "vpc-0fedcba9876543210", "peerOwnerId": "444455556666"},
    "DeleteVpcPeeringConnection": _PEERING,
    "RejectVpcPeeringConnection": _PEERING,
    "AttachClassicLinkVpc": _CLASSIC,
    "DetachClassicLinkVpc": _CLASSIC,
    "DisableVpcClassicLink": _VPC,
    "EnableVpcClassicLink": _VPC,
}

VPC_CHANGED = Detection(
    id="vpc-changed",
    title="A VPC, or what it is connected with, was changed",
    severity=Severity.MEDIUM,
    pattern=f"{{{bare_actions(*_VPC_CALLS)}}}",
    why="A new VPC is one that nobody watches yet; a peering lets another account in.",
    remedy=_REMEDY,
    matching=_samples(_VPC_CALLS),
    near_misses=(
        Sample("they are listed", asked(event("ec2", "DeleteVpc", _VPC), "DescribeVpcs")),
        Sample("a subnet", asked(event("ec2", "DeleteVpc", _VPC), "DeleteSubnet")),
    ),
    evidence=_EVIDENCE,
    controls=controls(14),
)
