"""Checks as JUnit XML, which CI systems show as tests."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ops.verify.check import Check, Status

# XML 1.0, "Characters": what no document can have, not even escaped. AWS's messages could.
_NO_CHARACTER: Final = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
# GitLab, Jenkins and GitHub's actions tell these apart: what is wrong, what could not be tested, what was not.
_ELEMENTS: Final = {Status.FAILED: "failure", Status.UNKNOWN: "error"}


def as_junit(checks: Sequence[Check], *, at: datetime) -> bytes:
    """A test suite with a test case for each check, of a class for each subject.

    Args:
        checks: The checks.
        at: When they were made.
    """
    counts = Counter(check.status for check in checks)
    totals = {
        "name": "ops verify",
        "tests": str(len(checks)),
        "failures": str(counts[Status.FAILED]),
        "errors": str(counts[Status.UNKNOWN]),
        "skipped": str(counts[Status.SKIPPED]),
        "time": "0",
    }
    root = Element("testsuites", {name: value for name, value in totals.items() if name != "skipped"})
    suite = SubElement(root, "testsuite", {**totals, "timestamp": f"{at:%Y-%m-%dT%H:%M:%S}", "hostname": "localhost"})
    for check in checks:
        _add(suite, check)
    indent(root)
    return tostring(root, encoding="utf-8", xml_declaration=True)


def _add(suite: Element, check: Check) -> None:
    case = SubElement(
        suite,
        "testcase",
        {"classname": _text(f"{check.area}.{check.subject}"), "name": _text(check.claim), "time": "0"},
    )
    if check.status is Status.OK:
        SubElement(case, "system-out").text = _text(check.detail)
    elif check.status is Status.SKIPPED:
        SubElement(case, "skipped", {"message": _text(check.detail)})
    else:
        found = SubElement(case, _ELEMENTS[check.status], {"message": _text(check.detail), "type": check.status.value})
        found.text = _text(f"{check.detail}\nto do: {check.fix}")


def _text(value: str) -> str:
    return _NO_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", value)
