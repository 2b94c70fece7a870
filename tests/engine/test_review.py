"""Reviews of fresh previews by the real engine; see `preview_scenarios` for how to record them."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass

import pytest

from ops.review.findings import Finding
from ops.review.reading.read import read_preview
from ops.review.render.quoting import plain
from ops.review.review import review_of
from tests.engine.conftest import Checkout
from tests.engine.preview_scenarios import SCENARIOS, Scenario, changed
from tests.support.recorded_previews import is_recorded, read_recorded, write_recorded

pytestmark = pytest.mark.engine

RECORD = os.environ.get("RECORD_PREVIEWS", "")
IDS = re.compile(r"\b(?:vpc|fl)-[0-9a-f]+")
BY_NAME = {scenario.name: scenario for scenario in SCENARIOS}


@dataclass(frozen=True)
class Printed:
    """One preview, in both forms."""

    json: str
    events: str


def preview(checkout: Checkout, scenario: Scenario) -> Printed:
    log = checkout.path / "events.json"
    with changed(checkout, scenario):
        done = subprocess.run(
            ["pulumi", "preview", "--non-interactive", "--json", "--policy-pack", "policies", "--event-log", str(log)],
            cwd=checkout.path,
            # The CLI takes --event-log only with its commands for debugging switched on.
            env=checkout.environment() | {"PULUMI_DEBUG_COMMANDS": "true"},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
    events = log.read_text()
    log.unlink()
    return Printed(done.stdout, events)


@pytest.fixture(scope="module")
def previews(checkout: Checkout) -> dict[str, Printed]:
    """What the CLI prints of each scenario; one deployment for all."""
    found = {scenario.name: preview(checkout, scenario) for scenario in SCENARIOS if not scenario.deployed}
    up = checkout.make("up")
    assert up.returncode == 0, up.stdout + up.stderr
    found |= {scenario.name: preview(checkout, scenario) for scenario in SCENARIOS if scenario.deployed}
    for name, printed in found.items():
        for recording, text in ((name, printed.json), (f"{name}.events", printed.events)):
            if RECORD == "all" or (RECORD == "new" and not is_recorded(recording)):
                write_recorded(recording, text)
    return found


def said(findings: tuple[Finding, ...]) -> set[str]:
    return {IDS.sub("ID", finding.what.text(plain)) for finding in findings}


@pytest.mark.parametrize("name", BY_NAME)
def test_what_is_dangerous_is_found_in_a_fresh_preview(previews: dict[str, Printed], name: str) -> None:
    """The event log lists all that stays, so that nothing is left to guess."""
    review = review_of(read_preview(previews[name].events))
    assert (said(review.dangerous), review.preview.errors) == (BY_NAME[name].dangerous, ())
    assert bool(review.counts) == (name != "no-change")


@pytest.mark.parametrize("name", BY_NAME)
def test_both_forms_tell_of_the_same_changes(previews: dict[str, Printed], name: str) -> None:
    written, logged = (read_preview(text) for text in (previews[name].json, previews[name].events))

    assert {(each.operation, each.urn) for each in written.changing} == {
        (each.operation, each.urn) for each in logged.changing
    }


@pytest.mark.parametrize("name", BY_NAME)
def test_a_recorded_preview_is_reviewed_as_a_fresh_one(previews: dict[str, Printed], name: str) -> None:
    """What an engine of today writes is still what is tested on."""
    for recording, text in ((name, previews[name].json), (f"{name}.events", previews[name].events)):
        old, fresh = review_of(read_preview(read_recorded(recording))), review_of(read_preview(text))
        assert said(old.dangerous) == said(fresh.dangerous)
        assert (old.violates, bool(old.preview.errors)) == (fresh.violates, bool(fresh.preview.errors))


def test_a_preview_is_piped_into_the_command(checkout: Checkout, previews: dict[str, Printed]) -> None:
    """As CI does it, with the policies' results in the stream."""
    assert previews
    with changed(checkout, BY_NAME["retention-cut"]):
        command = "pulumi preview --non-interactive --json --policy-pack policies"
        review = f"{sys.executable} -m ops review --format markdown --fail-on dangerous -"
        done = subprocess.run(
            ["sh", "-c", f"{command} | {review}"],
            cwd=checkout.path,
            env=checkout.environment() | {"PULUMI_ENABLE_STREAMING_JSON_PREVIEW": "true"},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
    assert (done.returncode, done.stdout.splitlines()[:2]) == (
        1,
        ["<!-- aws-monitoring-baseline: review of dev -->", "## `dev`: 3 dangerous changes, policies violated"],
    )
    assert "- `log-bucket-keeps-logs-long-enough` (stops the update, high)" in done.stdout
