import os
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from ops.cli import COMMANDS, main
from ops.review.review import FailOn

PROJECT = Path(__file__).parents[2]


def test_the_environment_has_the_command() -> None:
    [script] = entry_points(group="console_scripts", name="aws-monitoring-baseline")

    assert script.load() is main


@pytest.mark.parametrize(
    ("words", "completions"),
    [
        ((), {command.__name__ for command in COMMANDS}),
        (("se",), {"search"}),
        (("search", "--sta"), {"--stack"}),
        (("review", "--fail-on", ""), set(FailOn)),
    ],
    ids=["nothing", "a-command", "an-option", "a-value"],
)
def test_a_shell_completes_what_is_begun(words: tuple[str, ...], completions: set[str]) -> None:
    line = ["aws-monitoring-baseline", *(words or [""])]
    asked = {
        "_AWS_MONITORING_BASELINE_COMPLETE": "complete_bash",
        "COMP_WORDS": " ".join(line),
        "COMP_CWORD": str(len(line) - 1),
    }
    command = Path(sys.executable).parent / "aws-monitoring-baseline"
    done = subprocess.run([command], env=os.environ | asked, capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == completions


def test_the_environments_uv_builds_the_command_without_a_download() -> None:
    """uv builds with what it has in itself if its own version is among those asked for."""
    declared = tomllib.loads((PROJECT / "pyproject.toml").read_text())["build-system"]["requires"]
    locked = next(
        line.split()[0].removeprefix("uv==")
        for line in (PROJECT / "requirements-dev.txt").read_text().splitlines()
        if line.startswith("uv==")
    )
    [requirement] = declared
    low, high = requirement.removeprefix("uv_build>=").split(",<")
    assert _version(low) <= _version(locked) < _version(high)


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))
