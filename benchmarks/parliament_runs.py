"""Runs of parliament on the labelled bucket policies: they tell how fast this machine is."""

import importlib
import json
import time
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

DOCUMENTS_PER_SECOND: Final = 745
"""What parliament reads on the machine for which the targets are."""
# One second of a machine that does other things, too, may be twice as quick as the next.
_READING_SECONDS: Final = 4.0
_CORPUS: Final = Path(__file__).parents[1] / "tests" / "data" / "policy-corpus.jsonl"


def seconds_per_document() -> float:
    """Seconds that parliament takes for a document now, on average over about four seconds.

    The average, and not the quickest: what slows it down just now slows down what is measured beside it as well.
    """
    texts, read = documents(), reader()
    start, count = time.perf_counter(), 0
    while (seconds := time.perf_counter() - start) < _READING_SECONDS:
        for text in texts:
            read(text)
        count += len(texts)
    return seconds / count


@cache
def documents() -> tuple[str, ...]:
    """The texts of the labelled policies that parliament can read: it fails on some."""
    rows = _CORPUS.read_text(encoding="utf-8").splitlines()
    return tuple(text for text in (json.loads(row)["policy"] for row in rows) if _can_be_read(text))


def reader() -> Callable[[str], object]:
    """What reads the text of one document."""
    with warnings.catch_warnings():
        # It warns of pkg_resources, which it imports, and of escapes in its own text.
        warnings.simplefilter("ignore")
        return importlib.import_module("parliament").analyze_policy_string


def _can_be_read(text: str) -> bool:
    try:
        reader()(text)
    except Exception:  # noqa: BLE001 - it raises whatever its code happens to, on documents of odd types
        return False
    return True
