"""What the reader of the configuration makes of one, or says of a bad one."""

import pulumi
import pytest

from components.configuration import parse_settings
from components.settings import Settings
from tests.support.recorder import PROJECT, as_sent, stack_config


def settings_of(stack: str) -> Settings:
    """What the stack's file makes of it."""
    config = {key.removeprefix(f"{PROJECT}:"): as_sent(value) for key, value in stack_config(stack).items()}
    return parse_settings(PROJECT, {key: value for key, value in config.items() if ":" not in key})


def problems_of(configured: dict[str, str]) -> list[str]:
    """The problems that the project `p` is told of, a line each; AssertionError when there are none."""
    with pytest.raises(pulumi.RunError) as raised:
        parse_settings("p", configured)
    first, *problems = str(raised.value).splitlines()
    assert first == "These configuration values are not valid; `pulumi config set` changes them:"
    return [problem.removeprefix("  ") for problem in problems]
