"""What a stack watches together, and what the tags of its resource groups select."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, cast

import strict_json
from findings import shown
from graph import Graph
from known import NotKnownError
from resource_view import Resource

GROUPS: Final = frozenset({"aws:resourcegroups/group:Group", "aws-native:resourcegroups:Group"})
_ANY_TYPE: Final = "AWS::AllSupported"
_BY_TAGS: Final = "TAG_FILTERS_1_0"

# What is watched, and what watches: by the name that the query of a group has for its type.
WATCHED: Final[Mapping[str, str]] = {
    "aws:cloudtrail/trail:Trail": "AWS::CloudTrail::Trail",
    "aws:cloudwatch/logGroup:LogGroup": "AWS::Logs::LogGroup",
    "aws:ec2/instance:Instance": "AWS::EC2::Instance",
    "aws:ec2/networkInterface:NetworkInterface": "AWS::EC2::NetworkInterface",
    "aws:ec2/subnet:Subnet": "AWS::EC2::Subnet",
    "aws:ec2/vpc:Vpc": "AWS::EC2::VPC",
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": "AWS::KinesisFirehose::DeliveryStream",
    "aws:kinesis/stream:Stream": "AWS::Kinesis::Stream",
    "aws:lambda/function:Function": "AWS::Lambda::Function",
    "aws:sns/topic:Topic": "AWS::SNS::Topic",
    "aws-native:cloudtrail:Trail": "AWS::CloudTrail::Trail",
    "aws-native:ec2:Instance": "AWS::EC2::Instance",
    "aws-native:ec2:NetworkInterface": "AWS::EC2::NetworkInterface",
    "aws-native:ec2:Subnet": "AWS::EC2::Subnet",
    "aws-native:ec2:Vpc": "AWS::EC2::VPC",
    "aws-native:kinesis:Stream": "AWS::Kinesis::Stream",
    "aws-native:kinesisfirehose:DeliveryStream": "AWS::KinesisFirehose::DeliveryStream",
    "aws-native:lambda:Function": "AWS::Lambda::Function",
    "aws-native:logs:LogGroup": "AWS::Logs::LogGroup",
    "aws-native:sns:Topic": "AWS::SNS::Topic",
}


@dataclass(frozen=True)
class Selection:
    """What a group selects: resources of some types that have all of some tags, each with one of some values."""

    types: frozenset[str]
    tags: tuple[tuple[str, frozenset[str]], ...]

    def is_about(self, type_: str) -> bool:
        """Tell whether resources of a type can be in the group; types as CloudFormation names them."""
        return not self.types or _ANY_TYPE in self.types or type_ in self.types

    def has(self, tags: Mapping[str, object]) -> bool:
        """Tell whether a resource with these tags is in the group. Of a key without values, any value will do."""
        return all(key in tags and (not values or tags[key] in tuple(values)) for key, values in self.tags)

    def __str__(self) -> str:
        return " and ".join(f"{key}={' or '.join(sorted(values)) or 'anything'}" for key, values in self.tags)


def selections(graph: Graph) -> tuple[Selection, ...]:
    """What the groups of a stack select by tag, as far as it is known."""
    found: list[Selection] = []
    for group in graph.of_type(*GROUPS):
        try:
            selection = selection_of(group)
        except (NotKnownError, ValueError):
            continue  # Reported of the group itself.
        found += [selection] if selection else []
    return tuple(found)


def selection_of(group: Resource) -> Selection | None:
    """What a group selects by tag; None for a group of another kind.

    Raises:
        NotKnownError: Its query isn't known at preview.
        ValueError: Its query can't be read.
    """
    if (group.text("resourceQuery", "type") or _BY_TAGS) != _BY_TAGS:
        return None
    query = group.read("resourceQuery", "query")
    if query is None:
        return None
    content = strict_json.loads(query) if isinstance(query, str) else query
    lower = {key.lower(): value for key, value in _object(content).items()}
    filters = [{key.lower(): value for key, value in _object(one).items()} for one in _list(lower.get("tagfilters"))]
    return Selection(
        types=frozenset(str(one) for one in _list(lower.get("resourcetypefilters"))),
        tags=tuple((str(one.get("key")), frozenset(map(str, _list(one.get("values"))))) for one in filters),
    )


def tags_of(resource: Resource) -> dict[str, object]:
    """The tags of a resource, and those that its provider gives to all.

    Raises:
        NotKnownError: They aren't known at preview.
    """
    return {**resource.tags("tagsAll"), **resource.tags()}


def _object(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise ValueError(f"resourceQuery.query: {shown(value)} is not an object.")
    return cast("dict[str, object]", value)


def _list(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []
