"""Regular expressions of filter patterns: what AWS takes of them, and the same for Python.

CloudWatch Logs User Guide, "Supported regular expressions (regex) syntax".
"""

import re
from functools import lru_cache

_SYMBOLS = frozenset(":_#=@/;,- ")
_OPERATORS = frozenset("^$?[]{}|\\*+.")
_CLASSES = frozenset("dDsSwW")
_HEX = re.compile(r"x[0-9a-fA-F]{2}")
_REPEAT = re.compile(r"[*+?]|\{(\d{1,3})?(,(\d{1,3})?)?\}")


class RegexError(ValueError):
    """A regular expression that AWS doesn't take."""

    def __init__(self, problem: str, offset: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.offset = offset
        """Where in the expression, from 0."""


@lru_cache(maxsize=256)
def compiled(source: str) -> re.Pattern[str]:
    """The expression for Python. RegexError says where it's none for AWS."""
    return re.compile(_translated(source, r"\Z"), re.ASCII | re.DOTALL)


def portable(source: str) -> str:
    """The expression for other engines: all is escaped, and bounded, as all of them take it."""
    return _translated(source, "$")


def _translated(source: str, end: str) -> str:
    out: list[str] = []
    at, repeatable, length = 0, False, len(source)
    while at < length:
        character = source[at]
        repeat = _REPEAT.match(source, at)
        if repeat and repeat[0] not in ("{}", "{,}"):
            if not repeatable:
                raise RegexError(f"'{repeat[0]}' has nothing before it to repeat", at)
            _check_bounds(repeat, at)
            out.append(repeat[0].replace("{,", "{0,"))
            at, repeatable = repeat.end(), False
            continue
        if character == "[":
            piece, at = _character_class(source, at)
        else:
            piece, at = _single(source, at, end)
        out.append(piece)
        repeatable = piece not in ("|", "^", end)
    return "".join(out)


def _check_bounds(repeat: re.Match[str], at: int) -> None:
    least, most = repeat[1], repeat[3]
    if least and most and int(least) > int(most):
        raise RegexError(f"'{repeat[0]}' asks for at least {least} and at most {most}", at)


def _single(source: str, at: int, end: str) -> tuple[str, int]:
    """One sign outside of brackets, for Python, and where the next one is."""
    character = source[at]
    if character == "\\":
        return _escaped(source, at)
    if character in "{}]":
        raise RegexError(f"'{character}' by itself: write \\{character}", at)
    if character == "$":
        return end, at + 1
    if character in _OPERATORS:
        return character, at + 1
    return re.escape(_plain(source, at)), at + 1


def _escaped(source: str, at: int) -> tuple[str, int]:
    following = source[at + 1 : at + 2]
    if following and following in _CLASSES:
        return f"\\{following}", at + 2
    if hexadecimal := _HEX.match(source, at + 1):
        return re.escape(chr(int(hexadecimal[0][1:], 16))), hexadecimal.end()
    if following and (following in _OPERATORS or following in _SYMBOLS):
        return re.escape(following), at + 2
    raise RegexError("'\\' comes before an operator, d, D, s, S, w, W or xhh", at)


def _character_class(source: str, begin: int) -> tuple[str, int]:
    """`[…]`, for Python, and where the next sign is."""
    at = begin + 1
    opening = "["
    if source[at : at + 1] == "^":
        opening, at = "[^", at + 1
    members: list[str] = []
    while source[at : at + 1] not in ("", "]"):
        if source[at] == "\\":
            member, at = _escaped(source, at)
        elif source[at] == "-" and members and members[-1] != "-" and source[at + 1 : at + 2] not in ("", "]"):
            member, at = "-", at + 1
        else:
            member, at = re.escape(source[at] if source[at] in _OPERATORS else _plain(source, at)), at + 1
        members.append(member)
    if at >= len(source) or not members:
        raise RegexError("'[' begins a list of characters that has none, or no ']'", begin)
    piece = f"{opening}{''.join(members)}]"
    try:
        re.compile(piece)
    except re.error as error:
        raise RegexError(f"{error.msg} in a list of characters", begin) from None
    return piece, at + 1


def _plain(source: str, at: int) -> str:
    character = source[at]
    if (character.isascii() and character.isalnum()) or character in _SYMBOLS:
        return character
    raise RegexError(f"'{character}' is no sign of a regular expression here: write it as \\xhh", at)
