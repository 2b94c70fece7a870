"""Each rule on its cases, in the SDK's own policy server: exactly these resources, at the level of the pack."""

import pytest
from pack import RULES
from pulumi_policy import EnforcementLevel

from tests.policy.rows import ROWS
from tests.support.policy_server import replay_program
from tests.support.rule_cases import Case, RuleCases

ALL_CASES = [pytest.param(row, case, id=f"{row.rule.name}-{case.id}") for row in ROWS for case in row.cases]


def test_every_rule_has_one_row() -> None:
    assert sorted(row.rule.name for row in ROWS) == sorted(rule.name for rule in RULES)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.rule.name)
class TestRow:
    def test_it_has_cases_of_every_kind(self, row: RuleCases) -> None:
        kinds = ("mutations", "violating", "compliant", "absent", "unknown", "out_of_scope")
        assert [kind for kind in kinds if not getattr(row, kind)] == []

    def test_they_are_what_they_are_called(self, row: RuleCases) -> None:
        assert [case.id for case in row.violating if not case.violations] == []
        assert [case.id for case in (*row.compliant, *row.out_of_scope) if case.violations] == []

    def test_each_has_an_id_of_its_own(self, row: RuleCases) -> None:
        ids = [case.id for case in row.cases]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("row", "case"), ALL_CASES)
def test_case(row: RuleCases, case: Case) -> None:
    policies = [row.rule.policy(EnforcementLevel.MANDATORY)]
    config = {row.rule.name: case.options} if case.options else None
    found = replay_program(policies, case.resources, config)
    assert {(one.rule, one.resource, one.level) for one in found} == {
        (row.rule.name, resource, "mandatory") for resource in case.violations
    }, "\n".join(one.message for one in found)
