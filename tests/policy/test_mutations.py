"""One change of the project's own program fires the one rule that it breaks, and no other, at the level strict."""

import pytest
from pack import SETTINGS_FILE, policies
from pack_settings import read_settings
from pulumi_policy import Policy

from tests.policy.rows import ROWS
from tests.support.policy_server import replay_program
from tests.support.rule_cases import Mutation, recorded

STRICT = read_settings(SETTINGS_FILE).at("strict")


@pytest.fixture(scope="module")
def strict() -> list[Policy]:
    return policies(STRICT)


@pytest.mark.parametrize("stack", ["dev", "prod"])
def test_without_a_change_nothing_fires(strict: list[Policy], stack: str) -> None:
    assert replay_program(strict, recorded(stack)) == []


@pytest.mark.parametrize(
    ("rule", "mutation"),
    [
        pytest.param(row.rule.name, mutation, id=f"{row.rule.name}-{place}")
        for row in ROWS
        for place, mutation in enumerate(row.mutations)
    ],
)
def test_a_change_fires_its_rule_alone(strict: list[Policy], rule: str, mutation: Mutation) -> None:
    found = replay_program(strict, mutation.program(), {rule: mutation.options} if mutation.options else None)
    assert {(one.rule, one.resource) for one in found} == {(rule, resource) for resource in mutation.expected}, (
        "\n".join(one.message for one in found)
    )
