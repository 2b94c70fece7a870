"""How much a filter pattern may have.

CloudWatch Logs User Guide, "Filter pattern syntax for metric filters, …", its quotas.
"""

from collections.abc import Iterator

from lark import Token
from lark.lark import PostLex

from logs.patterns.misreading import misread
from logs.patterns.selectors import steps
from logs.patterns.syntax import Wildcard

MAX_LENGTH = 1024
"""Characters of a pattern. CloudWatch Logs API Reference, "PutMetricFilter"."""
MAX_REGEXES = 2
"""Regular expressions in a pattern."""
MAX_WILDCARDS = 3
"""Wildcard selectors in a pattern; a selector has at most one."""
MAX_DEPTH = 32
"""Parentheses inside of each other. AWS states none; ours keeps a hostile text from exhausting the stack."""


class Limits(PostLex):
    """What AWS counts, seen where it's exceeded."""

    always_accept = ()

    def process(self, stream: Iterator[Token]) -> Iterator[Token]:
        """All tokens, up to the first that is one too many."""
        depth = regexes = wildcards = gaps = 0
        for token in stream:
            depth += {"LPAR": 1, "RPAR": -1}.get(token.type, 0)
            if depth > MAX_DEPTH:
                misread(f"more than {MAX_DEPTH} parentheses inside of each other", token)
            regexes += token.type == "REGEX"
            if regexes > MAX_REGEXES:
                misread(f"a pattern has at most {MAX_REGEXES} regular expressions", token)
            gaps += token.type == "GAP"
            if gaps > 1:
                misread("a second ... leaves open which fields are where", token)
            if token.type == "SELECTOR":
                own = sum(isinstance(step, Wildcard) for step in steps(token))
                wildcards += own
                if own > 1:
                    misread("a property has at most one wildcard", token)
                if wildcards > MAX_WILDCARDS:
                    misread(f"a pattern has at most {MAX_WILDCARDS} properties with a wildcard", token)
            yield token
