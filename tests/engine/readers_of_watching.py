"""How what watches the logs is read, as in `tests.engine.readers`."""

from tests.engine.readers import OURS, ClientOf, Found, Reader, tags_of

_ALARM_TYPES = ["MetricAlarm", "CompositeAlarm"]


def _alarms(client: ClientOf) -> Found:
    """Without their states: those are for `tests/engine/test_alerts.py`."""
    cloudwatch = client("cloudwatch")
    for page in cloudwatch.get_paginator("describe_alarms").paginate(AlarmTypes=_ALARM_TYPES):
        for alarm in (*page["MetricAlarms"], *page["CompositeAlarms"]):
            told = {key: value for key, value in alarm.items() if not key.startswith("State")}
            tags = cloudwatch.list_tags_for_resource(ResourceARN=alarm["AlarmArn"])["Tags"]
            dimensions = {one["Name"]: one["Value"] for one in alarm.get("Dimensions", [])}
            yield f"alarm {alarm['AlarmName']}", {**told, "Dimensions": dimensions, "Tags": tags_of(tags)}


def _dashboards(client: ClientOf) -> Found:
    cloudwatch = client("cloudwatch")
    for entry in cloudwatch.list_dashboards()["DashboardEntries"]:
        name = entry["DashboardName"]
        yield f"dashboard {name}", {"DashboardBody": cloudwatch.get_dashboard(DashboardName=name)["DashboardBody"]}


def _rules(client: ClientOf) -> Found:
    events = client("events")
    for rule in events.list_rules()["Rules"]:
        name = rule["Name"]
        targets = events.list_targets_by_rule(Rule=name)["Targets"]
        tags = events.list_tags_for_resource(ResourceARN=rule["Arn"])["Tags"]
        yield f"rule {name}", {**rule, "Targets": {one["Id"]: (one,) for one in targets}, "Tags": tags_of(tags)}


def _metric_filters(client: ClientOf) -> Found:
    for page in client("logs").get_paginator("describe_metric_filters").paginate():
        for one in page["metricFilters"]:
            [transformation] = one["metricTransformations"]
            yield f"metric filter {one['filterName']}", {**one, "metricTransformations": transformation}


def _saved_queries(client: ClientOf) -> Found:
    for one in client("logs").describe_query_definitions()["queryDefinitions"]:
        yield f"saved query {one['name']}", one


def _log_policies(client: ClientOf) -> Found:
    for one in client("logs").describe_resource_policies()["resourcePolicies"]:
        yield f"log policy {one['policyName']}", {"Policy": one["policyDocument"]}


def _subscriptions(client: ClientOf) -> Found:
    for one in client("sns").list_subscriptions()["Subscriptions"]:
        told = {key: value for key, value in one.items() if key != "SubscriptionArn"}
        yield f"subscription {one['Protocol']} {one['Endpoint']}", told


def _queues(client: ClientOf) -> Found:
    sqs = client("sqs")
    for url in sqs.list_queues().get("QueueUrls", []):
        attributes = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
        told = {key: value for key, value in attributes.items() if not key.startswith(("Approximate", "LastModified"))}
        tags = sqs.list_queue_tags(QueueUrl=url).get("Tags", {})
        yield f"queue {url.rpartition('/')[2]}", {**told, "Tags": tags}


def _groups(client: ClientOf) -> Found:
    groups = client("resource-groups")
    for one in groups.list_groups()["GroupIdentifiers"]:
        name, arn = one["GroupName"], f"{OURS.format('resource-groups')}:group/{one['GroupName']}"
        query = groups.get_group_query(GroupName=name)["GroupQuery"]["ResourceQuery"]
        yield f"group {name}", {**query, "Tags": groups.get_tags(Arn=arn)["Tags"]}


def _instances(client: ClientOf) -> Found:
    """What EC2 has chosen by itself, an address of the network's above all, is left out."""
    ec2 = client("ec2")
    for reservation in ec2.describe_instances()["Reservations"]:
        for one in (instance for instance in reservation["Instances"] if instance["State"]["Name"] != "terminated"):
            tags = tags_of(one.get("Tags", []))
            told = {
                key: one.get(key)
                for key in ("InstanceId", "ImageId", "InstanceType", "SubnetId", "PublicIpAddress", "MetadataOptions")
            }
            yield f"instance {tags['Name']}", {**told, "Tags": tags}
    for one in ec2.describe_vpc_endpoints()["VpcEndpoints"]:
        tags = tags_of(one.get("Tags", []))
        told = {key: one.get(key) for key in ("VpcEndpointId", "VpcEndpointType", "ServiceName", "RouteTableIds")}
        yield f"vpc endpoint {tags['Name']}", {**told, "Policy": one["PolicyDocument"], "Tags": tags}


READERS_OF_WATCHING: tuple[Reader, ...] = (
    *(_alarms, _dashboards, _rules, _metric_filters, _saved_queries, _log_policies, _subscriptions, _queues, _groups),
    _instances,
)
