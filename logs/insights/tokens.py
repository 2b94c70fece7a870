"""The tokens of a command of Logs Insights: as much of its language as the project's queries use.

CloudWatch Logs User Guide, "CloudWatch Logs Insights language query syntax".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum


class TokenKind(Enum):
    """What a token is."""

    NAME = "name"
    """A field, a function, or a word of the language."""
    QUOTED_NAME = "quoted name"
    """A field in backticks, which have been taken off."""
    TEXT = "text"
    """A string, without its quotes."""
    OTHER = "other"
    """A number, a regular expression, or a sign."""


@dataclass(frozen=True)
class Token:
    """One token."""

    kind: TokenKind
    text: str


_KINDS = {"name": TokenKind.NAME, "quoted": TokenKind.QUOTED_NAME, "text": TokenKind.TEXT}
_TOKEN = re.compile(
    r"""
    \s*(?:
        "(?P<text>(?:[^"\\]|\\.)*)"
      | `(?P<quoted>[^`]+)`
      | (?P<name>[@A-Za-z_][\w@]*(?:\.[\w@]+)*)
      | (?P<regex>(?<=like\ )/(?:[^/\\]|\\.)+/)
      | (?P<number>\d+(?:\.\d+)?[a-z]*)
      | (?P<sign>[<>!]=|[-+*/%^=<>(),\[\]])
    )
    """,
    re.VERBOSE | re.ASCII,
)


def tokens(command: str) -> Iterator[Token]:
    """The tokens of a command.

    Raises:
        ValueError: a part of it is none.
    """
    place, end = 0, len(command.rstrip())
    while place < end:
        found = _TOKEN.match(command, place)
        if not found or not found.lastgroup:
            raise ValueError(f'"{command[place:end]}" begins with nothing that Logs Insights knows, in "{command}".')
        yield Token(_KINDS.get(found.lastgroup, TokenKind.OTHER), found[found.lastgroup])
        place = found.end()
