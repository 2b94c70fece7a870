"""The level at which each rule of the pack is enforced, read from a file of `levels/`."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, cast

import strict_json
from pulumi_policy import EnforcementLevel

# Not "remediate": rewriting a resource may hide what its author meant. Who wants it asks for it, rule by rule, in
# CrossGuard's own configuration.
LEVELS: Final = {
    level.value: level for level in (EnforcementLevel.MANDATORY, EnforcementLevel.ADVISORY, EnforcementLevel.DISABLED)
}


def read_levels(path: Path, rules: Iterable[str]) -> Mapping[str, EnforcementLevel]:
    """Read the level of every rule.

    Args:
        path: A JSON object: the name of a rule to "mandatory", "advisory" or "disabled".
        rules: The names of all rules of the pack.

    Returns:
        The level by the name of the rule.

    Raises:
        ValueError: The file isn't such an object, leaves out a rule, or has an unknown rule or level. The message
            lists all problems, with the fix.
    """
    try:
        content = strict_json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}. Write one JSON object of rule names and levels.") from error
    if not isinstance(content, dict):
        raise ValueError(f"{path.name}: not an object. Write one JSON object of rule names and levels.")
    given = cast("dict[str, object]", content)
    names = set(rules)
    problems = [
        *(f"no level for the rule {name!r}. Add it." for name in sorted(names - given.keys())),
        *(f"{name!r} is not a rule of this pack. Remove it." for name in sorted(given.keys() - names)),
        *(
            f"{level!r} is not a level, for the rule {name!r}. Write one of {', '.join(LEVELS)}."
            for name, level in given.items()
            if str(level) not in LEVELS
        ),
    ]
    if problems:
        raise ValueError("\n".join(f"{path.name}: {problem}" for problem in problems))
    return {name: LEVELS[str(given[name])] for name in names}
