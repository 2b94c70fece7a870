import pytest

from sandbox.provider.codecs import PLAIN, object_of, standard
from sandbox.provider.text_codecs import (
    DIMENSIONS,
    FLAG_TEXT,
    IN_ANY_ORDER,
    JSON_TEXT,
    NUMBER_TEXT,
    by,
    partly_chosen,
)
from sandbox.provider.values import UNKNOWN


def test_numbers_and_flags_are_texts_to_aws() -> None:
    assert (NUMBER_TEXT.to_aws(0), NUMBER_TEXT.from_aws("300")) == ("0", 300)
    assert [FLAG_TEXT.to_aws(flag) for flag in (True, False)] == ["true", "false"]
    assert [FLAG_TEXT.from_aws(text) for text in ("true", "false")] == [True, False]
    assert NUMBER_TEXT.to_aws(UNKNOWN) is UNKNOWN


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ('{"a": 1, "b": 2}', '{"b":2,"a":1}', True),
        ('{"a": [1, 2]}', '{"a": [2, 1]}', False),
        ('{"a": ["x"]}', '{"a": "x"}', False),
        ("no json", "no json", True),
        ("no json", "{}", False),
    ],
)
def test_json_whose_lists_have_an_order(one: str, other: str, same: bool) -> None:
    assert JSON_TEXT.equal(one, other) is same


def test_empty_json_is_none() -> None:
    assert (JSON_TEXT.from_aws("{}"), JSON_TEXT.from_aws("[]"), JSON_TEXT.from_aws(None)) == (None, "[]", None)


def test_dimensions_are_pairs() -> None:
    pairs = [{"Name": "A", "Value": "1"}, {"Name": "B", "Value": "2"}]
    assert DIMENSIONS.to_aws({"B": "2", "A": "1"}) == pairs
    assert DIMENSIONS.from_aws(pairs) == {"A": "1", "B": "2"}


def test_a_list_that_is_a_set() -> None:
    assert IN_ANY_ORDER.equal(["a", "b"], ["b", "a"])
    assert not IN_ANY_ORDER.equal(["a", "b"], ["a"])
    items = by("id", object_of({"id": ("Id", PLAIN), "value": ("Value", PLAIN)}))
    one, two = {"id": "m", "value": 1}, {"id": "e", "value": 2}
    assert items.equal([one, two], [two, one])
    assert not items.equal([one, two], [one, {**two, "value": 3}])
    assert items.to_aws([one, two]) == [{"Id": "m", "Value": 1}, {"Id": "e", "Value": 2}]


def test_what_aws_chooses_of_an_object_is_no_difference() -> None:
    codec = partly_chosen({"a": ("A", PLAIN), "b": ("B", standard(True))}, always={"B": True}.copy)
    assert codec.to_aws({"a": 1}) == {"A": 1, "B": True}
    assert codec.to_aws({"a": 1, "b": False}) == {"A": 1, "B": False}
    assert codec.equal({"a": 1}, {"a": 1, "b": False})
    assert not codec.equal({"a": 1}, {"a": 2, "b": False})
    assert not codec.equal({"a": 1, "b": True}, {"a": 1, "b": False})
