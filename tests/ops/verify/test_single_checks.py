"""The subjects of which there is one check: judged from readings alone."""

import pytest

from ops.facts import LogGroup, Missing, Unreadable
from ops.verify.check import Status
from ops.verify.log_groups import check_log_group


@pytest.mark.parametrize(
    ("days", "reading", "status", "detail"),
    [
        (30, 30, Status.OK, "30 days"),
        (0, 0, Status.OK, "for ever"),
        (30, 60, Status.FAILED, "60 days, declared 30 days"),
        (30, 0, Status.FAILED, "for ever, declared 30 days"),
        (0, 30, Status.FAILED, "30 days, declared for ever"),
        (30, Missing("the log group does not exist"), Status.FAILED, "the log group does not exist"),
        (
            30,
            Unreadable("logs:DescribeLogGroups", "ThrottlingException", "Rate exceeded"),
            Status.UNKNOWN,
            "logs:DescribeLogGroups answered ThrottlingException: Rate exceeded",
        ),
    ],
)
def test_retention(days: int, reading: int | Missing | Unreadable, status: Status, detail: str) -> None:
    (check,) = check_log_group("name", days, LogGroup(reading) if isinstance(reading, int) else reading)

    assert (check.status, check.detail) == (status, detail)
    assert bool(check.fix) is (status is not Status.OK)


@pytest.mark.parametrize(
    ("code", "fix"),
    [
        ("AccessDenied", "allow s3:X to the credentials in use, then verify again"),
        ("SlowDown", "verify again; if it stays, call s3:X by hand with the same credentials"),
    ],
)
def test_the_fix_for_what_cannot_be_read(code: str, fix: str) -> None:
    (check,) = check_log_group("name", 30, Unreadable("s3:X", code, "no"))

    assert check.fix == fix
