"""Compares single values, and asks what a text with `*` stands for."""

import re
from operator import ge, gt, le, lt
from typing import NamedTuple, cast

from logs.patterns.regex import compiled
from logs.patterns.syntax import Comparison, Number, Regex, Text, Value

NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
"""The texts that are numbers."""
_ORDER = {"<": lt, "<=": le, ">": gt, ">=": ge}


class Glob(NamedTuple):
    """What a text stands for."""

    open_begin: bool
    """Whether anything may come before."""
    core: str
    """What has to be there."""
    open_end: bool
    """Whether anything may come after."""

    @property
    def exact(self) -> bool:
        """Whether the text stands for itself alone."""
        return not self.open_begin and not self.open_end


def glob(text: Text) -> Glob:
    """What a text stands for: the `*` at its ends for anything."""
    return Glob(text.value.startswith("*"), text.value.strip("*"), text.value.endswith("*"))


def compares(comparison: Comparison, value: object) -> bool:
    """Whether a comparison of one value is true."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return False
    if comparison.operator == "=":
        return _equals(comparison.value, value)
    if comparison.operator == "!=":
        return not _equals(comparison.value, value)
    number = _number(value)
    return number is not None and _ORDER[comparison.operator](number, cast("Number", comparison.value).value)


def _equals(wanted: Value, value: str | float) -> bool:
    match wanted:
        case Number():
            return _number(value) == wanted.value
        case Regex(source):
            return compiled(source).search(str(value)) is not None
        case Text():
            begin, core, end = glob(wanted)
            return re.fullmatch(f"{'.*' * begin}{re.escape(core)}{'.*' * end}", str(value), re.DOTALL) is not None


def _number(value: str | float) -> float | None:
    if isinstance(value, str) and not NUMBER.fullmatch(value):
        return None
    try:
        return float(value)
    except OverflowError:
        return None
