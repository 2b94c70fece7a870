from pathlib import Path

import pytest
from enforcement import read_levels
from pulumi_policy import EnforcementLevel


@pytest.fixture
def levels(tmp_path: Path) -> Path:
    return tmp_path / "strict.json"


def test_levels(levels: Path) -> None:
    levels.write_text('{"a": "mandatory", "b": "advisory", "c": "disabled"}')
    assert read_levels(levels, ["c", "b", "a"]) == {
        "a": EnforcementLevel.MANDATORY,
        "b": EnforcementLevel.ADVISORY,
        "c": EnforcementLevel.DISABLED,
    }


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ('{"a": "mandatory"}', "strict.json: no level for the rule 'b'. Add it."),
        (
            '{"a": "mandatory", "b": "advisory", "c": "advisory"}',
            "strict.json: 'c' is not a rule of this pack. Remove it.",
        ),
        (
            '{"a": "Mandatory", "b": "advisory"}',
            "strict.json: 'Mandatory' is not a level, for the rule 'a'. Write one of mandatory, advisory, disabled.",
        ),
        (
            '{"a": ["mandatory"], "b": "remediate"}',
            "strict.json: ['mandatory'] is not a level, for the rule 'a'. Write one of mandatory, advisory, disabled.\n"
            "strict.json: 'remediate' is not a level, for the rule 'b'. Write one of mandatory, advisory, disabled.",
        ),
        (
            '{"a": "mandatory", "a": "disabled", "b": "advisory"}',
            'strict.json: the key "a" appears twice in one object. Write one JSON object of rule names and levels.',
        ),
        ("[]", "strict.json: not an object. Write one JSON object of rule names and levels."),
    ],
)
def test_a_file_that_does_not_fit_the_rules(levels: Path, content: str, problem: str) -> None:
    levels.write_text(content)
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is compared below
        read_levels(levels, ["a", "b"])
    assert str(caught.value) == problem
