"""The requests that IAM decides on when a stack is deployed: the provider's calls, with the program's own names."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import jmespath

from components.naming import Naming
from sandbox.iam import Request
from sandbox.provider.declaration import Call
from sandbox.provider.registry import TYPES
from tests.support.iam_actions import ACTIONS, action_of
from tests.support.recorder import Registration

Inputs = Mapping[str, Any]

WILDCARD = {"cloudwatch:DescribeAlarms", "cloudwatch:PutCompositeAlarm"}
"""What CloudWatch asks about as `*` although it could name the alarms."""

_KIND_IN_EC2 = {
    "aws:ec2/vpc:Vpc": "vpc",
    "aws:ec2/subnet:Subnet": "subnet",
    "aws:ec2/internetGateway:InternetGateway": "internet-gateway",
    "aws:ec2/routeTable:RouteTable": "route-table",
    "aws:ec2/route:Route": "route-table",
    "aws:ec2/routeTableAssociation:RouteTableAssociation": "route-table",
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": "security-group",
    "aws:ec2/securityGroup:SecurityGroup": "security-group",
    "aws:ec2/flowLog:FlowLog": "vpc-flow-log",
    "aws:ec2/vpcEndpoint:VpcEndpoint": "vpc-endpoint",
    "aws:ec2/networkInterface:NetworkInterface": "network-interface",
    "aws:ec2/instance:Instance": "instance",
}
_BESIDE_WHAT_IS_NEW = {
    "create_subnet": ("vpc",),
    "create_route_table": ("vpc",),
    "create_security_group": ("vpc",),
    "create_flow_logs": ("vpc",),
    "create_vpc_endpoint": ("vpc", "route-table"),
    "create_network_interface": ("subnet", "security-group"),
    "run_instances": ("network-interface",),
}
_BESIDE_WHAT_IS_THERE = {
    "attach_internet_gateway": ("vpc",),
    "detach_internet_gateway": ("vpc",),
    "associate_route_table": ("subnet",),
    "disassociate_route_table": ("subnet",),
}

_ARNS: Mapping[str, Callable[[Naming, Inputs], list[str]]] = {
    "aws:cloudtrail/trail:Trail": lambda n, i: [n.trail_arn(i["name"])],
    "aws:cloudwatch/logGroup:LogGroup": lambda n, i: [n.log_group_arn(i["name"])],
    "aws:cloudwatch/logStream:LogStream": lambda n, i: [f"{n.log_group_arn(i['logGroupName'])}:log-stream:{i['name']}"],
    "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": lambda n, i: [n.log_group_arn(i["logGroup"])],
    "aws:cloudwatch/logMetricFilter:LogMetricFilter": lambda n, i: [n.log_group_arn(i["logGroupName"])],
    "aws:cloudwatch/metricAlarm:MetricAlarm": lambda n, i: [n.alarm_arn(i["name"])],
    "aws:cloudwatch/compositeAlarm:CompositeAlarm": lambda n, i: [n.alarm_arn(i["alarmName"])],
    "aws:cloudwatch/dashboard:Dashboard": lambda n, i: [
        f"arn:{n.partition}:cloudwatch::{n.account}:dashboard/{i['dashboardName']}"
    ],
    "aws:cloudwatch/eventRule:EventRule": lambda n, i: [n.rule_arn(i["name"])],
    "aws:cloudwatch/eventTarget:EventTarget": lambda n, i: [n.rule_arn(i["rule"])],
    "aws:iam/role:Role": lambda n, i: [n.role_arn(i["name"])],
    "aws:iam/rolePolicy:RolePolicy": lambda n, i: [n.role_arn(i["role"])],
    "aws:kms/key:Key": lambda n, _: [_key(n)],
    "aws:kms/alias:Alias": lambda n, i: [_arn(n, "kms", i["name"]), _key(n)],
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": lambda n, i: [n.delivery_stream_arn(i["name"])],
    "aws:kinesis/stream:Stream": lambda n, i: [n.stream_arn(i["name"])],
    "aws:sns/topic:Topic": lambda n, i: [n.topic_arn(i["name"])],
    "aws:sns/topicPolicy:TopicPolicy": lambda _, i: [i["arn"]],
    "aws:sns/topicSubscription:TopicSubscription": lambda _, i: [i["topic"]],
    "aws:sqs/queue:Queue": lambda n, i: [n.queue_arn(i["name"])],
    "aws:resourcegroups/group:Group": lambda n, i: [n.resource_group_arn(i["name"])],
    "aws:athena/workgroup:Workgroup": lambda n, i: [n.workgroup_arn(i["name"])],
    "aws:athena/namedQuery:NamedQuery": lambda n, i: [n.workgroup_arn(i["workgroup"])],
    "aws:glue/catalogDatabase:CatalogDatabase": lambda n, i: _catalog(n, f"database/{i['name']}"),
    "aws:glue/catalogTable:CatalogTable": lambda n, i: _catalog(
        n, f"database/{i['databaseName']}", f"table/{i['databaseName']}/{i['name']}"
    ),
}

PASSED = {
    "aws:cloudtrail/trail:Trail": ("cloudWatchLogsRoleArn", "cloudtrail.amazonaws.com"),
    "aws:ec2/flowLog:FlowLog": ("iamRoleArn", "vpc-flow-logs.amazonaws.com"),
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": (
        "extendedS3Configuration.roleArn",
        "firehose.amazonaws.com",
    ),
    "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": ("roleArn", "logs.amazonaws.com"),
}
"""Where a type has a role, and which service gets it."""


def requests(naming: Naming, one: Registration) -> Iterator[Request]:
    """All requests of one resource's life: it is made, read, changed and deleted."""
    kind = TYPES[one.type]
    for call in kind.calls():
        yield from _of_call(naming, one, call.service or kind.service, call)
    if one.type in PASSED:
        path, service = PASSED[one.type]
        if role := jmespath.search(path, one.inputs):
            yield Request("iam:PassRole", role, context={"iam:PassedToService": (service,)})


def _of_call(naming: Naming, one: Registration, service: str, call: Call) -> Iterator[Request]:
    action = action_of(service, call.operation)
    tags: Mapping[str, str] = one.inputs.get("tags", naming.tags)
    if not ACTIONS[action].kinds or action in WILDCARD:
        yield Request(action, "*", context=_context("RequestTag", tags))
    elif one.type in _KIND_IN_EC2:
        yield from _of_ec2(naming, one, action, call.operation)
    else:
        # A resource that is being made has no tags yet; one that is there has those that it was made with.
        is_new = call == TYPES[one.type].create and one.type != "aws:kms/alias:Alias"
        context = _context("RequestTag", tags) | ({} if is_new else _context("ResourceTag", naming.tags))
        # An alias is made on a key, and IAM is asked about both; a key is looked at by itself.
        arns = [_key(naming)] if action == "kms:DescribeKey" else _arns(naming, one)
        yield from (Request(action, arn, context=context) for arn in arns)


def _of_ec2(naming: Naming, one: Registration, action: str, operation: str) -> Iterator[Request]:
    kind, tags = _KIND_IN_EC2[one.type], one.inputs.get("tags", naming.tags)
    new, there = _context("RequestTag", tags), _context("ResourceTag", naming.tags)
    own = _arn(naming, "ec2", f"{kind}/{kind}-1")
    if operation == "create_tags":
        creation = action_of("ec2", TYPES[one.type].create.operation).removeprefix("ec2:")
        by_creation = {"ec2:CreateAction": (creation,)} if creation.startswith(("Create", "Run")) else {}
        yield Request(action, own, context={**new, **by_creation})
        yield Request(action, own, context={**new, **there})
    elif operation in _BESIDE_WHAT_IS_NEW or operation in {"create_vpc", "create_internet_gateway"}:
        yield Request(action, own, context=new)
    else:
        yield Request(action, own, context=there)
    for other in (*_BESIDE_WHAT_IS_NEW.get(operation, ()), *_BESIDE_WHAT_IS_THERE.get(operation, ())):
        yield Request(action, _arn(naming, "ec2", f"{other}/{other}-1"), context=there)


def _arns(naming: Naming, one: Registration) -> list[str]:
    if one.type.startswith("aws:s3/"):
        return [naming.bucket_arn(one.inputs["bucket"])]
    return _ARNS[one.type](naming, one.inputs)


def _context(key: str, tags: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {f"aws:{key}/{name}": (value,) for name, value in tags.items()}


def _arn(naming: Naming, service: str, resource: str) -> str:
    return f"arn:{naming.partition}:{service}:{naming.region}:{naming.account}:{resource}"


def _key(naming: Naming) -> str:
    return naming.keys_arn().replace("*", "1234abcd-12ab-34cd-56ef-1234567890ab")


def _catalog(naming: Naming, *resources: str) -> list[str]:
    return [_arn(naming, "glue", resource) for resource in ("catalog", *resources)]
