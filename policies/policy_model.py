"""A policy document as it was read: statements of typed values."""

from typing import NamedTuple

from findings import Finding
from policy_grammar import Effect


class Principal(NamedTuple):
    """One entry of a Principal: its kind (`Service`, `AWS`, ...; "*" for the bare wildcard) and its name."""

    kind: str
    name: str


class Condition(NamedTuple):
    """One conjunct: the operator as written, the key in lower case (names aren't case-sensitive), the values."""

    operator: str
    key: str
    values: tuple[str, ...]


class Statement(NamedTuple):
    """One statement, read.

    Attributes:
        label: The Sid in quotes, whole, or `#2`: the place in the document, counted from 1.
        effect: Allow or Deny.
        principals: The entries of Principal or NotPrincipal.
        actions: The values of Action or NotAction, as written.
        resources: The values of Resource or NotResource.
        conditions: All conjuncts; each has to hold.
        inverted: Those of NotPrincipal, NotAction, NotResource that the statement uses.
    """

    label: str
    effect: Effect
    principals: tuple[Principal, ...]
    actions: tuple[str, ...]
    resources: tuple[str, ...]
    conditions: tuple[Condition, ...]
    inverted: tuple[str, ...]


class Document(NamedTuple):
    """The statements that could be read, and a "malformed" finding for each part that could not."""

    statements: tuple[Statement, ...]
    findings: tuple[Finding, ...]

    @property
    def allows(self) -> list[Statement]:
        """The Allow statements."""
        return [statement for statement in self.statements if statement.effect == "Allow"]
