"""AWS's service models, as botocore has them: what an operation takes, and what it can answer."""

from collections.abc import Mapping
from functools import cache
from typing import Any, cast

import botocore.session
from botocore import xform_name
from botocore.validate import ParamValidator


@cache
def _model(service: str) -> Any:
    session: Any = botocore.session.get_session()
    return session.get_service_model(service)


def operation_name(service: str, method: str) -> str:
    """From a client's method to the operation: `describe_vpcs` is `DescribeVpcs`."""
    (name,) = [name for name in _model(service).operation_names if xform_name(name) == method]
    return name


def faults_of_request(service: str, method: str, request: Mapping[str, Any]) -> str:
    """What the service model finds wrong with a request; empty when it is fine."""
    shape = _model(service).operation_model(operation_name(service, method)).input_shape
    validator: Any = ParamValidator()
    return validator.validate(dict(request), shape).generate_report()


def foreign_members(service: str, method: str, answer: Any) -> set[str]:
    """What is in an answer that the operation never answers, by its path."""
    shape = _model(service).operation_model(operation_name(service, method)).output_shape
    return set(_foreign(shape, answer, ""))


def _foreign(shape: Any, value: Any, path: str) -> list[str]:
    if shape.type_name == "structure":
        assert isinstance(value, Mapping), path
        members = cast("Mapping[str, Any]", value)
        strange = [f"{path}.{name}" for name in members if name not in shape.members]
        known = [(name, part) for name, part in members.items() if name in shape.members]
        return strange + [one for name, part in known for one in _foreign(shape.members[name], part, f"{path}.{name}")]
    if shape.type_name == "list":
        return [one for part in value for one in _foreign(shape.member, part, f"{path}[]")]
    types: dict[str, type] = {"string": str, "boolean": bool, "integer": int}
    return [] if isinstance(value, types[shape.type_name]) else [f"{path} is a {type(value).__name__}"]
