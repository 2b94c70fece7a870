import datetime
import re
from pathlib import Path
from typing import cast

import pytest
from cloud_control import HOLDERS
from pack import NAME, RULES, SETTINGS_FILE, policies, settings_in
from pack_settings import Exemption, Settings, read_settings
from packages import TypesOfOthers
from pulumi_policy import EnforcementLevel, ResourceValidationPolicy, StackValidationPolicy
from resource_view import canonical_type
from rule import Rule

ROOT = Path(__file__).parents[2]
mandatory = EnforcementLevel.MANDATORY


@pytest.mark.parametrize("level", ["default", "strict", "cis", "advisory"])
def test_every_rule_is_in_every_file_of_levels(level: str) -> None:
    assert [policy.name for policy in policies(Settings(level=level))] == [rule.name for rule in RULES]


def test_nothing_is_mandatory_at_the_level_advisory() -> None:
    assert {policy.enforcement_level for policy in policies(Settings(level="advisory"))} <= {
        EnforcementLevel.ADVISORY,
        EnforcementLevel.DISABLED,
    }


def test_strict_asks_for_all_that_another_level_asks_for() -> None:
    asked = {
        level: {one.name for one in policies(Settings(level=level)) if one.enforcement_level is mandatory}
        for level in ("default", "strict", "cis")
    }
    assert asked["default"] | asked["cis"] <= asked["strict"]


def test_no_two_rules_have_one_name() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_the_environment_chooses_the_level() -> None:
    own = read_settings(SETTINGS_FILE)
    assert settings_in({"MONITORING_POLICY_LEVEL": "cis"}) == own.at("cis")
    assert settings_in({"MONITORING_POLICY_LEVEL": ""}) == settings_in({}) == own


def test_the_environment_names_the_settings(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"level": "strict", "options": {"*": {"logBuckets": ["a"]}}}')
    named = {"MONITORING_POLICY_SETTINGS": str(file)}
    assert settings_in(named) == Settings(level="strict", options={"*": {"logBuckets": ["a"]}})
    assert settings_in({**named, "MONITORING_POLICY_LEVEL": "cis"}).level == "cis"


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        (Settings(level="loose"), "the level of the policy pack, 'loose', is none of advisory, cis, default, strict."),
        (Settings(options={"no-rule": {}}), "the settings of the policy pack: no-rule: no such rule here."),
        (
            Settings(exemptions=(Exemption(rule="x", resource="y", reason="z", expires=datetime.date(2027, 1, 1)),)),
            "the settings of the policy pack: x: no such rule here.",
        ),
        (
            Settings(options={"*": {"logBucket": ["a"]}}),
            "the settings of the policy pack: "
            'options.*: "logBucket" is no option of any rule. Did you mean logBuckets?',
        ),
        (
            Settings(options={"*": {"no": 1}, "log-bucket-is-kept": {"minimumDays": 1}}),
            'the settings of the policy pack: options.*: "no" is no option of any rule.\n'
            "the settings of the policy pack: "
            'options.log-bucket-is-kept: "minimumDays" is no option of this rule.',
        ),
        (
            Settings(options={"log-bucket-keeps-logs-long-enough": {"minimumDays": 0}}),
            "the settings of the policy pack: "
            "options.log-bucket-keeps-logs-long-enough.minimumDays: 0 does not fit minimum: 1.",
        ),
        (
            Settings(options={"*": {"otherStacks": [""], "widestIpv4Prefix": 0, "logTag": "Holds"}}),
            'the settings of the policy pack: options.*.otherStacks.1: "" does not fit minLength: 1.\n'
            "the settings of the policy pack: options.*.widestIpv4Prefix: 0 does not fit minimum: 1.\n"
            "the settings of the policy pack: "
            'options.*.logTag: "Holds" does not fit pattern: "^[^=]+=[^=]*$".',
        ),
        (
            Settings(options={"log-group-keeps-logs-long-enough": {"minimumDaysOf": {"a": "7"}}}),
            "the settings of the policy pack: "
            'options.log-group-keeps-logs-long-enough.minimumDaysOf.a: "7" is not of the type integer.',
        ),
        (
            Settings(stacks={"p/dev": Settings(options={"*": {"minimumDays": 3654}})}),
            "the settings of the policy pack: stacks.p/dev.options.*.minimumDays: 3654 does not fit maximum: 3653.",
        ),
    ],
    ids=[
        "level",
        "options",
        "exemption",
        "misspelt",
        "of-another-rule",
        "too-few",
        "several",
        "of-a-name",
        "of-a-stack",
    ],
)
def test_settings_that_do_not_fit_the_pack(settings: Settings, problem: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(problem)}$"):
        policies(settings)


def test_settings_that_fit_the_pack() -> None:
    options = {"*": {"logBuckets": ["a"], "minimumDays": 3653}, "role-trust-is-closed": {"trustedAccounts": ["1" * 12]}}
    assert len(policies(Settings(options=options))) == len(policies(Settings()))


def test_name() -> None:
    assert NAME == "aws-monitoring-baseline"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
class TestMetadata:
    def test_name_is_kebab_case(self, rule: Rule) -> None:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule.name)

    def test_controls_are_security_hub_ids(self, rule: Rule) -> None:
        assert all(re.fullmatch(r"[A-Z][A-Za-z0-9]*\.[0-9]+", control) for control in rule.controls)

    def test_texts_are_sentences(self, rule: Rule) -> None:
        assert not rule.title.endswith(".")
        assert len(rule.title) <= 100
        assert rule.risk.endswith(".")
        assert rule.remedy.endswith(".")
        assert rule.url.startswith("https://docs.aws.amazon.com/")

    def test_its_types_are_canonical(self, rule: Rule) -> None:
        if isinstance(rule.types, TypesOfOthers):
            assert not [one for one in HOLDERS if one in rule.types]
            return
        types = cast("frozenset[str]", rule.types)
        assert types
        about_cloud_control = types == frozenset(HOLDERS)
        assert about_cloud_control or not [one for one in types if canonical_type(one) != one]

    def test_all_of_it_reaches_the_sdk(self, rule: Rule) -> None:
        policy = rule.policy(EnforcementLevel.ADVISORY)
        assert isinstance(policy, ResourceValidationPolicy | StackValidationPolicy)
        assert policy.enforcement_level is EnforcementLevel.ADVISORY
        assert (policy.name, policy.description, policy.display_name) == (rule.name, rule.title, rule.title)
        assert (policy.severity, policy.tags, policy.url) == (rule.severity, list(rule.controls), rule.url)
        assert policy.remediation_steps == rule.remedy
        assert policy.framework is not None
        assert (policy.framework.name, policy.framework.version) == (rule.framework.name, rule.framework.version)
        assert (policy.framework.reference, policy.framework.specification) == (rule.framework.reference, rule.risk)
        assert policy.config_schema is not None
        assert policy.config_schema.properties == rule.options


def test_every_rule_file_is_in_the_pack() -> None:
    files = {path for path in (ROOT / "policies" / "rules").glob("*/*.py") if path.name != "__init__.py"}
    assert len(files) == len(RULES)


def test_every_rule_file_is_short() -> None:
    assert [
        path.name
        for path in (ROOT / "policies" / "rules").glob("*/*.py")
        if len(path.read_text(encoding="utf-8").splitlines()) > 60
    ] == []
