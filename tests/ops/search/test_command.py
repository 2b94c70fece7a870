"""The command `search`, against an account in moto; what moto can't say, is answered in its place."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from logs.keys.trail_keys import TrailKeys
from logs.lake.queries import trail_queries
from logs.lake.scope import LakeScope
from logs.lake.trail import trail_table
from ops.aws.account import Account
from ops.cli import app
from ops.search import command
from ops.search.execution import Waiting
from tests.ops.deployed import TRAIL_GROUP, Deployed
from tests.ops.interceptor import Aws, refusal
from tests.ops.watched import NAME

WORKGROUP, DATABASE = "monitoring-dev-lake", "monitoring_dev"
PRINCIPAL = "arn:aws:iam::123456789012:user/grace"
INSIGHTS = {
    "trail-one-principal": (
        '# What one principal did.\nfilter userIdentity.arn = "arn:aws:iam::111122223333:user/ada"\n| limit 9'
    ),
    "trail-root-activity": "# What the root user did.\nfields @timestamp",
}
ROW = [
    {"field": "@timestamp", "value": "2026-01-31 12:00:00.000"},
    {"field": "eventName", "value": "[red]Create\tTrail"},
    {"field": "@ptr", "value": "secret"},
]
DONE: dict[str, Any] = {
    "status": "Complete",
    "statistics": {"bytesScanned": 2_000_000_000.0},
    "results": [ROW, ROW[:1]],
}
RUNNING: dict[str, Any] = {"status": "Running", "statistics": {"bytesScanned": 5.0}, "results": []}
SUCCEEDED: dict[str, Any] = {
    "QueryExecution": {"Status": {"State": "SUCCEEDED"}, "Statistics": {"DataScannedInBytes": 3_000_000_000}}
}


def cells(*values: str) -> dict[str, Any]:
    return {"Data": [{"VarCharValue": value} if value else {} for value in values]}


COLUMNS = {"ColumnInfo": [{"Name": "eventname", "Type": "varchar"}, {"Name": "n", "Type": "bigint"}]}
PAGES: list[dict[str, Any] | Exception] = [
    {
        "ResultSet": {"ResultSetMetadata": COLUMNS, "Rows": [cells("eventname", "n"), cells("A", "1")]},
        "NextToken": "more",
    },
    {"ResultSet": {"ResultSetMetadata": COLUMNS, "Rows": [cells("B", ""), cells("C", "3")]}},
]


@pytest.fixture
def stack(deployed: Deployed, monkeypatch: pytest.MonkeyPatch) -> Deployed:
    """A stack with saved queries in both sinks."""

    def connected_already(*, region: str, account_id: str) -> Account:
        assert (region, account_id) == ("us-east-1", "123456789012")
        return deployed.account

    monkeypatch.setattr(command, "connect", connected_already)
    let_wait(monkeypatch, no_pause)
    account = deployed.account
    for name, text in INSIGHTS.items():
        account.logs.put_query_definition(name=f"{NAME}/{name}", queryString=text, logGroupNames=[TRAIL_GROUP])
    account.athena.create_work_group(Name=WORKGROUP, Configuration={})
    for query in trail_queries(DATABASE, trail_table(TrailKeys(), "logs", LakeScope(("1" * 12,), ("us-east-1",), 30))):
        account.athena.create_named_query(
            Name=query.name,
            Description=query.description,
            Database=DATABASE,
            QueryString=query.sql,
            WorkGroup=WORKGROUP,
        )
    deployed.outputs["views"]["savedQueries"] = [f"{NAME}/{name}" for name in INSIGHTS]
    deployed.outputs["lake"] = {"workgroup": WORKGROUP, "database": DATABASE, "tables": ["trail_events"]}
    return deployed


def no_pause(_: float) -> None:
    """For the pauses between questions."""


def interrupted(_: float) -> None:
    raise KeyboardInterrupt


def let_wait(patch: pytest.MonkeyPatch, pause: Callable[[float], None]) -> None:
    """Let a second pass each time that somebody looks at the clock."""
    seconds = count()
    patch.setattr(command, "Waiting", partial(Waiting, pause=pause, clock=lambda: float(next(seconds))))


@pytest.fixture
def started(aws: Aws) -> Aws:
    """Both services take any query."""
    aws.answers |= {
        "StartQuery": [{"queryId": "q-1"}],
        "GetQueryResults": [RUNNING, DONE],
        "StartQueryExecution": [{"QueryExecutionId": "q-2"}],
        "GetQueryExecution": [SUCCEEDED],
        "StopQuery": [{"success": True}],
        "StopQueryExecution": [{}],
    }
    return aws


def search(it: Deployed, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["search", *arguments, "--outputs", "-"], input=json.dumps(it.outputs))


def asked(aws: Aws, operation: str) -> dict[str, Any]:
    [arguments] = [arguments for name, arguments in aws.asked if name == operation]
    return arguments


def test_without_a_name_it_says_what_can_be_asked(stack: Deployed) -> None:
    result = search(stack)

    lines = [line.split("\t") for line in result.stdout.splitlines()]
    assert (result.exit_code, result.stderr) == (0, "")
    assert ["trail-root-activity", "insights", "", "What the root user did."] in lines
    assert [line[1] for line in lines if line[0] == "trail-root-activity"] == ["athena", "insights"]
    [one] = [line for line in lines if line[:2] == ["trail-one-principal", "insights"]]
    assert one[2] == "--set principal=arn:aws:iam::111122223333:user/ada"


def test_what_can_be_asked_as_json(stack: Deployed) -> None:
    found = json.loads(search(stack, "--json").stdout)

    assert {
        "name": "trail-one-principal",
        "sink": "insights",
        "answers": "What one principal did.",
        "parameters": {"principal": "arn:aws:iam::111122223333:user/ada"},
    } in found


def test_logs_insights_is_asked_first(stack: Deployed, started: Aws) -> None:
    times = ["--from", "2026-01-31", "--to", "2026-01-31T12:30"]

    result = search(stack, "trail-one-principal", "--set", f"principal={PRINCIPAL}", *times, "--limit", "7")

    assert (result.exit_code, result.stderr) == (0, "")
    assert (
        result.stdout
        == "@timestamp\teventName\n2026-01-31 12:00:00.000\t[red]Create Trail\n2026-01-31 12:00:00.000\t\n"
    )
    assert asked(started, "StartQuery") == {
        "queryString": f'filter userIdentity.arn = "{PRINCIPAL}"\n| limit 9',
        "logGroupNames": [TRAIL_GROUP],
        "startTime": int(datetime(2026, 1, 31, tzinfo=UTC).timestamp()),
        "endTime": int(datetime(2026, 1, 31, 12, 30, tzinfo=UTC).timestamp()) - 1,
        "limit": 7,
    }


def test_athena_is_asked_with_literals_and_answers_in_pages(stack: Deployed, started: Aws) -> None:
    started.answers["GetQueryResults"] = list(PAGES)

    result = search(
        stack,
        "trail-one-principal",
        "--sink",
        "athena",
        "--set",
        f"principal={PRINCIPAL}",
        "--from",
        "2026-01-31",
        "--json",
    )

    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout) == [
        {"eventname": "A", "n": "1"},
        {"eventname": "B", "n": ""},
        {"eventname": "C", "n": "3"},
    ]
    order = asked(started, "StartQueryExecution")
    assert order["ExecutionParameters"] == [f"'{PRINCIPAL}'"]
    assert (order["WorkGroup"], order["QueryExecutionContext"]) == (WORKGROUP, {"Database": DATABASE})
    assert "\"day\" BETWEEN '2026/01/31' AND '" in order["QueryString"]


def test_no_more_rows_than_asked_for(stack: Deployed, started: Aws) -> None:
    started.answers["GetQueryResults"] = list(PAGES)

    result = search(stack, "trail-root-activity", "--sink", "athena", "--limit", "2", "--csv")

    assert (result.exit_code, result.stdout_bytes) == (0, b"eventname,n\r\nA,1\r\nB,\n")


@pytest.mark.parametrize(
    ("arguments", "problem", "fix"),
    [
        (["no-such-query"], "the stack has no saved query of this name", "trail-root-activity"),
        (
            ["trail-console-sign-ins-without-mfa", "--sink", "insights"],
            "in insights",
            "trail-one-principal, trail-root",
        ),
        (["trail-one-principal"], "the query asks for a value", "--set principal=arn:aws:iam::111122223333:user/ada"),
        (["trail-root-activity", "--set", "a=b"], "the query does not ask for this", "leave out --set"),
        (["trail-root-activity", "--set", "a"], "this is no value for a query", "--set NAME=VALUE"),
        (
            ["trail-one-principal", "--set", 'principal=x" | limit 1'],
            "this value can't be searched for",
            "--set principal=",
        ),
        (["trail-root-activity", "--since", "soon"], "this is no length of time", "30m"),
        (["trail-root-activity", "--from", "soon"], "this is no time", "2026-01-31"),
        (["trail-root-activity", "--from", "2999-01-01"], "there is no time to search in", "--from"),
    ],
)
def test_what_a_user_can_get_wrong(stack: Deployed, started: Aws, arguments: list[str], problem: str, fix: str) -> None:
    result = search(stack, *arguments)

    assert (result.exit_code, result.stdout) == (2, "")
    first, second, third = result.stderr.splitlines()
    assert first.startswith("error: ")
    assert problem in first
    assert second.startswith("found: ")
    assert fix in third
    assert not {name for name, _ in started.asked if name.startswith("Start")}


@pytest.mark.parametrize(
    "options",
    [
        ["--since", "1h", "--from", "2026-01-01"],
        ["--json", "--csv"],
        ["--limit", "0"],
        ["--sink", "y"],
    ],
)
def test_wrong_usage(stack: Deployed, options: list[str]) -> None:
    assert search(stack, "trail-root-activity", *options).exit_code == 2


def test_a_stack_without_saved_queries(stack: Deployed) -> None:
    del stack.outputs["views"], stack.outputs["lake"]

    result = search(stack)

    assert (result.exit_code, result.stderr.splitlines()[0]) == (2, "error: the stack has no saved queries")


@pytest.mark.parametrize(
    ("operation", "action", "arguments"),
    [
        ("DescribeQueryDefinitions", "logs:DescribeQueryDefinitions", []),
        ("ListNamedQueries", "athena:ListNamedQueries", []),
        ("GetNamedQuery", "athena:GetNamedQuery", []),
        ("StartQuery", "logs:StartQuery", []),
        ("GetQueryResults", "logs:GetQueryResults", []),
        ("StartQueryExecution", "athena:StartQueryExecution", ["--sink", "athena"]),
        ("GetQueryExecution", "athena:GetQueryExecution", ["--sink", "athena"]),
        ("GetQueryResults", "athena:GetQueryResults", ["--sink", "athena"]),
    ],
)
def test_a_denied_call_is_told_by_its_action(
    stack: Deployed, started: Aws, operation: str, action: str, arguments: list[str]
) -> None:
    started.answers[operation] = [refusal(operation, "AccessDeniedException")]

    result = search(stack, "trail-root-activity", *arguments)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"error: AWS refused {action}\n"
        "found: AccessDeniedException: not today\n"
        f"fix:   allow {action} to the credentials in use, if that is what it says; else try again\n"
    )


def test_a_query_that_fails(stack: Deployed, started: Aws) -> None:
    reason = "Bytes scanned limit was exceeded"
    started.answers["GetQueryExecution"] = [
        {"QueryExecution": {"Status": {"State": "CANCELLED", "StateChangeReason": reason}}}
    ]

    result = search(stack, "trail-root-activity", "--sink", "athena")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[:2] == ["error: the query did not succeed", f"found: CANCELLED: {reason}"]


@pytest.mark.parametrize(("sink", "stop"), [("insights", "StopQuery"), ("athena", "StopQueryExecution")])
@pytest.mark.parametrize(("pause", "code"), [(no_pause, 2), (interrupted, 130)])
def test_a_query_that_nobody_waits_for_is_stopped(
    stack: Deployed, started: Aws, monkeypatch: pytest.MonkeyPatch, *, sink: str, stop: str, pause: Any, code: int
) -> None:
    started.answers |= {
        "GetQueryResults": [RUNNING],
        "GetQueryExecution": [{"QueryExecution": {"Status": {"State": "RUNNING"}}}],
    }
    let_wait(monkeypatch, pause)

    result = search(stack, "trail-root-activity", "--sink", sink, "--timeout", "5")

    assert set(asked(started, stop).values()) == {"q-1" if sink == "insights" else "q-2"}
    assert (result.exit_code, result.stdout) == (code, "")
    assert ("the query was still running after 5 seconds, and was stopped" in result.stderr) is (pause is no_pause)


def test_the_documented_policy_allows_what_search_calls(stack: Deployed, started: Aws) -> None:
    for sink in ("insights", "athena"):
        started.answers["GetQueryResults"] = [DONE] if sink == "insights" else list(PAGES)
        search(stack, "trail-root-activity", "--sink", sink)

    page = (Path(__file__).parents[3] / "docs" / "search.md").read_text()
    policy = json.loads(page.split("```json\n")[1].split("```", maxsplit=1)[0])
    documented = {action.split(":")[1] for statement in policy["Statement"] for action in statement["Action"]}
    assert {name for name, _ in started.asked} <= documented
