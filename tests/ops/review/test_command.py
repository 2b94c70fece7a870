"""The command: where its input comes from, what it prints, and its exit codes."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ops.cli import app
from ops.review.render.words import NO_POLICIES
from tests.ops.review.previews import created, deleted

GROUP = "aws:cloudwatch/logGroup:LogGroup"
DANGER = json.dumps({"steps": [deleted(GROUP, {"name": "/logs"}, "logs")], "changeSummary": {"delete": 1}})
HARMLESS = json.dumps({"steps": [created(GROUP, {"name": "/logs"}, "logs")], "changeSummary": {"create": 1}})
LOG = json.dumps({"sequence": 0, "summaryEvent": {"PolicyPacks": {"pack": "1"}}})


@pytest.mark.parametrize(
    ("text", "threshold", "code"),
    [
        (DANGER, None, 0),
        (DANGER, "never", 0),
        (DANGER, "policy", 0),
        (DANGER, "dangerous", 1),
        (DANGER, "any", 1),
        (HARMLESS, "dangerous", 0),
        (HARMLESS, "any", 1),
        ("", "never", 2),
        ("nonsense", None, 2),
    ],
)
def test_exit_codes(text: str, threshold: str | None, code: int) -> None:
    options = [] if threshold is None else ["--fail-on", threshold]

    assert CliRunner().invoke(app, ["review", *options, "-"], input=text).exit_code == code


@pytest.mark.parametrize(
    "words", ["", "missing.json", "--fail-on x -", "--limit 9 -", "--format html -", "--picture -"]
)
def test_wrong_usage(words: str) -> None:
    result = CliRunner().invoke(app, ["review", *words.split()], input=DANGER)

    assert (result.exit_code, result.stdout) == (2, "")


def test_what_can_not_be_read_is_said_in_three_lines() -> None:
    result = CliRunner().invoke(app, ["review", "-"], input="nonsense")

    assert result.stdout == ""
    assert [line.split(":", 1)[0] for line in result.stderr.splitlines()] == ["error", "found", "fix"]


def test_a_pipe_gets_plain_text() -> None:
    result = CliRunner().invoke(app, ["review", "-"], input=DANGER)

    assert result.stdout == (
        "dev: 1 dangerous change\n"
        "1 deleted\n"
        "\n"
        "Dangerous\n"
        "  log group /logs is deleted\n"
        "    All events in it are gone at once\n"
        "\n"
        "Policies\n"
        f"  {NO_POLICIES}\n"
        "\n"
        "Cost: what is billed by use\n"
        "  what is kept in a log group: -1: by use: 0.03 USD per GB stored for a month, compressed\n"
        "  AWS list prices of June 2026 for us-east-1, without taxes, free tiers and discounts\n"
        "\n"
        "in no component\n"
        "  - logs, cloudwatch LogGroup\n"
    )


def test_an_event_log_is_enough_and_both_are_better(tmp_path: Path) -> None:
    log = tmp_path / "events.json"
    log.write_text(LOG)

    alone = CliRunner().invoke(app, ["review", "--event-log", str(log)])
    both = CliRunner().invoke(app, ["review", "--event-log", str(log), "-"], input=DANGER)
    streamed = CliRunner().invoke(app, ["review", "-"], input=LOG)

    assert alone.stdout == streamed.stdout == "stack: no changes\n\nPolicies\n  Policy packs: pack 1\n"
    assert "log group /logs is deleted" in both.stdout
    assert "Policy packs: pack 1" in both.stdout


def test_two_stacks_are_not_mixed_up(tmp_path: Path) -> None:
    other = tmp_path / "events.json"
    event = {"resourcePreEvent": {"metadata": {"op": "same", "urn": "urn:pulumi:prod::p::a:b:C::d"}}}
    other.write_text(f"{json.dumps({'sequence': 0, **event})}\n{LOG}")

    result = CliRunner().invoke(app, ["review", "--event-log", str(other), "-"], input=DANGER)

    assert (result.exit_code, result.stdout) == (2, "")
    assert "not of the same stack\nfound: dev, prod" in result.stderr


def test_a_picture_is_drawn_when_asked_for() -> None:
    def printed(*options: str) -> str:
        return CliRunner().invoke(app, ["review", "--format", "markdown", *options, "-"], input=DANGER).stdout

    assert "```mermaid\nflowchart LR\n" in printed("--picture")
    assert "mermaid" not in printed()
