"""Runs of checkov on terraform plans, to measure ours beside it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sandbox.engine.locate import cache_directory

_REQUIREMENTS: Final = Path(__file__).parent / "checkov" / "requirements.txt"

Planned = tuple[str, str, Mapping[str, Any]]
"""A resource to create: its type, as terraform calls it, its name and its values."""


@dataclass(frozen=True)
class Run:
    """One run of checkov.

    Attributes:
        seconds: What it took, its start included.
        cpu_seconds: What of the processor it took.
    """

    seconds: float
    cpu_seconds: float


def run_checkov(folder: Path, planned: Sequence[Planned]) -> Run:
    """Has checkov read a terraform plan that creates these resources.

    Args:
        folder: Where to write the plan.
        planned: The resources.

    Raises:
        RuntimeError: It did not read all of them.
        subprocess.CalledProcessError: It can't be installed.
    """
    plan = folder / "plan.json"
    plan.write_text(json.dumps(_terraform_plan(planned)), encoding="utf-8")
    executable = _checkov()
    start, before = time.perf_counter(), os.times()
    done = subprocess.run(
        [executable, "-f", plan, "--framework", "terraform_plan", "--compact", "--skip-download", "--output", "json"],
        check=False,  # it fails on what it finds
        capture_output=True,
        text=True,
    )
    run = Run(time.perf_counter() - start, os.times().children_user - before.children_user)
    read = json.loads(done.stdout)["summary"]["resource_count"] if done.stdout else 0
    if read != len(planned):
        raise RuntimeError(f"checkov read {read} of {len(planned)} resources: {done.stderr[-1000:]}")
    return run


def _terraform_plan(planned: Sequence[Planned]) -> dict[str, Any]:
    resources: list[dict[str, Any]] = [
        {
            "address": f"{type_}.{name}",
            "mode": "managed",
            "type": type_,
            "name": name,
            "provider_name": "registry.terraform.io/hashicorp/aws",
            "values": values,
        }
        for type_, name, values in planned
    ]
    return {
        "format_version": "1.2",
        "terraform_version": "1.9.0",
        "planned_values": {"root_module": {"resources": resources}},
        "resource_changes": [
            {**resource, "change": {"actions": ["create"], "before": None, "after": resource["values"]}}
            for resource in resources
        ],
        "configuration": {"root_module": {}},
    }


def _checkov() -> Path:
    """The program, in an environment of its own in the user's cache: it needs a hundred packages that we don't."""
    environment = cache_directory() / "checkov"
    executable = environment / "bin" / "checkov"
    done = environment / "requirements.txt"
    if not done.is_file() or done.read_bytes() != _REQUIREMENTS.read_bytes():
        uv = [sys.executable, "-m", "uv"]
        subprocess.run([*uv, "venv", "--quiet", "--clear", environment], check=True)
        python = environment / "bin" / "python"
        subprocess.run(
            [*uv, "pip", "sync", "--quiet", "--python", python, "--require-hashes", _REQUIREMENTS], check=True
        )
        done.write_bytes(_REQUIREMENTS.read_bytes())
        # Compiled once, or the first run would take longer than those after it.
        subprocess.run([executable, "--version"], check=True, capture_output=True)
    return executable
