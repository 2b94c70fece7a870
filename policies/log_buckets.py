"""Which buckets of a stack hold logs: what a service that delivers logs points to, by tag, and by configuration."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from arn_names import names_in
from graph import Graph
from known import NotKnownError
from log_sources import SOURCES, log_destinations
from resource_types import BUCKETS
from resource_view import Resource
from rule_options import Options, Schema, text_option, texts_option, texts_schema

# Settings of the bucket that their property `bucket` names.
LIFECYCLE: Final = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
OBJECT_LOCK: Final = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"
OWNERSHIP: Final = "aws:s3/bucketOwnershipControls:BucketOwnershipControls"
PUBLIC_ACCESS_BLOCK: Final = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"
REPLICATION: Final = "aws:s3/bucketReplicationConfig:BucketReplicationConfig"
VERSIONING: Final = "aws:s3/bucketVersioning:BucketVersioning"
SETTINGS: Final = frozenset(
    {
        *(LIFECYCLE, OBJECT_LOCK, OWNERSHIP, PUBLIC_ACCESS_BLOCK, REPLICATION, VERSIONING),
        *("aws:s3/bucketPolicy:BucketPolicy", "aws-native:s3:BucketPolicy"),
    }
)

LOG_BUCKETS: Final = "logBuckets"
OTHER_BUCKETS: Final = "otherBuckets"
LOG_TAG: Final = "logTag"

OPTIONS: Final[Schema] = {
    LOG_BUCKETS: texts_schema("Exact names of buckets that hold logs, beside those that the stack shows to hold some."),
    OTHER_BUCKETS: texts_schema("Exact names of buckets that hold no logs, whatever points to them."),
    LOG_TAG: {
        "type": "string",
        "pattern": "^[^=]+=[^=]*$",
        "description": "A tag, KEY=VALUE, of buckets that hold logs. Without it, Holds=logs.",
    },
}
_DEFAULT_TAG: Final = "Holds=logs"


class LogBuckets:
    """The log buckets of a stack.

    Attributes:
        declared: Those that the stack itself makes.
        names: The names of all whose name is known, of others' buckets too.
    """

    def __init__(self, graph: Graph, options: Options) -> None:
        self._graph = graph
        self._others = frozenset(texts_option(options, OTHER_BUCKETS))
        self.names = set(texts_option(options, LOG_BUCKETS))
        self.declared: dict[str, Resource] = {}
        tag = (text_option(options, LOG_TAG) or _DEFAULT_TAG).partition("=")[::2]
        for bucket in graph.of_type(*BUCKETS):
            if name_of(bucket) in self.names or bucket.may_have_tag(*tag):
                self.declared[bucket.urn] = bucket
        for source in graph.of_type(*SOURCES):
            for path in log_destinations(source, graph):
                self._add(source, path)
        self.names |= {name for bucket in self.declared.values() if (name := name_of(bucket))}
        self.names -= self._others
        self.declared = {urn: bucket for urn, bucket in self.declared.items() if name_of(bucket) not in self._others}

    def has(self, bucket: Resource) -> bool:
        """Tell whether a bucket that the stack makes is one of them."""
        return bucket.urn in self.declared

    def owner(self, setting: Resource) -> "Resource | str | None":
        """The log bucket that a resource is a setting of.

        Args:
            setting: A resource with the property `bucket`, such as a bucket policy or its versioning.

        Returns:
            The bucket as declared, or its name when others made it; None when it isn't a log bucket.

        Raises:
            NotKnownError: Nothing tells which bucket it is.
        """
        if made := self._graph.referred(setting, ("bucket",), BUCKETS):
            # Of two buckets of one name, the setting is of the one that is there.
            return next((bucket for bucket in made if self.has(bucket)), None)
        name = setting.text("bucket")
        if name is None:
            # It has to be set, so it is not known, whatever the graph shows.
            raise NotKnownError("bucket")
        return next((one for one in names_in(name) if one in self.names), None)

    def may_own(self, setting: Resource) -> bool:
        """Tell whether a resource is, or may be, a setting of a log bucket: also of one that the stack doesn't make.

        Raises:
            NotKnownError: Nothing tells which bucket it is.
        """
        made = self._graph.referred(setting, ("bucket",), BUCKETS)
        return any(self.has(bucket) for bucket in made) if made else self.may_be_named(setting.read("bucket"))

    def named(self, value: object) -> bool:
        """Tell whether a known value, a name or an ARN, names one of them."""
        return isinstance(value, str) and not self.names.isdisjoint(names_in(value))

    def may_be_named(self, value: object) -> bool:
        """Tell whether a known value names one, or may: it names no bucket of the stack, and none of `otherBuckets`."""
        if not isinstance(value, str) or self.named(value):
            return True
        return not self._graph.named(value, BUCKETS) and self._others.isdisjoint(names_in(value))

    def settings(self, bucket: Resource, *types: str) -> list[Resource]:
        """The resources of some types that are settings of a log bucket that the stack makes."""
        index = self._graph.once(_settings)
        return [one for one in index.get(bucket.urn, ()) if one.type in types]

    def left_to(self, type_: str, bucket: Resource, *properties: str) -> bool:
        """Tell whether a log bucket leaves a setting to a resource of its own.

        Args:
            type_: The type of such a resource.
            bucket: The bucket.
            properties: Those of the bucket that say the same. What the program states there is written again with each
                update, over what the other resource says.

        Raises:
            NotKnownError: What it states there isn't known at preview.
        """
        return bool(self.settings(bucket, type_)) and not any(map(bucket.states, properties))

    def _add(self, source: Resource, path: tuple[str, ...]) -> None:
        try:
            found = self._graph.referred(source, path, BUCKETS)
            value = source.read(*path)
        except NotKnownError:
            # `log-destination-is-known` reports the second: found by origins, or not to be known at all.
            found, value = self._graph.origins(source, path[0], BUCKETS), None
        self.declared |= {bucket.urn: bucket for bucket in found}
        if isinstance(value, str) and not found:
            self.names |= {name for name in names_in(value) if ":" not in name}


def log_buckets(graph: Graph, options: Options) -> LogBuckets:
    """The log buckets of a stack; found once for all that a rule is held against.

    Args:
        graph: The stack.
        options: The options of the rule, with `OPTIONS` among them.
    """
    return graph.once(LogBuckets, {name: value for name, value in options.items() if name in OPTIONS})


def other_buckets_option() -> Schema:
    """The option of rules about one resource, for which every bucket counts as a log bucket."""
    return {OTHER_BUCKETS: OPTIONS[OTHER_BUCKETS]}


def name_of(bucket: Resource) -> str | None:
    """The name of a bucket, as far as it is known."""
    return bucket.known_text("bucket") or bucket.known_text("bucketName") or bucket.known_text("id")


def _settings(graph: Graph) -> Mapping[str, list[Resource]]:
    """Every resource that has the property `bucket`, by the URN of the bucket that it is a setting of."""
    index: defaultdict[str, list[Resource]] = defaultdict(list)
    for resource in graph.of_type(*SETTINGS):
        try:
            buckets = graph.referred(resource, ("bucket",), BUCKETS)
        except NotKnownError:
            continue
        for bucket in buckets:
            index[bucket.urn].append(resource)
    return index
