"""Checks a request against AWS's own service model, as botocore ships it, and more strictly than botocore does.

botocore checks members, required members, types and least sizes. The service itself also refuses values that are no
member of an enum, do not match the pattern of their shape, or are too long, too many or out of range; an emulator
rarely does. The model is the `service-2.json` of the installed botocore (Smithy's `@required`, `@enum`, `@pattern`,
`@length` and `@range` traits).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, cast

import regex
from botocore import xform_name
from botocore.model import ListShape, MapShape, OperationModel, ServiceModel, Shape, StructureShape

from sandbox.provider.session import shared_session
from sandbox.provider.values import UNKNOWN, Value


class RequestRefusedError(ValueError):
    """A request that AWS's service model does not allow.

    Attributes:
        problems: Every fault found: the member's path, its value, and what is allowed.
    """

    def __init__(self, service: str, operation: str, problems: list[str]) -> None:
        self.problems = problems
        super().__init__(f"{service} {operation}: AWS's service model refuses the request: " + "; ".join(problems))


def check(service: str, operation: str, request: Mapping[str, Any]) -> None:
    """Check a request against its operation's input shape; unknown values pass.

    Args:
        service: boto3's name of the service.
        operation: boto3's method name.
        request: The call's arguments.

    Raises:
        RequestRefusedError: With every problem at once.
    """
    model = operation_model(service, operation)
    shape = model.input_shape
    found = list(_check(shape, dict(request), "")) if shape else [f"{name}: unknown member" for name in request]
    if found:
        raise RequestRefusedError(service, model.name, found)


def operation_model(service: str, operation: str) -> OperationModel:
    """Return the model of a boto3 method (`create_vpc`).

    Raises:
        LookupError: If the service has no such operation.
    """
    names = _operation_names(service)
    if operation not in names:
        raise LookupError(f"the service {service} has no operation {operation}")
    return _service_model(service).operation_model(names[operation])


def operation_name(service: str, operation: str) -> str:
    """Return AWS's name of a boto3 method (`CreateVpc`)."""
    return operation_model(service, operation).name


@cache
def _service_model(service: str) -> ServiceModel:
    return shared_session().get_service_model(service)


@cache
def _operation_names(service: str) -> dict[str, str]:
    return {xform_name(name): name for name in _service_model(service).operation_names}


_PYTHON_TYPES: Final[Mapping[str, tuple[type, ...]]] = {
    "string": (str,),
    "character": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "long": (int,),
    "float": (int, float),
    "double": (int, float),
    "list": (list, tuple),
    "map": (dict,),
    "structure": (dict,),
}
_NUMBERS: Final = frozenset({"integer", "long", "float", "double"})


def _check(shape: Shape, value: Value, path: str) -> Iterator[str]:
    if value is UNKNOWN:
        return
    types = _PYTHON_TYPES.get(shape.type_name)
    if types is None:  # a blob or a timestamp: botocore's serializer takes many spellings and refuses the rest
        return
    given = cast("type[Any]", type(value))
    if not issubclass(given, types) or (shape.type_name in _NUMBERS and given is bool):
        yield f"{path}: {value!r} is of type {given.__name__}; {shape.type_name} is allowed"
        return
    yield from _check_constraints(shape, value, path)
    if isinstance(shape, StructureShape):
        yield from _check_structure(shape, value, path)
    elif isinstance(shape, ListShape):
        for index, item in enumerate(value):
            yield from _check(shape.member, item, f"{path}[{index}]")
    elif isinstance(shape, MapShape):
        for key, item in cast("dict[str, Value]", value).items():
            yield from _check(shape.key, key, f"{path} key {key!r}")
            yield from _check(shape.value, item, f"{path}[{key!r}]")


def _check_structure(shape: StructureShape, value: dict[str, Value], path: str) -> Iterator[str]:
    prefix = f"{path}." if path else ""
    if getattr(shape, "is_document_type", False):
        return
    for name, item in value.items():
        if name in shape.members:
            yield from _check(shape.members[name], item, prefix + name)
        else:
            yield f"{prefix}{name}: unknown member; {shape.name} has {', '.join(sorted(shape.members))}"
    for name in shape.required_members:
        # botocore makes an idempotency token up when there is none.
        if name not in value and not shape.members[name].metadata.get("idempotencyToken"):
            yield f"{prefix}{name}: required member is missing"
    if getattr(shape, "is_tagged_union", False) and len(value) != 1:
        yield f"{path}: {sorted(value)} are set; exactly one of {', '.join(sorted(shape.members))} is allowed"


def _check_constraints(shape: Shape, value: Value, path: str) -> Iterator[str]:
    traits: dict[str, Any] = shape.metadata
    allowed = traits.get("enum")
    if allowed and value not in allowed:
        yield f"{path}: {value!r} is not allowed; one of {', '.join(allowed)} is"
    pattern = traits.get("pattern")
    # Services match the whole value (Java's `matches`), whether or not the pattern has anchors.
    if pattern and isinstance(value, str) and not compiled(pattern).fullmatch(value):
        yield f"{path}: {value!r} does not match the pattern {pattern}"
    if "min" in traits or "max" in traits:
        yield from _check_size(shape, value, path)


def _check_size(shape: Shape, value: Value, path: str) -> Iterator[str]:
    traits: dict[str, Any] = shape.metadata
    least, most = traits.get("min"), traits.get("max")
    size, is_long = (value, "") if shape.type_name in _NUMBERS else (len(value), f" is {len(value)} long")
    if (least is not None and size < least) or (most is not None and size > most):
        bounds = [f"{word} {bound}" for word, bound in (("at least", least), ("at most", most)) if bound is not None]
        yield f"{path}: {value!r}{is_long}; {' and '.join(bounds)} is allowed"


# How a pattern for Java, whose strings are UTF-16, spells every character beyond the first 65,536.
_SURROGATE_PAIRS: Final = r"\uD800\uDC00-\uDBFF\uDFFF"
_BEYOND_BASIC_PLANE: Final = r"\U00010000-\U0010FFFF"

_ASCII_CLASS: Final = regex.compile(r"(?<!\\)((?:\\\\)*)\\([wd])")
_ASCII_CLASSES: Final = {"w": "[A-Za-z0-9_]", "d": "[0-9]"}


@cache
def compiled(pattern: str) -> regex.Pattern[str]:
    """Return a model's pattern, which is written for Java, as a regular expression that means the same here."""
    # V1 nests sets as Java does; unlike Python's, Java's \\w and \\d are ASCII, while its \\p{...} is not.
    translated = _ASCII_CLASS.sub(
        lambda match: match[1] + _ASCII_CLASSES[match[2]], pattern.replace(_SURROGATE_PAIRS, _BEYOND_BASIC_PLANE)
    )
    return regex.compile(translated, flags=regex.V1)
