"""The tree of a filter pattern of CloudWatch Logs, as close to its text as printing it back takes."""

from dataclasses import dataclass
from enum import Enum
from typing import Literal, TypeAlias

Operator = Literal["=", "!=", "<", "<=", ">", ">="]


class Wildcard(Enum):
    """A step of a selector that takes any one."""

    ELEMENT = "[*]"
    FIELD = ".*"


class Check(Enum):
    """What can be asked of a property besides comparing it."""

    EXISTS = "EXISTS"
    NOT_EXISTS = "NOT EXISTS"
    IS_NULL = "IS NULL"
    IS_TRUE = "IS TRUE"
    IS_FALSE = "IS FALSE"


class TermKind(Enum):
    """What a term is marked with."""

    REQUIRED = ""
    OPTIONAL = "?"
    EXCLUDED = "-"


@dataclass(frozen=True)
class Selector:
    """A property of a JSON event: `$.userIdentity.type`."""

    steps: tuple[str | int | Wildcard, ...]
    """Names, places in arrays from 0, or any one; the first is a name or `Wildcard.FIELD`."""


@dataclass(frozen=True)
class FieldName:
    """A field of a space-delimited line, as the pattern calls it."""

    name: str


@dataclass(frozen=True)
class Text:
    """A text to compare with. A `*` at its beginning or its end stands for anything."""

    value: str
    quoted: bool = True
    """Whether it's written in double quotes, which is all the same to what it matches."""


@dataclass(frozen=True)
class Number:
    """A number to compare with."""

    text: str
    """As it's written: `400`, `+1.5`, `10e-3`."""

    @property
    def value(self) -> float:
        """The number itself."""
        return float(self.text)


@dataclass(frozen=True)
class Regex:
    """A regular expression to compare with, of the few signs that AWS takes."""

    source: str
    """Without the `%` around it."""


Value: TypeAlias = Text | Number | Regex


@dataclass(frozen=True)
class Comparison:
    """A property, or a field, compared with a value."""

    subject: Selector | FieldName
    operator: Operator
    value: Value


@dataclass(frozen=True)
class PropertyCheck:
    """A property asked for being there, or for what no comparison finds."""

    subject: Selector
    check: Check


@dataclass(frozen=True)
class Group:
    """Parentheses."""

    inner: "Expression"


@dataclass(frozen=True)
class And:
    """All of them hold. None is an `Or` or an `And`, but for those in a group."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class Or:
    """One of them holds. None is an `Or`, but for those in a group."""

    parts: tuple["Expression", ...]


Expression: TypeAlias = Comparison | PropertyCheck | Group | And | Or


@dataclass(frozen=True)
class Gap:
    """`...`: any number of fields."""


@dataclass(frozen=True)
class Field:
    """One field of a space-delimited line."""

    name: str
    """Empty for a field that the pattern doesn't name."""
    condition: Expression | None = None
    """What it's to be. Its first comparison is of this field, and gives it its name."""


@dataclass(frozen=True)
class Term:
    """A word, a phrase or a regular expression somewhere in a line."""

    kind: TermKind
    value: Text | Regex


@dataclass(frozen=True)
class JsonPattern:
    """`{ … }`: over the properties of JSON events."""

    expression: Expression


@dataclass(frozen=True)
class FieldsPattern:
    """`[ … ]`: over the fields of space-delimited lines."""

    fields: tuple[Field | Gap, ...]


@dataclass(frozen=True)
class TermsPattern:
    """Words and phrases in any text. Without any, all lines match."""

    terms: tuple[Term, ...]


Pattern: TypeAlias = JsonPattern | FieldsPattern | TermsPattern
