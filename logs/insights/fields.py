"""Which fields of an event a query reads, and which of those no event has."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from logs.detections.detection import LogSource
from logs.insights.query import InsightsQuery
from logs.insights.tokens import Token, TokenKind, tokens
from logs.trail_records.fields import Place, place_of

SYSTEM_FIELDS = frozenset({"@timestamp", "@message", "@logStream", "@ingestionTime", "@log"})
"""What Logs Insights gives every event (CloudWatch Logs User Guide, "Supported logs and discovered fields")."""
COMMANDS = frozenset({"fields", "filter", "stats", "sort", "limit", "parse", "display", "dedup"})
"""The commands that the check understands."""
_WORDS = frozenset({"as", "by", "and", "or", "not", "in", "like", "asc", "desc"})


def unknown_fields(query: InsightsQuery) -> tuple[str, ...]:
    """The fields that the query reads and that no event of its log has, sorted.

    Of a flow record, Logs Insights knows the fields of AWS's default format only, so a query must get the others with
    `parse` from its text. A part of a trail's event that differs by service is taken for known.

    Raises:
        ValueError: Logs Insights would refuse the query.
    """
    read = fields_read(query.commands) - SYSTEM_FIELDS
    match query.source:
        case LogSource.FLOW_LOG:
            return tuple(sorted(read))
        case LogSource.TRAIL:
            return tuple(name for name in sorted(read) if place_of(name.split(".")) is Place.NOWHERE)


def fields_read(commands: Sequence[str]) -> frozenset[str]:
    """The fields that commands read of an event: not those that a command before has made.

    Raises:
        ValueError: a command is none, makes a field twice, or reads one that `stats` has left out.
    """
    scope = _Scope()
    for command in commands:
        scope.run(command)
    return frozenset(scope.read)


@dataclass
class _Scope:
    read: set[str] = field(default_factory=set[str])
    made: set[str] = field(default_factory=set[str])
    after_stats: bool = False

    def run(self, command: str) -> None:
        word, *rest = list(tokens(command))
        if word.kind is not TokenKind.NAME or word.text not in COMMANDS:
            raise ValueError(f'"{word.text}" is none of {", ".join(sorted(COMMANDS))}, in "{command}".')
        if word.text == "parse":
            self._parse(rest, command)
        elif word.text == "stats":
            self._stats(rest, command)
        else:
            self._expressions(rest, command)

    def _parse(self, arguments: Sequence[Token], command: str) -> None:
        subject, pattern, word, *listed = arguments
        names = [token.text for token in listed if token.kind in (TokenKind.NAME, TokenKind.QUOTED_NAME)]
        if pattern.kind is not TokenKind.TEXT or word.text != "as" or pattern.text.count("*") != len(names):
            raise ValueError(f'A parse needs a text with as many * as there are names after "as", in "{command}".')
        self._use(subject.text, command)
        for name in names:
            self._make(name, command)

    def _stats(self, arguments: Sequence[Token], command: str) -> None:
        words = [token.text if token.kind is TokenKind.NAME else "" for token in arguments]
        by = words.index("by") if "by" in words else len(arguments)
        before = frozenset(self.made)
        self._expressions(arguments[:by], command)
        self._expressions(arguments[by:], command)
        self.made = (self.made - before) | _names_of(arguments[by:])
        self.after_stats = True

    def _expressions(self, arguments: Sequence[Token], command: str) -> None:
        following = [*arguments[1:], Token(TokenKind.OTHER, "")]
        preceding = [Token(TokenKind.OTHER, ""), *arguments]
        for token, before, after in zip(arguments, preceding, following, strict=False):
            if not _is_field(token, after):
                continue
            if before == Token(TokenKind.NAME, "as"):
                self._make(token.text, command)
            else:
                self._use(token.text, command)

    def _make(self, name: str, command: str) -> None:
        if name in self.made:
            raise ValueError(f'The field {name} is made a second time, in "{command}".')
        self.made.add(name)

    def _use(self, name: str, command: str) -> None:
        if name in self.made:
            return
        if self.after_stats:
            raise ValueError(f'The stats before have left out {name}, in "{command}".')
        self.read.add(name)


def _names_of(arguments: Sequence[Token]) -> set[str]:
    following = [*arguments[1:], Token(TokenKind.OTHER, "")]
    return {token.text for token, after in zip(arguments, following, strict=True) if _is_field(token, after)}


def _is_field(token: Token, after: Token) -> bool:
    if token.kind is TokenKind.QUOTED_NAME:
        return True
    return token.kind is TokenKind.NAME and token.text not in _WORDS and after.text != "("
