"""Parts of the text of filter patterns over events of the trail."""

SUCCEEDED = "($.errorCode NOT EXISTS)"
"""The request was not refused, and didn't fail. What is refused shows in the detection of denied calls."""


def every(*clauses: str) -> str:
    """A whole pattern: all clauses hold."""
    return f"{{ {' && '.join(clauses)} }}"


def either(*clauses: str) -> str:
    """A clause: one of these holds."""
    return clauses[0] if len(clauses) == 1 else f"({' || '.join(clauses)})"


def both(*clauses: str) -> str:
    """A clause: all of these hold."""
    return f"({' && '.join(clauses)})"


def is_(selector: str, value: str) -> str:
    """A clause: the value there is this text, in which `*` at an end is any."""
    return f'({selector} = "{value}")'


def service(*names: str) -> str:
    """A clause: one of these services was asked."""
    return either(*(is_("$.eventSource", f"{name}.amazonaws.com") for name in names))


def action(*names: str) -> str:
    """A clause: one of these actions was asked for."""
    return either(*(is_("$.eventName", name) for name in names))


def bare_actions(*names: str) -> str:
    """The same as Security Hub writes it: without quotes and without parentheses around all."""
    return " || ".join(f"($.eventName={name})" for name in names)
