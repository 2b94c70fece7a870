"""The commands of the README, as a reader finds them."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
_INDENT = "    "


def blocks(text: str) -> list[list[str]]:
    """The blocks of commands, each a list of lines; what follows `#` on a line is for the reader and for no shell."""
    found: list[list[str]] = []
    inside = False
    for line in text.splitlines():
        if line.startswith(_INDENT):
            if not inside:
                found.append([])
            found[-1].append(line.partition("  #")[0].strip())
        inside = line.startswith(_INDENT)
    return found


def readme() -> list[list[str]]:
    """The blocks of the README."""
    return blocks((ROOT / "README.md").read_text())
