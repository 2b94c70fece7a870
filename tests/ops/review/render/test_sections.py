"""What doesn't fit is counted, and nothing is cut."""

from hypothesis import given
from hypothesis import strategies as st

from ops.review.render.sections import Section, fitted

ITEMS = st.lists(st.text(alphabet="abcé", min_size=1, max_size=60).map(lambda text: f"- {text}\n"), max_size=30)
SECTIONS = st.lists(st.builds(Section, st.sampled_from(["# a\n", "b"]), ITEMS.map(tuple), st.booleans()), max_size=12)


@given(SECTIONS, st.integers(min_value=0, max_value=4000))
def test_a_text_is_never_too_long_and_no_item_is_cut(sections: list[Section], limit: int) -> None:
    text = fitted(sections, limit)

    assert len(text.encode()) <= limit
    assert text.count("<details>") == text.count("</details>")
    whole = {item.strip() for section in sections for item in section.items}
    assert {line for line in text.splitlines() if line.startswith("- ")} <= whole


@given(SECTIONS)
def test_what_fits_is_all_there(sections: list[Section]) -> None:
    text = fitted(sections, 1_000_000)

    assert text == "".join(section.text(len(section.items)) for section in sections)
    assert "left out" not in text


@given(SECTIONS, st.integers(min_value=0, max_value=4000))
def test_as_much_as_fits_is_there(sections: list[Section], limit: int) -> None:
    """Where there is room for all, all is there: to the byte."""
    size = len(fitted(sections, 1_000_000).encode())

    assert ("left out" in fitted(sections, limit)) is False or size > limit


def test_items_that_are_left_out_are_counted_in_their_section() -> None:
    sections = [
        Section("# one\n", tuple(f"- item {number}\n" for number in range(100)), unit="change"),
        Section("two", ("- last\n",), fold=True),
    ]

    assert fitted(sections, 170) == (
        "# one\n- item 0\n- item 1\n- item 2\n- item 3\n- item 4\n\n_95 more changes left out: no room._\n\n"
        "<details><summary>two</summary>\n\n- last\n\n</details>\n\n"
    )


def test_sections_that_are_left_out_are_counted_at_the_end() -> None:
    sections = [Section(f"# {number}\n") for number in range(100)]

    assert fitted(sections, 60) == "# 0\n\n# 1\n\n# 2\n\n# 3\n\n\n_96 more sections left out: no room._\n"
