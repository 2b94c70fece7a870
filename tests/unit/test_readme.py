"""What the README says besides its commands, which tests/engine/test_readme.py runs."""

import re

from tests.support.readme import ROOT, blocks, readme


def test_a_block_is_what_is_indented() -> None:
    text = "One:\n\n    make up\n    make        # what else\n\n- a list\n  goes on\n\n    make down\n"
    assert blocks(text) == [["make up", "make"], ["make down"]]


def test_every_command_of_make_has_its_target() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    text = (ROOT / "README.md").read_text()
    assert set(re.findall(r"\bmake(?: -s)? (\w+)", text)) <= targets
    assert [block[0] for block in readme()] == [
        "make up",
        "make down",
        "pulumi install",
        "python -m ops kept",
        "make up STACK=prod",
    ]


def test_what_the_readme_leads_to_is_there() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", (ROOT / "README.md").read_text())
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
