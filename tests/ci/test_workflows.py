"""GitHub's workflows: valid, hardened, and about what this repository has."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.actionlint import actionlint, path_with_shellcheck
from tests.support.workflows import ACTIONS, ROOT, STACKS, WORKFLOWS, Job, events, jobs, load, steps

PIN = re.compile(r"uses: (?P<action>[\w.-]+/[\w.-]+)@(?P<commit>[0-9a-f]{40}) # (?P<release>v\d+\.\d+\.\d+)$")
TOOLS = "./.github/actions/deployment-tools"
EVERY_JOB = pytest.mark.parametrize("job", jobs(), ids=str)


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PATH": path_with_shellcheck()}
    files = sorted(folder.glob(".github/workflows/*.yml"))
    return subprocess.run(
        [actionlint(), "-no-color", *files], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def audit(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [
        Path(sys.executable).with_name("zizmor"),
        "--offline",
        "--persona",
        "auditor",
        "--no-progress",
        "--quiet",
        ".",
    ]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_actionlint_finds_nothing() -> None:
    done = lint(ROOT)
    assert (done.returncode, done.stdout) == (0, "")


def test_actionlint_would_find_what_is_wrong_in_a_workflow_and_in_its_scripts(tmp_path: Path) -> None:
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    (folder / "bad.yml").write_text(
        "on: [pull_request]\njobs:\n  one:\n    runs-on: ubuntu-24.04\n    steps:\n"
        "      - run: echo ${{ github.event.pull_request.title }}\n      - run: cat $FILE\n"
    )
    said = lint(tmp_path).stdout
    assert '"github.event.pull_request.title" is potentially untrusted' in said
    assert "shellcheck reported issue in this script: SC2086" in said


def test_zizmor_finds_nothing() -> None:
    done = audit(ROOT)
    assert done.returncode == 0, done.stdout


def test_zizmor_would_find_a_workflow_that_hands_rights_to_forks(tmp_path: Path) -> None:
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    (folder / "bad.yml").write_text(
        "on: [pull_request_target]\njobs:\n  one:\n    runs-on: ubuntu-24.04\n    steps:\n"
        "      - uses: actions/checkout@v6\n        with: {ref: '${{ github.event.pull_request.head.sha }}'}\n"
    )
    done = audit(tmp_path)
    assert done.returncode != 0
    assert {"dangerous-triggers", "unpinned-uses", "artipacked"} <= set(re.findall(r"\[([a-z-]+)\]", done.stdout))


def test_every_action_of_others_is_pinned_to_the_commit_of_a_release_and_to_the_same_one_everywhere() -> None:
    used = [
        line.strip().removeprefix("- ")
        for file in (*WORKFLOWS, *ACTIONS)
        for line in file.read_text().splitlines()
        if re.match(r"\s*(- )?uses: (?!\./)", line)
    ]
    pins = [PIN.fullmatch(line) for line in used]
    assert [line for line, pin in zip(used, pins, strict=True) if pin is None] == []
    commits = {(pin["action"], pin["commit"], pin["release"]) for pin in pins if pin}
    assert len({action for action, _, _ in commits}) == len(commits)


def test_nothing_runs_with_the_rights_of_the_base_on_behalf_of_a_pull_request() -> None:
    started = {event for file in WORKFLOWS for event in events(file)}
    assert started == {"pull_request", "push", "schedule", "workflow_call", "workflow_dispatch"}


def test_no_workflow_gives_its_jobs_rights_by_default() -> None:
    assert {file.name: load(file)["permissions"] for file in WORKFLOWS} == {file.name: {} for file in WORKFLOWS}


def test_what_each_job_may() -> None:
    read, sign_in = {"contents": "read"}, {"contents": "read", "id-token": "write"}
    assert {str(job): job.permissions for job in jobs()} == {
        "check.lint": read,
        "check.tests": read,
        "check.engine": read,
        "preview.preview": sign_in,
        "preview.comment": {"pull-requests": "write"},
        "deploy.check": read,
        "deploy.dev": sign_in,
        "deploy.prod": sign_in,
        "up.preview": sign_in,
        "up.up": sign_in,
        "nightly.stack": sign_in,
    }


@EVERY_JOB
def test_a_job_ends_in_time(job: Job) -> None:
    assert "uses" in job.node or 0 < job.node["timeout-minutes"] <= 60


@EVERY_JOB
def test_a_job_signs_in_only_where_a_fork_does_not_get_to(job: Job) -> None:
    signs_in = any(step.get("uses") == TOOLS for step in job.steps)
    assert signs_in == (job.permissions.get("id-token") == "write" and "uses" not in job.node)
    if signs_in and "pull_request" in events(job.file):
        assert "github.event.pull_request.head.repo.full_name == github.repository" in job.node["if"]


def test_no_secret_is_used_at_all() -> None:
    assert [file.name for file in (*WORKFLOWS, *ACTIONS) if "secrets." in file.read_text()] == []


def test_no_checkout_leaves_its_token_behind() -> None:
    checkouts = [step for step in steps() if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert [step for step in checkouts if step["with"] != {"persist-credentials": False}] == []


def test_no_script_has_text_of_others_in_it() -> None:
    assert [step["run"] for step in steps() if "${{" in step.get("run", "")] == []


def test_no_code_of_the_pull_request_runs_where_the_right_to_comment_is() -> None:
    (comment,) = (job for job in jobs() if "pull-requests" in job.permissions)
    assert [step["uses"].partition("@")[0] for step in comment.steps if "uses" in step] == ["actions/download-artifact"]


def test_an_update_waits_for_the_one_before_and_for_its_environment() -> None:
    (up,) = (job for job in jobs() if str(job) == "up.up")
    assert up.node["environment"] == "${{ inputs.stack }}"
    assert up.node["concurrency"] == {"group": "up-${{ inputs.stack }}", "cancel-in-progress": False}


def test_every_stack_is_previewed_deployed_and_looked_after() -> None:
    matrices = [[row["stack"] for row in job.node["strategy"]["matrix"]["include"]] for job in jobs() if _rows(job)]
    deployed = [job.node["with"]["stack"] for job in jobs() if job.node.get("uses", "").endswith("/up.yml")]
    assert [*matrices, deployed] == [STACKS, STACKS, STACKS]


def test_the_make_targets_are_there() -> None:
    wanted = {word for step in steps() for word in re.findall(r"\bmake (\w+)", step.get("run", ""))}
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert wanted == {"lint", "quick", "engine"}
    assert wanted <= targets


def _rows(job: Job) -> bool:
    return "include" in job.node.get("strategy", {}).get("matrix", {})
