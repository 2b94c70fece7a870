"""How many documents a second the decision takes, on one core, beside two linters of others on the same documents."""

import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from benchmarks import parliament_runs
from benchmarks.checkov_runs import Planned, run_checkov
from benchmarks.pack_modules import pack_module
from sandbox.progress import Progress

LEAST_TIMES_PARLIAMENT = 27
"""How many times as many documents a second as parliament the decision has to take: 20,000 are wanted where parliament
takes 745."""
ROUNDS = 30
"""Each document is read so often; the quickest counts, for what else the machine does only adds to it. Ours decides it
for another bucket each time, as in a stack of many: no text comes twice, so nothing can have remembered an answer."""
_BUCKET = "example-logs"
CHECKOV_DOCUMENTS = 3000


@dataclass(frozen=True)
class Speed:
    """How fast one tool reads documents."""

    tool: str
    documents_per_second: float


def measured_decisions(progress: Progress) -> list[Speed]:
    """Ours first, then parliament and checkov, on the labelled policies that all three can read."""
    texts = parliament_runs.documents()
    progress.step(f"deciding {len(texts)} documents, {ROUNDS} times")
    ours = Speed("policies/decision.py", _documents_per_second(_decisions(texts)))
    progress.step("reading them with parliament")
    parliament = Speed("parliament", _documents_per_second(_readings(texts)))
    progress.step(f"reading them with checkov, {CHECKOV_DOCUMENTS} in all")
    checkov = Speed("checkov", _checkov_documents_per_second(texts))
    return [ours, parliament, checkov]


def _documents_per_second(rounds: Sequence[Sequence[Callable[[], object]]]) -> float:
    """By rounds, each of which reads every document once."""
    quickest = [min(map(_seconds, readings)) for readings in zip(*rounds, strict=True)]
    return len(quickest) / sum(quickest)


def _seconds(reading: Callable[[], object]) -> float:
    start = time.perf_counter()
    reading()
    return time.perf_counter() - start


def _decisions(texts: Sequence[str]) -> list[list[Callable[[], object]]]:
    decision, contract = pack_module("decision"), pack_module("contract")
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


def _readings(texts: Sequence[str]) -> list[list[Callable[[], object]]]:
    """Parliament's; it takes so much longer that fewer rounds have to do."""
    read = parliament_runs.reader()
    return [[partial(read, text) for text in texts] for _ in range(ROUNDS // 3)]


def _checkov_documents_per_second(texts: Sequence[str]) -> float:
    """What checkov takes for more documents, without what it takes to start."""
    with tempfile.TemporaryDirectory() as folder:
        few, many = (
            run_checkov(Path(folder), _planned(texts, count)).cpu_seconds for count in (len(texts), CHECKOV_DOCUMENTS)
        )
    return (CHECKOV_DOCUMENTS - len(texts)) / (many - few)


def _planned(texts: Sequence[str], count: int) -> list[Planned]:
    """So many bucket policies, of the texts in turn."""
    return [
        ("aws_s3_bucket_policy", f"policy{number}", {"bucket": _BUCKET, "policy": texts[number % len(texts)]})
        for number in range(count)
    ]
