"""What can be wrong with what people look at."""

import json
from typing import Any

from tests.ops.defects.defect import Defect
from tests.ops.deployed import STREAM, TRAIL_GROUP, Deployed
from tests.ops.watched import ALARM, EVENT_GROUP, NAME, QUEUE, dashboard

EXISTS = {f"dashboard {NAME}: exists"}
SHOWN = {f"dashboard {NAME}: all that it shows exists"}
QUERIES = {f"saved queries {NAME}: exist"}
TAG = {f"group {NAME}: asks for the stack's tag"}
MEMBERS = {f"group {NAME}: has what the stack made"}


def put_dashboard(it: Deployed, body: dict[str, Any]) -> None:
    it.account.cloudwatch.put_dashboard(DashboardName=NAME, DashboardBody=json.dumps(body))


def delete_dashboard(it: Deployed) -> None:
    it.account.cloudwatch.delete_dashboards(DashboardNames=[NAME])


def empty_dashboard(it: Deployed) -> None:
    put_dashboard(it, {"widgets": []})


def show_a_metric_that_nothing_writes(it: Deployed) -> None:
    body = dashboard(TRAIL_GROUP, STREAM).replace(f'["LogMetrics", "{ALARM}"', '["LogMetrics", "another"')
    put_dashboard(it, json.loads(body))


def query_a_log_group_that_is_not_there(it: Deployed) -> None:
    put_dashboard(it, json.loads(dashboard("/monitoring/dev/another", STREAM)))


def delete_metric_filter(it: Deployed) -> None:
    it.account.logs.delete_metric_filter(logGroupName=TRAIL_GROUP, filterName=ALARM)


def delete_queue(it: Deployed) -> None:
    it.account.sqs.delete_queue(QueueUrl=it.account.sqs.get_queue_url(QueueName=QUEUE)["QueueUrl"])


def delete_event_log_group(it: Deployed) -> None:
    it.account.logs.delete_log_group(logGroupName=EVENT_GROUP)


def delete_query(it: Deployed) -> None:
    [query] = it.account.logs.describe_query_definitions()["queryDefinitions"]
    it.account.logs.delete_query_definition(queryDefinitionId=query.get("queryDefinitionId", ""))


def ask_for_another_tag(it: Deployed) -> None:
    query = {"ResourceTypeFilters": ["AWS::AllSupported"], "TagFilters": [{"Key": "Monitoring", "Values": ["x"]}]}
    it.account.resource_groups.update_group_query(
        GroupName=NAME, ResourceQuery={"Type": "TAG_FILTERS_1_0", "Query": json.dumps(query)}
    )


def delete_group(it: Deployed) -> None:
    it.account.resource_groups.delete_group(GroupName=NAME)


def take_a_tag_off(it: Deployed) -> None:
    it.account.ec2.delete_tags(Resources=[it.vpc("main")["vpcId"]], Tags=[{"Key": "Monitoring"}])


DEFECTS: list[Defect] = [
    (delete_dashboard, EXISTS | SHOWN),
    (empty_dashboard, EXISTS),
    (show_a_metric_that_nothing_writes, SHOWN),
    (query_a_log_group_that_is_not_there, SHOWN),
    (delete_metric_filter, SHOWN),
    (delete_queue, SHOWN),
    (delete_event_log_group, SHOWN),
    (delete_query, QUERIES),
    # Then it has other members, too.
    (ask_for_another_tag, TAG | MEMBERS),
    (delete_group, TAG | MEMBERS),
    (take_a_tag_off, MEMBERS),
]
