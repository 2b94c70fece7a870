import tomllib
from importlib.metadata import entry_points
from pathlib import Path

from ops.cli import main

PROJECT = Path(__file__).parents[2]


def test_the_environment_has_the_command() -> None:
    [script] = entry_points(group="console_scripts", name="aws-monitoring-baseline")

    assert script.load() is main


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
