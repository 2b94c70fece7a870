"""The generated table of docs/policies.md."""

from pathlib import Path

from pack import RULES, policies
from pack_settings import Settings
from rule import ResourceRule, Rule

PAGE = Path(__file__).parents[2] / "docs" / "policies.md"
LEVELS = ("default", "strict", "cis", "advisory")


def table() -> str:
    """A row a rule: its levels, and why it is there."""
    levels = {level: {one.name: one.enforcement_level for one in policies(Settings(level=level))} for level in LEVELS}

    def row(rule: Rule) -> str:
        held = [chosen.value for level in LEVELS if (chosen := levels[level][rule.name])]
        kind = "one resource" if isinstance(rule, ResourceRule) else "the stack"
        benchmark = f"{rule.framework.name} {rule.framework.version} {rule.framework.reference}"
        controls = "; ".join([benchmark, *([", ".join(rule.controls)] if rule.controls else [])])
        return _line([f"`{rule.name}`", kind, *held, rule.severity.value, controls, rule.title])

    names = ["rule", "sees", *LEVELS, "severity", "asked for by", "the fault"]
    return "\n".join([_line(names), _line(["---"] * len(names)), *map(row, RULES)])


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
