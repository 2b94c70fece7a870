import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from pack_settings import Exemption, Settings, read_settings, settings_of, today

DAY = datetime.date(2027, 1, 31)
EXEMPTION = {"rule": "r", "resource": "x", "reason": "because", "expires": "2027-01-31"}
URN = "urn:pulumi:dev::project::aws:s3/bucket:Bucket::x"
OTHER_URN = "urn:pulumi:prod::project::aws:s3/bucket:Bucket::x"


def test_nothing_is_the_default() -> None:
    assert settings_of({}) == Settings()


def test_everything() -> None:
    settings = settings_of({"level": "strict", "options": {"*": {"a": 1}, "r": {"b": 2}}, "exemptions": [EXEMPTION]})
    exemption = Exemption(rule="r", resource="x", reason="because", expires=DAY)
    assert settings == Settings(level="strict", options={"*": {"a": 1}, "r": {"b": 2}}, exemptions=(exemption,))
    assert settings.rules() == {"r"}


def test_a_rule_gets_its_own_options_and_those_of_every_rule_that_it_knows() -> None:
    settings = settings_of({"options": {"*": {"a": 1, "b": 1}, "r": {"b": 2, "c": 3}}})
    assert settings.options_for("r", {"a": {}, "b": {}}) == {"a": 1, "b": 2, "c": 3}
    assert settings.options_for("s", {"a": {}}) == {"a": 1}


def test_a_stack_goes_over_the_rest() -> None:
    own = {"options": {"r": {"b": 3}, "s": {"d": 4}}, "exemptions": [{**EXEMPTION, "rule": "s"}]}
    settings = settings_of(
        {"options": {"r": {"a": 1, "b": 2}}, "exemptions": [EXEMPTION], "stacks": {"project/dev": own}}
    )
    assert settings.of_stack(OTHER_URN) is settings
    assert settings.of_stack(URN).options == {"r": {"a": 1, "b": 3}, "s": {"d": 4}}
    assert [one.rule for one in settings.of_stack(URN).exemptions] == ["r", "s"]
    assert settings.rules() == {"r", "s"}
    assert settings.of_stack("") is settings


def test_what_a_stack_says_of_every_rule_goes_over_what_is_said_of_one() -> None:
    settings = settings_of(
        {
            "options": {"*": {"a": 1, "b": 1, "c": 1}, "r": {"a": 2, "b": 2}},
            "stacks": {"project/dev": {"options": {"*": {"a": 3, "b": 3}, "r": {"b": 4}}}},
        }
    )
    known = dict.fromkeys("abc")
    assert settings.options_for("r", known) == {"a": 2, "b": 2, "c": 1}
    assert settings.of_stack(URN).options_for("r", known) == {"a": 3, "b": 4, "c": 1}
    assert settings.of_stack(URN).options_for("s", known) == {"a": 3, "b": 3, "c": 1}


@pytest.mark.parametrize(("rule", "name", "urn"), [("r", "x", URN), ("r", "other", "x")])
def test_an_exemption_names_a_resource_or_its_urn(rule: str, name: str, urn: str) -> None:
    exemption = Exemption(rule="r", resource="x", reason="because", expires=today())
    assert Settings(exemptions=(exemption,)).exempts(rule, name, urn)


@pytest.mark.parametrize(("rule", "name"), [("s", "x"), ("r", "xx"), ("r", "X")])
def test_an_exemption_is_for_nothing_else(rule: str, name: str) -> None:
    exemption = Exemption(rule="r", resource="x", reason="because", expires=today())
    assert not Settings(exemptions=(exemption,)).exempts(rule, name, URN)


def test_an_exemption_holds_until_the_end_of_its_day() -> None:
    day = datetime.timedelta(days=1)
    for expires, holds in ((today(), True), (today() + day, True), (today() - day, False)):
        exemption = Exemption(rule="r", resource="x", reason="because", expires=expires)
        assert exemption.holds() == holds
        assert Settings(exemptions=(exemption,)).exempts("r", "x", URN) == holds


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ([], "the settings: [] is not an object."),
        ({"rules": {}}, 'the settings: ["rules"] is none of level, options, exemptions, stacks.'),
        ({"level": "../x"}, 'level: "../x" is not the name of a file of levels/, such as strict.'),
        ({"level": 7}, "level: 7 is not the name of a file of levels/, such as strict."),
        ({"options": {"r": 7}}, "options.r: 7 is not an object."),
        ({"exemptions": {}}, "exemptions: {} is not a list."),
        ({"exemptions": ["x"]}, 'exemptions.1: "x" is not an object.'),
        (
            {"exemptions": [{**EXEMPTION, "until": "x"}]},
            'exemptions.1: ["until"] is none of rule, resource, reason, expires.',
        ),
        (
            {"exemptions": [{**EXEMPTION, "reason": " "}]},
            'exemptions.1.reason: " " is not a text. An exemption has rule, resource, reason, expires.',
        ),
        (
            {"exemptions": [EXEMPTION, {**EXEMPTION, "expires": "never"}]},
            'exemptions.2.expires: "never" is not a day such as 2027-01-31.',
        ),
        ({"stacks": {"dev": {}}}, 'stacks: "dev" is not PROJECT/STACK.'),
        ({"stacks": {"org/p/dev": {}}}, 'stacks: "org/p/dev" is not PROJECT/STACK.'),
        ({"stacks": {"p/dev ": {}}}, 'stacks: "p/dev " is not PROJECT/STACK.'),
        ({"stacks": {"p/*": {}}}, 'stacks: "p/*" is not PROJECT/STACK.'),
        ({"stacks": {"p/dev": {"level": "cis"}}}, 'stacks.p/dev: ["level"] is none of options, exemptions.'),
        ({"stacks": {"p/dev": {"options": []}}}, "stacks.p/dev.options: [] is not an object."),
    ],
)
def test_what_is_no_settings(content: Any, problem: str, tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps(content))
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is compared below
        read_settings(file)
    assert str(caught.value) == f"the settings of the policy pack, {file}: {problem}"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"^the settings of the policy pack, .*/none\.json: .*No such file"):
        read_settings(tmp_path / "none.json")
