"""What the strict reading says of what it refuses, to the letter."""

from typing import Any

import pytest
from policy_document import parse_document

from tests.support.bucket_documents import good_with


def said(text: str) -> tuple[str, str]:
    """The message and the fix of the one finding."""
    (finding,) = parse_document(text).findings
    return finding.message, finding.fix


@pytest.mark.parametrize(
    ("changes", "message", "fix"),
    [
        (
            {"NotAction": "s3:A"},
            "Action and NotAction given, of Action and NotAction",
            "Write exactly one: Action",
        ),
        ({"Action": None}, "neither given, of Action and NotAction", "Write exactly one: Action"),
        (
            {"Sid": " x"},
            '" x" is empty, has outer spaces, or has a character that is not printable ASCII',
            "Write plain printable ASCII",
        ),
        ({"Action": []}, "the list is empty", "Write at least one value"),
        ({"Action": ["s3:A", 7]}, "7 is not a string", 'Write a string: "..."'),
        ({"Condition": []}, "[] is not an object", "Write an object: {...}"),
    ],
)
def test_message_of_a_statement(changes: dict[str, Any], message: str, fix: str) -> None:
    assert said(good_with(**changes)) == (message, fix)


@pytest.mark.parametrize(
    ("text", "message", "fix"),
    [
        (
            '{"Version": "2012-10-17", "Id": "x", "Id": "y"}',
            'the key "Id" appears twice in one object',
            "Write one JSON object, for instance with json.dumps",
        ),
        ("null", "null is not an object", "Write an object: {...}"),
        (
            '{"Version": "2008-10-17"}',
            '"2008-10-17" is not the current policy language',
            'Write "Version": "2012-10-17"',
        ),
        ('{"Version": null}', "null is not the current policy language", 'Write "Version": "2012-10-17"'),
        (
            "{}",
            "that of a document without one is not the current policy language",
            'Write "Version": "2012-10-17"',
        ),
        ('{"Version": "2012-10-17"}', "not given", "Write at least one statement"),
        ('{"Version": "2012-10-17", "Statement": []}', "the list is empty", "Write at least one statement"),
        ('{"Version": "2012-10-17", "Statement": null}', "null is not an object", "Write an object: {...}"),
    ],
)
def test_message_of_a_document(text: str, message: str, fix: str) -> None:
    assert said(text) == (message, fix)


@pytest.mark.parametrize(
    ("operator", "raw", "message"),
    [
        ("NumericEquals", "1e999", "the number 1e999 is out of range"),
        ("NumericEquals", "true", "true is not a string"),
        ("StringEquals", "1.5", "1.5 is not a string"),
        ("Bool", "7", "7 is not a string"),
        ("NumericEquals", '"7 %"', '"7 %" is not a value that NumericEquals can compare'),
    ],
)
def test_message_of_a_conditions_value(operator: str, raw: str, message: str) -> None:
    text = good_with(Condition={operator: {"aws:A": "RAW"}}).replace('"RAW"', raw)
    assert said(text)[0] == message
