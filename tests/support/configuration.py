"""What the reader of the configuration says of a bad one."""

import pulumi
import pytest

from components.configuration import parse_settings


def problems_of(configured: dict[str, str]) -> list[str]:
    """The problems that the project `p` is told of, a line each; AssertionError when there are none."""
    with pytest.raises(pulumi.RunError) as raised:
        parse_settings("p", configured)
    first, *problems = str(raised.value).splitlines()
    assert first == "These configuration values are not valid; `pulumi config set` changes them:"
    return [problem.removeprefix("  ") for problem in problems]
