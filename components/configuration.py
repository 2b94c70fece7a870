"""The one reader of the stack's configuration: all of it at once, and all that is wrong with it in one error."""

import json
from collections.abc import Mapping
from typing import Any

import pulumi
from pulumi.runtime import get_config_env
from pulumi.runtime.config import CONFIG
from pydantic import ValidationError
from pydantic.alias_generators import to_camel
from pydantic_core import ErrorDetails, from_json

from components.settings import CONFLICT, ITEMS, Allowed, Settings

_LONGEST_SHOWN = 200


def read_settings() -> Settings:
    """The settings of the running stack.

    Raises:
        pulumi.RunError: names every key that isn't valid, with its value and what is allowed.
    """
    project = pulumi.get_project()
    return parse_settings(project, _configured(project))


def parse_settings(project: str, configured: Mapping[str, str]) -> Settings:
    """The settings that a project's configuration makes.

    Args:
        project: The project's name, which is the keys' namespace.
        configured: Key without namespace to its value as the engine gives it: JSON for all but strings.

    Raises:
        pulumi.RunError: names every key that isn't valid, with its value and what is allowed.
    """
    # The defaults are validated too: each has to go with what is configured.
    defaults = Settings().model_dump(mode="json", by_alias=True)
    # JSON in strict mode: a list is a list, but neither "60" nor true is a number.
    text = json.dumps(defaults | {_unicode(key): _decoded(key, value) for key, value in configured.items()})
    try:
        return Settings.model_validate_json(text, strict=True)
    except ValidationError as error:
        raise pulumi.RunError(_explained(project, error)) from error


def _configured(project: str) -> dict[str, str]:
    """All that is configured in the project's namespace, so that a misspelt key is found too.

    `pulumi.Config` reads one key at a time, from these two: the CLI's language host fills the environment variable, the
    Automation API's the context variable.
    """
    everything: dict[str, Any] = {**get_config_env(), **CONFIG.get()}
    return {
        key.removeprefix(f"{project}:"): value for key, value in everything.items() if key.startswith(f"{project}:")
    }


def _decoded(key: str, text: str) -> object:
    """The value that a text stands for. One that can't be read stays text, which its key doesn't allow."""
    field = {to_camel(name): field for name, field in Settings.model_fields.items()}.get(key)
    if field is None or isinstance(field.default, str):
        return _unicode(text)
    try:
        value = json.loads(text)
        # Pydantic's reader refuses deep nesting and lone surrogates: as deep here as in the whole configuration.
        from_json(json.dumps({key: value}))
    except (ValueError, RecursionError):
        return _unicode(text)
    return value


def _unicode(text: str) -> str:
    """The text with lone surrogates spelled out: JSON can't have them."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _explained(project: str, error: ValidationError) -> str:
    problems = [f"  {_problem(project, one)}" for one in error.errors()]
    return "\n".join(["These configuration values are not valid; `pulumi config set` changes them:", *sorted(problems)])


def _problem(project: str, error: ErrorDetails) -> str:
    location = error["loc"]
    key = f"{project}:{location[0]}" + "".join(
        f"[{part}]" if isinstance(part, int) else f".{part}" for part in location[1:]
    )
    if error["type"] == CONFLICT:
        return f"{key} {error['msg']}"
    names = [part for part in location if isinstance(part, str)]
    model = Settings if len(names) == 1 else ITEMS[names[0]]
    fields = {to_camel(name): field for name, field in model.model_fields.items()}
    field = fields.get(names[-1])
    if field is None:
        return f"{key} is not a key: the keys are {', '.join(fields)}"
    allowed = next(one.text for one in field.metadata if isinstance(one, Allowed))
    stated = "is missing" if error["type"] == "missing" else f"is {_shown(error['input'])}"
    return f"{key} {stated}: it must be {allowed}"


def _shown(value: object) -> str:
    text = json.dumps(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."
