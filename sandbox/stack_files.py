"""Runs the engine and leaves the stacks' configuration files as a person would: `… ENGINE ARGUMENTS`.

A stack on a local state backend has a passphrase, and the engine writes its salt into the tracked `Pulumi.STACK.yaml`
at every command, and quotes the numbers there while at it. The sandbox's passphrase guards nothing and its state is
thrown away, but a salt that is left behind would make the file dirty in git and the next real deployment fail with
"incorrect passphrase". So what a command changed in the files besides the salt stays, and the salt goes.
"""

import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Any, cast

import yaml

_SALT = "encryptionsalt"
_SECRET = re.compile(r"^\s*(?:-\s*)?secure:", re.MULTILINE)


def main(command: Sequence[str]) -> int:
    """Run `command`, tidy the stack files of the project it worked on, and give its exit code."""
    folder = _project_folder(command[1:])
    before = _contents(folder)
    engine = subprocess.Popen(command)
    # Ctrl-C and a closed terminal reach the engine too, which has its own way of stopping: this process waits for it.
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)

    def pass_on(_number: int, _frame: FrameType | None) -> None:
        engine.terminate()

    signal.signal(signal.SIGTERM, pass_on)
    try:
        return engine.wait()
    finally:
        for path, after in _contents(folder).items():
            kept = tidied(before.get(path), after)
            if kept is None:
                path.unlink()
            elif kept != after:
                path.write_text(kept)


def tidied(before: str | None, after: str) -> str | None:
    """Give what a stack file should hold after a command.

    Args:
        before: Its text before the command; None if there was no file.
        after: Its text now.

    Returns:
        The text, None for no file: `before` to the letter if no value changed, else `after`, its unchanged lines spelt
        as before; both without the salt. A salt that a secret in the file needs stays, and so does one that was there
        without any: it isn't the sandbox's.
    """
    is_needed = _SECRET.search(after) or (_has_salt(before or "") and not _SECRET.search(before or ""))
    if not is_needed:
        before, after = before and _without_salt(before), _without_salt(after)
    if _as_text(_parsed(after)) == _as_text(_parsed(before or "")):
        return before
    spelling = {_unquoted(line): line for line in (before or "").splitlines(keepends=True)}
    return "".join(spelling.get(_unquoted(line), line) for line in after.splitlines(keepends=True))


def _has_salt(text: str) -> bool:
    return _without_salt(text) != text


def _without_salt(text: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(f"{_SALT}:"))


def _unquoted(line: str) -> str:
    return line.replace('"', "").rstrip()


def _as_text(value: Any) -> Any:
    """The engine writes numbers and booleans at the top of the configuration as text: those are not a change."""
    match value:
        case dict():
            return {str(key): _as_text(item) for key, item in cast("dict[Any, Any]", value).items()}
        case bool():
            return str(value).lower()
        case _:
            return str(value)


def _parsed(text: str) -> dict[str, Any]:
    return dict(yaml.safe_load(text) or {})


def _contents(folder: Path | None) -> dict[Path, str]:
    return {path: path.read_text() for path in folder.glob("Pulumi.*.yaml")} if folder else {}


def _project_folder(arguments: Sequence[str]) -> Path | None:
    """Give the folder of the project's Pulumi.yaml, found upwards from where the engine will work."""
    words = iter(arguments)
    start = Path.cwd()
    for word in words:
        if word in ("-C", "--cwd"):
            start = Path(next(words, "."))
        elif word.startswith("--cwd="):
            start = Path(word.removeprefix("--cwd="))
        elif word.startswith("-C"):
            start = Path(word.removeprefix("-C"))
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / "Pulumi.yaml").is_file()), None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
