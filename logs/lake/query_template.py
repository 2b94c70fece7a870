"""QueryTemplate: the SQL of a saved query, before the table is known."""

from dataclasses import dataclass


@dataclass(frozen=True)
class QueryTemplate:
    """SQL for Athena, with holes for what depends on the table."""

    name: str
    """Lower-case words with hyphens."""
    description: str
    """What it finds, as a sentence."""
    columns: frozenset[str]
    """The columns that it can't do without."""
    sql: str
    """With `{table}` and, as the first condition, `{recent}`. Each `?` is a value that Athena asks for."""
    parameters: tuple[str, ...] = ()
    """What each `?` stands for, in order."""
