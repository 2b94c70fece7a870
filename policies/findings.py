"""What a check of a policy document found, in words for the person who wrote the document."""

import json
from collections.abc import Iterable
from json.encoder import encode_basestring_ascii
from typing import Final, Literal, NamedTuple

from request import Request

Kind = Literal["excess", "malformed", "inert", "hardening"]

LONGEST_SHOWN = 160
MOST_ALTERNATIVES = 3
_ENCODER: Final = json.JSONEncoder(default=str)


class Finding(NamedTuple):
    """One problem of a policy document.

    Attributes:
        kind: "excess" grants something outside the contract, or can't be shown not to; "malformed" isn't a
            document that AWS accepts and every parser reads alike; "inert" grants nothing too much, but logs
            would not arrive; "hardening" pins the account that a request comes from, only not in the strict form.
        statement: Which statement: `"Sid"` in quotes (`quoted`) or `#2`, counted from 1; empty for the whole document.
        element: The policy element that is wrong, such as `Action`; empty when the text can't be read.
        message: The problem, with the value.
        fix: What to write instead.
        key: The condition key that the finding is about, in lower case; empty: not about one.
        witness: A request that the document allows and the contract does not have; None: none was looked for,
            or none was found.
    """

    kind: Kind
    statement: str
    element: str
    message: str
    fix: str
    key: str = ""
    witness: Request | None = None

    def __str__(self) -> str:
        statement = f"statement {_cut(self.statement)}" if self.statement else "the document"
        place = f"{statement}, {self.element}" if self.element else statement
        return f"{place}: {self.message}.\n{self.fix}."


def shown(value: object) -> str:
    """Quote a value for a message: one line of ASCII, so that nothing hides in it, cut at 160 characters."""
    try:
        text = encode_basestring_ascii(value) if isinstance(value, str) else _ENCODER.encode(value)
    except RecursionError:
        return "a deeply nested value"
    return _cut(text)


def quoted(text: str) -> str:
    """A text in quotes: one line of ASCII, whole, so that different texts stay different."""
    return encode_basestring_ascii(text)


def unquoted(text: str) -> str:
    """What was `quoted`; what was not, as it is."""
    return json.loads(text) if text.startswith('"') else text


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "..."


def shown_alternatives(values: Iterable[str]) -> str:
    """Quote values for a message, joined by "or", at most three of them."""
    texts = [shown(value) for value in values]
    more = [f"{len(texts) - MOST_ALTERNATIVES} more"] if len(texts) > MOST_ALTERNATIVES else []
    return " or ".join(texts[:MOST_ALTERNATIVES] + more)
