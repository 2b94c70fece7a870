"""The names that an ARN may stand for: properties refer to a resource by name, by id or by ARN."""

import re
from typing import Final

# What a resource component begins with, before the name: `log-group:NAME:*`, `deliverystream/NAME`, `role/PATH/NAME`.
_KIND: Final = re.compile(
    r"(log-group|log-stream|destination|function|secret|trail|deliverystream|stream|role|policy|key|alias|vpc|subnet|"
    r"network-interface|security-group|loadbalancer|workgroup|rule|alarm)[:/](.+)"
)
# The version or the alias of a function, after its ARN.
_QUALIFIED: Final = re.compile(r"(arn:[^:]+:lambda:[^:]*:[^:]*:function:[^:]+):[^:]+")

# How Lambda takes a function: by its name, or by its ARN or a part of it (Lambda API Reference, FunctionName).
_FUNCTION: Final = re.compile(
    r"(?:arn:[^:]+:lambda:[^:]*:)?(?:[0-9]{12}:)?(?:function:)?([A-Za-z0-9_-]+)(?::(?:\$LATEST|[A-Za-z0-9_-]+))?"
)


def function_name(value: str) -> str | None:
    """The name of a function, of whatever stands for it: its name or its ARN, in part or whole, and a qualifier."""
    match = _FUNCTION.fullmatch(value)
    return match[1] if match else None


def unqualified(arn: str) -> str:
    """The ARN of a function without the version or the alias that may follow; of anything else, as it is."""
    return _QUALIFIED.sub(r"\1", arn)


def names_in(value: str) -> tuple[str, ...]:
    """Give the value itself and, of an ARN, the names that its resource component may stand for.

    Args:
        value: A name, an id or an ARN, with or without what may follow: the folder of a bucket's ARN, the `:*` of a
            log group's, the version of a function's.
    """
    parts = unqualified(value).split(":", 5)
    if len(parts) != len(("arn", "partition", "service", "region", "account", "resource")) or parts[0] != "arn":
        return (value,)
    service, resource = parts[2], parts[5]
    whole = ":".join(parts).removesuffix(":*")
    if service == "s3":
        if parts[4]:
            # An access point: buckets have no account in their ARN, and may have the same name.
            return (value,)
        bucket = resource.partition("/")[0]
        return (value, f"arn:{parts[1]}:s3:::{bucket}", bucket)
    match = _KIND.fullmatch(resource.removesuffix(":*"))
    name = match[2] if match else resource
    if match and match[1] == "alias":
        # A key is referred to by its alias with the kind: alias/NAME.
        return (value, whole, name, resource)
    # A role's path is in its ARN, not in its name.
    return (value, whole, name, name.rpartition("/")[2]) if service == "iam" else (value, whole, name)
