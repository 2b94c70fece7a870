"""What a function can cost is bounded: its duration, its memory, and how many of it run at a time."""

from collections.abc import Iterator
from typing import Final

from frameworks import well_architected
from pulumi_policy import Severity
from resource_types import FUNCTIONS
from resource_view import Resource
from rule import ResourceRule
from rule_options import Options, count_option

SECONDS: Final = "mostSeconds"
MEGABYTES: Final = "mostMegabytes"


def _check(function: Resource, options: Options) -> Iterator[str]:
    for name, option, usual, unit in (("timeout", SECONDS, 60, "seconds"), ("memorySize", MEGABYTES, 1024, "MB")):
        most = count_option(options, option, usual)
        value = function.number(name)
        if value is None:
            yield f"Its {name} is not set.\nSet it to what the routine needs, {most} {unit} at most."
        elif value > most:
            yield (
                f"Its {name} is {value:.0f} {unit}; {most} are allowed.\n"
                f"Split the work, or state a larger {option} in this rule's configuration."
            )
    concurrency = function.number("reservedConcurrentExecutions")
    if concurrency is None or concurrency < 0:
        yield "No concurrency is reserved, so nothing bounds how many run at a time.\nSet reservedConcurrentExecutions."


RULE: Final = ResourceRule(
    name="function-has-limits",
    title="Nothing bounds what a function can cost",
    severity=Severity.MEDIUM,
    framework=well_architected("COST09-BP02"),
    controls=(),
    risk=(
        "Lambda is billed for duration, memory and invocations: a routine that hangs or is called in a loop costs "
        "until somebody looks, and takes the concurrency of all others of the account."
    ),
    remedy="Set timeout, memorySize and reservedConcurrentExecutions to what a short, predictable routine needs.",
    url="https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
    types=FUNCTIONS,
    check=_check,
    options={
        SECONDS: {"type": "integer", "minimum": 1, "maximum": 900, "description": "Without it, 60."},
        MEGABYTES: {"type": "integer", "minimum": 128, "maximum": 10240, "description": "Without it, 1024."},
    },
)
