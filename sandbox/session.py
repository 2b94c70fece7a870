"""One sandbox: the toolchain, the account and the state backend of one checkout, and commands run in them."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

import jmespath
import psutil
import yaml
from pydantic import BaseModel

from sandbox.cloud import REGION, Cloud, connection, running_cloud, start_cloud, stop_cloud
from sandbox.cloud.inventory import inventory
from sandbox.files import one_at_a_time, write_whole
from sandbox.progress import Progress
from sandbox.toolchain import prepare_toolchain

PROJECT = Path(__file__).parents[1]


class UnknownStackError(Exception):
    """There is no stack of this name. The text names those that there are."""


class Account(BaseModel):
    """What is remembered of the account in use.

    Attributes:
        identity: The cloud's; empty before the first.
        baselines: What each Region held, as `inventory` gives it, before a stack was deployed there.
    """

    identity: str
    baselines: dict[str, frozenset[str]]

    @staticmethod
    def file(home: Path) -> Path:
        """Give where it is remembered."""
        return home / "account.json"

    @classmethod
    def recorded(cls, home: Path) -> Self:
        """Read what is remembered."""
        file = cls.file(home)
        return cls.model_validate_json(file.read_text()) if file.is_file() else cls(identity="", baselines={})


@dataclass(frozen=True)
class Session:
    """A sandbox that is ready for commands.

    Attributes:
        project: The folder of the Pulumi project.
        home: The sandbox's own folder: toolchain, state backend, servers' records and logs.
        cloud: The running account.
        stack: The stack that commands work on.
    """

    project: Path
    home: Path
    cloud: Cloud
    stack: str

    def variables(self) -> dict[str, str | None]:
        """Give the environment of this sandbox: values by variable, None for one that must not be set."""
        return {
            **connection(self.cloud.endpoints()),
            # Nor may a variable of the user's stay: PULUMI_OPTION_STACK, say, is `--stack` for every command.
            **dict.fromkeys(name for name in os.environ if name.startswith("PULUMI_")),
            "PATH": _path_with(_bin(self.home), Path(sys.executable).parent),
            # A home of its own: the sandbox must not change which stack or backend the user is logged in to.
            "PULUMI_HOME": str(self.home / "pulumi"),
            "PULUMI_BACKEND_URL": f"file://{quote(str(_state(self.home)))}",
            "PULUMI_CONFIG_PASSPHRASE": "sandbox",
            # The salt of the passphrase is kept with the state, not in Pulumi.STACK.yaml: see sandbox.stack_files.
            "PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER": "true",
            "PULUMI_SKIP_UPDATE_CHECK": "true",
            "PULUMI_STACK": self.stack,
            **{name: _with_loopback(os.environ.get(name)) for name in ("NO_PROXY", "no_proxy")},
        }

    def environment(self) -> dict[str, str]:
        """Give the whole environment for a process: ours, with the sandbox's variables set and unset."""
        merged = {**os.environ, **self.variables()}
        return {name: value for name, value in merged.items() if value is not None}

    def exports(self) -> str:
        """Give the variables as shell commands, for `eval`."""
        return "\n".join(
            f"unset {name}" if value is None else f"export {name}={shlex.quote(value)}"
            for name, value in sorted(self.variables().items())
        )

    def run(self, *command: str) -> int:
        """Run a command in the project, its output to ours, and give its exit code."""
        _, code = self._finish(subprocess.Popen(command, cwd=self.project, env=self.environment()))
        return code

    def read(self, *command: str) -> str:
        """Run a command in the project and give what it prints.

        Raises:
            subprocess.CalledProcessError: It failed.
        """
        said, code = self._finish(
            subprocess.Popen(command, cwd=self.project, env=self.environment(), stdout=subprocess.PIPE, text=True)
        )
        if code:
            raise subprocess.CalledProcessError(code, command)
        return said

    @staticmethod
    def _finish(process: "subprocess.Popen[Any]") -> tuple[Any, int]:
        """Wait for a command, also after Ctrl-C: it gets that too, and has its own way of stopping.

        `subprocess.run` would kill it a quarter of a second later, in the middle of writing the state.
        """
        while True:
            try:
                return process.communicate()[0], process.wait()
            except KeyboardInterrupt:
                continue

    def added_to_account(self) -> frozenset[str]:
        """List what the account holds beyond what it had at first, in every Region that a stack was opened for."""
        account = Account.recorded(self.home)
        return frozenset(
            f"{region} {row}"
            for region, baseline in account.baselines.items()
            for row in inventory(self.cloud, region) - baseline
        )

    def protects(self) -> bool:
        """Tell whether the stack's state holds a resource that a destroy refuses to delete, or leaves behind."""
        deployment = json.loads(self.read("pulumi", "stack", "export"))["deployment"]
        return any(r.get("protect") or r.get("retainOnDelete") for r in deployment.get("resources") or ())

    def other_stacks_in_use(self) -> list[str]:
        """List the other stacks of this sandbox that still have resources."""
        stacks: list[Mapping[str, object]] = json.loads(self.read("pulumi", "stack", "ls", "--json"))
        return [str(row["name"]) for row in stacks if row["name"] != self.stack and row.get("resourceCount")]


def open_session(stack: str, progress: Progress, *, project: Path = PROJECT, home: Path | None = None) -> Session:
    """Make the sandbox ready: get the toolchain, start the account if it doesn't run, create the stack.

    A new account goes with a new state backend: state that speaks of an account that is gone would make every
    command fail.

    Args:
        stack: The stack that commands work on.
        progress: Told what takes long.
        project: The Pulumi project; this checkout if not given.
        home: The sandbox's folder; `.sandbox` in the project if not given.

    Raises:
        EngineUnavailableError: There is no engine and none could be had.
        CloudError: The emulators could not be started.
        UnknownStackError: The project has no file for the stack.
        subprocess.CalledProcessError: The engine could not make or select the stack; it has said why.
    """
    home = home or project / ".sandbox"
    stacks = {file.name.removeprefix("Pulumi.").removesuffix(".yaml"): file for file in project.glob("Pulumi.*.yaml")}
    if stack not in stacks:
        raise UnknownStackError(f"there is no Pulumi.{stack}.yaml: the stacks here are {', '.join(sorted(stacks))}")
    home.mkdir(parents=True, exist_ok=True)
    with one_at_a_time(home / "session.lock"):
        prepare_toolchain(_bin(home), progress)
        if running_cloud(home) is None:
            progress.step("starting an empty account (moto and ministack, on 127.0.0.1)")
        session = Session(project=project, home=home, cloud=start_cloud(home), stack=stack)
        _prepare_account(session, _region(stacks[stack]))
        remove_stale_locks(_state(home))
        session.read("pulumi", "stack", "select", "--create", stack)
    return session


def _prepare_account(session: Session, region: str) -> None:
    """Give a new account a new state backend, and remember what it holds before anything is deployed to a Region.

    What tells a new account is its record here, which is written last: a start that was cut short is begun again.
    """
    account = Account.recorded(session.home)
    if account.identity != session.cloud.identity:
        shutil.rmtree(_state(session.home), ignore_errors=True)
        _state(session.home).mkdir()
        account = Account(identity=session.cloud.identity, baselines={})
    if region not in account.baselines:
        account.baselines[region] = inventory(session.cloud, region)
        write_whole(Account.file(session.home), account.model_dump_json())


def _region(stack_file: Path) -> str:
    stack: Any = yaml.safe_load(stack_file.read_text())
    return jmespath.search('config."aws:region"', stack) or REGION


def find_session(stack: str, *, project: Path = PROJECT, home: Path | None = None) -> Session | None:
    """Give the sandbox if its account runs, else None; starts nothing. Arguments as `open_session`."""
    home = home or project / ".sandbox"
    cloud = running_cloud(home)
    return Session(project=project, home=home, cloud=cloud, stack=stack) if cloud else None


def close(*, project: Path = PROJECT, home: Path | None = None) -> bool:
    """End the account and everything in it. Gives whether anything ran. Arguments as `open_session`."""
    return stop_cloud(home or project / ".sandbox")


def _bin(home: Path) -> Path:
    return home / "bin"


def _state(home: Path) -> Path:
    return home / "state"


def _path_with(*first: Path) -> str:
    """Give PATH with `first` at the front, and not a second time when they are there already."""
    front = [str(folder) for folder in first]
    rest = [folder for folder in os.environ.get("PATH", os.defpath).split(os.pathsep) if folder not in front]
    return os.pathsep.join(front + rest)


def remove_stale_locks(state: Path) -> None:
    """Remove the state's locks whose engine is dead: one that was killed leaves its lock for good."""
    for lock in state.glob(".pulumi/locks/**/*.json"):
        try:
            alive = psutil.pid_exists(int(json.loads(lock.read_text())["pid"]))
        except (ValueError, KeyError):  # cut short, as its engine was
            alive = False
        if not alive:
            lock.unlink()


def _with_loopback(no_proxy: str | None) -> str:
    """Give a NO_PROXY that has the loopback addresses too: SDKs ask a proxy for them otherwise."""
    hosts = [host for host in (no_proxy or "").split(",") if host]
    return ",".join([*hosts, *(host for host in ("127.0.0.1", "localhost") if host not in hosts)])
