"""One grant of a policy document, and when one grant is inside another.

A document is flattened: each statement gives a grant for each of its principals, actions and resources. What is inside
what is decided for one grant at a time, and on the safe side: "no" may mean "can't be shown".
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

EVERYONE: Final = frozenset({("*", "*"), ("AWS", "*")})
_ACCOUNT: Final = re.compile(r"(?<![0-9A-Za-z])[0-9]{12}(?![0-9A-Za-z])")


@dataclass(frozen=True)
class Conjunct:
    """One condition: the operator as written, the key in lower case, and the values.

    One value that holds is enough; with a negated operator, all have to (IAM User Guide, "IAM JSON policy elements:
    Condition operators").
    """

    operator: str
    key: str
    values: frozenset[str]

    def implies(self, other: "Conjunct") -> bool:
        """Whether whatever meets this condition also meets the other one."""
        if (self.operator, self.key) != (other.operator, other.key):
            return False
        if "Not" in self.operator:
            return self.values >= other.values
        if self.operator == "StringLike":
            return all(any(_matches(its, mine) for its in other.values) for mine in self.values)
        return self.values <= other.values


@dataclass(frozen=True)
class Grant:
    """Who may, or may not, do what on what, and when.

    Attributes:
        allows: True for an Allow, False for a Deny.
        principal: Its kind (`Service`, `AWS`, …; `*` for the bare wildcard) and its name.
        action: The action, in lower case: names of actions are not case-sensitive.
        action_as_written: The action as the document has it, for people: it tells no grant from another.
        resource: The resource.
        conditions: All that has to hold.
        inverted: The elements of the three that stand as `NotPrincipal`, `NotAction`, `NotResource`: they mean all
            but what they name. Such a grant holds all values of the element, joined by ", ".
    """

    allows: bool
    principal: tuple[str, str]
    action: str
    resource: str
    conditions: frozenset[Conjunct]
    inverted: frozenset[str] = frozenset()
    action_as_written: str = field(default="", compare=False)

    def order(self) -> tuple[object, ...]:
        """What to sort grants by, so that the same documents always read the same."""
        conditions = sorted((each.operator, each.key, sorted(each.values)) for each in self.conditions)
        return not self.allows, self.target, sorted(self.inverted), conditions

    def inside(self, other: "Grant") -> bool:
        """Whether everything that this grant says is said by the other one as well."""
        if self.allows != other.allows:
            return False
        if self.inverted or other.inverted:
            return (self.inverted, self.target) == (other.inverted, other.target) and self._narrower(other)
        return (
            (self.principal == other.principal or other.principal in EVERYONE)
            and _matches(other.action, self.action)
            and _matches(other.resource, self.resource)
            and self._narrower(other)
        )

    def _narrower(self, other: "Grant") -> bool:
        """Whether each condition of the other one has to hold here too."""
        return all(any(mine.implies(its) for mine in self.conditions) for its in other.conditions)

    @property
    def target(self) -> tuple[tuple[str, str], str, str]:
        """Who may do what on what, whatever the conditions."""
        return self.principal, self.action, self.resource

    def accounts(self) -> frozenset[str]:
        """Every account id that the grant names anywhere."""
        texts = (self.principal[1], self.resource, *(value for each in self.conditions for value in each.values))
        return frozenset(found for text in texts for found in _ACCOUNT.findall(text))


def _matches(pattern: str, text: str) -> bool:
    """Whether all that `text` matches, itself maybe a pattern, is matched by the pattern."""
    return _regex(pattern).fullmatch(text) is not None


@lru_cache(maxsize=4096)
def _regex(pattern: str) -> re.Pattern[str]:
    # A `*` of the text is many characters, so a `?` of the pattern must not take it for one.
    parts = {"*": ".*", "?": "[^*]"}
    single = re.sub(r"\*+", "*", pattern)
    return re.compile("".join(parts.get(each) or re.escape(each) for each in single), re.DOTALL)
