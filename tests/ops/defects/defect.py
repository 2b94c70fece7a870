"""A defect breaks an account that was good, and turns these checks red, and no others."""

from collections.abc import Callable

from tests.ops.deployed import Deployed

Defect = tuple[Callable[[Deployed], None], set[str]]
