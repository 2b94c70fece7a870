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
from typing import Any, cast

import yaml

_SALT = "encryptionsalt"


def main(command: Sequence[str]) -> int:
    """Run `command`, tidy the stack files of the project it worked on, and give its exit code."""
    folder = _project_folder(command)
    before = _contents(folder)
    # Ctrl-C reaches the engine too, which has its own way of stopping: this process waits for it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    engine = subprocess.Popen(command, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))  # noqa: PLW1509 - no threads here
    try:
        return engine.wait()
    finally:
        for path, after in _contents(folder).items():
            kept = without_new_salt(before.get(path), after)
            if kept is None:
                path.unlink()
            elif kept != after:
                path.write_text(kept)


def without_new_salt(before: str | None, after: str) -> str | None:
    """Give what a stack file should hold after a command.

    Args:
        before: Its text before the command; None if there was no file.
        after: Its text now.

    Returns:
        The text, None for no file: `before` to the letter if the command added nothing but a salt, else `after`
        without the salt. A salt that was there before stays, and so does one that a secret in the file needs.
    """
    old, new = _parsed(before or ""), _parsed(after)
    if _SALT in old or _SALT not in new or re.search(r"^\s*-?\s*secure:", after, re.MULTILINE):
        return after
    del new[_SALT]
    if _as_text(new) == _as_text(old):
        return before
    return "".join(line for line in after.splitlines(keepends=True) if not line.startswith(f"{_SALT}:"))


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


def _project_folder(command: Sequence[str]) -> Path | None:
    """Give the folder of the project's Pulumi.yaml, found upwards from where the engine will work."""
    words = " ".join(command)
    elsewhere = re.search(r"(?:^| )(?:-C|--cwd)[ =](\S+)", words)
    start = Path(elsewhere[1] if elsewhere else ".").resolve()
    return next((folder for folder in (start, *start.parents) if (folder / "Pulumi.yaml").is_file()), None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
