import re
from pathlib import Path

import pytest
from pack import NAME, RULES, policies
from pulumi_policy import EnforcementLevel, ResourceValidationPolicy
from rule import Rule

ROOT = Path(__file__).parents[3]


def test_the_rules_and_their_levels() -> None:
    assert {policy.name: policy.enforcement_level for policy in policies()} == {
        "log-bucket-policy-allows-only-delivery": EnforcementLevel.MANDATORY
    }


def test_name() -> None:
    assert NAME == "aws-monitoring-baseline"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
class TestMetadata:
    def test_name_is_kebab_case(self, rule: Rule) -> None:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule.name)

    def test_controls_are_security_hub_ids(self, rule: Rule) -> None:
        assert rule.controls
        assert all(re.fullmatch(r"[A-Z][A-Za-z0-9]*\.[0-9]+", control) for control in rule.controls)

    def test_texts_are_sentences(self, rule: Rule) -> None:
        assert not rule.title.endswith(".")
        assert len(rule.title) <= 100
        assert rule.risk.endswith(".")
        assert rule.remedy.endswith(".")
        assert rule.url.startswith("https://docs.aws.amazon.com/")

    def test_all_of_it_reaches_the_sdk(self, rule: Rule) -> None:
        policy = rule.policy(EnforcementLevel.ADVISORY)
        assert isinstance(policy, ResourceValidationPolicy)
        assert policy.enforcement_level is EnforcementLevel.ADVISORY
        assert (policy.name, policy.description, policy.display_name) == (rule.name, rule.title, rule.title)
        assert (policy.severity, policy.tags, policy.url) == (rule.severity, list(rule.controls), rule.url)
        assert policy.remediation_steps == rule.remedy
        assert policy.framework is not None
        assert (policy.framework.name, policy.framework.version) == (rule.framework.name, rule.framework.version)
        assert (policy.framework.reference, policy.framework.specification) == (rule.framework.reference, rule.risk)
        assert policy.config_schema is not None
        assert policy.config_schema.properties == rule.options

    def test_it_is_documented(self, rule: Rule) -> None:
        (level,) = [policy.enforcement_level for policy in policies() if policy.name == rule.name]
        assert level is not None
        row = (
            f"| `{rule.name}` | {level.value} | {rule.severity.value} | "
            f"{rule.framework.name} {rule.framework.version} {rule.framework.reference}; "
            f"{', '.join(rule.controls)} | {rule.title} |"
        )
        assert row in (ROOT / "docs" / "policies.md").read_text(encoding="utf-8").splitlines()


def test_every_rule_file_is_in_the_pack() -> None:
    files = {path for path in (ROOT / "policies" / "rules").glob("*/*.py") if path.name != "__init__.py"}
    assert len(files) == len(RULES)


def test_every_rule_file_is_short() -> None:
    assert [
        path.name
        for path in (ROOT / "policies" / "rules").glob("*/*.py")
        if len(path.read_text(encoding="utf-8").splitlines()) > 60
    ] == []
