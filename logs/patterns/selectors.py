"""Takes a selector's text apart."""

import re
from collections.abc import Iterator

from logs.patterns.syntax import Wildcard

_STEP = re.compile(r"\.(?P<name>[A-Za-z0-9_-]+)|\.?\['(?P<quoted>[^']+)'\]|(?P<field>\.\*)|\[(?P<place>\d+|\*)\]")


def steps(selector: str) -> Iterator[str | int | Wildcard]:
    """The steps of a selector that the grammar has let through."""
    for step in _STEP.finditer(selector, 1):
        if step["field"]:
            yield Wildcard.FIELD
        elif step["place"]:
            yield Wildcard.ELEMENT if step["place"] == "*" else int(step["place"])
        else:
            yield step["name"] or step["quoted"]
