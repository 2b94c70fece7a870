"""Rules about resource groups and the tags that they select."""

from typing import Final

from rule import Rule

from rules.groups import group_selects_what_is_watched, watched_has_tags

GROUP_RULES: Final[tuple[Rule, ...]] = (group_selects_what_is_watched.RULE, watched_has_tags.RULE)
