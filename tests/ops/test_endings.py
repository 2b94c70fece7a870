"""How commands end when a person, a network or AWS is in the way: in words, with a code, never with a traceback."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from ops.cli import app
from tests.ops.deployed import ACCOUNT_ID, BUCKET, TRAIL, TRAIL_ARN
from tests.ops.endpoint import Endpoint, serving

PROJECT = Path(__file__).parents[2]
OUTPUTS = json.dumps({"trailName": TRAIL, "trailArn": TRAIL_ARN, "logBucket": BUCKET, "logGroups": {}, "vpcs": {}})
IDENTITY = f"""
<GetCallerIdentityResponse>
  <GetCallerIdentityResult><Arn>arn</Arn><Account>{ACCOUNT_ID}</Account></GetCallerIdentityResult>
</GetCallerIdentityResponse>
"""


class World(NamedTuple):
    """What a test may change of what a command meets."""

    patch: pytest.MonkeyPatch
    endpoint: Endpoint
    path: Path

    def refuse(self, code: str, message: str) -> None:
        self.endpoint.status = "403 Forbidden"
        self.endpoint.body = (
            f"<ErrorResponse><Error><Code>{code}</Code><Message>{message}</Message></Error></ErrorResponse>".encode()
        )

    def pulumi(self, script: str) -> None:
        program = self.path / "pulumi"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[World]:
    """Credentials that the endpoint takes for the stack's account; what else it says is no answer of AWS's."""
    with serving() as endpoint:
        endpoint.body = IDENTITY.encode()
        monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint.url)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setattr("botocore.endpoint.time.sleep", no_pause)
        yield World(monkeypatch, endpoint, tmp_path)


def no_pause(_seconds: float) -> None:
    """For the pauses between attempts."""


def no_credentials(world: World) -> None:
    world.patch.delenv("AWS_ACCESS_KEY_ID")
    world.patch.delenv("AWS_SECRET_ACCESS_KEY")


def no_network(world: World) -> None:
    world.patch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")


def expired(world: World) -> None:
    world.refuse("ExpiredToken", "The security token included in the request is expired")


def region_that_is_off(world: World) -> None:
    world.refuse("InvalidClientTokenId", "The security token included in the request is invalid")


def another_account(world: World) -> None:
    world.endpoint.body = IDENTITY.replace(ACCOUNT_ID, "210987654321").encode()


def a_portal(world: World) -> None:
    world.endpoint.body = b"<html>Log in</html>"


def no_pulumi(_: World) -> None:
    """PATH has nothing."""


def no_stack_selected(world: World) -> None:
    world.pulumi("echo 'error: no stack selected; please use `pulumi stack select` to choose one' >&2; exit 255")


def nothing_deployed(world: World) -> None:
    world.pulumi("echo '{}'")


def another_program(world: World) -> None:
    world.pulumi('echo \'{"url": "https://example.com"}\'')


FROM_FILE = ["--outputs", "-"]
CANNOT_USE = "AWS can't be used with the credentials and settings of this environment"
ENDINGS: list[tuple[Callable[[World], None], list[str], str, str]] = [
    (no_credentials, FROM_FILE, CANNOT_USE, "`aws sts get-caller-identity` must work"),
    (no_network, FROM_FILE, "AWS can't be reached", "check the network"),
    (expired, FROM_FILE, "the AWS credentials have expired", "log in again"),
    (region_that_is_off, FROM_FILE, "AWS doesn't know the credentials", "the Region is on"),
    (another_account, FROM_FILE, f"the stack is deployed in account {ACCOUNT_ID}", "AWS_PROFILE"),
    (a_portal, FROM_FILE, "what answers in AWS's place is not AWS", "AWS_ENDPOINT_URL"),
    (no_pulumi, [], "the Pulumi CLI is not installed", "--outputs FILE"),
    (no_stack_selected, [], "the Pulumi CLI could not read the stack's outputs", "--stack NAME"),
    (nothing_deployed, [], "the stack has no outputs", "pulumi up"),
    (another_program, [], "the outputs are not those of this program", "deploy the current program"),
]


@pytest.mark.parametrize(
    ("ending", "arguments", "problem", "fix"), ENDINGS, ids=[ending.__name__ for ending, *_ in ENDINGS]
)
def test_what_a_user_can_cause_is_told_in_three_lines(
    world: World, ending: Callable[[World], None], arguments: list[str], problem: str, fix: str
) -> None:
    ending(world)

    result = CliRunner().invoke(app, ["verify", *arguments], input=OUTPUTS)

    assert (result.exit_code, result.stdout) == (2, "")
    first, second, third = result.stderr.splitlines()
    assert first.startswith(f"error: {problem}")
    assert second.startswith("found: ")
    assert third.startswith("fix:   ")
    assert fix in third


def process(*arguments: str, **environment: str) -> "subprocess.Popen[bytes]":
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "PULUMI_"))}
    credentials = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret"}
    return subprocess.Popen(
        [sys.executable, "-m", "ops", *arguments],
        cwd=PROJECT,
        env={**kept, **credentials, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.fixture
def heeds_ctrl_c() -> Iterator[None]:
    """What runs in the background of a shell is started to ignore it, and so is what that starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeds_ctrl_c")
def test_ctrl_c_ends_at_once_whatever_aws_does(tmp_path: Path) -> None:
    outputs = tmp_path / "outputs.json"
    outputs.write_text(OUTPUTS)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        running = process("verify", "--outputs", str(outputs), AWS_ENDPOINT_URL=url)
        with silent.accept()[0]:  # it waits for the first answer
            running.send_signal(signal.SIGINT)
            # Less than the 15 seconds that a call would wait for.
            stdout, stderr = running.communicate(timeout=10)

    assert (running.returncode, stdout, stderr) == (130, b"", b"")


def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    outputs = tmp_path / "outputs.json"
    outputs.write_text(OUTPUTS)
    with serving() as endpoint:
        endpoint.body = IDENTITY.encode()
        running = process("verify", "--json", "--outputs", str(outputs), AWS_ENDPOINT_URL=endpoint.url)
        assert running.stdout is not None
        running.stdout.close()
        stderr = running.communicate(timeout=60)[1]

    assert (running.returncode, stderr) == (141, b"")
