"""The resources of a stack, and which of them a property refers to.

At first preview a program's references have no values: an id is not known before the resource exists. They have
origins, though: the resources that a property's value comes from. A literal value has no origin, and is compared.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeVar, cast

from arn_names import names_in
from known import NotKnownError
from pulumi_policy import PolicyResource
from resource_view import Resource, of_outputs

T = TypeVar("T")

# Properties that a resource is called by, in others' properties.
_NAMES: Final = (
    *("id", "arn", "name", "bucket", "bucketName", "trailName", "logGroupName", "topicName", "keyId"),
    *("functionName", "deliveryStreamName", "destinationName", "aliasName"),
)

# What stands for another resource: a program that takes `policy.bucket` means the bucket, and waits for its policy.
STANDS_FOR: Final[Mapping[str, str]] = {
    "aws:cloudwatch/logStream:LogStream": "logGroupName",
    "aws:iam/rolePolicy:RolePolicy": "role",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "role",
    "aws:kms/alias:Alias": "targetKeyId",
    "aws:kms/keyPolicy:KeyPolicy": "keyId",
    "aws:lambda/alias:Alias": "functionName",
    "aws:lambda/permission:Permission": "function",
    "aws:s3/bucketAcl:BucketAcl": "bucket",
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": "bucket",
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": "bucket",
    "aws:s3/bucketPolicy:BucketPolicy": "bucket",
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": "bucket",
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": "bucket",
    "aws:s3/bucketVersioning:BucketVersioning": "bucket",
    "aws:sns/topicPolicy:TopicPolicy": "arn",
    "aws-native:s3:BucketPolicy": "bucket",
}


class SharedResources(list[PolicyResource]):
    """The resources of one run of the engine, given to all its policies: they share the graph of them."""

    graph: "Graph | None" = None


class Graph:
    """The resources of a stack by type, by URN and by name. Nothing in it changes after it is made."""

    def __init__(self, resources: Iterable[Resource]) -> None:
        self.resources = tuple(resources)
        self._by_urn = {resource.urn: resource for resource in self.resources}
        self._by_type: defaultdict[str, list[Resource]] = defaultdict(list)
        for resource in self.resources:
            self._by_type[resource.type].append(resource)
        self._made: dict[tuple[Callable[..., object], str], object] = {}

    @classmethod
    def of_stack(cls, resources: Iterable[PolicyResource]) -> "Graph":
        """The graph of what a stack policy is given."""
        if not isinstance(resources, SharedResources):
            return cls(of_outputs(resource) for resource in resources)
        if resources.graph is None:
            resources.graph = cls(of_outputs(resource) for resource in resources)
        return resources.graph

    def of_type(self, *types: str) -> list[Resource]:
        """All resources of the types, in the order of the types and of the stack."""
        return [resource for type_ in sorted(types) for resource in self._by_type.get(type_, ())]

    def once(self, make: Callable[..., T], *details: object) -> T:
        """What a function of a module makes of this graph and of details, as JSON has them; made at the first call."""
        key = (make, repr(details))
        if key not in self._made:
            self._made[key] = make(self, *details)
        return cast("T", self._made[key])

    def referred(self, resource: Resource, path: tuple[str, ...], types: Iterable[str]) -> list[Resource]:
        """The resources of some types that a property refers to, by its value or, unless it is known, by its origins.

        Args:
            resource: Whose property it is.
            path: The property, and the keys to follow within it, as in `Resource.read`.
            types: The types that count.

        Raises:
            NotKnownError: The value isn't known, and comes from no resource of these types.
        """
        wanted = frozenset(types)
        try:
            value = resource.read(*path)
        except NotKnownError:
            if found := self.origins(resource, path[0], wanted):
                return found
            raise
        return self.named(value, wanted)

    def named(self, value: object, types: Iterable[str]) -> list[Resource]:
        """The resources of some types that a known value names: a name, an id, an ARN, or a list of these."""
        values = cast("list[object]", value) if isinstance(value, list) else [value]
        names = {name for one in values if isinstance(one, str) for name in names_in(one)}
        index = self.once(_names)
        wanted = frozenset(types)
        found = {
            resource.urn: resource for name in names for resource in index.get(name, ()) if resource.type in wanted
        }
        return list(found.values())

    def origins(self, resource: Resource, name: str, types: Iterable[str]) -> list[Resource]:
        """The resources of some types that a property comes from, directly or through one that stands for them."""
        wanted = frozenset(types)
        found: dict[str, Resource] = {}
        seen: set[str] = set()
        ahead = list(resource.origins_of(name))
        while ahead:
            urn = ahead.pop()
            origin = self._by_urn.get(urn)
            if origin is None or urn in seen:
                continue
            seen.add(urn)
            if origin.type in wanted:
                found[urn] = origin
            elif origin.type in STANDS_FOR:
                stands_for = STANDS_FOR[origin.type]
                ahead += origin.origins_of(stands_for)
                found |= {one.urn: one for one in self.named(origin.known_text(stands_for), wanted)}
        return list(found.values())


def _names(graph: Graph) -> Mapping[str, list[Resource]]:
    index: defaultdict[str, list[Resource]] = defaultdict(list)
    for resource in graph.resources:
        texts = {text for name in _NAMES if (text := resource.known_text(name))}
        for name in {name for text in texts for name in names_in(text)}:
            index[name].append(resource)
    return index
