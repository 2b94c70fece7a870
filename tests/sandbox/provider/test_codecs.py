"""How values are written, read back and compared."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.provider.codecs import (
    JSON_DOCUMENT,
    PLAIN,
    TAG_LIST,
    TAG_MAP,
    Codec,
    list_of,
    object_of,
    only,
    plain_object,
    standard,
)
from sandbox.provider.values import UNKNOWN

RULES = list_of(
    object_of({"id": ("ID", PLAIN), "filter": ("Filter", plain_object({"prefix": "Prefix"})), "days": ("Days", PLAIN)})
)


@pytest.mark.parametrize(
    ("codec", "declared", "sent"),
    [
        (PLAIN, "x", "x"),
        (TAG_LIST, {"b": "2", "a": "1"}, [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}]),
        (TAG_MAP, {"a": "1"}, {"a": "1"}),
        (RULES, [{"id": "r", "filter": {"prefix": "p"}}], [{"ID": "r", "Filter": {"Prefix": "p"}}]),
        (RULES, [{"id": "r", "days": UNKNOWN}], [{"ID": "r", "Days": UNKNOWN}]),
        (
            only(plain_object({"objectOwnership": "ObjectOwnership"})),
            {"objectOwnership": "o"},
            [{"ObjectOwnership": "o"}],
        ),
        (PLAIN, None, None),
        (TAG_LIST, UNKNOWN, UNKNOWN),
    ],
)
def test_values_are_written_for_aws_and_read_back(codec: Codec, declared: Any, sent: Any) -> None:
    assert codec.to_aws(declared) == sent
    if sent is not UNKNOWN and "days" not in repr(declared):
        assert codec.from_aws(sent) == declared


@pytest.mark.parametrize("empty", [None, "", [], {}])
def test_what_aws_leaves_empty_is_absent(empty: Any) -> None:
    assert PLAIN.from_aws(empty) is None
    assert PLAIN.from_aws(False) is False
    assert PLAIN.from_aws(0) == 0


def test_tags_of_aws_are_nobodys() -> None:
    assert TAG_MAP.from_aws({"aws:cloudformation:stack-id": "x"}) is None
    assert TAG_LIST.from_aws([{"Key": "aws:x", "Value": "1"}, {"Key": "a", "Value": "2"}]) == {"a": "2"}


def test_a_member_that_is_not_handled_is_an_error_that_names_it() -> None:
    with pytest.raises(ValueError, match="the nested properties hours, minutes are not handled; handled are days"):
        plain_object({"days": "Days"}).to_aws({"hours": 1, "minutes": 2})


COMPARISONS: list[tuple[Codec, Any, Any, bool]] = [
    (PLAIN, "a", "a", True),
    (PLAIN, "a", "b", False),
    (PLAIN, None, "", True),
    (PLAIN, False, None, True),
    (PLAIN, None, True, False),
    (PLAIN, "a", UNKNOWN, False),
    (RULES, [{"id": "r", "filter": {"prefix": ""}}], [{"id": "r", "filter": {}}], True),
    (RULES, [{"id": "r"}], [{"id": "r", "filter": {"prefix": ""}}], True),
    (RULES, [{"id": "r"}], [{"id": "r", "filter": {"prefix": "x"}}], False),
    (RULES, [{"id": "r"}], [{"id": "r"}, {"id": "s"}], False),
    (JSON_DOCUMENT, '{"a": 1, "b": ["x"]}', '{"b":"x","a":1}', True),
    (JSON_DOCUMENT, '{"a": ["x", "y"]}', '{"a": ["y", "x"]}', True),
    (JSON_DOCUMENT, '{"a": ["x", "y"]}', '{"a": ["x"]}', False),
    (JSON_DOCUMENT, "no json", "no json", True),
    (JSON_DOCUMENT, "no json", "{}", False),
]


@pytest.mark.parametrize(("codec", "one", "other", "equal"), COMPARISONS)
def test_two_spellings_of_the_same(codec: Codec, one: Any, other: Any, equal: bool) -> None:
    assert codec.equal(one, other) is equal
    assert codec.equal(other, one) is equal


JSON_VALUES = st.recursive(
    st.text(max_size=3),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=2), inner, max_size=3)),
    max_leaves=8,
)


@given(JSON_VALUES, st.sampled_from([None, 2]))
def test_how_a_document_is_laid_out_does_not_matter(value: Any, indent: int | None) -> None:
    assert JSON_DOCUMENT.equal(json.dumps({"s": value}), json.dumps({"s": value}, indent=indent))


def test_a_document_that_boto3_has_parsed_becomes_text_again() -> None:
    assert JSON_DOCUMENT.from_aws({"Version": "2012-10-17"}) == '{"Version": "2012-10-17"}'
    assert JSON_DOCUMENT.from_aws('{"a":1}') == '{"a":1}'


BUFFER = object_of(
    {
        "size": ("Hints.SizeInMBs", standard(5)),
        "interval": ("Hints.IntervalInSeconds", standard(300)),
        "key": ("Encryption.KMS.Key", PLAIN),
        "enforced": ("Enforced", standard(True)),
        "paid": ("Paid", PLAIN),
    }
)


@pytest.mark.parametrize(
    ("declared", "sent"),
    [
        ({"size": 64, "interval": 0}, {"Hints": {"SizeInMBs": 64, "IntervalInSeconds": 0}}),
        ({"key": "k", "paid": True}, {"Encryption": {"KMS": {"Key": "k"}}, "Paid": True}),
        ({"enforced": False}, {"Enforced": False}),
    ],
)
def test_what_aws_nests_is_written_and_read_at_its_path(declared: Any, sent: Any) -> None:
    assert BUFFER.to_aws(declared) == sent
    assert BUFFER.from_aws(sent) == declared


def test_what_is_at_no_path_is_absent() -> None:
    assert BUFFER.from_aws({"Encryption": {"Other": "x"}, "Hints": {"SizeInMBs": 5}}) == {}


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ({"size": 5}, None, True),
        ({"size": 5, "paid": False, "enforced": True}, {"key": ""}, True),
        ({"enforced": False}, None, False),
        ({"enforced": False}, {"enforced": True}, False),
        ({"enforced": False}, {"enforced": False}, True),
        ({"interval": 0}, {"interval": 300}, False),
        ({"interval": 0}, {"interval": 0}, True),
        ({"size": 5, "key": UNKNOWN}, {"size": 5}, False),
    ],
)
def test_aws_s_own_value_means_none_and_an_empty_one_does_not(one: Any, other: Any, equal: bool) -> None:
    assert BUFFER.equal(one, other) is equal
    assert BUFFER.equal(other, one) is equal
