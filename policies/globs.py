"""Wildcards: `*` is any text, `?` is any one character (IAM User Guide, "IAM JSON policy elements: Resource").

Matching takes at most pattern times text steps, whatever the pattern: a document may be hostile.
"""

import re
from functools import lru_cache
from typing import Final

ARN_COMPONENTS: Final = 6


def has_wildcard(pattern: str) -> bool:
    """Whether a pattern matches more than itself."""
    return "*" in pattern or "?" in pattern


def matches(pattern: str, text: str) -> bool:
    """Whether a pattern matches the whole text, case-sensitively; `*` also matches ":" and "/"."""
    if "?" in pattern:
        return _matches_parts(pattern, text)
    if "*" not in pattern:
        return pattern == text
    first, *middle, last = pattern.split("*")
    if not text.startswith(first) or not text.endswith(last) or len(text) < len(first) + len(last):
        return False
    position, end = len(first), len(text) - len(last)
    # The leftmost place for each part leaves the most for the next.
    for part in middle:
        found = text.find(part, position, end)
        if found < 0:
            return False
        position = found + len(part)
    return True


def matches_arn(pattern: str, arn: str) -> bool:
    """Whether a pattern matches an ARN as the Arn operators do: each of the six components for itself."""
    wanted, given = pattern.split(":", ARN_COMPONENTS - 1), arn.split(":", ARN_COMPONENTS - 1)
    return len(wanted) == len(given) and all(map(matches, wanted, given))


def _matches_parts(pattern: str, text: str) -> bool:
    """As `matches`, where a part between two `*` may hold `?`."""
    parts = pattern.split("*")
    if len(parts) == 1:
        return _part(pattern).fullmatch(text) is not None
    first, *middle, last = parts
    end = len(text) - len(last)
    if end < len(first) or not _part(first).match(text) or not _part(last).match(text, end):
        return False
    position = len(first)
    for part in middle:
        found = _part(part).search(text, position, end)
        if found is None:
            return False
        position = found.end()
    return True


@lru_cache(maxsize=1024)
def _part(part: str) -> re.Pattern[str]:
    return re.compile("".join("." if character == "?" else re.escape(character) for character in part), re.DOTALL)
