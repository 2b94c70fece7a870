"""Reads commands of the AWS CLI as the CLI does, by botocore's service models, so that tests can tell and run them."""

import json
import re
import shlex
from dataclasses import dataclass
from functools import cache
from typing import Any

import botocore.session
from botocore import xform_name
from botocore.validate import ParamValidator


@dataclass(frozen=True)
class AwsCommand:
    """A call as boto3 makes it."""

    service: str
    operation: str
    """The client's method."""
    region: str
    request: dict[str, Any]

    @classmethod
    def parsed(cls, text: str) -> "AwsCommand":
        """Read a command line; AssertionError for one that the CLI or the service's model refuses."""
        program, service, command, *words = shlex.split(text)
        assert program == "aws", text
        model = _model(service)
        names = {xform_name(name, "-"): name for name in model.operation_names}
        assert command in names, f"{service} has no command {command}"
        shape = model.operation_model(names[command]).input_shape
        members = {xform_name(name, "-"): name for name in shape.members}
        options = _options(words)
        region = options.pop("region")[0]
        strange = set(options) - set(members)
        assert not strange, f"{command} has no option {strange}"
        request = {members[name]: _value(shape.members[members[name]], given) for name, given in options.items()}
        validator: Any = ParamValidator()
        faults = validator.validate(request, shape).generate_report()
        assert not faults, f"{text}: {faults}"
        return cls(service, xform_name(names[command]), region, request)


@cache
def _model(service: str) -> Any:
    session: Any = botocore.session.get_session()
    return session.get_service_model(service)


def _options(words: list[str]) -> dict[str, list[str]]:
    options: dict[str, list[str]] = {}
    name = ""
    for word in words:
        if word.startswith("--"):
            name = word.removeprefix("--")
            options[name] = []
        else:
            options[name].append(word)
    return options


def _value(shape: Any, given: list[str]) -> Any:
    match shape.type_name:
        case "boolean":
            assert not given
            return True
        case "integer":
            return int(given[0])
        case "list" if not given[0].startswith("["):
            return given
        case "structure" if not given[0].startswith("{"):
            # The only shorthand that is in use: lists that are empty.
            names: list[str] = re.findall(r"(\w+)=\[\]", given[0])
            return {name: list[str]() for name in names}
        case "list" | "structure":
            return json.loads(given[0])
        case _:
            (value,) = given
            return value
