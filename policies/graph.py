"""The resources of a stack, and which of them a property refers to.

At first preview a program's references have no values: an id is not known before the resource exists. They have
origins, though: the resources that a property's value comes from. A literal value has no origin, and is compared.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final, TypeVar, cast

from arn_names import names_in
from known import NotKnownError
from packages import OFFICIAL, names_nothing_in_s3, package_of
from pulumi_policy import PolicyResource
from resource_view import Resource, of_outputs
from values import items_in

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
    "aws-native:sns:TopicInlinePolicy": "topicArn",
}


_ENGINE: Final = "pulumi"


def _none(_type: str) -> bool:
    return False


class SharedResources(list[PolicyResource]):
    """The resources of one run of the engine, given to all its policies: they share the graph of them.

    Args:
        resources: The resources as the SDK gives them, with their outputs.
        inputs: Their inputs by URN, of those that the engine has sent.
    """

    def __init__(self, resources: Iterable[PolicyResource], inputs: Mapping[str, Mapping[str, object]]) -> None:
        super().__init__(resources)
        self._inputs = inputs

    @cached_property
    def graph(self) -> "Graph":
        """The graph of them, made at the first call."""
        return Graph(_made(self, self._inputs))


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
        """The graph of what a stack policy is given, without components: one with a type of AWS would pass for it."""
        return resources.graph if isinstance(resources, SharedResources) else cls(_made(resources, None))

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
            NotKnownError: The value isn't known, and its origins leave open which resource it is: they are not one
                resource of these types, or what is within an object may come from what gives out names in S3, too.
        """
        wanted = frozenset(types)
        try:
            value = resource.read(*path)
        except NotKnownError:
            within = len(path) > 1
            found = self.sole_origins(resource, path[0], wanted, names_nothing_in_s3 if within else _none)
            if not found or (not within and len(self._apart(found)) > 1):
                raise
            return found
        return self.named(value, wanted)

    def named(self, value: object, types: Iterable[str]) -> list[Resource]:
        """The resources of some types that a known value names: a name, an id, an ARN, or a list of these."""
        names = {name for one in items_in(value) if isinstance(one, str) for name in names_in(one)}
        index = self.once(_names)
        wanted = frozenset(types)
        found = {
            resource.urn: resource for name in names for resource in index.get(name, ()) if resource.type in wanted
        }
        return list(found.values())

    def origins(self, resource: Resource, name: str, types: Iterable[str]) -> list[Resource]:
        """The resources of some types that a property comes from, directly or through one that stands for them.

        It may come from others too: this tells what a value may be, not what it is.
        """
        return self._origins(resource, name, frozenset(types))[0]

    def sole_origins(
        self, resource: Resource, name: str, types: Iterable[str], beside: Callable[[str], bool] = _none
    ) -> list[Resource]:
        """As `origins`, but none where the property comes from anything else, or is opaque.

        Args:
            resource: Whose property it is.
            name: The property.
            types: The types that count.
            beside: Tells of a type that it makes no difference.
        """
        found, others = self._origins(resource, name, frozenset(types))
        if resource.opaque or any(self._differs(urn, found, beside) for urn in others):
            return []
        return found

    def _differs(self, urn: str, found: list[Resource], beside: Callable[[str], bool]) -> bool:
        """Whether a value may be another one because it comes from a resource, too, beside those found."""
        origin = self._by_urn.get(urn)
        if origin is None:
            return True
        if origin.provider is None and package_of(origin.type) != _ENGINE:
            # What is of a component of another language is told to come from the component, too.
            return not any(_types_in(one.urn).startswith(f"{_types_in(urn)}$") for one in found)
        return not beside(origin.type)

    def _apart(self, found: list[Resource]) -> list[Resource]:
        """Some resources without those that stand for another of them: a key and its alias are one."""
        among = {one.urn: one for one in found}
        return [
            one
            for one in among.values()
            if among.keys().isdisjoint(self._stood_for(one, {other.type for other in found}))
        ]

    def _stood_for(self, resource: Resource, types: Iterable[str]) -> list[str]:
        """The URNs of what a resource stands for: of those that its property names, the ones of some types."""
        name = STANDS_FOR.get(resource.type)
        if name is None:
            return []
        named = self.named(resource.known_text(name), types)
        return [*resource.origins_of(name), *(one.urn for one in named)]

    def _origins(self, resource: Resource, name: str, wanted: frozenset[str]) -> tuple[list[Resource], set[str]]:
        """The resources of some types that a property comes from, and the URNs of all others."""
        found: dict[str, Resource] = {}
        seen: set[str] = set()
        others: set[str] = set()
        ahead = list(resource.origins_of(name))
        while ahead:
            urn = ahead.pop()
            origin = self._by_urn.get(urn)
            if urn in seen:
                continue
            seen.add(urn)
            if origin is not None and origin.type in wanted:
                found[urn] = origin
                continue
            further = self._stood_for(origin, wanted) if origin is not None else []
            if not further:
                others.add(urn)
            ahead += further
        return list(found.values()), others


def _types_in(urn: str) -> str:
    """The type in a URN, after those of the components that the resource is in."""
    return (*urn.split("::"), "", "")[2]


def _made(resources: Iterable[PolicyResource], inputs: Mapping[str, Mapping[str, object]] | None) -> Iterator[Resource]:
    for resource in resources:
        read = of_outputs(resource, None if inputs is None else inputs.get(resource.urn, {}))
        if read.provider is not None or package_of(read.type) not in OFFICIAL:
            yield read


def _names(graph: Graph) -> Mapping[str, list[Resource]]:
    index: defaultdict[str, list[Resource]] = defaultdict(list)
    for resource in graph.resources:
        texts = {text for name in _NAMES if (text := resource.known_text(name))}
        for name in {name for text in texts for name in names_in(text)}:
            index[name].append(resource)
    return index
