import re

import pytest

from logs.detections.benchmark.profiles import PROFILES, Profile
from logs.detections.catalog import catalog
from logs.detections.detection import LogSource
from logs.detections.own.watched import EXAMPLE
from logs.flow_records.fields import FIELDS
from logs.flow_records.record_format import DEFAULT, V2, RecordFormat
from logs.insights.detection_queries import detection_queries
from logs.insights.fields import unknown_fields
from logs.insights.flow_log_queries import FLOW_LOG_TEMPLATES, FlowLogTemplate, flow_log_queries, parse_command
from logs.insights.query import InsightsQuery
from logs.insights.trail_queries import TRAIL_QUERIES

ALL_FIELDS = RecordFormat.of_names(list(FIELDS))
SAVED = [*TRAIL_QUERIES, *flow_log_queries(ALL_FIELDS)]


@pytest.mark.parametrize("query", SAVED, ids=lambda query: query.name)
def test_a_query_reads_only_what_is_there(query: InsightsQuery) -> None:
    assert unknown_fields(query) == ()


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.name)
def test_a_detections_query_reads_only_what_is_there(profile: Profile) -> None:
    detections = catalog(profile, EXAMPLE, ALL_FIELDS).detections
    queries = detection_queries(detections)
    assert [query.name for query in queries] == [f"detection-{detection.id}" for detection in detections]
    assert {query.name: unknown_fields(query) for query in queries if unknown_fields(query)} == {}
    assert [query.source for query in queries] == [detection.source for detection in detections]


def test_logs_insights_takes_the_names_and_the_texts() -> None:
    """CloudWatch Logs API Reference, PutQueryDefinition."""
    queries = [*SAVED, *detection_queries(catalog(PROFILES["security-hub"], EXAMPLE, ALL_FIELDS).detections)]
    assert len({query.name for query in queries}) == len(queries)
    assert all(re.fullmatch(r"[a-z0-9-]{1,100}", query.name) for query in queries)
    assert all(len(query.saved_text) <= 10_000 for query in queries)
    assert not [query.name for query in queries if "\n" in query.description or not query.description.endswith(".")]


def test_what_is_asked() -> None:
    assert [query.name for query in SAVED] == [
        "trail-console-sign-ins",
        "trail-console-sign-ins-without-mfa",
        "trail-failed-console-sign-ins",
        "trail-errors-over-time",
        "trail-errors-by-call",
        "trail-access-denied",
        "trail-root-activity",
        "trail-one-principal",
        "trail-one-access-key",
        "trail-one-security-group",
        "trail-security-group-changes",
        "trail-iam-policy-changes",
        "trail-bucket-changes",
        "trail-trail-changes",
        "trail-flow-log-changes",
        "trail-key-changes",
        "flow-logs-traffic-over-time",
        "flow-logs-top-talkers",
        "flow-logs-rejected-by-port",
        "flow-logs-scanners",
        "flow-logs-reject-reasons",
        "flow-logs-one-interface",
        "flow-logs-one-address",
        "flow-logs-egress-to-aws-services",
        "flow-logs-gaps",
    ]


def test_a_saved_query_says_what_it_is_for() -> None:
    [query] = [query for query in TRAIL_QUERIES if query.name == "trail-failed-console-sign-ins"]
    assert query.saved_text == (
        "# Sign-ins to the console that failed, by user and address.\n"
        'filter eventName = "ConsoleLogin" and errorMessage = "Failed authentication"\n'
        "| stats count(*) as attempts, max(@timestamp) as lastAttempt by userIdentity.userName, sourceIPAddress\n"
        "| sort attempts desc\n"
        "| limit 1000"
    )


def test_flow_records_are_read_by_place() -> None:
    record_format = RecordFormat.of_names(["dstport", "interface-id", "action"])
    assert parse_command(record_format) == 'parse @message "* * *" as dstport, `interface_id`, action'


@pytest.mark.parametrize("template", FLOW_LOG_TEMPLATES, ids=lambda template: template.name)
def test_a_format_that_lacks_a_field_lacks_the_queries_that_need_it(template: FlowLogTemplate) -> None:
    """On exactly the fields that it needs a query is there; without one of them it isn't."""
    needed = sorted(column.replace("_", "-") for column in template.columns)
    assert template.name in {query.name for query in flow_log_queries(RecordFormat.of_names(needed))}
    for missing in needed:
        rest = [field for field in FIELDS if field != missing]
        assert template.name not in {query.name for query in flow_log_queries(RecordFormat.of_names(rest))}


def test_awss_own_format_answers_all_but_what_came_later() -> None:
    left_out = {query.name for query in flow_log_queries(DEFAULT)} - {query.name for query in flow_log_queries(V2)}
    assert left_out == {"flow-logs-reject-reasons", "flow-logs-egress-to-aws-services"}
    assert {query.source for query in flow_log_queries(V2)} == {LogSource.FLOW_LOG}


def test_regular_expressions_find_the_actions() -> None:
    """What the queries on changes find, and what they leave."""
    wanted = {
        "trail-security-group-changes": (
            ["AuthorizeSecurityGroupIngress", "ModifySecurityGroupRules", "DeleteSecurityGroup"],
            ["DescribeSecurityGroups", "GetSecurityGroupsForVpc"],
        ),
        "trail-iam-policy-changes": (
            ["PutRolePolicy", "AttachUserPolicy", "SetDefaultPolicyVersion", "UpdateAssumeRolePolicy"],
            ["GetRolePolicy", "ListPolicies", "SimulatePrincipalPolicy", "CreateUser"],
        ),
        "trail-bucket-changes": (
            ["PutBucketPolicy", "DeleteBucketEncryption", "PutBucketPublicAccessBlock", "PutAccountPublicAccessBlock"],
            ["GetBucketPolicy", "PutObject", "DeleteObject"],
        ),
        "trail-trail-changes": (
            ["StopLogging", "StartLogging", "DeleteTrail", "UpdateTrail", "PutEventSelectors", "PutInsightSelectors"],
            ["GetTrailStatus", "DescribeTrails", "LookupEvents"],
        ),
        "trail-flow-log-changes": (["CreateFlowLogs", "DeleteFlowLogs"], ["DescribeFlowLogs"]),
        "trail-key-changes": (
            ["ScheduleKeyDeletion", "CancelKeyDeletion", "DisableKey", "DisableKeyRotation", "PutKeyPolicy"],
            ["Decrypt", "DescribeKey", "GenerateDataKey"],
        ),
    }
    for name, (found, left) in wanted.items():
        [query] = [query for query in TRAIL_QUERIES if query.name == name]
        pattern = query.commands[1].split(" like /")[1].removesuffix("/")
        assert [action for action in [*found, *left] if re.search(pattern, action)] == found, name
