"""How a value is written in a request and read back from a response, and when two spellings of it are equal."""

from __future__ import annotations

import json
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias, cast

from sandbox.provider.values import UNKNOWN, Properties, Value

Convert: TypeAlias = Callable[[Any], Any]


def _identity(value: Value) -> Value:
    return value


def _nothing_else(_: Value) -> bool:
    return False


def _none_if_empty(value: Value) -> Value:
    if isinstance(value, dict):
        members = cast("Properties", value)
        return members if any(_none_if_empty(item) is not None for item in members.values()) else None
    return value if value is UNKNOWN or value else None


@dataclass(frozen=True)
class Codec:
    """A pair of conversions between a property value and a member of an AWS request.

    Attributes:
        encode: From the property to the request. Never called with None or UNKNOWN.
        decode: From the response to the property. Never called with None.
        same: Whether two property values mean the same to AWS; equality by default.
        members: The codecs of its members by property name, for an object or a list of objects.
        means_none: Whether AWS holds a property value, though not an empty one, where a program declared none.
        standard: The value that AWS holds where a program declared none, when that is not an empty one.
    """

    encode: Convert = _identity
    decode: Convert = _identity
    same: Callable[[Any, Any], bool] = operator.eq
    members: Mapping[str, Codec] = field(default_factory=dict[str, "Codec"])
    means_none: Callable[[Any], bool] = _nothing_else
    standard: Value = None

    def to_aws(self, value: Value) -> Value:
        """Return the request's form of a property; absent and unknown stay as they are."""
        return value if value is None or value is UNKNOWN else self.encode(value)

    def from_aws(self, value: Value) -> Value:
        """Return the property for a response's member; what AWS leaves empty is absent."""
        if value is None or value in ("", [], {}):
            return None
        decoded = self.decode(value)
        return None if decoded is not None and (decoded == self.standard or self.means_none(decoded)) else decoded

    def equal(self, one: Value, other: Value) -> bool:
        """Tell whether two property values, either of which may be absent or unknown, mean the same.

        An empty or false value and none at all mean the same, as they do to pulumi-aws, unless AWS's own is another.
        """
        one, other = self._meant(one), self._meant(other)
        if one is None or other is None or one is UNKNOWN or other is UNKNOWN:
            return one is other
        return self.same(one, other)

    def _meant(self, value: Value) -> Value:
        if self.standard is not None:
            return None if value == self.standard else value
        value = self._without_empty(value)
        return value if value is None or value is UNKNOWN or not self.means_none(value) else None

    def _without_empty(self, value: Value) -> Value:
        if not (self.members and isinstance(value, dict)):
            return _none_if_empty(value)
        members = cast("Properties", value)
        says_something = any(codec._meant(members.get(name)) is not None for name, codec in self.members.items())
        return members if says_something else None


PLAIN: Final = Codec()


def standard(default: Value) -> Codec:
    """Return the codec of a value that is AWS's own unless a program declares another."""
    return Codec(standard=default)


def object_of(members: Mapping[str, tuple[str, Codec]]) -> Codec:
    """Return the codec of an object: property name to (AWS's member name, the member's codec).

    AWS's name is a path (`BufferingHints.SizeInMBs`) where pulumi-aws has flat what AWS nests. Encoding an undeclared
    property is an error that names it; decoding leaves undeclared members out.
    """

    def encode(value: Properties) -> Properties:
        strange = sorted(set(value) - set(members))
        if strange:
            raise ValueError(
                f"the nested propert{'ies' if len(strange) > 1 else 'y'} {', '.join(strange)} "
                f"{'are' if len(strange) > 1 else 'is'} not handled; handled are {', '.join(sorted(members))}"
            )
        encoded = {members[key][0]: members[key][1].to_aws(item) for key, item in value.items()}
        return _nested({path: item for path, item in encoded.items() if item is not None})

    def decode(value: Properties) -> Properties:
        decoded = {key: codec.from_aws(_at(path, value)) for key, (path, codec) in members.items()}
        return {key: item for key, item in decoded.items() if item is not None}

    def same(one: Properties, other: Properties) -> bool:
        return all(codec.equal(one.get(key), other.get(key)) for key, (_, codec) in members.items())

    return Codec(encode, decode, same, {key: codec for key, (_, codec) in members.items()})


def _nested(members: Properties) -> Properties:
    nested: Properties = {}
    for path, item in members.items():
        *parents, name = path.split(".")
        inner = nested
        for parent in parents:
            inner = inner.setdefault(parent, {})
        inner[name] = item
    return nested


def _at(path: str, value: Properties) -> Value:
    found: Value = value
    for name in path.split("."):
        found = None if found is None else found.get(name)
    return found


def plain_object(names: Mapping[str, str]) -> Codec:
    """Return the codec of an object whose members are all written as they are."""
    return object_of({key: (name, PLAIN) for key, name in names.items()})


def list_of(item: Codec) -> Codec:
    """Return the codec of a list, in order."""

    def same(one: list[Value], other: list[Value]) -> bool:
        return len(one) == len(other) and all(item.equal(a, b) for a, b in zip(one, other, strict=True))

    return Codec(
        lambda value: [item.to_aws(each) for each in value],
        lambda value: [item.from_aws(each) for each in value],
        same,
        item.members,
    )


def only(item: Codec) -> Codec:
    """Return the codec of a single object that AWS holds in a list of one."""
    return Codec(
        lambda value: [item.to_aws(value)],
        lambda value: item.from_aws(value[0]),
        item.equal,
        item.members,
    )


def tag_list(key: str = "Key", value: str = "Value") -> Codec:
    """Return the codec of tags that a service holds as a list of pairs.

    Args:
        key: What the service calls a tag's key.
        value: What it calls its value.
    """

    def encode(tags: Mapping[str, Value]) -> list[Properties]:
        return [{key: name, value: text} for name, text in sorted(tags.items())]

    def decode(tags: list[Properties]) -> Properties | None:
        return _own_tags({tag[key]: tag[value] for tag in tags})

    return Codec(encode, decode)


def _own_tags(tags: Properties) -> Properties | None:
    # AWS adds tags of its own (aws:cloudformation:… and the like), which no program can declare.
    return {key: value for key, value in tags.items() if not key.startswith("aws:")} or None


TAG_LIST: Final = tag_list()
TAG_MAP: Final = Codec(decode=_own_tags)


def _canonical(value: Value) -> Value:
    """Return a policy document's canonical form: AWS treats a list of one as its item, and no list as ordered."""
    if isinstance(value, dict):
        return {key: _canonical(item) for key, item in cast("Properties", value).items()}
    if isinstance(value, list):
        items = [_canonical(item) for item in cast("list[Value]", value)]
        return items[0] if len(items) == 1 else sorted(items, key=lambda item: json.dumps(item, sort_keys=True))
    return value


def _same_document(one: str, other: str) -> bool:
    try:
        return _canonical(json.loads(one)) == _canonical(json.loads(other))
    except json.JSONDecodeError:  # what is no document at all is left for AWS to refuse
        return one == other


def _document_text(value: Value) -> str:
    return value if isinstance(value, str) else json.dumps(value)


JSON_DOCUMENT: Final = Codec(decode=_document_text, same=_same_document)
