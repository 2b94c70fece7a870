"""The tables as a whole: what has a row, and the page that is made of them."""

import json
import re

import pytest

from components.deploy_roles.tables import AREAS, FUNCTIONS, VERIFY
from tests.support.permissions_page import PAGE, page
from tests.support.recorder import ROOT_DIRECTORY

TYPES = {name for area in AREAS.values() for name in area}


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text() == page()


def test_a_type_is_in_one_area() -> None:
    assert len(TYPES) == sum(len(area) for area in AREAS.values())


@pytest.mark.parametrize("stack", ["dev", "prod"])
def test_every_type_of_the_program_has_its_row(stack: str) -> None:
    golden = json.loads((ROOT_DIRECTORY / "tests" / "data" / f"golden-{stack}.json").read_text())
    assert {kind for _, kind, _ in golden if kind.startswith("aws:")} - TYPES == set()


def test_every_type_that_a_component_makes_has_its_row() -> None:
    """Also what only some stacks have."""
    components = ROOT_DIRECTORY / "components"
    sources = [file.read_text() for file in components.rglob("*.py") if "deploy_roles" not in file.parts]
    modules = {
        name
        for text in sources
        for names in re.findall(r"^from pulumi_aws import (.+)$", text, re.MULTILINE)
        for name in names.split(", ")
    }
    made = {pair for text in sources for pair in re.findall(rf"\b({'|'.join(modules)})\.([A-Z]\w+)\(", text)}
    types = {f"aws:{module}/{name[0].lower()}{name[1:]}:{name}" for module, name in made if "Args" not in name}
    assert "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration" in types
    assert types - TYPES == set()


def test_every_function_that_a_component_calls_has_its_row() -> None:
    sources = [file.read_text() for file in (ROOT_DIRECTORY / "components").rglob("*.py")]
    called = {name for text in sources for name in re.findall(r"\b(?:aws|ssm|ec2)\.get_(\w+)\(", text)}
    known = {re.sub("(?<=[a-z])(?=[A-Z])", "_", name.rpartition(":get")[2]).lower() for name in FUNCTIONS}
    assert called == known


def test_verify_may_read_all_that_ops_verify_reads() -> None:
    """`ops` names the action of each call, for the message when it is denied."""
    files = [*(ROOT_DIRECTORY / "ops" / "aws").glob("*.py"), *(ROOT_DIRECTORY / "ops" / "verify").glob("*.py")]
    files.remove(ROOT_DIRECTORY / "ops" / "aws" / "queries.py")  # of `ops search`, which people run
    named = {name for file in files for name in re.findall(r'"([a-z0-9-]+:[A-Z]\w+)"', file.read_text())}
    assert named
    assert named - {action for grant in VERIFY for action in grant.actions} == set()
