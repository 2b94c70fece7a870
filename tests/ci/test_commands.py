"""The commands of `ops` that CI runs, against the command line that there is."""

import re
import shlex

import pytest
import typer.main
from typer.core import TyperGroup

from ops.cli import app
from tests.support.workflows import GITLAB, steps

COMMAND = re.compile(r"python -m ops ([^>|\n]*)")
USED = sorted(
    {found for step in steps() for found in COMMAND.findall(step.get("run", ""))}
    | set(COMMAND.findall(GITLAB.read_text()))
)


@pytest.mark.parametrize("used", USED)
def test_ops_takes_the_command(used: str) -> None:
    name, *words = shlex.split(used.replace(" || failed=1", ""))
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    command = group.commands[name]
    options = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} - options == set()
