from datetime import UTC, datetime
from typing import Any

import junitparser
from hypothesis import given
from hypothesis import strategies as st

from ops.verify.check import Check, Status
from ops.verify.junit import as_junit

AT = datetime(2026, 1, 31, 12, tzinfo=UTC)
CHECKS = [
    Check("trail", "t", "exists", Status.OK, "arn", ""),
    Check("trail", "t", "is logging", Status.FAILED, "stopped", "start it"),
    Check("log bucket", "b", "policy is as declared", Status.UNKNOWN, "<denied> & \x00", "allow it"),
    Check("log bucket", "b", "flow records keep coming", Status.SKIPPED, "not judged", ""),
]


def read(checks: list[Check]) -> Any:
    """The suite as a CI system reads it: by the format, not by our code."""
    library: Any = junitparser
    [suite] = library.JUnitXml.fromstring(as_junit(checks, at=AT))
    return suite


def test_a_ci_system_sees_each_check_as_a_test() -> None:
    suite = read(CHECKS)

    assert (suite.name, suite.timestamp) == ("ops verify", "2026-01-31T12:00:00")
    assert (suite.tests, suite.failures, suite.errors, suite.skipped) == (4, 1, 1, 1)
    assert [(case.classname, case.name) for case in suite] == [
        (f"{check.area}.{check.subject}", check.claim) for check in CHECKS
    ]
    assert [[(type(one).__name__, one.message) for one in case.result] for case in suite] == [
        [],
        [("Failure", "stopped")],
        [("Error", "<denied> & \N{REPLACEMENT CHARACTER}")],
        [("Skipped", "not judged")],
    ]
    first, second, *_ = suite
    assert first.system_out == "arn"
    assert second.result[0].text == "stopped\nto do: start it"


@given(st.text(), st.text())
def test_whatever_aws_answers_is_xml(subject: str, detail: str) -> None:
    suite = read([Check("trail", subject, "exists", Status.FAILED, detail, "mend it")])

    assert suite.failures == 1


def test_counts_are_those_that_a_reader_counts() -> None:
    suite = read(CHECKS)
    counted = (suite.tests, suite.failures, suite.errors, suite.skipped)

    suite.update_statistics()

    assert counted == (suite.tests, suite.failures, suite.errors, suite.skipped)
