import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock

import pytest

from sandbox import session as module
from sandbox.cloud import Cloud
from sandbox.cloud.emulators import EMULATORS
from sandbox.cloud.supervisor import Server
from sandbox.progress import Progress
from sandbox.session import Session, UnknownStackError, find_session, open_session, remove_stale_locks


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


def test_the_state_is_found_whatever_the_path(session: Session) -> None:
    odd = replace(session, home=Path("/it's a #1 %20 ?x"))
    assert odd.environment()["PULUMI_BACKEND_URL"] == "file:///it%27s%20a%20%231%20%2520%20%3Fx/state"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, "127.0.0.1,localhost"),
        ("internal.example.com", "internal.example.com,127.0.0.1,localhost"),
        ("localhost", "localhost,127.0.0.1"),
    ],
)
def test_a_proxy_is_not_asked_for_the_sandbox(
    session: Session, monkeypatch: pytest.MonkeyPatch, before: str | None, after: str
) -> None:
    monkeypatch.delenv("no_proxy", raising=False)
    if before:
        monkeypatch.setenv("no_proxy", before)
    assert session.environment()["no_proxy"] == after


def test_a_stack_without_a_file_is_refused_before_anything_is_started(tmp_path: Path) -> None:
    for name in ("dev", "prod"):
        (tmp_path / f"Pulumi.{name}.yaml").write_text("")
    with pytest.raises(UnknownStackError, match=r"^there is no Pulumi\.nope\.yaml: the stacks here are dev, prod$"):
        open_session("nope", Progress(), project=tmp_path)
    assert not (tmp_path / ".sandbox").exists()


class Starts:
    """What opening a session starts and asks, without an engine and emulators."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, cloud: Cloud) -> None:
        self.cloud = cloud
        self.held: dict[str, set[str]] = {"us-east-1": {"ec2: vpc-1"}, "eu-west-1": {"ec2: vpc-2"}}
        monkeypatch.setattr(module, "prepare_toolchain", Mock())
        monkeypatch.setattr(module, "running_cloud", self.start)
        monkeypatch.setattr(module, "start_cloud", self.start)
        monkeypatch.setattr(module, "inventory", self.inventory)
        monkeypatch.setattr(Session, "read", Mock(return_value=""))

    def start(self, _home: Path) -> Cloud:
        return self.cloud

    def inventory(self, _cloud: Cloud, region: str) -> frozenset[str]:
        return frozenset(self.held[region])


@pytest.fixture
def starts(session: Session, monkeypatch: pytest.MonkeyPatch) -> Starts:
    (session.project / "Pulumi.dev.yaml").write_text("config:\n  aws:region: us-east-1\n")
    (session.project / "Pulumi.eu.yaml").write_text("config:\n  aws:region: eu-west-1\n")
    return Starts(monkeypatch, session.cloud)


def opened(session: Session, stack: str = "dev") -> Session:
    return open_session(stack, Progress(), project=session.project, home=session.home)


def test_state_stays_with_its_account_and_goes_with_it(session: Session, starts: Starts) -> None:
    opened(session)
    (session.home / "state" / "dev.json").write_text("{}")
    opened(session)
    assert (session.home / "state" / "dev.json").exists()
    starts.cloud = session.cloud.model_copy(update={"identity": "another"})
    opened(session)
    assert list((session.home / "state").iterdir()) == []


def test_an_opening_that_was_cut_short_is_begun_again(
    session: Session, starts: Starts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after the servers started: the state of the former account must not be taken for theirs."""
    opened(session)
    (session.home / "state" / "dev.json").write_text("{}")
    starts.cloud = session.cloud.model_copy(update={"identity": "another"})

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(module, "inventory", killed)
        with pytest.raises(KeyboardInterrupt):
            opened(session)
    opened(session)
    assert list((session.home / "state").iterdir()) == []


def test_what_was_added_is_told_from_what_was_there_in_every_region_used(session: Session, starts: Starts) -> None:
    dev = opened(session)
    starts.held["us-east-1"].add("s3: logs")
    opened(session, "eu")
    starts.held["eu-west-1"].add("logs: /app")
    assert dev.added_to_account() == {"us-east-1 s3: logs", "eu-west-1 logs: /app"}


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
    (locks / "short.json").write_text('{"pid": 1')
    remove_stale_locks(tmp_path)
    assert [lock.name for lock in locks.iterdir()] == [f"{os.getpid()}.json"]
