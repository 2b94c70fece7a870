"""Requests that show what a document lets in, where a Condition names what is no pattern: dates, numbers, addresses."""

import pytest
from decision import explained

from tests.support.bucket_documents import CONTRACT, condition, good_with

NEW_YEAR = "2026-01-01T00:00:00Z"


@pytest.mark.parametrize(
    ("operator", "key", "value", "shown"),
    [
        ("DateEquals", "aws:CurrentTime", NEW_YEAR, NEW_YEAR),
        ("DateGreaterThanEquals", "aws:CurrentTime", NEW_YEAR, NEW_YEAR),
        ("DateLessThan", "aws:CurrentTime", NEW_YEAR, "2000-01-01T00:00:00Z"),
        ("DateGreaterThan", "aws:CurrentTime", NEW_YEAR, "2099-01-01T00:00:00Z"),
        ("NumericEquals", "s3:TlsVersion", "1.2", "1.2"),
        ("NumericLessThan", "s3:TlsVersion", "1.2", "0.2"),
        ("NumericGreaterThan", "s3:TlsVersion", "1.2", "2.2"),
        ("IpAddress", "aws:SourceIp", "203.0.113.0/24", "203.0.113.9"),
        ("IpAddress", "aws:SourceIp", "203.0.113.4/30", "203.0.113.7"),
    ],
)
def test_the_request_meets_a_condition(operator: str, key: str, value: str, shown: str) -> None:
    wide = good_with(Action="s3:*", Condition=condition(**{operator: {key: value}}))
    assert {each.witness and each.witness.context.get(key) for each in explained(wide, CONTRACT)} == {shown}


@pytest.mark.parametrize(
    ("operator", "key", "value", "shown"),
    [
        ("NotIpAddress", "aws:SourceIp", "203.0.113.0/24", "198.51.100.7"),
        ("NotIpAddress", "aws:SourceIp", ["203.0.113.0/24", "0.0.0.0/0"], "2001:db8::7"),
        ("DateNotEquals", "aws:CurrentTime", NEW_YEAR, "2000-01-01T00:00:00Z"),
        ("NumericNotEquals", "s3:TlsVersion", "1.2", "0.2"),
    ],
)
def test_the_request_has_a_key_that_has_to_be_there(operator: str, key: str, value: object, shown: str) -> None:
    present = condition(**{operator: {key: value}, "Null": {key: "false"}})
    wide = good_with(Action="s3:*", Condition=present)
    assert {each.witness and each.witness.context.get(key) for each in explained(wide, CONTRACT)} == {shown}
