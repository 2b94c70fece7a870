"""How many documents a second the decision takes, on one core, beside two linters of others on the same documents."""

import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from sandbox.engine.locate import cache_directory
from sandbox.progress import Progress

PROJECT = Path(__file__).parents[1]
LEAST_TIMES_PARLIAMENT = 27
"""How many times as many documents a second as parliament the decision has to take. 20,000 are wanted on one core,
where parliament takes 745; a ratio asks the same of a slower or a busier machine."""
ROUNDS = 30
"""Each document is read so often; the quickest counts, for what else the machine does only adds to it. Ours decides it
for another bucket each time, as in a stack of many: no text comes twice, so nothing can have remembered an answer."""
_BUCKET = "example-logs"
CHECKOV_DOCUMENTS = 300
_CHECKOV = Path(__file__).parent / "checkov" / "requirements.txt"


@dataclass(frozen=True)
class Speed:
    """How fast one tool reads documents."""

    tool: str
    documents_per_second: float


def measured_decisions(progress: Progress) -> list[Speed]:
    """Ours first, then parliament and checkov, on the labelled policies that all three can read."""
    texts = _texts()
    progress.step(f"deciding {len(texts)} documents, {ROUNDS} times")
    ours = Speed("policies/decision.py", _documents_per_second(_decisions(texts)))
    progress.step("reading them with parliament")
    readings = [[partial(_parliament(), text) for text in texts]] * (ROUNDS // 3)
    parliament = Speed("parliament", _documents_per_second(readings))
    progress.step(f"reading {CHECKOV_DOCUMENTS} of them with checkov")
    checkov = Speed("checkov", _checkov_documents_per_second(texts))
    return [ours, parliament, checkov]


def _texts() -> list[str]:
    rows = (PROJECT / "tests" / "data" / "policy-corpus.jsonl").read_text(encoding="utf-8").splitlines()
    return [text for text in (json.loads(row)["policy"] for row in rows) if _all_can_read(text)]


def _all_can_read(text: str) -> bool:
    try:
        _parliament()(text)
    except Exception:  # noqa: BLE001 - it raises whatever its code happens to, on documents of odd types
        return False
    return True


def _documents_per_second(rounds: Sequence[Sequence[Callable[[], object]]]) -> float:
    """By rounds, each of which reads every document once."""
    quickest = [min(map(_seconds, readings)) for readings in zip(*rounds, strict=True)]
    return len(quickest) / sum(quickest)


def _seconds(reading: Callable[[], object]) -> float:
    start = time.perf_counter()
    reading()
    return time.perf_counter() - start


def _decisions(texts: Sequence[str]) -> list[list[Callable[[], object]]]:
    # The pack's folder is an import root of its own, as where it is published to.
    sys.path.insert(0, str(PROJECT / "policies"))
    decision, contract = importlib.import_module("decision"), importlib.import_module("contract")
    known = contract.Contract(
        bucket=_BUCKET,
        partition="aws",
        accounts=("111122223333",),
        organization="o-exampleorgid",
        key_prefixes=("", "central/"),
    )
    rounds: list[list[Callable[[], object]]] = []
    for number in range(ROUNDS):
        # As long as the name in the texts: one of them is as long as a policy may be.
        bucket = f"{_BUCKET[:-2]}{number:02}"
        of_bucket = replace(known, bucket=bucket)
        rounds.append([partial(decision.decide, text.replace(_BUCKET, bucket), of_bucket) for text in texts])
    return rounds


def _parliament() -> Callable[[str], object]:
    with warnings.catch_warnings():
        # It warns of pkg_resources, which it imports, and of escapes in its own text.
        warnings.simplefilter("ignore")
        return importlib.import_module("parliament").analyze_policy_string


def _checkov_documents_per_second(texts: Sequence[str]) -> float:
    """What checkov takes for more documents, without what it takes to start."""
    executable = _checkov()
    with tempfile.TemporaryDirectory() as folder:
        few, many = (_checkov_seconds(executable, Path(folder), texts, count) for count in (1, CHECKOV_DOCUMENTS))
    return (CHECKOV_DOCUMENTS - 1) / max(many - few, 0.001)


def _checkov_seconds(executable: Path, folder: Path, texts: Sequence[str], count: int) -> float:
    plan = folder / f"plan-{count}.json"
    plan.write_text(
        json.dumps(_terraform_plan([texts[index % len(texts)] for index in range(count)])), encoding="utf-8"
    )
    start = os.times()
    subprocess.run(
        [executable, "-f", plan, "--framework", "terraform_plan", "--quiet", "--compact", "--skip-download"],
        check=False,  # it fails on what it finds
        capture_output=True,
    )
    end = os.times()
    return end.children_user - start.children_user


def _terraform_plan(texts: Sequence[str]) -> dict[str, Any]:
    """A plan that creates a bucket policy of each text."""
    resources = [
        {
            "address": f"aws_s3_bucket_policy.policy{index}",
            "mode": "managed",
            "type": "aws_s3_bucket_policy",
            "name": f"policy{index}",
            "provider_name": "registry.terraform.io/hashicorp/aws",
            "values": {"bucket": "example-logs", "policy": text},
        }
        for index, text in enumerate(texts)
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
    if not done.is_file() or done.read_bytes() != _CHECKOV.read_bytes():
        uv = [sys.executable, "-m", "uv"]
        subprocess.run([*uv, "venv", "--quiet", "--clear", environment], check=True)
        python = environment / "bin" / "python"
        subprocess.run([*uv, "pip", "sync", "--quiet", "--python", python, "--require-hashes", _CHECKOV], check=True)
        done.write_bytes(_CHECKOV.read_bytes())
    return executable
