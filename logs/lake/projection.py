"""Partition projection: the partitions of a table worked out from its parameters (Athena User Guide, same title)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from logs.lake.scope import LakeScope
from logs.lake.table import Column, Table

ACCOUNT_KEY = "aws_account_id"
REGION_KEY = "aws_region"


@dataclass(frozen=True)
class TimeKey:
    """The partition key that has the day, or the hour, as it stands in an object's key."""

    name: str
    """`day` or `hour`."""
    format: str
    """In Java's DateTimeFormatter notation, where what is in quotes stands for itself."""
    unit: str
    """`DAYS` or `HOURS`."""

    @property
    def sql_format(self) -> str:
        """The same format in the notation of SQL's `date_format`: `%Y/%m/%d`."""
        words = {"yyyy": "%Y", "MM": "%m", "dd": "%d", "HH": "%H", "'": ""}
        return re.sub("|".join(words), lambda word: words[word.group()], self.format)


# With year=, month= and day= in one key instead of one each, a query compares one string in every layout, and the
# projection begins a number of days ago: keys that are integers have a fixed range. Athena's guide says "based on
# DateTimeFormatter", which has quotes, and shows formats without any: not tried on a real account yet.
DAY = TimeKey("day", "yyyy/MM/dd", "DAYS")
HOUR = TimeKey("hour", "yyyy/MM/dd/HH", "HOURS")
HIVE_DAY = TimeKey("day", "'year='yyyy'/month='MM'/day='dd", "DAYS")
HIVE_HOUR = TimeKey("hour", "'year='yyyy'/month='MM'/day='dd'/hour='HH", "HOURS")


def partition_keys(scope: LakeScope, time: TimeKey) -> tuple[Column, ...]:
    """The keys of a table, which no field of its records has the name of."""
    return (
        Column(ACCOUNT_KEY, "string", _account_comment(scope)),
        Column(REGION_KEY, "string", "Region that the logs are from."),
        Column(time.name, "string", f"When the file was made, UTC, as {time.format}."),
    )


def projection(scope: LakeScope, time: TimeKey, template: str) -> dict[str, str]:
    """The table's parameters that say which partitions there are.

    Args:
        scope: How far the table reaches.
        time: The key that has the time.
        template: Where a partition is, with each key as `${name}`.
    """
    return {
        "projection.enabled": "true",
        **_accounts(scope.accounts),
        f"projection.{REGION_KEY}.type": "enum",
        f"projection.{REGION_KEY}.values": ",".join(scope.regions),
        f"projection.{time.name}.type": "date",
        f"projection.{time.name}.format": time.format,
        f"projection.{time.name}.interval": "1",
        f"projection.{time.name}.interval.unit": time.unit,
        f"projection.{time.name}.range": f"NOW-{scope.days}DAYS,NOW",
        "storage.location.template": template,
    }


def placeholder(key: str) -> str:
    """A key's value in the template of a location."""
    return f"${{{key}}}"


def time_key(table: Table) -> TimeKey:
    """The key that has the time, of a table with such a projection."""
    name = table.partition_keys[-1].name
    return TimeKey(
        name, table.parameters[f"projection.{name}.format"], table.parameters[f"projection.{name}.interval.unit"]
    )


def states_accounts(table: Table) -> bool:
    """Whether queries have to state the accounts themselves, since the table doesn't know them."""
    return table.parameters[f"projection.{ACCOUNT_KEY}.type"] == "injected"


def _accounts(accounts: Sequence[str]) -> dict[str, str]:
    if not accounts:
        return {f"projection.{ACCOUNT_KEY}.type": "injected"}
    return {f"projection.{ACCOUNT_KEY}.type": "enum", f"projection.{ACCOUNT_KEY}.values": ",".join(accounts)}


def _account_comment(scope: LakeScope) -> str:
    stated = "" if scope.accounts else " Every query has to state it, with = or IN."
    return f"Account that the logs are from.{stated}"
