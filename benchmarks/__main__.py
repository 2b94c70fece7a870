"""`python -m benchmarks`: measure, print a table, and fail when a bound isn't kept."""

import sys

from rich.console import Console
from rich.table import Table

from benchmarks.previews import MOST_GROWTH, growth, measured_previews
from sandbox.progress import Progress


def main() -> int:
    """Run all benchmarks and give the exit code: 1 when one is over its bound."""
    previews = list(measured_previews(Progress()))
    table = Table("VPCs", "resources", "seconds", "ms a resource", title="previews of a new stack")
    for one in previews:
        table.add_row(str(one.vpcs), str(one.resources), f"{one.seconds:.1f}", f"{one.milliseconds_per_resource:.1f}")
    console = Console()
    console.print(table)
    ratio = growth(previews)
    console.print(f"a resource of 50 VPCs costs {ratio:.2f} times one of 10 VPCs; at most {MOST_GROWTH} is allowed")
    return 0 if ratio <= MOST_GROWTH else 1


sys.exit(main())
