import os
import signal
import subprocess
from pathlib import Path

import pytest

from sandbox import toolchain
from sandbox.engine import Engine
from sandbox.progress import Progress
from sandbox.toolchain import prepare_toolchain, write_script


def executable(path: Path, text: str = "exit 0") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with an engine in its cache, nothing official, and an empty folder on PATH."""
    (tmp_path / "path").mkdir()
    monkeypatch.setenv("PATH", f"{tmp_path / 'path'}{os.pathsep}/bin{os.pathsep}/usr/bin")
    engine = Engine(executable(tmp_path / "engine" / "pulumi", 'echo "engine: $*"'), "built from source")

    def find(_progress: Progress, *, ignored_folders: list[Path]) -> Engine:
        assert ignored_folders == [tmp_path / "bin"], "the engine must not be the sandbox's own script"
        return engine

    monkeypatch.setattr(toolchain, "find_or_get_engine", find)
    return tmp_path


def prepare(machine: Path) -> set[str]:
    prepare_toolchain(machine / "bin", Progress(), plugins=machine / "plugins")
    return {path.name for path in (machine / "bin").iterdir() if os.access(path, os.X_OK)}


ALL = {"pulumi", "pulumi-engine", "pulumi-language-python", "pulumi-resource-aws"}


def test_stand_ins_are_there_where_nothing_official_is(machine: Path) -> None:
    assert prepare(machine) == ALL


@pytest.mark.parametrize("place", ["engine", "path"])
def test_an_official_language_host_is_used(machine: Path, place: str) -> None:
    executable(machine / place / "pulumi-language-python")
    assert prepare(machine) == {"pulumi", "pulumi-resource-aws"}


@pytest.mark.parametrize("place", ["plugins/resource-aws-v7.51.1", "path"])
def test_an_official_provider_is_used(machine: Path, place: str) -> None:
    executable(machine / place / "pulumi-resource-aws")
    assert prepare(machine) == ALL - {"pulumi-resource-aws"}


def test_a_stand_in_leaves_when_the_official_plugin_comes(machine: Path) -> None:
    assert prepare(machine) == ALL
    executable(machine / "path" / "pulumi-resource-aws")
    assert prepare(machine) == ALL - {"pulumi-resource-aws"}


def test_the_engine_lies_beside_its_language_host_and_follows_a_new_one(machine: Path) -> None:
    prepare(machine)
    assert (machine / "bin" / "pulumi-engine").samefile(machine / "engine" / "pulumi")
    (machine / "engine" / "pulumi").unlink()
    executable(machine / "engine" / "pulumi", "echo newer")
    prepare(machine)
    assert (machine / "bin" / "pulumi-engine").samefile(machine / "engine" / "pulumi")


def test_its_own_scripts_on_path_are_nothing_official(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{machine / 'bin'}{os.pathsep}{os.environ['PATH']}")
    assert prepare(machine) == ALL
    assert prepare(machine) == ALL


def test_the_scripts_work_from_anywhere_and_lend_no_import_path(machine: Path) -> None:
    executable(machine / "engine" / "pulumi", 'echo "engine: $*; PYTHONPATH=$PYTHONPATH"')
    prepare(machine)
    said = subprocess.run(
        [machine / "bin" / "pulumi", "up", "a b"], cwd=machine, capture_output=True, check=True, text=True
    )
    assert said.stdout == "engine: up a b; PYTHONPATH=\n"


def test_the_scripts_seldom_look_for_garbage(machine: Path) -> None:
    """Else they would look through all that they import, again and again."""
    write_script(machine / "timed", "timeit")
    once = [machine / "timed", "--number=1", "--repeat=1", "import gc; print(gc.get_threshold()[0])"]
    said = subprocess.run(once, cwd=machine, capture_output=True, check=True, text=True)
    assert int(said.stdout.splitlines()[0]) >= 100_000


def test_the_language_host_gives_its_port_and_leaves_quietly_on_sigint(machine: Path) -> None:
    prepare(machine)
    host = subprocess.Popen(
        [machine / "bin" / "pulumi-language-python"], cwd=machine, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with host:
        assert host.stdout is not None
        assert 0 < int(host.stdout.readline()) < 65536
        host.send_signal(signal.SIGINT)
        assert host.communicate(timeout=10) == (b"", b"")
        assert host.returncode == 0
