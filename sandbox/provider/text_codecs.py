"""Codecs of values that a service holds as text, or in an order of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, cast

from sandbox.provider.codecs import Codec, list_of, object_of
from sandbox.provider.values import Properties, Value


def _flag(text: str) -> bool:
    return text == "true"


def _flag_text(value: bool) -> str:
    return "true" if value else "false"


NUMBER_TEXT: Final = Codec(encode=str, decode=int)
"""A whole number."""

FLAG_TEXT: Final = Codec(encode=_flag_text, decode=_flag)
"""Whether something is so."""


def _same_json(one: str, other: str) -> bool:
    try:
        return json.loads(one) == json.loads(other)
    except json.JSONDecodeError:  # what is no JSON at all is left for AWS to refuse
        return one == other


def _unless_empty(text: str) -> str | None:
    return None if text == "{}" else text


JSON_TEXT: Final = Codec(decode=_unless_empty, same=_same_json)
"""JSON in which the order of lists counts; an empty object is how some services say that there is none."""


def _pairs(values: Properties) -> list[Properties]:
    return [{"Name": name, "Value": value} for name, value in sorted(values.items())]


def _of_pairs(pairs: list[Properties]) -> Properties:
    return {pair["Name"]: pair["Value"] for pair in pairs}


DIMENSIONS: Final = Codec(_pairs, _of_pairs)
"""The dimensions of a metric of CloudWatch's."""


def _in_any_order(one: list[Value], other: list[Value]) -> bool:
    return sorted(one) == sorted(other)


IN_ANY_ORDER: Final = Codec(same=_in_any_order)
"""A list of texts that is a set."""


def by(key: str, item: Codec) -> Codec:
    """Return the codec of a list of objects that is a set, whose items one property tells apart."""
    ordered = list_of(item)

    def placed(items: list[Properties]) -> list[Properties]:
        return sorted(items, key=lambda each: cast("str", each.get(key) or ""))

    def same(one: list[Properties], other: list[Properties]) -> bool:
        return ordered.same(placed(one), placed(other))

    return replace(ordered, same=same)


def partly_chosen(members: Mapping[str, tuple[str, Codec]], always: Callable[[], Properties] = dict) -> Codec:
    """Return the codec of an object of which AWS chooses what a program leaves out: no difference then.

    Args:
        members: Property name to (AWS's member name, the member's codec).
        always: What is sent where nothing is said.
    """
    whole = object_of(members)

    def encode(value: Properties) -> Properties:
        return {**always(), **whole.encode(value)}

    def same(one: Properties, other: Properties) -> bool:
        return all(
            codec.equal(one[name], other[name])
            for name, (_, codec) in members.items()
            if one.get(name) is not None and other.get(name) is not None
        )

    return replace(whole, encode=encode, same=same)
