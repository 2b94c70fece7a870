"""`python -m benchmarks`: measure, print a table, and fail when a bound isn't kept."""

import sys

from rich.console import Console
from rich.table import Table

from benchmarks.decision import (
    LEAST_TIMES_PARLIAMENT,
    PARLIAMENT,
    measured_decisions,
    parliament_documents_per_second,
)
from benchmarks.policies import (
    MOST_MILLISECONDS,
    MOST_OF_CHECKOV,
    buckets_and_policies,
    checkov_seconds,
    mixed_program,
)
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
    mixed = mixed_program(Progress())
    slower = PARLIAMENT / parliament_documents_per_second()
    buckets, checkov = buckets_and_policies(Progress()), checkov_seconds(Progress())
    table = Table(
        *("program", "without a pack", "one that does nothing", "ours", "added", "ms a resource"),
        title="previews with the policy pack",
    )
    for name, one in (
        ("1,000 resources, 200 of them bucket policies", mixed),
        ("1,000 buckets with policies", buckets),
    ):
        seconds = [f"{value:.2f} s" for value in (one.without, one.with_nothing, one.with_pack, one.added)]
        table.add_row(name, *seconds, f"{one.milliseconds_per_resource:.2f}")
    console.print(table)
    most_milliseconds, most_seconds = MOST_MILLISECONDS * slower, MOST_OF_CHECKOV * checkov
    console.print(
        f"of the first, at most {most_milliseconds:.2f} ms a resource are allowed: {MOST_MILLISECONDS} where "
        f"parliament reads {PARLIAMENT} documents a second, and this machine is {slower:.1f} times as slow"
    )
    console.print(
        f"of the second, the rules take {buckets.of_the_rules:.2f} s, and at most {most_seconds:.2f} s are allowed: "
        f"{MOST_OF_CHECKOV} of the {checkov:.1f} s that checkov takes for a plan of the same"
    )
    return mixed.milliseconds_per_resource <= most_milliseconds and buckets.of_the_rules <= most_seconds


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
