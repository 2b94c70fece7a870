"""Filter patterns of CloudWatch Logs: read, printed, and tried on events.

What they mean is of the CloudWatch Logs User Guide, "Filter pattern syntax for metric filters, subscription filters,
filter log events, and Live Tail"; where that says nothing, `evaluator` says what is taken for it and why.
"""

from logs.patterns.errors import PatternError
from logs.patterns.evaluator import matches
from logs.patterns.parser import parse
from logs.patterns.printer import to_text
from logs.patterns.syntax import FieldsPattern, JsonPattern, Pattern, TermsPattern

__all__ = [
    "FieldsPattern",
    "JsonPattern",
    "Pattern",
    "PatternError",
    "TermsPattern",
    "matches",
    "parse",
    "to_text",
]
