import pytest
import strict_json


def test_reads_what_json_is() -> None:
    read = strict_json.loads(' {"a": [1, 2.5, -1e308, "x", true, null, {}]} ')
    assert read == {"a": [1, 2.5, -1e308, "x", True, None, {}]}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "not JSON: Expecting value"),
        ("\ufeff{}", "not JSON: it begins with a byte order mark"),
        ("{} {}", "not JSON: Extra data"),
        ('{"a": 1, "b": {"c": 1, "c": 2}}', 'the key "c" appears twice in one object'),
        ('{"a": 1, "c": 1, "c": 2}', 'the key "c" appears twice in one object'),
        ('{"a": 1, "\\u0061": 1}', 'the key "a" appears twice in one object'),
        ("[NaN]", "NaN is not JSON"),
        ("[-Infinity]", "-Infinity is not JSON"),
        ("[1e999]", "the number 1e999 is out of range"),
        ("[-1.5e999]", "the number -1.5e999 is out of range"),
        ('["\n"]', "not JSON: Invalid control character"),
        ("[" * 100_000, "nested too deep to read"),
        ("1" * 5000, "Exceeds the limit"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_refuses_what_parsers_read_differently(text: str, problem: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is compared below
        strict_json.loads(text)
    assert str(caught.value).startswith(problem)
