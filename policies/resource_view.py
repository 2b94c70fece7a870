"""One resource as a rule sees it: typed, and read so that nothing unknown goes unnoticed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeVar, cast

import cloud_control
from findings import shown
from known import TO_COME, NotKnownError, is_known, value_at
from pulumi_policy import PolicyResource, ResourceValidationArgs
from second_names import first_keys, first_name, first_properties
from values import objects_in

T = TypeVar("T")

# A value that stands for all that a program could not state; nothing equals it.
_WHOLE: Final = "*"


class MalformedError(ValueError):
    """A property is not of the type that the provider documents. The text names it and the value."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Resource:
    """One resource of a program.

    Attributes:
        type: The type token, as in `aws:s3/bucket:Bucket`, which `aws:s3/bucketV2:BucketV2` is, too; of what comes by
            Cloud Control, aws-native's.
        name: The logical name.
        urn: The URN.
        properties: Its properties, as the SDK gives them. Read them with the methods.
        provider: The type of the provider that makes it, as in `pulumi:providers:aws`. None for a component, and for
            what the engine itself makes.
        protected: Whether the option `protect` keeps Pulumi from deleting it.
        origins: For each property that comes from other resources, their URNs. None where they aren't told: a rule
            about one resource is given the inputs alone, and whatever is unknown among them the program asked for.
            Among outputs, an unknown without an origin is what the provider will choose: the program has not set it.
        inputs: Where they are told beside the outputs, its inputs as the engine sent them: what isn't known among
            them the program asked for, wherever it comes from. None where they aren't told.
    """

    type: str
    name: str
    urn: str
    properties: Mapping[str, object]
    provider: str | None = None
    protected: bool = False
    origins: Mapping[str, tuple[str, ...]] | None = None
    inputs: Mapping[str, object] | None = None

    @property
    def opaque(self) -> bool:
        """Whether nothing of it is known: of what Cloud Control is given in one text, one unknown part hides all."""
        return _WHOLE in self.properties

    def read(self, *path: str) -> object:
        """The value at a path, built of dict, list and plain values; None when the program has not set it.

        Args:
            path: A property, and the keys to follow within it. A list of one object is followed like the object.

        Raises:
            NotKnownError: The value, or a part of it, isn't known at preview.
        """
        return self._value(path, partial(self._unknown, path[0]))

    def states(self, name: str) -> bool:
        """Whether the program sets a property itself: else an output only mirrors what AWS had when it was last read.

        Where the inputs aren't told, whatever is set counts as stated.

        Raises:
            NotKnownError: The value isn't known at preview.
        """
        return (self.inputs is None or name in self.inputs) and self.read(name) is not None

    def partly(self, *path: str) -> object:
        """As `read`, with a `NotKnownError` in the place of each part that isn't known: for who doesn't need them all.

        Raises:
            NotKnownError: Nothing of the resource is known.
        """
        return self._value(path, NotKnownError)

    def with_gaps(self, *path: str) -> object:
        """As `partly`, with `TO_COME` in the place of each part that isn't known."""
        return self._value(path, lambda _: TO_COME)

    def text(self, *path: str) -> str | None:
        """The text at a path; None when it isn't set, or is empty.

        Raises:
            NotKnownError: It isn't known at preview.
            MalformedError: It is no text.
        """
        value = self.read(*path)
        return _typed(path, value, str) or None

    def flag(self, *path: str) -> bool | None:
        """The boolean at a path, also when it is written as a text; None when it isn't set. Raises as `text`."""
        value = self.read(*path)
        if isinstance(value, str) and value.lower() in {"true", "false"}:
            return value.lower() == "true"
        return _typed(path, value, bool)

    def number(self, *path: str) -> float | None:
        """The number at a path; None when it isn't set. Raises as `text`."""
        value = self.read(*path)
        if isinstance(value, str) and value.isdecimal():
            return float(value)
        return float(value) if isinstance(value, int) and not isinstance(value, bool) else _typed(path, value, float)

    def items(self, *path: str) -> list[object]:
        """The list at a path; empty when it isn't set. Raises as `text`."""
        return cast("list[object]", _typed(path, self.read(*path), list) or [])

    def objects(self, *path: str) -> list[dict[str, object]]:
        """The objects of the list at a path, or the one object in a list's place. Raises as `text`."""
        value = self.read(*path)
        found = [cast("object", value)] if isinstance(value, dict) else self.items(*path)
        return [_object(path, item) for item in found]

    def tags(self, name: str = "tags") -> dict[str, object]:
        """The tags, as a map, in whichever of the providers' two shapes they are. Raises as `text`."""
        value = self.read(name)
        if isinstance(value, list):
            return {str(pair.get("key")): pair.get("value") for pair in self.objects(name)}
        return _object((name,), value)

    def may_have_tag(self, key: str, value: str) -> bool:
        """Tell whether it has a tag, or may have: what isn't known of its tags may be anything.

        Of what is opaque this tells nothing, and gives False: rules about one resource report it.
        """
        tags = None if self.opaque else self.partly("tags")
        if isinstance(tags, list):
            tags = {str(pair.get("key")): pair.get("value") for pair in objects_in(cast("object", tags))}
        stated = cast("dict[object, object]", tags).get(key) if isinstance(tags, dict) else tags
        return stated == value or isinstance(stated, NotKnownError)

    def known_text(self, *path: str) -> str | None:
        """The text at a path, or None when it isn't set, isn't known or is no text: to recognize the resource by."""
        try:
            return self.text(*path)
        except (NotKnownError, MalformedError):
            return None

    def origins_of(self, name: str) -> tuple[str, ...]:
        """The URNs of the resources that a property comes from."""
        origins = self.origins or {}
        return origins.get(_WHOLE, ()) or origins.get(name, ())

    def _value(self, path: tuple[str, ...], unknown: Callable[[str], object]) -> object:
        if _WHOLE in self.properties:
            raise NotKnownError(str(self.properties[_WHOLE]))
        return value_at(self.properties, path, unknown)

    def _unknown(self, name: str, where: str) -> object:
        inputs = self.inputs or {}
        if self.origins is None or self.origins_of(name) or (name in inputs and not is_known(inputs[name])):
            raise NotKnownError(where)
        return None


def canonical_type(type_: str) -> str | None:
    """The type of a `Resource`, of the engine's; None where the properties tell, for Cloud Control."""
    return None if type_ in cloud_control.HOLDERS else first_name(type_)


def of_inputs(args: ResourceValidationArgs) -> Resource:
    """The resource that a resource policy is given: its inputs, before it is created."""
    return _in_native_shape(
        Resource(
            type=first_name(args.resource_type),
            name=args.name,
            urn=args.urn,
            properties=first_properties(args.resource_type, args.props),
            provider=args.provider.resource_type if args.provider else None,
            protected=bool(args.opts.protect),
        )
    )


def of_outputs(resource: PolicyResource, inputs: Mapping[str, object] | None = None) -> Resource:
    """A resource that a stack policy is given: its outputs, what its inputs come from and, if they are told, these."""
    origins = {
        name: tuple(origin.urn for origin in origins) for name, origins in resource.property_dependencies.items()
    }
    return _in_native_shape(
        Resource(
            type=first_name(resource.resource_type),
            name=resource.name,
            urn=resource.urn,
            properties=first_properties(resource.resource_type, resource.props),
            provider=resource.provider.resource_type if resource.provider else None,
            protected=bool(resource.opts.protect),
            origins=first_keys(resource.resource_type, origins),
            inputs=None if inputs is None else first_keys(resource.resource_type, inputs),
        )
    )


def _in_native_shape(resource: Resource) -> Resource:
    if resource.type not in cloud_control.HOLDERS:
        return resource
    type_name, state = cloud_control.HOLDERS[resource.type]
    native = cloud_control.native_type(resource.known_text(type_name))
    if native is None:
        return resource
    try:
        value = resource.read(state)
        properties = cloud_control.native_properties(value if value is not None else {})
    except (NotKnownError, ValueError):
        properties = {_WHOLE: state}
    return Resource(
        type=native,
        name=resource.name,
        urn=resource.urn,
        properties=properties,
        provider=resource.provider,
        protected=resource.protected,
        origins=None if resource.origins is None else {_WHOLE: resource.origins_of(state)},
    )


def _typed(path: tuple[str, ...], value: object, wanted: type[T]) -> T | None:
    if value is None or isinstance(value, wanted):
        return value
    raise MalformedError(f"{'.'.join(path)}: {shown(value)} is not a {wanted.__name__}.")


def _object(path: tuple[str, ...], value: object) -> dict[str, object]:
    return cast("dict[str, object]", _typed(path, value, dict) or {})
