"""Checkouts to run `make` in: copies of this one, each with a sandbox, and so an account, of its own."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from compileall import compile_dir
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import boto3
import pytest

from sandbox.cloud import ACCOUNT_ID, REGION, running_cloud, stop_cloud
from sandbox.cloud.inventory import inventory

ROOT = Path(__file__).parents[2]
_PROGRAM = ("components", "logs", "ops", "policies", "sandbox")

# What an assertion compares is to be seen there as well.
pytest.register_assert_rewrite("tests.engine.options.chain")


@dataclass(frozen=True)
class Checkout:
    """A copy of this checkout; what it deploys, it deploys to an account of its own."""

    path: Path
    stack: str = "dev"

    @property
    def home(self) -> Path:
        return self.path / ".sandbox"

    def make(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run `make`, as a person would in a terminal without colours."""
        return self._run("make", "-s", *words)

    def pulumi(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run `pulumi` as a person would after `eval "$(make -s env)"`."""
        return self._in_sandbox("pulumi", "--non-interactive", *words)

    def environment(self) -> dict[str, str]:
        """The variables that such a shell has."""
        told = self._in_sandbox("env", "-0")
        assert told.returncode == 0, told.stderr
        return dict(variable.split("=", 1) for variable in told.stdout.rstrip("\0").split("\0"))

    def account(self) -> frozenset[str]:
        cloud = running_cloud(self.home)
        assert cloud is not None, "the sandbox does not run"
        return inventory(cloud)

    def client(self, service: str) -> Any:
        cloud = running_cloud(self.home)
        assert cloud is not None, "the sandbox does not run"
        return _client(service, cloud.url(service))

    def replace(self, file: str, old: str, new: str) -> None:
        """Edit a source file; the text to replace must be there, once."""
        source = self.path / file
        text = source.read_text()
        assert text.count(old) == 1, f"{file} has {text.count(old)} times {old!r}"
        source.write_text(text.replace(old, new))

    def _in_sandbox(self, *command: str) -> subprocess.CompletedProcess[str]:
        return self._run("sh", "-c", 'eval "$(make -s env)" && exec "$@"', "sh", *command)

    def _run(self, *command: str) -> subprocess.CompletedProcess[str]:
        # Each command starts several Pythons, which are to find their modules compiled, as the Makefile has it.
        foreign = ("AWS_", "MOTO_", "PULUMI_", "MAKE", "PYTHONDONTWRITEBYTECODE")
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
        return subprocess.run(
            command,
            cwd=self.path,
            env=inherited | {"COLUMNS": "200", "STACK": self.stack},
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )


@cache
def _client(service: str, url: str) -> Any:
    session: Any = boto3.Session(aws_access_key_id=ACCOUNT_ID, aws_secret_access_key="any", region_name=REGION)
    return session.client(service, endpoint_url=url)


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of this checkout that git tracks or would track, and its environment."""
    copy = tmp_path_factory.mktemp("pristine") / "checkout"
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for name in listed.rstrip("\0").split("\0"):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    # What runs there is compiled once, not in each copy: the modules' dates, which tell whether that holds, go along.
    assert all(compile_dir(copy / package, quiet=1) for package in _PROGRAM)
    (copy / ".venv").symlink_to(ROOT / ".venv")
    return copy


@pytest.fixture(scope="module")
def checkout(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checkout]:
    """A checkout that the tests of a module share."""
    path = tmp_path_factory.mktemp("shared") / "checkout"
    shutil.copytree(pristine, path, symlinks=True)
    yield Checkout(path)
    stop_cloud(path / ".sandbox")


@pytest.fixture
def own_checkout(pristine: Path, tmp_path: Path) -> Iterator[Checkout]:
    """A checkout for one test, which may break it."""
    path = tmp_path / "checkout"
    shutil.copytree(pristine, path, symlinks=True)
    yield Checkout(path)
    stop_cloud(path / ".sandbox")
