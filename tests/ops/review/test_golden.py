"""Reviews of previews that the real engine made, as a person reads them.

`tests/data/previews` has the previews, which tests/engine/test_review.py records, and `tests/data/reviews` the reviews.
After a change of what a review says, look at each difference:

    UPDATE_REVIEWS=1 .venv/bin/python -m pytest -n0 tests/ops/review/test_golden.py; git diff tests/data/reviews
"""

import os
from pathlib import Path
from typing import Final

import pytest

from ops.review.reading.read import both, read_preview
from ops.review.render.markdown import as_markdown
from ops.review.render.mermaid import picture_of
from ops.review.render.terminal import as_text
from ops.review.review import Review, review_of
from tests.support.recorded_previews import read_recorded, recorded

ROOT: Final = Path(__file__).parents[3]
REVIEWS: Final = ROOT / "tests" / "data" / "reviews"
SCENARIOS: Final = [name for name in recorded() if not name.endswith(".events")]
WITH_PICTURE: Final = {"dropped-flow-log", "replaced-trail"}
TOO_LONG: Final = "many-changes"


def review(name: str) -> Review:
    preview, log = (read_preview(read_recorded(each)) for each in (name, f"{name}.events"))
    return review_of(both(preview, log))


def assert_golden(file: Path, text: str) -> None:
    if os.environ.get("UPDATE_REVIEWS"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_comment_on_a_real_preview(name: str) -> None:
    picture = picture_of if name in WITH_PICTURE else None

    assert_golden(REVIEWS / f"{name}.md", as_markdown(review(name), picture=picture))


@pytest.mark.parametrize("name", ["widened-policy", "retention-cut"])
def test_a_real_preview_in_a_terminal(name: str) -> None:
    assert_golden(REVIEWS / f"{name}.txt", f"{as_text(review(name)).plain}\n")


def test_the_documentation_shows_a_real_review() -> None:
    page = (ROOT / "docs" / "review.md").read_text(encoding="utf-8")
    assert f"```text\n{as_text(review('widened-policy')).plain}\n```\n" in page


def test_a_comment_that_is_too_long_is_counted_not_cut() -> None:
    assert_golden(REVIEWS / f"{TOO_LONG}.short.md", as_markdown(review(TOO_LONG), limit=6_000))


@pytest.mark.parametrize("name", SCENARIOS)
def test_either_form_alone_finds_the_same_dangers(name: str) -> None:
    """The JSON does not list what stays as it is, so it may know less of what else there is."""

    def said(of: str) -> set[str]:
        findings = review_of(read_preview(read_recorded(of))).dangerous
        return {f"{finding.urn} {finding.what.template.split(',')[0].split(':')[0]}" for finding in findings}

    assert said(name) == said(f"{name}.events")
