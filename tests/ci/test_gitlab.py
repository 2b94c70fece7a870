"""GitLab's pipeline: valid by its schema, and the same commands as GitHub's workflows."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.support.workflows import ACTIONS, GITLAB, ROOT, STACKS, load, steps

PIPELINE = load(GITLAB)
STACK_COMMAND = re.compile(r"(?:pulumi|python -m ops) (?:preview|review|up|refresh|policy|verify)\b[^|\n]*")


def validate(file: Path) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).with_name("check-jsonschema"), "--builtin-schema", "vendor.gitlab-ci"]
    command += ["--data-transform", "gitlab-ci", file]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def job(name: str) -> dict[str, Any]:
    """A job with what it extends, variables merged as GitLab merges them."""
    own: dict[str, Any] = PIPELINE[name]
    base: dict[str, Any] = job(own["extends"]) if "extends" in own else {}
    return {**base, **own, "variables": {**base.get("variables", {}), **own.get("variables", {})}}


def test_the_schema_takes_it() -> None:
    done = validate(GITLAB)
    assert done.returncode == 0, done.stdout


def test_the_schema_refuses_what_is_none(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yml"
    bad.write_text("one:\n  script: [true]\n  id_tokens: {TOKEN: {}}\n")
    assert validate(bad).returncode != 0


def test_it_runs_what_githubs_workflows_run() -> None:
    def commands(text: str) -> set[str]:
        plain = text.replace("$CI_ENVIRONMENT_NAME", "$STACK").replace(" || failed=1", "")
        return {found.strip() for found in STACK_COMMAND.findall(plain)}

    github = "\n".join(step.get("run", "") for step in steps())
    gitlab = "\n".join(line for name in PIPELINE for line in _script(name))
    # GitHub has a second review, of what is about to be approved, which its summary shows.
    assert commands(github) - commands(gitlab) == {'python -m ops review --format markdown - >> "$GITHUB_STEP_SUMMARY"'}
    assert commands(gitlab) - commands(github) == set()


def test_every_stack_has_its_jobs_and_the_roles_that_they_take() -> None:
    for stack in STACKS:
        preview, nightly, up = job(f"preview-{stack}"), job(f"nightly-{stack}"), job(f"up-{stack}")
        assert {each["variables"]["STACK"] for each in (preview, nightly)} == {stack}
        roles = [preview["variables"]["ROLE"], nightly["variables"]["ROLE"]]
        assert roles == [f"${stack.upper()}_{purpose}_ROLE" for purpose in ("PREVIEW", "VERIFY")]
        assert (up["environment"], up["variables"]["ROLE"], up["resource_group"]) == (stack, "$UP_ROLE", f"up-{stack}")
        assert up["interruptible"] is False


def test_prod_is_deployed_by_hand_only() -> None:
    assert [rule["when"] for rule in job("up-prod")["rules"]] == ["manual"]


def test_what_signs_in_does_not_run_for_forks() -> None:
    (rule,) = job("preview-dev")["rules"]
    assert "$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_MERGE_REQUEST_PROJECT_ID" in rule["if"]
    assert all("$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH" in each["if"] for each in job("up-dev")["rules"])


def test_both_install_the_cli_that_goes_with_the_locked_sdk() -> None:
    (locked,) = re.findall(r"^pulumi==(\S+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE)
    (tools,) = (load(file) for file in ACTIONS)
    wanted = [step["with"]["pulumi-version"] for step in tools["runs"]["steps"] if "pulumi/" in step.get("uses", "")]
    assert [*wanted, PIPELINE["variables"]["PULUMI_VERSION"]] == [locked, locked]


def _script(name: str) -> list[str]:
    return job(name).get("script", []) if "script" in PIPELINE[name] else []
