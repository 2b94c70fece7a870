"""The pack as `pulumi policy publish` ships it: its folder, and nothing of the project around it."""

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from threading import Timer
from typing import Any

import grpc
import pytest
from google.protobuf import empty_pb2
from pack import NAME, policies, settings_in
from pulumi.runtime.proto import analyzer_pb2, analyzer_pb2_grpc

POLICIES = Path(__file__).parents[2] / "policies"
PACKAGES = sysconfig.get_path("purelib")
SECONDS = 60
"""How long to wait, on a busy machine, for what takes two."""


@pytest.mark.parametrize(
    "runner",
    [
        pytest.param([], id="Python"),
        # As the engine has it run.
        pytest.param(["-m", "pulumi.policy", "127.0.0.1:1"], id="the-SDK"),
    ],
)
def test_a_copy_of_the_folder_serves_every_policy(runner: list[str], tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(POLICIES, copy, ignore=shutil.ignore_patterns("__pycache__"))
    info = served(tmp_path, ["-P", *runner, str(copy)])
    assert info.name == NAME
    assert [policy.name for policy in info.policies] == [policy.name for policy in policies(settings_in({}))]


def served(folder: Path, arguments: list[str]) -> analyzer_pb2.AnalyzerInfo:
    """What a server says of itself, that Python starts in a folder with the packages but not the checkout at hand."""
    # The project is installed as a link to the checkout, a .pth file: Python reads these in site-packages (hence -S),
    # but not in folders that it is given.
    command = [sys.executable, "-S", *arguments]
    with (
        (folder / "stderr").open("w+") as said,
        subprocess.Popen(
            command, cwd=folder, env={"PYTHONPATH": PACKAGES}, stdout=subprocess.PIPE, stderr=said, text=True
        ) as server,
    ):
        assert server.stdout is not None
        deadline = Timer(SECONDS, server.kill)
        deadline.start()
        try:
            port = server.stdout.readline().strip()
            assert port.isdecimal(), (folder / "stderr").read_text()
            with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
                stub: Any = analyzer_pb2_grpc.AnalyzerStub(channel)
                return stub.GetAnalyzerInfo(empty_pb2.Empty(), timeout=SECONDS)
        finally:
            deadline.cancel()
            server.kill()
