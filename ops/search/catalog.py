"""Reads what can be asked of a stack from its account: what the console offers too."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from ops.aws.account import Account
from ops.errors import OpsError
from ops.facts import Missing, Reading, Skipped, Unreadable
from ops.outputs import StackOutputs
from ops.search.question import Question, Sink
from ops.search_facts import SavedQuery

T = TypeVar("T")

_THREADS: Final = 10
_COMMENT: Final = "# "


def questions(declared: StackOutputs, account: Account) -> list[Question]:
    """The stack's saved queries, by name.

    Raises:
        OpsError: The stack has none, or AWS doesn't give them.
    """
    found = [*_of_insights(declared, account), *_of_athena(declared, account)]
    if not found:
        raise OpsError(
            problem="the stack has no saved queries",
            value="neither the output `views` nor the output `lake` is set",
            fix="set `watch` (Logs Insights) or `lake` (Athena) to true in the stack's configuration, and deploy",
        )
    return sorted(found, key=lambda question: (question.name, question.sink))


def _of_insights(declared: StackOutputs, account: Account) -> Iterator[Question]:
    if declared.views is None or not declared.views.saved_queries:
        return
    folder = declared.views.query_folder
    for name, query in required(account.saved_queries(folder)).items():
        yield _question(name.removeprefix(f"{folder}/"), query)


def _question(name: str, query: SavedQuery) -> Question:
    first, _, rest = query.text.partition("\n")
    described = first.startswith(_COMMENT)
    return Question(
        name=name,
        sink=Sink.INSIGHTS,
        answers=first.removeprefix(_COMMENT) if described else "",
        text=rest if described else query.text,
        log_groups=query.log_groups,
    )


def _of_athena(declared: StackOutputs, account: Account) -> list[Question]:
    if declared.lake is None:
        return []
    ids = required(account.named_queries(declared.lake.workgroup))
    with ThreadPoolExecutor(_THREADS) as pool:
        found = [required(reading) for reading in pool.map(account.named_query, ids)]
    return [Question(one.name, Sink.ATHENA, one.description, one.sql) for one in found]


def required(reading: Reading[T]) -> T:
    """What was read; an error for what wasn't.

    Raises:
        OpsError: AWS refused, or answered something else.
    """
    match reading:
        case Unreadable(action, code, message):
            raise OpsError(
                problem=f"AWS refused {action}",
                value=f"{code}: {message}",
                fix=f"allow {action} to the credentials in use, if that is what it says; else try again",
            )
        case Missing(detail) | Skipped(detail):
            raise OpsError(problem="what is searched for is not there", value=detail, fix="deploy the stack again")
        case found:
            return found
