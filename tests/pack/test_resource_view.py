"""What a rule reads of a resource; hand-made maps stand for the SDK's proxies, which tests/policy shows them with."""

from typing import Any

import pytest
from known import NotKnownError
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE, unknown_checking_proxy
from resource_view import MalformedError, Resource, canonical_type

UNKNOWN = UNKNOWN_STRING_VALUE


def view(properties: dict[str, Any], origins: dict[str, tuple[str, ...]] | None = None) -> Resource:
    return Resource(type="a:b:C", name="c", urn="urn", properties=unknown_checking_proxy(properties), origins=origins)


def test_paths() -> None:
    resource = view({"a": {"b": [{"c": "x"}]}, "d": [{"e": 1}, {"e": 2}]})
    assert resource.read("a", "b", "c") == "x"
    assert resource.read("a", "b") == [{"c": "x"}]
    assert resource.read("a", "b", "c", "d") is None
    assert resource.read("d", "e") is None, "of two objects neither is meant"
    assert resource.read("z") is None


def test_types() -> None:
    resource = view({"text": "x", "empty": "", "yes": True, "no": "False", "seven": 7.0, "text7": "7", "list": [1]})
    assert (resource.text("text"), resource.text("empty"), resource.text("none")) == ("x", None, None)
    assert (resource.flag("yes"), resource.flag("no"), resource.flag("none")) == (True, False, None)
    assert (resource.number("seven"), resource.number("text7"), resource.number("none")) == (7, 7, None)
    assert (resource.items("list"), resource.items("none"), resource.objects("none")) == ([1], [], [])


@pytest.mark.parametrize("method", ["text", "flag", "number", "items", "objects"])
def test_values_of_another_type(method: str) -> None:
    wrong = {"text": 7, "flag": "maybe", "number": True, "items": "x", "objects": ["x"]}[method]
    with pytest.raises(MalformedError, match=r"^value: .* is not a \w+\.$"):
        getattr(view({"value": wrong}), method)("value")


def test_one_object_stands_for_a_list_of_one() -> None:
    assert view({"one": {"a": 1}}).objects("one") == view({"one": [{"a": 1}]}).objects("one") == [{"a": 1}]


def test_tags_in_both_shapes() -> None:
    assert view({"tags": {"a": "b"}}).tags() == view({"tags": [{"key": "a", "value": "b"}]}).tags() == {"a": "b"}
    assert view({}).tags() == {}


@pytest.mark.parametrize(
    ("properties", "path", "where"),
    [
        ({"a": UNKNOWN}, ("a",), "a"),
        ({"a": UNKNOWN}, ("a", "b"), "a"),
        ({"a": {"b": UNKNOWN}}, ("a", "b"), "a.b"),
        ({"a": {"b": UNKNOWN}}, ("a",), "a.b"),
        ({"a": [0, UNKNOWN]}, ("a",), "a.1"),
        ({"a": [UNKNOWN]}, ("a", "b"), "a"),
        ({"a": [{"b": UNKNOWN}, 0]}, ("a", "b"), "a"),
        ({"a": [{"b": 0}, UNKNOWN]}, ("a", "b"), "a"),
        ({"a": f"x{UNKNOWN}"}, ("a",), "a"),
    ],
)
def test_what_is_unknown(properties: dict[str, Any], path: tuple[str, ...], where: str) -> None:
    """Among inputs it is the program's; among outputs it is if it comes from another resource, else AWS's choice."""
    for resource in (view(properties), view(properties, {"a": ("urn:other",)})):
        with pytest.raises(NotKnownError, match=f"^{where} is not known at preview$"):
            resource.read(*path)
    assert UNKNOWN not in repr(view(properties, {"b": ("urn:other",)}).read(*path))


def test_a_known_part_of_an_unknown_whole_can_be_read() -> None:
    resource = view({"a": {"known": "x", "unknown": UNKNOWN}}, {"a": ("urn:other",)})
    assert resource.text("a", "known") == "x"
    assert resource.known_text("a", "unknown") is None


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({"Holds": "logs"}, True),
        ({"Holds": "logs", "a": UNKNOWN}, True),
        ({"Holds": UNKNOWN}, True),
        (UNKNOWN, True),
        ([{"key": "Holds", "value": "logs"}], True),
        ([{"key": "Holds", "value": UNKNOWN}], True),
        ({"Holds": "books", "a": UNKNOWN}, False),
        ([{"key": ["Holds"], "value": "logs"}, "x", {}], False),
        ({}, False),
        ("Holds", False),
        (None, False),
    ],
)
def test_may_have_tag(tags: object, expected: bool) -> None:
    assert view({"tags": tags}).may_have_tag("Holds", "logs") is expected
    assert view({"*": "desiredState", "tags": tags}).may_have_tag("Holds", "logs") is False


def test_second_names_of_types() -> None:
    assert canonical_type("aws:s3/bucketV2:BucketV2") == "aws:s3/bucket:Bucket"
    assert canonical_type("aws:s3/bucketObjectv2:BucketObjectv2") == "aws:s3/bucketObjectv2:BucketObjectv2"
    assert canonical_type("aws:sqs/queue:Queue") == "aws:sqs/queue:Queue"
    assert canonical_type("aws:cloudcontrol/resource:Resource") is None
