"""Previews of the real engine, recorded: kept compact, and without what only the machine that made them has."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, cast

FOLDER: Final = Path(__file__).parents[1] / "data" / "previews"
# Settings, where in the program a resource is made, when, and by which provider: no review reads it.
_LEFT_OUT: Final = frozenset(
    {
        *("config", "duration", "timestamp", "created", "modified", "sourcePosition", "stackTrace"),
        *("provider", "refreshBeforeUpdate", "detailedDiff", "diffReasons", "diffs", "logical", "color"),
    }
)
_EVENTS: Final = frozenset(
    {"resourcePreEvent", "policyEvent", "policyRemediationEvent", "diagnosticEvent", "summaryEvent"}
)


def read_recorded(name: str) -> bytes:
    """The text of a recorded preview; `NAME.events` for an event log."""
    return gzip.decompress((FOLDER / f"{name}.json.gz").read_bytes())


def is_recorded(name: str) -> bool:
    """Whether there is one."""
    return (FOLDER / f"{name}.json.gz").is_file()


def recorded() -> list[str]:
    """The names of all of them."""
    return sorted(path.name.removesuffix(".json.gz") for path in FOLDER.glob("*.json.gz"))


def write_recorded(name: str, text: str) -> None:
    """Record what `pulumi preview --json` printed, or an event log."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    # mtime: the same preview is the same file.
    (FOLDER / f"{name}.json.gz").write_bytes(gzip.compress(compact(text).encode(), mtime=0))


def compact(text: str) -> str:
    """A preview without what no review reads."""
    try:
        return _text(json.loads(text))
    except json.JSONDecodeError:
        return "\n".join(_text(event) for event in _events(text)) + "\n"


def _events(text: str) -> Iterator[Any]:
    for line in filter(None, text.split("\n")):
        event = json.loads(line)
        if event.keys() & _EVENTS and not _of_this_machine(event.get("diagnosticEvent")):
            yield event


def _text(value: Any) -> str:
    return json.dumps(_without(value), separators=(",", ":"), sort_keys=True)


def _without(value: Any) -> Any:
    if isinstance(value, dict):
        items = cast("dict[str, Any]", value)
        return {name: _without(item) for name, item in items.items() if name not in _LEFT_OUT}
    if isinstance(value, list):
        return [_without(item) for item in cast("list[Any]", value) if not _of_this_machine(item)]
    return value


def _of_this_machine(item: Any) -> bool:
    """The CLI's warning that it found a provider on PATH."""
    return isinstance(item, dict) and "from $PATH at" in str(cast("dict[str, Any]", item).get("message"))
