"""Whether the options of the pack's settings are those that its rules have: what doesn't fit would say nothing."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Final

from findings import shown
from option_schemas import misfits
from pack_settings import EVERY_RULE, OPTIONS, STACKS, Settings
from rule_options import Schema

_LIKE: Final = 0.75


def problems_of(settings: Settings, schemas: Mapping[str, Schema]) -> list[str]:
    """Say what of the settings doesn't fit the rules.

    Args:
        settings: The settings.
        schemas: The options of each rule, by its name.

    Returns:
        A sentence for each problem; none when they fit. Those of stacks only when the others fit: a stack has them too.
    """
    found = _problems(OPTIONS, settings, schemas)
    return found or [
        problem
        for stack, own in settings.stacks.items()
        for problem in _problems(f"{STACKS}.{stack}.{OPTIONS}", own, schemas)
    ]


def _problems(where: str, settings: Settings, schemas: Mapping[str, Schema]) -> list[str]:
    found = [
        problem
        for rule, options in settings.options.items()
        for name, value in options.items()
        for problem in _misfits(f"{where}.{rule}", name, value, _meant(rule, schemas))
    ]
    return list(dict.fromkeys(found))  # rules that share an option say the same of it


def _meant(rule: str, schemas: Mapping[str, Schema]) -> list[Schema]:
    return list(schemas.values()) if rule == EVERY_RULE else [schemas.get(rule, {})]


def _misfits(where: str, name: str, value: object, schemas: list[Schema]) -> Iterator[str]:
    if not any(name in schema for schema in schemas):
        like = get_close_matches(name, sorted({one for schema in schemas for one in schema}), n=1, cutoff=_LIKE)
        hint = f" Did you mean {like[0]}?" if like else ""
        yield f"{where}: {shown(name)} is no option {'of any rule' if len(schemas) > 1 else 'of this rule'}.{hint}"
    for schema in schemas:
        if name in schema:
            yield from misfits(f"{where}.{name}", value, schema[name])
