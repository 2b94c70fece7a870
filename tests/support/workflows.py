"""GitHub's workflows and GitLab's pipeline as this repository has them, read for tests to look at."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
ACTIONS = sorted((ROOT / ".github" / "actions").glob("*/action.yml"))
GITLAB = ROOT / "docs" / "ci" / "gitlab-ci.yml"
STACKS = sorted(file.name.split(".")[1] for file in ROOT.glob("Pulumi.*.yaml"))

Node = dict[str, Any]


@dataclass(frozen=True)
class Job:
    """One job of a workflow."""

    file: Path
    name: str
    node: Node

    def __str__(self) -> str:
        return f"{self.file.stem}.{self.name}"

    @property
    def steps(self) -> list[Node]:
        """Its steps; none for a job that calls a workflow."""
        return self.node.get("steps", [])

    @property
    def permissions(self) -> dict[str, str]:
        return self.node["permissions"]


def load(file: Path) -> Node:
    """A file as YAML 1.1 reads it, in which the key `on` is true."""
    return yaml.safe_load(file.read_text())


def events(file: Path) -> set[str]:
    """What starts a workflow."""
    return set(load(file)[True])  # pyright: ignore[reportArgumentType] - see `load`


def jobs() -> list[Job]:
    """Every job of every workflow."""
    return [Job(file, name, node) for file in WORKFLOWS for name, node in load(file)["jobs"].items()]


def steps() -> Iterator[Node]:
    """Every step of every workflow and action."""
    for job in jobs():
        yield from job.steps
    for file in ACTIONS:
        yield from load(file)["runs"]["steps"]


def step(job: str, name: str) -> Node:
    """One step of one job, by the names that people see."""
    (found,) = (each for one in jobs() if str(one) == job for each in one.steps if each.get("name") == name)
    return found
