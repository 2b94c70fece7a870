"""What is watched carries the tags that whoever configures the pack asks for."""

from collections.abc import Iterator, Mapping
from typing import Final

from findings import shown
from frameworks import well_architected
from monitored_group import WATCHED, tags_of
from pulumi_policy import Severity
from resource_view import Resource
from rule import ResourceRule
from rule_options import Options, tags_option

TAGS: Final = "tags"


def _check(resource: Resource, options: Options) -> Iterator[str]:
    found = tags_of(resource)
    if missing := {key: value for key, value in tags_option(options, TAGS).items() if found.get(key) != value}:
        yield f"It has not the tags {shown(missing)}.\nAdd them to its tags."


def _mend(resource: Resource, options: Options) -> Mapping[str, object]:
    if resource.type.startswith("aws-native:"):
        return {}  # Its tags are a list, which is not taken apart.
    # A tag that is there with another value is somebody's.
    found = tags_of(resource)
    missing = {key: value for key, value in tags_option(options, TAGS).items() if key not in found}
    return {"tags": missing} if missing else {}


RULE: Final = ResourceRule(
    name="what-is-watched-has-tags",
    title="What is to be watched lacks the tags by which it is found",
    severity=Severity.LOW,
    framework=well_architected("COST03-BP02"),
    controls=(),
    risk="A group, a dashboard or a bill by tags leaves it out.",
    remedy="Give networks, instances, functions, log groups and streams these tags, or the provider its default tags.",
    url="https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html",
    types=frozenset(WATCHED),
    check=_check,
    mend=_mend,
    options={
        TAGS: {
            "type": "object",
            "additionalProperties": {"type": "string"},
            "description": "Keys to values. Without it, none is asked for.",
        }
    },
)
