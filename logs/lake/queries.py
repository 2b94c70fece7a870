"""Saved queries: what is asked of the logs again and again, as Athena SQL over the tables of the lake."""

from collections.abc import Sequence
from dataclasses import dataclass

from logs.lake.flow_log_sql import FLOW_LOG_QUERIES
from logs.lake.projection import ACCOUNT_KEY, states_accounts, time_key
from logs.lake.query_template import QueryTemplate
from logs.lake.table import Table
from logs.lake.trail_sql import TRAIL_QUERIES

RECENT_DAYS = 7
"""How many days back a saved query looks."""


@dataclass(frozen=True)
class SavedQuery:
    """One query, ready to run."""

    name: str
    """Lower-case words with hyphens, unique among all saved queries."""
    description: str
    """What it finds, how far back, and what it asks for."""
    sql: str
    """Athena SQL. Each `?` is an execution parameter: Athena's console asks for it when the query is run."""
    parameters: tuple[str, ...]
    """What each `?` stands for, in order."""


def flow_log_queries(database: str, table: Table) -> tuple[SavedQuery, ...]:
    """The queries that a table of flow logs can answer: those whose columns its record format has.

    Args:
        database: The Glue database that the table is in.
        table: The table.
    """
    return _filled_in(FLOW_LOG_QUERIES, database, table)


def trail_queries(database: str, table: Table) -> tuple[SavedQuery, ...]:
    """The queries over a table of a trail's events.

    Args:
        database: The Glue database that the table is in.
        table: The table.
    """
    return _filled_in(TRAIL_QUERIES, database, table)


def _filled_in(templates: Sequence[QueryTemplate], database: str, table: Table) -> tuple[SavedQuery, ...]:
    columns = {column.name for column in table.columns}
    return tuple(_saved(template, database, table) for template in templates if template.columns <= columns)


def _saved(template: QueryTemplate, database: str, table: Table) -> SavedQuery:
    time = time_key(table)
    recent = f"\"{time.name}\" >= date_format(current_date - INTERVAL '{RECENT_DAYS}' DAY, '{time.sql_format}')"
    asked: tuple[str, ...] = ()
    if states_accounts(table):
        # Without it Athena refuses the query: it can't work the accounts out, and won't list the bucket for them.
        recent += f"\n  AND {ACCOUNT_KEY} = ?"
        asked = ("the account, as in '111122223333'",)
    parameters = (*asked, *template.parameters)
    asks = f" Asks for {'; '.join(parameters)}." if parameters else ""
    return SavedQuery(
        name=template.name,
        description=f"{template.description} The last {RECENT_DAYS} days.{asks}",
        sql=template.sql.format(table=f'"{database}"."{table.name}"', recent=recent),
        parameters=parameters,
    )
