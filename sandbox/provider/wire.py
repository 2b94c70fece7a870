"""Property values on the wire: protobuf structs with Pulumi's signatures for what JSON can't say.

Source: "Property values" in the Pulumi developer documentation (architecture/deployment-execution, wire protocol).
"""

from __future__ import annotations

from typing import Final, cast

from google.protobuf import struct_pb2
from pulumi.runtime import rpc

from sandbox.provider.values import UNKNOWN, Properties, Secret, Value

SIGNATURE: Final = "4dabf18193072939515e22adb298388d"
ENCRYPTED: Final = "1b47061264138c4ac30d75fd1eb44270"
OUTPUT_VALUE: Final = "d0e6a833031e9bbcd3f4e8bde6ca49a4"

# The engine marks an unknown by the kind of value it stands for.
_UNKNOWNS: Final = {
    rpc.UNKNOWN,  # string
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",  # bool
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",  # number
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",  # array
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",  # object
}


def decode(struct: struct_pb2.Struct) -> Properties:
    """Return the properties a message carries."""
    return {key: _decode(value) for key, value in struct.fields.items()}


def encode(properties: Properties) -> struct_pb2.Struct:
    """Return the message that carries the properties; a property that is None is left out."""
    fields = {key: _encode(value) for key, value in properties.items() if value is not None}
    return struct_pb2.Struct(fields=fields)


def _decode(value: struct_pb2.Value) -> Value:
    match value.WhichOneof("kind"):
        case "null_value" | None:
            return None
        case "bool_value":
            return value.bool_value
        case "number_value":
            number = value.number_value
            return int(number) if number.is_integer() else number
        case "string_value":
            return UNKNOWN if value.string_value in _UNKNOWNS else value.string_value
        case "list_value":
            return [_decode(item) for item in value.list_value.values]
        case "struct_value":
            return _decode_object(decode(value.struct_value))


def _decode_object(members: Properties) -> Value:
    match members.get(SIGNATURE):
        case None:
            return members
        case signature if signature == ENCRYPTED:
            return Secret(members.get("value"))
        case signature if signature == OUTPUT_VALUE:
            known = members.get("value", UNKNOWN)
            return Secret(known) if members.get("secret") else known
        case signature:
            raise ValueError(
                f"a property value with the signature {signature} (an asset, an archive or a resource reference) is "
                "not handled by the sandbox's aws provider; use the official provider for this resource"
            )


def _encode(value: Value) -> struct_pb2.Value:
    match value:
        case Secret():
            return struct_pb2.Value(struct_value=encode({SIGNATURE: ENCRYPTED, "value": value.value}))
        case list():
            items = [_encode(item) for item in cast("list[Value]", value)]
            return struct_pb2.Value(list_value=struct_pb2.ListValue(values=items))
        case dict():
            return struct_pb2.Value(struct_value=encode(cast("Properties", value)))
        case _:
            return _encode_scalar(value)


def _encode_scalar(value: Value) -> struct_pb2.Value:
    match value:
        case None:
            return struct_pb2.Value(null_value=struct_pb2.NULL_VALUE)
        case bool():
            return struct_pb2.Value(bool_value=value)
        case int() | float():
            return struct_pb2.Value(number_value=value)
        case str():
            return struct_pb2.Value(string_value=value)
        case _ if value is UNKNOWN:
            return struct_pb2.Value(string_value=rpc.UNKNOWN)
        case _:
            raise TypeError(f"no property value can carry a {type(value).__name__}: {value!r}")
