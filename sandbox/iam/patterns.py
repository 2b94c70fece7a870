"""IAM's patterns: wildcards and policy variables in text and in ARNs.

Sources: "IAM JSON policy elements: Variables and tags", "… Resource" (wildcards in ARNs) and "… Condition operators"
(ARN operators) in the IAM User Guide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Final

Context = Mapping[str, tuple[str, ...]]
"""Condition keys in lower case, with their values in the request."""

_VARIABLE: Final = re.compile(r"\$\{\s*([^},]+?)\s*(?:,\s*'([^']*)'\s*)?\}")
_ARN_COLONS: Final = 5


class _Wildcard(Enum):
    ANY = "*"
    ONE = "?"
    COLON = ":"


_Token = str | _Wildcard


def matches_text(pattern: str, text: str, variables: Context | None = None) -> bool:
    """Match text against a pattern, case-sensitively; `*` is any number of characters, `?` is one.

    Args:
        pattern: The pattern.
        text: What it has to match as a whole.
        variables: Values of policy variables; None: the document's version has no variables.
    """
    tokens = _tokens(pattern, variables)
    return tokens is not None and re.fullmatch(_text_regex(tokens), text, re.DOTALL) is not None


def equals_text(pattern: str, text: str, variables: Context | None = None) -> bool:
    """Compare text with a value in which only policy variables are replaced."""
    tokens = _tokens(pattern, variables)
    return tokens is not None and "".join(t.value if isinstance(t, _Wildcard) else t for t in tokens) == text


def matches_resource(pattern: str, arn: str, variables: Context | None = None) -> bool:
    """Match an ARN against a `Resource`: a `*` that ends a segment may go beyond the segment's colon."""
    return _matches_arn(pattern, arn, variables, star_at_end=".*")


def matches_arn(pattern: str, arn: str, variables: Context | None = None) -> bool:
    """Match an ARN as `ArnLike` does: each of the six parts for itself; the last may hold colons."""
    return _matches_arn(pattern, arn, variables, star_at_end="[^:]*")


def _matches_arn(pattern: str, arn: str, variables: Context | None, star_at_end: str) -> bool:
    tokens = _tokens(pattern, variables)
    return tokens is not None and re.fullmatch(_arn_regex(tokens, star_at_end), arn, re.DOTALL) is not None


def _tokens(pattern: str, variables: Context | None) -> list[_Token] | None:
    """Split a pattern into literals and wildcards; None when a variable has no (single) value."""
    tokens: list[_Token] = []
    position = 0
    if variables is not None:
        for match in _VARIABLE.finditer(pattern):
            value = _value(match[1], match[2], variables)
            if value is None:
                return None
            tokens += [*_wildcards(pattern[position : match.start()]), value]
            position = match.end()
    return [*tokens, *_wildcards(pattern[position:])]


def _value(name: str, default: str | None, variables: Context) -> str | None:
    if name in ("*", "?", "$"):  # how a document writes these characters as themselves
        return name
    values = variables.get(name.lower(), ())
    return values[0] if len(values) == 1 else default


def _wildcards(text: str) -> Iterator[_Token]:
    for character in text:
        yield _Wildcard(character) if character in "*?:" else character


def _text_regex(tokens: list[_Token]) -> str:
    regexes = {_Wildcard.ANY: ".*", _Wildcard.ONE: ".", _Wildcard.COLON: ":"}
    return "".join(regexes[token] if isinstance(token, _Wildcard) else re.escape(token) for token in tokens)


def _arn_regex(tokens: list[_Token], star_at_end: str) -> str:
    colons = 0
    pieces: list[str] = []
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        last_part = colons >= _ARN_COLONS
        match token:
            case _Wildcard.COLON:
                colons += 1
                pieces.append(":")
            case _Wildcard.ONE:
                pieces.append("." if last_part else "[^:]")
            case _Wildcard.ANY if last_part:
                pieces.append(".*")
            case _Wildcard.ANY:
                pieces.append(star_at_end if following in (_Wildcard.COLON, None) else "[^:]*")
            case str():
                pieces.append(re.escape(token))
    return "".join(pieces)
