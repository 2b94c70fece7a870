import pytest

from logs.patterns.regex import RegexError, compiled, portable

# The guide's own examples, and what is in and outside of lists.
FOUND = {
    "^[hc]at": (["hat", "cats"], ["that"]),
    "[hc]at$": (["hat", "the cat"], ["hats", "hat\n"]),
    "colou?r": (["color", "colour"], ["colouur"]),
    "[abcx-z]": (["b", "y"], ["d", "-"]),
    "[a-]": (["a", "-"], ["b"]),
    "[+--]": (["+", ",", "-"], ["."]),
    "[^a]": (["b"], ["a"]),
    "[.*]": ([".", "*"], ["a"]),
    r"[\]\d]": (["]", "7"], ["a"]),
    "^a{3,5}$": (["aaa", "aaaaa"], ["aa", "aaaaaa"]),
    "^a{,2}$": (["", "aa"], ["aaa"]),
    "^a{2,}$": (["aaa"], ["a"]),
    "gra|ey": (["gray", "grey"], ["gry"]),
    r"\[.\]": (["[a]", "[ ]"], ["a", "[]"]),
    r"10\.10\.0\.1": (["10.10.0.1"], ["10010,051"]),
    "ab*c": (["ac", "abbbc"], ["a"]),
    "ab+c": (["abc"], ["ac"]),
    ".at": ([" at", "hat"], ["at"]),
    r"^\d\D\s\S\w\W$": (["1a b_-"], ["aa b_-", "1a b--"]),
    r"\x28\x3A": (["(:"], ["28"]),
    "a@b:/c;d,e#f=g-h_i": (["a@b:/c;d,e#f=g-h_i"], ["a@b"]),
}


@pytest.mark.parametrize("source", FOUND)
def test_what_an_expression_finds(source: str) -> None:
    found, others = FOUND[source]
    assert [text for text in (*found, *others) if compiled(source).search(text)] == found


REFUSED = {
    "something!": (9, "'!' is no sign of a regular expression here: write it as \\xhh"),
    "a(b)": (1, "'(' is no sign of a regular expression here: write it as \\xhh"),
    "é": (0, "'é' is no sign of a regular expression here: write it as \\xhh"),
    "*a": (0, "'*' has nothing before it to repeat"),
    "a|+": (2, "'+' has nothing before it to repeat"),
    "a++": (2, "'+' has nothing before it to repeat"),
    "^?": (1, "'?' has nothing before it to repeat"),
    "$*": (1, "'*' has nothing before it to repeat"),
    "a{5,3}": (1, "'{5,3}' asks for at least 5 and at most 3"),
    "a{x": (1, "'{' by itself: write \\{"),
    "a]": (1, "']' by itself: write \\]"),
    "[a": (0, "'[' begins a list of characters that has none, or no ']'"),
    "a[]": (1, "'[' begins a list of characters that has none, or no ']'"),
    "[z-a]": (0, "bad character range z-a in a list of characters"),
    r"\1": (0, "'\\' comes before an operator, d, D, s, S, w, W or xhh"),
    "a\\": (1, "'\\' comes before an operator, d, D, s, S, w, W or xhh"),
    r"\xg0": (0, "'\\' comes before an operator, d, D, s, S, w, W or xhh"),
}


@pytest.mark.parametrize("source", REFUSED)
def test_what_aws_would_refuse(source: str) -> None:
    with pytest.raises(RegexError) as caught:
        compiled(source)
    assert (caught.value.offset, caught.value.problem) == REFUSED[source]


def test_other_engines_get_it_without_what_only_some_know() -> None:
    assert portable(r"^a{,2}\x28[\]b-d]$") == r"^a{0,2}\([\]b-d]$"
