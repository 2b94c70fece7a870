"""A new user's path: every command of the README, from a clean checkout, on both ways of running."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from sandbox.cloud import connection, start_cloud, stop_cloud
from sandbox.engine import find_or_get_engine
from sandbox.progress import Progress
from sandbox.toolchain import prepare_toolchain
from tests.engine.conftest import Checkout
from tests.support.readme import readme

pytestmark = pytest.mark.engine

FIRST, AFTERWARDS, ON_AWS, GIVING_UP, IN_THE_SANDBOX = readme()
"""The README's blocks of commands. A block more, or less, fails here: give it a test."""

LIST_BUCKETS = """#!{python}
import sys, boto3
assert sys.argv[1:] == ["s3", "ls"], sys.argv
for bucket in boto3.client("s3").list_buckets()["Buckets"]:
    print(bucket["Name"])
"""
LOGS = "monitoring-dev-logs-123456789012-us-east-1"


@dataclass(frozen=True)
class Reader:
    """Someone with a checkout and a terminal.

    Attributes:
        folder: The checkout.
        environment: What the terminal's shell has.
    """

    folder: Path
    environment: Mapping[str, str]

    def types(self, lines: list[str], answer: str = "") -> str:
        """Type lines as they are into one shell, in which each has to work, and give all that is said.

        Args:
            lines: The lines.
            answer: What the commands read from the terminal.
        """
        done = subprocess.run(
            ["bash", "-euc", "\n".join(lines)],
            cwd=self.folder,
            env=dict(self.environment),
            input=answer,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=550,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A shell's environment that leads to no account, with an `aws` that can do what the README does with it."""
    folder = tmp_path_factory.mktemp("aws")
    (folder / "aws").write_text(LIST_BUCKETS.format(python=sys.executable))  # the AWS CLI is no package of Python's
    (folder / "aws").chmod(0o755)
    foreign = ("AWS_", "PULUMI_", "MAKE", "STACK", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV")
    own = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return {**own, "PATH": os.pathsep.join([str(folder), own["PATH"]]), "SHELL": "/bin/sh", "COLUMNS": "200"}


@pytest.fixture(scope="module")
def reader(checkout: Checkout, terminal: dict[str, str]) -> Reader:
    """Someone in a clean checkout, which has no sandbox yet."""
    return Reader(checkout.path, terminal)


def test_the_first_commands(reader: Reader) -> None:
    up, check = FIRST
    assert ", 0 failed, 0 unknown" in reader.types([up])
    # All checks run this test: here, only that the target is what the README says it is.
    assert check == "make check"
    planned = reader.types([f"{check} --dry-run"])
    assert all(tool in planned for tool in ("ruff format --check", "ruff check", "pyright", "pytest"))


def test_the_commands_of_the_sandbox(reader: Reader) -> None:
    another_stack, preview, shell, in_this_shell, reset = IN_THE_SANDBOX
    assert reset == "make reset"
    assert ", 0 failed, 0 unknown" in reader.types([another_stack])
    assert "unchanged" in reader.types([preview])
    assert LOGS in reader.types([shell], "aws s3 ls\n").splitlines()
    assert LOGS in reader.types([in_this_shell]).splitlines()


def test_the_commands_afterwards_and_a_fresh_start(reader: Reader) -> None:
    down, explain = AFTERWARDS
    assert "dev is gone; the sandbox goes on for prod" in reader.types([down])
    explained = reader.types([explain])
    assert all(f"  {target} " in explained for target in ("up", "down", "check", "reset", "quick"))
    (*_, reset) = IN_THE_SANDBOX
    assert reader.types([reset]) == ""
    assert "the sandbox does not run: nothing to take down" in reader.types([down])


@pytest.fixture
def official(own_checkout: Checkout, terminal: dict[str, str], tmp_path: Path) -> Iterator[Reader]:
    """Someone with the CLI and its plugins on PATH, credentials, and a login to a backend.

    The engine is the real one. Its plugins stand in for the official ones, which can't be had here, and are found as
    those are: the language host beside `pulumi`, the provider on PATH. The account is the emulators'.
    """
    prepared, installed = tmp_path / "prepared", tmp_path / "official"
    prepare_toolchain(prepared, Progress())
    installed.mkdir()
    shutil.copy2(find_or_get_engine(Progress(), ignored_folders=[prepared]).executable, installed / "pulumi")
    for plugin in ("pulumi-language-python", "pulumi-resource-aws"):
        shutil.copy2(prepared / plugin, installed / plugin)
    (tmp_path / "state").mkdir()
    cloud = start_cloud(tmp_path / "cloud")
    ours = {
        **connection(cloud.endpoints()),
        "PATH": os.pathsep.join([str(installed), terminal["PATH"]]),
        "PULUMI_HOME": str(tmp_path / "home"),
        "PULUMI_BACKEND_URL": f"file://{tmp_path / 'state'}",
        "PULUMI_CONFIG_PASSPHRASE": "a passphrase",
        "PULUMI_SKIP_UPDATE_CHECK": "true",
        # A person answers the questions of `up` and `destroy`.
        "PULUMI_OPTION_YES": "true",
        "PULUMI_OPTION_NON_INTERACTIVE": "true",
    }
    merged = {**terminal, **ours}
    yield Reader(own_checkout.path, {name: value for name, value in merged.items() if value is not None})
    stop_cloud(tmp_path / "cloud")


def test_the_commands_against_a_real_account(official: Reader) -> None:
    *deploy, verify, search = ON_AWS
    assert (verify, search) == ("python -m ops verify", "python -m ops search")
    # The emulators deliver nothing, so verify isn't to ask whether logs keep coming.
    said = official.types([*deploy, f"{verify} --without-deliveries", search])
    assert ", 0 failed, 0 unknown" in said
    assert "top-talkers" in said
    (activate,) = (line for line in ON_AWS if line.endswith("bin/activate"))
    given_up = official.types([activate, *GIVING_UP])
    assert "a destroy of this stack keeps no logs" in given_up
    assert "The resources in the stack have been deleted" in given_up
    assert official.types(["aws s3 ls"]) == ""
