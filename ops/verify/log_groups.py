"""The check of a log group."""

from ops.facts import Reading
from ops.verify.check import Check, Subject, Verdict


def check_log_group(name: str, declared_days: int, retention: Reading[int]) -> list[Check]:
    """Whether the log group is there and keeps events exactly as long as declared.

    Args:
        name: The log group's name.
        declared_days: 0 is for ever.
        retention: In days, likewise.
    """

    def judge(days: int) -> Verdict:
        if days == declared_days:
            return Verdict(True, _period(days))
        return Verdict(False, f"{_period(days)}, declared {_period(declared_days)}")

    return [Subject("log group", name).check("keeps events as declared", retention, judge)]


def _period(days: int) -> str:
    return f"{days} days" if days else "for ever"
