"""What is watched carries the tags that whoever configures the pack asks for."""

from collections.abc import Iterator, Mapping
from typing import Final

from findings import shown
from frameworks import well_architected
from monitored_group import WATCHED, tags_of
from pulumi_policy import Severity
from resource_view import Resource
from rule import ResourceRule
from rule_options import Options, text_map_option

TAGS: Final = "tags"


def _missing(resource: Resource, options: Options) -> Iterator[tuple[str, str]]:
    """The tags of the option that the resource hasn't at all, or with another value."""
    found = tags_of(resource)
    for key, value in text_map_option(options, TAGS).items():
        if found.get(key) != value:
            yield key, value


def _check(resource: Resource, options: Options) -> Iterator[str]:
    if missing := dict(_missing(resource, options)):
        yield f"It has not the tags {shown(missing)}.\nAdd them to its tags."


def _mend(resource: Resource, options: Options) -> Mapping[str, object]:
    # A tag that is there with another value is somebody's; aws-native's tags are a list, which is not taken apart.
    if isinstance(resource.read("tags"), list):
        return {}
    own = resource.tags()
    missing = {key: value for key, value in _missing(resource, options) if key not in own}
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
