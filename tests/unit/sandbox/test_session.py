import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox.cloud import Cloud
from sandbox.cloud.emulators import EMULATORS
from sandbox.cloud.supervisor import Server
from sandbox.session import Session, find_session, remove_stale_locks


@pytest.fixture
def session(tmp_path: Path) -> Session:
    servers = {emulator.name: Server(pid=1, started=0, port=port) for port, emulator in enumerate(EMULATORS, 4000)}
    return Session(project=tmp_path, home=tmp_path / "a home", cloud=Cloud(identity="x", servers=servers), stack="dev")


def test_every_sdk_is_led_to_the_sandbox_and_nowhere_else(session: Session) -> None:
    moto, ministack = "http://127.0.0.1:4000", "http://127.0.0.1:4001"
    variables = session.variables()
    assert {name: value for name, value in variables.items() if name.startswith("AWS_ENDPOINT")} == {
        "AWS_ENDPOINT_URL": moto,
        "AWS_ENDPOINT_URL_CLOUDWATCH": ministack,
        "AWS_ENDPOINT_URL_EVENTBRIDGE": ministack,
        "AWS_ENDPOINT_URL_SNS": ministack,
        "AWS_ENDPOINT_URL_SQS": ministack,
    }
    assert {variables[name] for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE")} == {"/dev/null"}


@pytest.mark.parametrize("variable", ["AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL_S3", "PULUMI_ACCESS_TOKEN"])
def test_what_leads_elsewhere_is_taken_away(session: Session, monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    """An endpoint of one service, say, has precedence over the general one: `aws s3` would go to the user's."""
    monkeypatch.setenv(variable, "https://elsewhere.example.com")
    assert variable not in session.environment()
    assert f"unset {variable}" in session.exports().splitlines()


def test_a_shell_takes_the_exports(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is in the values, and the second time as the first."""
    monkeypatch.setenv("AWS_PROFILE", "production")
    show = f'{sys.executable} -c "import json, os; print(json.dumps(dict(os.environ)))"'
    twice = f"{session.exports()}\n{session.exports()}\n{show}"
    shell = json.loads(subprocess.run(["sh", "-c", twice], capture_output=True, check=True, text=True).stdout)
    expected = session.variables()
    assert {name: shell.get(name) for name in expected} == expected


def test_path_begins_with_the_toolchain_and_has_it_once(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", session.environment()["PATH"])
    folders = session.environment()["PATH"].split(os.pathsep)
    first = [str(session.home / "bin"), str(Path(sys.executable).parent)]
    assert folders[:2] == first
    assert [folders.count(folder) for folder in first] == [1, 1]


def test_there_is_no_session_where_nothing_runs(tmp_path: Path) -> None:
    assert find_session("dev", project=tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_only_the_locks_of_dead_engines_are_removed(tmp_path: Path) -> None:
    with subprocess.Popen(["true"]) as dead:
        dead.wait()
    locks = tmp_path / ".pulumi" / "locks" / "organization" / "project" / "dev"
    locks.mkdir(parents=True)
    for pid in (dead.pid, os.getpid()):
        (locks / f"{pid}.json").write_text(json.dumps({"pid": pid, "username": "someone"}))
    remove_stale_locks(tmp_path)
    assert [lock.name for lock in locks.iterdir()] == [f"{os.getpid()}.json"]
