"""What can be asked: the saved queries of a stack."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from logs.query_parameters import ACCOUNT, PARAMETERS, Parameter
from ops.errors import OpsError


class Sink(StrEnum):
    """Where a query looks."""

    INSIGHTS = "insights"
    """The log groups, with CloudWatch Logs Insights."""
    ATHENA = "athena"
    """The log bucket, with Athena."""


@dataclass(frozen=True)
class Question:
    """A saved query."""

    name: str
    """Without its folder."""
    sink: Sink
    answers: str
    """What it finds, as sentences."""
    text: str
    log_groups: tuple[str, ...] = ()
    """The log groups that it looks through; none for Athena."""

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """What it asks for, in the order of its text."""
        own = (PARAMETERS[self.name],) if self.name in PARAMETERS else ()
        if self.sink is Sink.ATHENA and self.text.count("?") > len(own):
            return (ACCOUNT, *own)
        return own


def choose(questions: Sequence[Question], name: str, sink: Sink | None) -> Question:
    """The question of a name: that of Logs Insights if both have one and no sink is chosen, for it is the newer data.

    Raises:
        OpsError: There is none.
    """
    named = [one for one in questions if one.name == name]
    for one in sorted(named, key=lambda question: question.sink is Sink.ATHENA):
        if sink in (None, one.sink):
            return one
    where = f" in {sink.value}" if sink else ""
    known = sorted({one.name for one in questions if sink in (None, one.sink)})
    raise OpsError(
        problem=f"the stack has no saved query of this name{where}",
        value=name,
        fix=f"choose one of {', '.join(known)}; without a name, `search` says what each answers",
    )


def values_for(question: Question, given: Mapping[str, str]) -> dict[str, str]:
    """The values of all that the question asks for, each checked.

    Args:
        question: The question.
        given: Parameter's name to its value.

    Raises:
        OpsError: One is missing, is not asked for, or can't be a value of its kind.
    """
    wanted = {parameter.name: parameter for parameter in question.parameters}
    asks = ", ".join(f"--set {name}={parameter.example}" for name, parameter in wanted.items())
    fix = f"{question.name} asks for {asks}" if asks else f"{question.name} asks for nothing: leave out --set"
    if unknown := sorted(given.keys() - wanted.keys()):
        raise OpsError(problem="the query does not ask for this", value=", ".join(unknown), fix=fix)
    if missing := sorted(wanted.keys() - given.keys()):
        raise OpsError(problem="the query asks for a value", value=f"no {', '.join(missing)}", fix=fix)
    for name, parameter in wanted.items():
        try:
            parameter.check(given[name])
        except ValueError as error:
            raise OpsError(problem="this value can't be searched for", value=str(error), fix=fix) from error
    return {name: given[name] for name in wanted}
