"""Policy variables: `${aws:PrincipalTag/team, 'none'}` in a Resource or in a condition's value.

Source: IAM User Guide, "IAM policy elements: Variables and tags".
"""

import re
from collections.abc import Mapping
from typing import Final

# What a variable stands for has no wildcards: a * in it is that character. In patterns these two stand for such.
LITERAL_WILDCARDS: Final = {ord("*"): 0xE000, ord("?"): 0xE001}
"""To `str.translate` a request's text with, before it is compared with a value that had variables."""

# Linear in the length of the text, whatever it is: no name has a "{" or outer spaces, so no two parts can share any.
VARIABLE: Final = re.compile(r"\$\{\s*+([*?$]|[^\s{},$](?:[^{},$]*[^\s{},$])?)\s*(?:,\s*'([^']*)'\s*)?\}")
"""Finds each variable of a value: group 1 is the name, group 2 the default if there is one."""

_AS_WRITTEN: Final = {replaced: chr(wildcard) for wildcard, replaced in LITERAL_WILDCARDS.items()}

ESCAPES: Final = ("*", "?", "$")
"""The names that stand for themselves: `${*}` is the character `*`."""


def substituted(value: str, context: Mapping[str, str]) -> str | None:
    """A value with its variables replaced.

    Args:
        value: The value as written.
        context: The keys of the request, in lower case.

    Returns:
        The text, with the wildcards that variables brought translated by `LITERAL_WILDCARDS`. None: a variable has
        neither a value nor a default, so the value compares with nothing.
    """
    texts = [
        match[1] if match[1] in ESCAPES else context.get(match[1].lower(), match[2])
        for match in VARIABLE.finditer(value)
    ]
    if None in texts:
        return None
    replacements = iter(texts)
    return VARIABLE.sub(lambda _: (next(replacements) or "").translate(LITERAL_WILDCARDS), value)


def restored(text: str) -> str:
    """A text that was translated by `LITERAL_WILDCARDS`, as it was."""
    return text.translate(_AS_WRITTEN)
