import json

import pytest
from rich.console import Console

from ops.verify.check import Check, Status
from ops.verify.report import as_json, as_table, as_text

CHECKS = [
    Check("trail", "t", "exists", Status.OK, "arn", ""),
    Check("trail", "t", "is logging", Status.FAILED, "stopped", "start it"),
    Check("trail", "u", "exists", Status.FAILED, "the trail does not exist", "start it"),
    Check("log bucket", "b", "policy is as declared", Status.UNKNOWN, "[red]denied[/red]", "allow it"),
    Check("log bucket", "b", "flow records keep coming", Status.SKIPPED, "not judged", ""),
]

TEXT = """\
trail t
  ok       exists                    arn
  failed   is logging                stopped
trail u
  failed   exists                    the trail does not exist
log bucket b
  unknown  policy is as declared     [red]denied[/red]
  skipped  flow records keep coming  not judged

to do: start it
  for trail t: is logging
  for trail u: exists

to do: allow it
  for log bucket b: policy is as declared

1 ok, 2 failed, 1 unknown, 1 skipped"""


def test_text() -> None:
    assert as_text(CHECKS) == TEXT


def test_nothing_to_do() -> None:
    assert as_text(CHECKS[:1]) == "trail t\n  ok       exists  arn\n\n1 ok, 0 failed, 0 unknown, 0 skipped"


def test_json() -> None:
    assert json.loads(as_json(CHECKS))[1] == {
        "area": "trail",
        "subject": "t",
        "claim": "is logging",
        "status": "failed",
        "detail": "stopped",
        "fix": "start it",
    }
    assert len(json.loads(as_json(CHECKS))) == 5


@pytest.mark.parametrize(
    ("colour", "failure"), [(None, "✗   is logging"), ("standard", "\x1b[1;31m✗\x1b[0m   is logging")]
)
def test_table(colour: str | None, failure: str) -> None:
    console = Console(width=100, color_system="standard" if colour else None, force_terminal=bool(colour))

    with console.capture() as capture:
        console.print(as_table(CHECKS))

    shown = capture.get()
    assert failure in shown
    for expected in ("[red]denied[/red]", "log bucket b", "to do: allow it", "1 ok, 2 failed, 1 unknown, 1 skipped"):
        assert expected in shown
