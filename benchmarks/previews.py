"""How the time of a preview grows with the number of VPCs: on the real engine, in a sandbox of its own."""

import json
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from sandbox.cloud import stop_cloud
from sandbox.progress import Progress
from sandbox.session import PROJECT, Session, open_session

STACK = "dev"
SIZES = (1, 10, 50)
"""Numbers of VPCs."""
RUNS = 3
"""Previews of each size; the quickest counts, for what else the machine does only adds to it."""
MOST_GROWTH = 1.2
"""How much more a resource may cost in the largest preview than in the middle one."""


@dataclass(frozen=True)
class Preview:
    """What a preview took."""

    vpcs: int
    resources: int
    seconds: float

    @property
    def milliseconds_per_resource(self) -> float:
        """Milliseconds a resource, the engine's start included."""
        return 1000 * self.seconds / self.resources


def measured_previews(progress: Progress) -> Iterator[Preview]:
    """Previews of new stacks of each size, in ascending order."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "sandbox"
        session = open_session(STACK, progress, home=home)
        try:
            for vpcs in SIZES:
                progress.step(f"previewing {vpcs} VPCs, {RUNS} times")
                stack_file = _stack_file(Path(folder), vpcs)
                yield min((_preview(session, stack_file, vpcs) for _ in range(RUNS)), key=lambda one: one.seconds)
        finally:
            stop_cloud(home)


def growth(previews: list[Preview]) -> float:
    """What a resource costs in the largest preview, as a multiple of what it costs in the middle one."""
    _, middle, largest = previews
    return largest.milliseconds_per_resource / middle.milliseconds_per_resource


def _stack_file(folder: Path, vpcs: int) -> Path:
    stack = yaml.safe_load((PROJECT / f"Pulumi.{STACK}.yaml").read_text(encoding="utf-8"))
    stack["config"]["aws-monitoring-baseline:vpcs"] = [
        {"name": f"v{number}", "cidrBlock": f"10.{number}.0.0/16", "availabilityZones": 2} for number in range(vpcs)
    ]
    file = folder / f"Pulumi.{vpcs}.yaml"
    file.write_text(yaml.safe_dump(stack), encoding="utf-8")
    return file


def _preview(session: Session, stack_file: Path, vpcs: int) -> Preview:
    start = time.perf_counter()
    said = session.read("pulumi", "--non-interactive", "preview", "--json", "--config-file", str(stack_file))
    seconds = time.perf_counter() - start
    return Preview(vpcs, json.loads(said)["changeSummary"]["create"], seconds)
