from collections.abc import Callable
from pathlib import Path

import pytest

from ops import stack
from ops.errors import OpsError
from ops.stack import read_stack_outputs, read_stack_state

Script = Callable[[str], None]


@pytest.fixture
def pulumi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Script:
    """Puts a shell script in Pulumi's place, as the only program on PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))

    def install(script: str) -> None:
        program = tmp_path / "pulumi"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)

    return install


def refused() -> OpsError:
    with pytest.raises(OpsError) as raised:
        read_stack_outputs(None)
    return raised.value


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        (None, "stack output --json --non-interactive\n"),
        ("org/dev", "stack output --json --non-interactive --stack org/dev\n"),
    ],
)
def test_asks_pulumi(pulumi: Script, name: str | None, arguments: str) -> None:
    pulumi('echo "$@"; echo warning >&2')

    assert read_stack_outputs(name) == arguments.encode()


@pytest.mark.usefixtures("pulumi")
def test_no_pulumi() -> None:
    assert refused().problem == "the Pulumi CLI is not installed"


@pytest.mark.parametrize(
    ("content", "mode", "value"),
    [
        ("#!/bin/sh\n", 0o644, "[Errno 13] Permission denied: 'pulumi'"),
        ("not a program", 0o755, "[Errno 8] Exec format error: 'pulumi'"),
    ],
)
def test_a_pulumi_that_does_not_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, mode: int, value: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    program = tmp_path / "pulumi"
    program.write_text(content)
    program.chmod(mode)

    error = refused()

    assert (error.problem, error.value) == ("the Pulumi CLI could not be started", value)


def test_output_that_is_no_text_is_left_to_the_reader_of_the_outputs(pulumi: Script) -> None:
    pulumi(r"printf '\377'")

    assert read_stack_outputs(None) == b"\xff"


@pytest.mark.parametrize(
    ("script", "value"),
    [
        (r"printf 'caf\351' >&2; exit 1", "caf\N{REPLACEMENT CHARACTER}"),
        ("echo 'error: no stack selected' >&2; exit 1", "error: no stack selected"),
        ("exit 6", "`pulumi stack output --json --non-interactive` exited with 6 and no message"),
    ],
)
def test_pulumi_refuses(pulumi: Script, script: str, value: str) -> None:
    pulumi(script)

    error = refused()

    assert (error.problem, error.value) == ("the Pulumi CLI could not read the stack's outputs", value)


HALF_WRITTEN = "error: failed to load checkpoint: EOF"


def test_a_state_that_is_being_written_is_asked_for_again(pulumi: Script, tmp_path: Path) -> None:
    pulumi(f"[ -e {tmp_path}/asked ] && echo whole && exit; : > {tmp_path}/asked; echo '{HALF_WRITTEN}' >&2; exit 255")

    assert read_stack_state(None) == b"whole\n"


def test_a_state_that_stays_unreadable_is_an_error(pulumi: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    pulumi(f"echo '{HALF_WRITTEN}' >&2; exit 255")
    monkeypatch.setattr(stack, "_ASKED_AGAIN_AFTER_SECONDS", (0.001,))

    with pytest.raises(OpsError) as raised:
        read_stack_state(None)

    assert (raised.value.problem, raised.value.value) == (
        "the Pulumi CLI could not read the stack's state",
        HALF_WRITTEN,
    )


def test_a_state_that_there_is_not_is_asked_for_once(pulumi: Script, tmp_path: Path) -> None:
    pulumi(f"echo asked >> {tmp_path}/asked; echo 'error: no stack named x' >&2; exit 1")

    with pytest.raises(OpsError):
        read_stack_state("x")

    assert (tmp_path / "asked").read_text() == "asked\n"


def test_pulumi_hangs(pulumi: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    pulumi("while :; do :; done")
    monkeypatch.setattr(stack, "TIMEOUT_SECONDS", 0.1)

    error = refused()

    assert (error.problem, error.value) == (
        "the Pulumi CLI did not answer",
        "`pulumi stack output --json --non-interactive` was still running after 0.1 s",
    )
