"""Quotes what others chose, so that in no output it is anything but itself.

In a comment, a name could else mention people, close a tag, draw an image or hide what follows it. Inside a code span
Markdown has no markup, no mentions and no links (CommonMark 0.31, "Code spans"; GitHub Docs, "Basic writing and
formatting syntax").
"""

import html
import re
import unicodedata
from typing import Final

LONGEST: Final = 300
"""Characters of one value that are shown: an ARN has at most 2,048, but what tells it apart comes early."""
_BACKTICKS: Final = re.compile(r"`+")
_MARKUP: Final = re.compile(r"[\\`*_\[\]<>|~#]")
# Categories of characters that take no place or order others: control, format (also those that turn the writing
# direction around), surrogate, private use, unassigned, and separators of lines and paragraphs.
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def plain(value: str) -> str:
    """One line of visible characters, shortened in its middle; the others are shown by their numbers."""
    line = " ".join(_shortened(value).split())
    return "".join(each if _is_visible(each) else f"\\u{{{ord(each):x}}}" for each in line)


def _shortened(value: str) -> str:
    if len(value) <= LONGEST:
        return value
    half = LONGEST // 2
    return f"{value[:half]} … {value[-half:]}"


def _is_visible(character: str) -> bool:
    return unicodedata.category(character) not in _INVISIBLE


def code(value: str) -> str:
    """A code span of Markdown that holds the value, whatever is in it."""
    text = plain(value) or "(empty)"
    longest = max((len(run) for run in _BACKTICKS.findall(text)), default=0)
    fence = "`" * (longest + 1)
    # A space on each side is taken off again; without, a backtick at the edge would belong to the fence.
    padding = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{padding}{text}{padding}{fence}"


def prose(text: str) -> str:
    """A text of our own, such as a rule's remedy, none of whose characters is markup."""
    return _MARKUP.sub(r"\\\g<0>", text)


def html_code(value: str) -> str:
    """The same as HTML, for the summary of a fold, in which Markdown is not read."""
    return f"<code>{html.escape(plain(value))}</code>"
