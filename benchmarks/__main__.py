"""`python -m benchmarks`: measure, print a table, and fail when a bound isn't kept."""

import sys
from collections.abc import Callable
from functools import partial
from typing import Final

from rich.console import Console
from rich.table import Table

from benchmarks import analysis, parliament_runs
from benchmarks.decision import LEAST_TIMES_PARLIAMENT, measured_decisions
from benchmarks.policies import (
    MOST_MILLISECONDS,
    MOST_OF_CHECKOV,
    Cost,
    Round,
    checkov_seconds,
    measured_cost,
)
from benchmarks.previews import MOST_GROWTH, growth, measured_previews
from benchmarks.programs import buckets_and_policies, mixed
from sandbox.progress import Progress

RESOURCES: Final = 1000
"""Resources of the mixed program, and buckets of the other one, whose previews are measured with the policy pack."""
MIXED_ROUNDS: Final = 12
"""Rounds of previews of the mixed program."""
BUCKETS_ROUNDS: Final = 5
"""Rounds of previews of the buckets: fewer, for checkov takes long in each."""
FIGURES: Final[tuple[tuple[str, Callable[[Round], float]], ...]] = (
    ("without a pack", lambda one: one.without),
    ("with one that does nothing", lambda one: one.with_nothing),
    ("with ours", lambda one: one.with_ours),
    ("a pack that does nothing adds", lambda one: one.nothing_adds),
    ("ours adds", lambda one: one.ours_adds),
    ("ours adds to one that does nothing", lambda one: one.more_than_nothing),
)
"""What is told of a program's rounds, in seconds."""


def main() -> int:
    """Run all benchmarks and give the exit code: 1 when one is over its bound."""
    console = Console()
    kept = [
        decisions_keep_their_bound(console),
        policies_keep_their_bounds(console),
        previews_keep_their_bound(console),
    ]
    return 0 if all(kept) else 1


def policies_keep_their_bounds(console: Console) -> bool:
    """Measure what the policy pack adds to previews, and tell whether it is little enough."""
    first, second = mixed(RESOURCES), buckets_and_policies(RESOURCES)
    mixed_cost = measured_cost(first, parliament_runs.seconds_per_document, MIXED_ROUNDS, Progress())
    buckets_cost = measured_cost(second, partial(checkov_seconds, second), BUCKETS_ROUNDS, Progress())
    in_process = analysis.milliseconds_per_resource(first, Progress())
    for cost in (mixed_cost, buckets_cost):
        title = f"previews of {cost.program.title}, {len(cost.rounds)} rounds, in seconds"
        table = Table("", "median", "smallest", "largest", title=title)
        for name, figure in FIGURES:
            spread = cost.spread(figure)
            seconds = [f"{value:.2f}" for value in (spread.median, spread.smallest, spread.largest)]
            table.add_row(name, *seconds)
        console.print(table)
    kept = [little_enough_a_resource(console, mixed_cost), little_enough_of_checkov(console, buckets_cost)]
    console.print(f"without the engine, the rules take {in_process:.2f} ms a resource of {first.title}")
    return all(kept)


def little_enough_a_resource(console: Console, cost: Cost) -> bool:
    """Tell whether what the pack adds a resource is little enough, by what parliament reads on this machine.

    Each round is held against what parliament read in it: the speed of the machine may be another one in the next.
    """

    def slower(one: Round) -> float:
        return parliament_runs.DOCUMENTS_PER_SECOND * one.yardstick

    def on_that_machine(one: Round) -> float:
        return one.ours_adds / slower(one)

    console.print(
        f"parliament reads {cost.spread(lambda one: 1 / one.yardstick):.0f} documents a second, and "
        f"{parliament_runs.DOCUMENTS_PER_SECOND} on the machine that the targets are for: this one is "
        f"{cost.spread(slower):.1f} times as slow"
    )
    added = cost.milliseconds_per_resource(on_that_machine)
    console.print(
        f"of {cost.program.title}: ours adds {cost.milliseconds_per_resource(lambda one: one.ours_adds):.2f} ms a "
        f"resource, on that machine {added:.2f}; there at most {MOST_MILLISECONDS} ms are allowed"
    )
    return added.median <= MOST_MILLISECONDS


def little_enough_of_checkov(console: Console, cost: Cost) -> bool:
    """Tell whether what the pack adds to one that does nothing is little enough, by what checkov takes for the same."""
    ours = cost.spread(lambda one: one.ours_adds / one.yardstick)
    nothing = cost.spread(lambda one: one.nothing_adds / one.yardstick)
    more = cost.spread(lambda one: one.more_than_nothing / one.yardstick)
    console.print(
        f"of {cost.program.title}: checkov takes {cost.spread(lambda one: one.yardstick):.1f} s for a plan of the same"
    )
    console.print(f"  all that ours adds is {ours:.3f} of that; a tenth is wanted")
    console.print(f"  all that a pack that does nothing adds is {nothing:.3f} of it; a tenth is wanted")
    console.print(
        f"  what ours adds to one that does nothing is {more:.3f} of it; at most {MOST_OF_CHECKOV} is allowed"
    )
    return more.median <= MOST_OF_CHECKOV


def decisions_keep_their_bound(console: Console) -> bool:
    """Measure the decision beside others' linters, and tell whether it is quick enough."""
    ours, *others = measured_decisions(Progress())
    table = Table("", "documents a second", "ours is quicker", title="bucket policies decided on one core")
    table.add_row(ours.tool, f"{ours.documents_per_second:,.0f}", "")
    times = [ours.documents_per_second / other.documents_per_second for other in others]
    for other, ratio in zip(others, times, strict=True):
        table.add_row(other.tool, f"{other.documents_per_second:,.0f}", f"{ratio:.0f} times")
    console.print(table)
    console.print(f"at least {LEAST_TIMES_PARLIAMENT} times parliament is wanted")
    return times[0] >= LEAST_TIMES_PARLIAMENT


def previews_keep_their_bound(console: Console) -> bool:
    """Measure how previews grow with the number of VPCs, and tell whether it is little enough."""
    previews = list(measured_previews(Progress()))
    table = Table("VPCs", "resources", "seconds", "ms a resource", title="previews of a new stack")
    for one in previews:
        table.add_row(str(one.vpcs), str(one.resources), f"{one.seconds:.1f}", f"{one.milliseconds_per_resource:.1f}")
    console.print(table)
    ratio = growth(previews)
    console.print(f"a resource of 50 VPCs costs {ratio:.2f} times one of 10 VPCs; at most {MOST_GROWTH} is allowed")
    return ratio <= MOST_GROWTH


sys.exit(main())
