"""What the account holds, asked of the account itself: proof that a tear-down left nothing."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from types import MappingProxyType
from typing import Any, NamedTuple

import boto3
import jmespath
from botocore.config import Config

from sandbox.cloud.account import ACCOUNT_ID, REGION
from sandbox.cloud.supervisor import Cloud


class Look(NamedTuple):
    """A closer look at one resource.

    Attributes:
        operation: The client's method.
        member: The member of its request that takes the name.
        counts: A JMESPath expression that is true of its answer when the account holds the resource.
    """

    operation: str
    member: str
    counts: str


class Listing(NamedTuple):
    """How one kind of resource is listed.

    Attributes:
        service: The boto3 client's name.
        operation: The client's method, read page by page where it has pages.
        names: A JMESPath expression for the resources' names in its answer.
        look: What tells of each whether it counts; None: all do.
        request: What the method is asked for.
    """

    service: str
    operation: str
    names: str
    look: Look | None = None
    request: Mapping[str, Any] = MappingProxyType({})


LISTINGS = (
    # Every account has this one. A named query lives in a work group, a table in a database.
    Listing("athena", "list_work_groups", "WorkGroups[?Name != 'primary'].Name"),
    Listing("athena", "list_named_queries", "NamedQueryIds"),
    Listing("cloudtrail", "describe_trails", "trailList[].TrailARN"),
    Listing(
        "cloudwatch",
        "describe_alarms",
        "[MetricAlarms, CompositeAlarms][].AlarmArn",
        request={"AlarmTypes": ["MetricAlarm", "CompositeAlarm"]},
    ),
    Listing("cloudwatch", "list_dashboards", "DashboardEntries[].DashboardArn"),
    Listing("ec2", "describe_addresses", "Addresses[].AllocationId"),
    Listing("ec2", "describe_flow_logs", "FlowLogs[].FlowLogId"),
    Listing("ec2", "describe_instances", "Reservations[].Instances[?State.Name != 'terminated'].InstanceId[]"),
    Listing("ec2", "describe_internet_gateways", "InternetGateways[].InternetGatewayId"),
    Listing("ec2", "describe_nat_gateways", "NatGateways[?State != 'deleted'].NatGatewayId"),
    # Without the default ones: moto keeps that of a VPC that is gone.
    Listing("ec2", "describe_network_acls", "NetworkAcls[?IsDefault==`false`].NetworkAclId"),
    Listing("ec2", "describe_network_interfaces", "NetworkInterfaces[].NetworkInterfaceId"),
    Listing("ec2", "describe_route_tables", "RouteTables[].RouteTableId"),
    Listing("ec2", "describe_security_groups", "SecurityGroups[].GroupId"),
    Listing("ec2", "describe_subnets", "Subnets[].SubnetId"),
    Listing("ec2", "describe_vpc_endpoints", "VpcEndpoints[].VpcEndpointId"),
    Listing("ec2", "describe_volumes", "Volumes[].VolumeId"),
    Listing("ec2", "describe_vpcs", "Vpcs[].VpcId"),
    # A target lives in a rule, as a metric filter does in a log group.
    Listing("events", "list_rules", "Rules[].Arn"),
    Listing("firehose", "list_delivery_streams", "DeliveryStreamNames"),
    Listing("glue", "get_databases", "DatabaseList[].Name"),
    Listing("iam", "list_open_id_connect_providers", "OpenIDConnectProviderList[].Arn"),
    Listing("iam", "list_policies", "Policies[?contains(Arn, ':aws:policy/') == `false`].Arn"),
    Listing("iam", "list_roles", "Roles[].Arn"),
    Listing("iam", "list_users", "Users[].Arn"),
    Listing("kinesis", "list_streams", "StreamNames"),
    Listing("kms", "list_aliases", "Aliases[?starts_with(AliasName, 'alias/aws/') == `false`].AliasArn"),
    # AWS deletes no key before a week has passed, and no one can delete the keys that it made itself.
    Listing(
        "kms",
        "list_keys",
        "Keys[].KeyArn",
        Look("describe_key", "KeyId", "KeyMetadata | KeyState != 'PendingDeletion' && KeyManager == 'CUSTOMER'"),
    ),
    Listing("lambda", "list_functions", "Functions[].FunctionArn"),
    Listing("logs", "describe_log_groups", "logGroups[].arn"),
    Listing("logs", "describe_metric_filters", "metricFilters[].filterName"),
    Listing("logs", "describe_query_definitions", "queryDefinitions[].queryDefinitionId"),
    Listing("logs", "describe_resource_policies", "resourcePolicies[].policyName"),
    Listing("resource-groups", "list_groups", "GroupIdentifiers[].GroupArn"),
    Listing("s3", "list_buckets", "Buckets[].Name"),
    Listing("sns", "list_subscriptions", "Subscriptions[].SubscriptionArn"),
    Listing("sns", "list_topics", "Topics[].TopicArn"),
    Listing("sqs", "list_queues", "QueueUrls"),
)


def inventory(cloud: Cloud, region: str = REGION) -> frozenset[str]:
    """List everything that the sandbox's account holds in a Region, and what belongs to none, as `service: name`."""
    session: Any = boto3.Session(
        aws_access_key_id=ACCOUNT_ID,
        aws_secret_access_key="sandbox",  # noqa: S106 - the emulators take any
        region_name=region,
    )
    services = sorted({listing.service for listing in LISTINGS})
    # A proxy of the environment's would be asked for loopback addresses too.
    direct = Config(proxies={})
    clients = {service: session.client(service, endpoint_url=cloud.url(service), config=direct) for service in services}

    def named(listing: Listing) -> list[str]:
        return [f"{listing.service}: {name}" for name in _names(clients[listing.service], listing)]

    with ThreadPoolExecutor() as pool:
        return frozenset(chain.from_iterable(pool.map(named, LISTINGS)))


def _names(client: Any, listing: Listing) -> list[str]:
    call = getattr(client, listing.operation)
    if client.can_paginate(listing.operation):
        pages = client.get_paginator(listing.operation).paginate(**listing.request)
    else:
        pages = [call(**listing.request)]
    names = [name for page in pages for name in jmespath.search(listing.names, page) or ()]
    return [name for name in names if listing.look is None or _counts(client, listing.look, name)]


def _counts(client: Any, look: Look, name: str) -> bool:
    return jmespath.search(look.counts, getattr(client, look.operation)(**{look.member: name}))
