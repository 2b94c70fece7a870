"""Every declared name is one of the installed pulumi_aws."""

import importlib
import inspect
import re
import sys
import warnings
from typing import Any, cast

import pytest

from sandbox.provider.codecs import PLAIN, Codec, list_of, object_of, plain_object
from sandbox.provider.declaration import Presence
from sandbox.provider.invokes import FUNCTIONS
from sandbox.provider.registry import TYPES
from sandbox.provider.resource_type import ResourceType

by_type = pytest.mark.parametrize("kind", TYPES.values(), ids=lambda kind: cast("ResourceType", kind).type)


def member_of(module: str, name: str) -> Any:
    """Return a member of a module of pulumi_aws; of the package itself if the module's name is empty.

    A function is taken from its service's package, never from the module of its own that has the same name: to import
    that one while the package is not loaded yet puts the module in the function's place, for the rest of the process.
    """
    with warnings.catch_warnings():  # pulumi_aws warns of its own deprecated modules as it loads them
        warnings.simplefilter("ignore", DeprecationWarning)
        return getattr(importlib.import_module(f"pulumi_aws.{module}".rstrip(".")), name)


def resource_class(token: str) -> Any:
    """Return the SDK's class of a type token `aws:MODULE/FILE:CLASS`."""
    _, path, name = token.split(":")
    return member_of(path.split("/")[0], name)


def arguments_class(token: str) -> Any:
    resource = resource_class(token)
    module = sys.modules[resource.__module__]
    # The SDK avoids a clash with a nested type's name: BucketVersioningArgs is a part of the deprecated inline bucket.
    return getattr(module, f"{resource.__name__}InitArgs", None) or getattr(module, f"{resource.__name__}Args")


def camel(name: str) -> str:
    return re.sub(r"_([a-z0-9])", lambda match: match[1].upper(), name)


def properties(cls: Any) -> dict[str, str]:
    """Return the properties of an SDK class: Python's name to Pulumi's."""
    return {
        name: getattr(member.fget, "_pulumi_name", camel(name))
        for name, member in inspect.getmembers(cls)
        if isinstance(member, property)
    }


@by_type
def test_inputs_are_those_of_the_sdk(kind: ResourceType) -> None:
    assert set(kind.all_inputs()) - set(properties(arguments_class(kind.type)).values()) == set()


@by_type
def test_every_required_input_is_declared_and_required(kind: ResourceType) -> None:
    arguments = arguments_class(kind.type)
    parameters = inspect.signature(arguments.__init__).parameters.values()
    required = {
        properties(arguments)[parameter.name]
        for parameter in parameters
        if parameter.default is inspect.Parameter.empty and parameter.name in properties(arguments)
    }
    declared = {name for name, of in kind.all_inputs().items() if of.presence is Presence.REQUIRED}
    assert required - declared == set()


@by_type
def test_outputs_are_those_of_the_sdk(kind: ResourceType) -> None:
    names = set(properties(resource_class(kind.type)).values())
    outputs = {*kind.all_outputs(), *(["tagsAll"] if kind.tags else [])}
    assert outputs - names == set()
    assert outputs & set(kind.all_inputs()) == set()


@by_type
def test_the_token_is_the_sdks(kind: ResourceType) -> None:
    assert inspect.getsource(resource_class(kind.type)).count(f"'{kind.type}'") >= 1


@by_type
def test_a_taggable_type_takes_tags(kind: ResourceType) -> None:
    assert ("tags" in properties(arguments_class(kind.type)).values()) is (kind.tags is not None)


def nested_class(arguments: Any, name: str) -> Any:
    """Return the SDK's class of the objects that an input holds, None when it holds none."""
    getter = next(
        cast("Any", member.fget)
        for key, member in inspect.getmembers(arguments)
        if isinstance(member, property) and properties(arguments)[key] == name
    )
    named = re.search(r"'(\w+Args)'", inspect.getsource(getter))
    package = arguments.__module__.split(".")[1]
    return named and member_of(f"{package}._inputs", named[1])


def strange_members(arguments: Any, name: str, codec: Codec) -> set[str]:
    """Return the declared members of an input, however deep, that the SDK does not have."""
    nested = nested_class(arguments, name)
    if nested is None:
        return {f"{name}.{member}" for member in codec.members}
    known = set(properties(nested).values())
    return {f"{name}.{member}" for member in set(codec.members) - known} | {
        f"{name}.{deeper}"
        for member in set(codec.members) & known
        for deeper in strange_members(nested, member, codec.members[member])
    }


@by_type
def test_members_of_inputs_are_those_of_the_sdk(kind: ResourceType) -> None:
    arguments = arguments_class(kind.type)
    strange = {
        member for name, of in kind.all_inputs().items() for member in strange_members(arguments, name, of.codec)
    }
    assert strange == set()


def test_the_comparison_of_members_sees_a_wrong_name() -> None:
    codec = list_of(object_of({"id": ("ID", PLAIN), "expiration": ("Expiration", plain_object({"hours": "Hours"}))}))
    arguments = arguments_class("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration")
    assert strange_members(arguments, "rules", codec) == {"rules.expiration.hours"}


@pytest.mark.parametrize("token", sorted(FUNCTIONS))
def test_functions_are_those_of_the_sdk(token: str) -> None:
    name = re.sub(r"([A-Z])", lambda match: f"_{match[1].lower()}", token.rsplit(":", 1)[1])
    package = token.split(":")[1].split("/", maxsplit=1)[0]
    function = member_of("" if package == "index" else package, name)
    source = inspect.getsource(function)
    assert f"'{token}'" in source
    arguments = set(re.findall(r"__args__\['(\w+)'\]", source))
    assert FUNCTIONS[token].arguments - arguments == set()
