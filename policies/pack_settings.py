"""What the pack's user sets for all its rules at once: the levels, options of rules, and exemptions.

CrossGuard's own `--policy-pack-config` configures one rule at a time, and a rule doesn't see what another one is given.
"""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Self, cast

import strict_json
from findings import shown

LEVEL: Final = "level"
OPTIONS: Final = "options"
EXEMPTIONS: Final = "exemptions"
STACKS: Final = "stacks"
EVERY_RULE: Final = "*"

# What Pulumi lets names of projects and stacks have.
_STACK: Final = re.compile(r"[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+")


@dataclass(frozen=True, kw_only=True)
class Exemption:
    """A resource that a rule is not held against, for a time.

    Attributes:
        rule: The name of the rule.
        resource: The logical name of the resource, or its URN.
        reason: Why; shown in every run.
        expires: The last day on which it holds, in UTC.
    """

    rule: str
    resource: str
    reason: str
    expires: datetime.date

    def covers(self, rule: str, name: str, urn: str) -> bool:
        """Tell whether it is about this rule and this resource."""
        return self.rule == rule and self.resource in (name, urn)

    def holds(self) -> bool:
        """Tell whether it still holds today."""
        return today() <= self.expires


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of the pack.

    Attributes:
        level: The name of a file of `levels/`, without its ending.
        options: Options by the name of a rule; those under "*" go to every rule that knows them.
        exemptions: What is exempt from which rule.
        stacks: The settings of stacks that differ, by PROJECT/STACK. A rule knows its stack: it is in every URN.
    """

    level: str = "default"
    options: Mapping[str, Mapping[str, object]] = field(default_factory=dict[str, Mapping[str, object]])
    exemptions: tuple[Exemption, ...] = ()
    stacks: Mapping[str, "Settings"] = field(default_factory=dict[str, "Settings"])

    def of_stack(self, urn: str) -> "Settings":
        """The settings for a stack.

        Args:
            urn: The URN of any resource of it.
        """
        return self.stacks.get(_stack_of(urn), self)

    def rules(self) -> set[str]:
        """The names of all rules that they speak of."""
        own = {*self.options, *(exemption.rule for exemption in self.exemptions)} - {EVERY_RULE}
        return own.union(*(stack.rules() for stack in self.stacks.values()))

    def any_exemption(self) -> bool:
        """Tell whether anything is exempt, in any stack."""
        return bool(self.exemptions) or any(stack.exemptions for stack in self.stacks.values())

    def options_for(self, rule: str, known: Mapping[str, object]) -> dict[str, object]:
        """The options of one rule, of those that it knows.

        Args:
            rule: Its name.
            known: The options that it has, by name.
        """
        shared = {name: value for name, value in self.options.get(EVERY_RULE, {}).items() if name in known}
        return {**shared, **self.options.get(rule, {})}

    def at(self, level: str) -> Self:
        """The same settings at another level."""
        return replace(self, level=level)

    def exempts(self, rule: str, name: str, urn: str) -> bool:
        """Tell whether the resource is exempt from the rule today."""
        return any(exemption.covers(rule, name, urn) and exemption.holds() for exemption in self.exemptions)


_ByRule = Mapping[str, Mapping[str, object]]


def today() -> datetime.date:
    """The day, in UTC, that exemptions are held against."""
    return datetime.datetime.now(datetime.UTC).date()


def settings_of(content: object) -> Settings:
    """Read settings.

    Args:
        content: What the JSON says: an object with any of "level" (a name), "options" (by rule, or "*"), "exemptions"
            (a list of objects with "rule", "resource", "reason" and "expires", a day: 2027-01-31), and "stacks" (by
            PROJECT/STACK, objects with options, which go over the others, and exemptions, which go beside them).

    Raises:
        ValueError: It says something else. The message gives the place, the value and the form.
    """
    given = _object("the settings", content)
    _only("the settings", given, (LEVEL, OPTIONS, EXEMPTIONS, STACKS))
    level = given.get(LEVEL, "default")
    if not isinstance(level, str) or not level.isidentifier():
        raise ValueError(f"{LEVEL}: {shown(level)} is not the name of a file of levels/, such as strict.")
    options, exemptions = _options("", given), _exemptions("", given)
    stacks: dict[str, Settings] = {}
    for name, of_stack in _object(STACKS, given.get(STACKS, {})).items():
        if not _STACK.fullmatch(name):
            raise ValueError(f"{STACKS}: {shown(name)} is not PROJECT/STACK.")
        where = f"{STACKS}.{name}"
        own = _object(where, of_stack)
        _only(where, own, (OPTIONS, EXEMPTIONS))
        own_options = _options(where, own)
        stacks[name] = Settings(
            options={rule: _over(options, own_options, rule) for rule in {**options, **own_options}},
            exemptions=(*exemptions, *_exemptions(where, own)),
        )
    return Settings(level=level, options=options, exemptions=exemptions, stacks=stacks)


def read_settings(path: Path) -> Settings:
    """Read settings from a file.

    Raises:
        ValueError: There is no such file, or it doesn't hold settings. The message says what to write.
    """
    try:
        return settings_of(strict_json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise ValueError(f"the settings of the policy pack, {path}: {error}") from error


def _stack_of(urn: str) -> str:
    # urn:pulumi:STACK::PROJECT::TYPE::NAME
    stack, project, *_ = (*urn.removeprefix("urn:pulumi:").split("::"), "")
    return f"{project}/{stack}"


def _options(where: str, given: Mapping[str, object]) -> dict[str, dict[str, object]]:
    place = f"{where}.{OPTIONS}".removeprefix(".")
    options = _object(place, given.get(OPTIONS, {}))
    return {rule: _object(f"{place}.{rule}", of_rule) for rule, of_rule in options.items()}


def _over(options: _ByRule, own: _ByRule, rule: str) -> dict[str, object]:
    """The options of a rule, or of every rule, with those of a stack over them: what it says of every rule, too."""
    shared = options.get(rule, {})
    of_every = {name: value for name, value in own.get(EVERY_RULE, {}).items() if name in shared}
    return {**shared, **of_every, **own.get(rule, {})}


def _exemptions(where: str, given: Mapping[str, object]) -> tuple[Exemption, ...]:
    place = f"{where}.{EXEMPTIONS}".removeprefix(".")
    exemptions = given.get(EXEMPTIONS, [])
    if not isinstance(exemptions, list):
        raise ValueError(f"{place}: {shown(exemptions)} is not a list.")
    return tuple(_exemption(f"{place}.{number}", one) for number, one in enumerate(cast("list[object]", exemptions), 1))


def _exemption(where: str, content: object) -> Exemption:
    given = _object(where, content)
    names = ("rule", "resource", "reason", "expires")
    _only(where, given, names)
    texts = {name: given.get(name) for name in names}
    for name, text in texts.items():
        if not isinstance(text, str) or not text.strip():
            raise ValueError(f"{where}.{name}: {shown(text)} is not a text. An exemption has {', '.join(names)}.")
    try:
        expires = datetime.date.fromisoformat(str(texts["expires"]))
    except ValueError as error:
        raise ValueError(f"{where}.expires: {shown(texts['expires'])} is not a day such as 2027-01-31.") from error
    return Exemption(
        rule=str(texts["rule"]), resource=str(texts["resource"]), reason=str(texts["reason"]), expires=expires
    )


def _object(where: str, content: object) -> dict[str, object]:
    if not isinstance(content, dict):
        raise ValueError(f"{where}: {shown(content)} is not an object.")
    return cast("dict[str, object]", content)


def _only(where: str, given: Mapping[str, object], names: tuple[str, ...]) -> None:
    if unknown := sorted(given.keys() - set(names)):
        raise ValueError(f"{where}: {shown(unknown)} is none of {', '.join(names)}.")
