"""Values, on the wire and in templates."""

from typing import Any

import pytest
from google.protobuf import struct_pb2
from hypothesis import given
from hypothesis import strategies as st
from pulumi.runtime import rpc

from sandbox.provider.template import Derived, Text, names_in, or_cleared, render
from sandbox.provider.values import UNKNOWN, Secret, has_secret, has_unknown, hide, reveal
from sandbox.provider.wire import decode, encode

SCALARS = st.one_of(st.booleans(), st.integers(-(2**53), 2**53), st.text(max_size=5), st.just(UNKNOWN))
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["a", "b", "c"]), inner, max_size=3),
        inner.map(Secret),
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=4), VALUES, max_size=4))
def test_properties_survive_the_wire(properties: dict[str, Any]) -> None:
    assert decode(encode(properties)) == properties


@given(VALUES)
def test_nothing_secret_is_left_when_revealed(value: Any) -> None:
    plain = reveal(value)
    assert reveal(plain) == plain
    assert has_unknown(plain) is has_unknown(value)
    assert not has_secret(plain)


@given(st.dictionaries(st.sampled_from(["a", "b"]), VALUES, max_size=2))
def test_what_comes_back_as_it_was_is_as_secret_as_it_was(inputs: dict[str, Any]) -> None:
    hidden = hide(reveal(inputs), inputs)
    assert hide(reveal(hidden), hidden) == hidden
    assert reveal(hidden) == reveal(inputs)


@pytest.mark.parametrize(
    ("state", "inputs", "hidden"),
    [
        ({"a": "x", "b": "y"}, {"a": Secret("x")}, {"a": Secret("x"), "b": "y"}),
        ({"tags": {"p": "s3cret"}}, {"tags": {"p": Secret("s3cret")}}, {"tags": {"p": Secret("s3cret")}}),
        ({"arn": "arn:s3cret"}, {"name": Secret("s3cret")}, {"arn": Secret("arn:s3cret")}),
        ({"all": {"p": "s3cret"}}, {"tags": {"p": Secret("s3cret")}}, {"all": Secret({"p": "s3cret"})}),
        ({"l": ["a", "b"]}, {"l": ["a", Secret("b")]}, {"l": ["a", Secret("b")]}),
        ({"l": ["b"]}, {"l": ["a", Secret("b")]}, {"l": Secret(["b"])}),
        ({"n": 5}, {"n": Secret(5), "other": Secret("")}, {"n": Secret(5)}),
    ],
)
def test_what_is_secret_stays_so(state: dict[str, Any], inputs: dict[str, Any], hidden: dict[str, Any]) -> None:
    assert hide(state, inputs) == hidden


def test_every_mark_of_the_engine_for_an_unknown_is_one() -> None:
    marks = (
        rpc.UNKNOWN,
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
    )
    for mark in marks:
        struct = struct_pb2.Struct()
        struct.update({"a": mark})
        assert decode(struct) == {"a": UNKNOWN}


def test_output_values_are_read_and_assets_refused() -> None:
    signed = "4dabf18193072939515e22adb298388d"
    struct = struct_pb2.Struct()
    struct.update(
        {
            "secret": {signed: "d0e6a833031e9bbcd3f4e8bde6ca49a4", "value": "x", "secret": True},
            "unknown": {signed: "d0e6a833031e9bbcd3f4e8bde6ca49a4"},
        }
    )
    assert decode(struct) == {"secret": Secret("x"), "unknown": UNKNOWN}
    asset = struct_pb2.Struct()
    asset.update({"a": {signed: "c44067f5952c0a294b673a41bacd8c17", "text": "x"}})
    with pytest.raises(ValueError, match="c44067f5952c0a294b673a41bacd8c17"):
        decode(asset)


def test_whole_numbers_arrive_as_such() -> None:
    struct = struct_pb2.Struct()
    struct.update({"days": 30, "ratio": 0.5})
    assert {name: repr(value) for name, value in decode(struct).items()} == {"days": "30", "ratio": "0.5"}


SCOPE = {"name": "logs", "days": 7, "later": UNKNOWN, "none": None, "old": {"name": "before", "gone": "x"}}


@pytest.mark.parametrize(
    ("template", "rendered"),
    [
        ("$name", "logs"),
        ("literal", "literal"),
        (5, 5),
        ("$none", None),
        ("$missing", None),
        ("$old.name", "before"),
        ("$old.missing", None),
        ("$later", UNKNOWN),
        (Text("arn:{name}:{days}"), "arn:logs:7"),
        (Text("arn:{none}"), None),
        (Text("arn:{later}:{name}"), UNKNOWN),
        ({"a": "$name", "b": "$none"}, {"a": "logs"}),
        ({"a": {"b": "$none"}}, None),
        ({}, {}),
        (["$name", "$none", "x"], ["logs", "x"]),
        (["$none"], None),
        (Derived(("name", "none"), lambda *values: values), ("logs", None)),
        (or_cleared("name"), "logs"),
        (or_cleared("gone"), ""),
        (or_cleared("never"), None),
    ],
)
def test_templates(template: Any, rendered: Any) -> None:
    assert render(template, SCOPE) == rendered


def test_a_template_tells_what_it_takes() -> None:
    template = {"a": "$x", "b": ["$y", Text("{z}-{x}")], "c": Derived(("w",), str), "d": "literal"}
    assert set(names_in(template)) == {"x", "y", "z", "w"}


def test_an_id_tells_the_values_it_is_made_of() -> None:
    ident = Text("{routeTableId}_{destinationCidrBlock}")
    values = {"routeTableId": "rtb-1", "destinationCidrBlock": "10.0.0.0/8"}
    assert ident.parse(str(render(ident, values))) == values
    with pytest.raises(ValueError, match="'rtb-1' is not of the form"):
        ident.parse("rtb-1")
