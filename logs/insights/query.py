"""InsightsQuery: a query of CloudWatch Logs Insights, ready to run."""

from dataclasses import dataclass

from logs.detections.detection import LogSource


@dataclass(frozen=True)
class InsightsQuery:
    """One query over one kind of log."""

    name: str
    """Lower-case words with hyphens, unique among all saved queries."""
    description: str
    """What it finds, and what to put in its place: for people."""
    source: LogSource
    """The log that it reads."""
    commands: tuple[str, ...]
    """Its commands, in order. Logs Insights runs one after the other."""

    @property
    def text(self) -> str:
        """The query, a command a line."""
        return "\n| ".join(self.commands)

    @property
    def saved_text(self) -> str:
        """The query as it is saved: a saved query has no place for a description but a comment."""
        return f"# {self.description}\n{self.text}"
