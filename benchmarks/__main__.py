"""`python -m benchmarks`: measure, print a table, and fail when a bound isn't kept."""

import sys

from rich.console import Console
from rich.table import Table

from benchmarks.decision import LEAST_TIMES_PARLIAMENT, measured_decisions
from benchmarks.policies import MOST_MILLISECONDS, MOST_SECONDS, buckets_and_policies, mixed_program
from benchmarks.previews import MOST_GROWTH, growth, measured_previews
from sandbox.progress import Progress


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
    mixed, buckets = mixed_program(Progress()), buckets_and_policies(Progress())
    table = Table(
        "program", "resources", "without", "with", "added", "ms a resource", title="what the policy pack adds"
    )
    for name, one in (("200 of 1,000 are bucket policies", mixed), ("1,000 buckets and policies", buckets)):
        seconds = [f"{value:.2f} s" for value in (one.without, one.with_pack, one.seconds)]
        table.add_row(name, str(one.resources), *seconds, f"{one.milliseconds_per_resource:.2f}")
    console.print(table)
    console.print(f"at most {MOST_MILLISECONDS} ms a resource of the first, and {MOST_SECONDS} s for all of the second")
    return mixed.milliseconds_per_resource <= MOST_MILLISECONDS and buckets.seconds <= MOST_SECONDS


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
