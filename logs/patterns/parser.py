"""Reads filter patterns."""

from collections.abc import Callable
from functools import lru_cache
from typing import cast

from lark import Lark, Token, UnexpectedCharacters, UnexpectedToken

from logs.patterns.builder import builder
from logs.patterns.errors import PatternError
from logs.patterns.grammar import GRAMMAR, NAMES
from logs.patterns.limits import MAX_LENGTH, Limits
from logs.patterns.misreading import Misreading
from logs.patterns.syntax import Pattern


def parse(text: str) -> Pattern:
    """The tree of a filter pattern. PatternError points at the column.

    Args:
        text: `{ … }` over JSON events, `[ … ]` over space-delimited lines, or words and phrases.
    """
    if len(text) > MAX_LENGTH:
        raise PatternError(f"{len(text)} characters: CloudWatch Logs takes {MAX_LENGTH}", text, MAX_LENGTH)
    start = {"{": "json", "[": "fields"}.get(text.lstrip()[:1], "terms")
    try:
        return _reader()(text, start)
    except Misreading as error:
        raise PatternError(error.problem, text, error.offset) from None
    except UnexpectedCharacters as error:
        offset = cast("int | None", error.pos_in_stream) or 0
        raise PatternError(_expected(error.allowed, text, offset), text, offset) from None
    except UnexpectedToken as error:
        token = cast("Token", error.token)
        offset = len(text) if token.type == "$END" else token.start_pos or 0
        raise PatternError(_expected(error.accepts or error.expected, text, offset), text, offset) from None


def _expected(terminals: set[str], text: str, offset: int) -> str:
    if text[max(offset - 1, 0) : offset + 1] == "=!":
        return "'=!' is no comparison: write '!='"
    if text[offset : offset + 1] == '"' and "STRING" in terminals:
        return 'this text has no end, or a \\ that is before neither a " nor a \\'
    wanted = [name for terminal, name in NAMES.items() if terminal in terminals]
    found = f"'{text[offset]}'" if offset < len(text) else "the end"
    return f"{found} where {' or '.join(wanted)} belongs"


@lru_cache(maxsize=1)
def _reader() -> Callable[[str, str], Pattern]:
    lark = Lark(
        GRAMMAR,
        parser="lalr",
        start=["json", "fields", "terms"],
        maybe_placeholders=True,
        postlex=Limits(),
        transformer=builder(),
    )
    # Lark says that it makes trees of its own; with a transformer it makes what that does.
    return cast("Callable[[str, str], Pattern]", lark.parse)  # pyright: ignore[reportUnknownMemberType]
