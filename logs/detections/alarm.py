"""When the alarm of a detection goes off."""

from dataclasses import dataclass

MINUTE, HOUR, DAY = 60, 3600, 86400


@dataclass(frozen=True)
class Alarm:
    """An alarm on the sum of a detection's metric (CloudWatch API Reference, PutMetricAlarm)."""

    threshold: int = 1
    """It goes off at this many in a period, or more."""
    period_seconds: int = 5 * MINUTE
    """How long a period is, in seconds: a multiple of 60. Logs are counted by the minute."""
    evaluation_periods: int = 1
    """How many periods in a row have to have that many."""

    def __post_init__(self) -> None:
        if self.threshold < 1:
            raise ValueError(f"An alarm's threshold is {self.threshold}: it has to be 1 or more, or it never ends.")
        if self.period_seconds < MINUTE or self.period_seconds % MINUTE:
            raise ValueError(
                f"An alarm's period is {self.period_seconds} seconds: it has to be a multiple of {MINUTE}."
            )
        if self.evaluation_periods < 1:
            raise ValueError(f"An alarm looks at {self.evaluation_periods} periods: it has to be 1 or more.")
        longest = 7 * DAY if self.period_seconds >= HOUR else DAY
        if self.evaluation_periods * self.period_seconds > longest:
            raise ValueError(
                f"An alarm looks at {self.evaluation_periods} periods of {self.period_seconds} seconds: together they "
                f"can have {longest} at most, a day, or a week with periods of an hour or more."
            )


AT_THE_FIRST = Alarm()
"""At the first match in five minutes."""
