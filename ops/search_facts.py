"""What was read of saved queries and of their answers: values without boto3, like those of `ops.facts`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SavedQuery:
    """A saved query of Logs Insights (CloudWatch Logs API reference: QueryDefinition)."""

    text: str
    log_groups: tuple[str, ...]
    """The names of the log groups that it looks through."""


@dataclass(frozen=True)
class NamedQuery:
    """A saved query of Athena (Athena API reference: NamedQuery)."""

    name: str
    description: str
    sql: str


@dataclass(frozen=True)
class Progress:
    """How far a query that was started is."""

    state: str
    """The service's word for it."""
    running: bool
    """Whether it still runs, or waits to."""
    succeeded: bool
    reason: str
    """Why it failed; empty otherwise."""
    bytes_scanned: int


@dataclass(frozen=True)
class Answer:
    """What a query found."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """The values as the service writes them; empty for one that isn't there."""
    complete: bool
    """Whether these are all rows, or only as many as were asked for."""
