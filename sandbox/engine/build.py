"""Builds the Pulumi CLI from its Go module, at the version that this folder's go.mod and go.sum pin and check."""

import shutil
from pathlib import Path

from sandbox.engine.go import BuildError, GoModule, build_environment
from sandbox.progress import Progress

_MODULE = GoModule(Path(__file__).parent)
_COMMAND = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
_VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version"

_BYTES_NEEDED = 5 * 2**30
"""Measured for v3.259.0: 2.3 GB of modules, 1.6 GB of compiled packages and the binary; the rest is headroom."""

ENGINE_VERSION = _MODULE.pinned(r"github\.com/pulumi/pulumi/pkg/v3 v(\S+)")
"""The version of the CLI that is built, and the oldest that this project is tested with."""


def build_engine(target: Path, *, work: Path, progress: Progress) -> None:
    """Build `pulumi` and put it at `target`, whole or not at all.

    Args:
        target: The executable's path-to-be.
        work: A folder for modules, compiled packages and, if need be, a Go toolchain: some 4 GB, removed at the end,
            left in place by a failure so that the next try goes on from there.
        progress: Told what is going on; the build takes minutes.

    Raises:
        BuildError: No Go could be had, a module could not be downloaded, or the disk is too small.
    """
    work.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(work).free
    if free < _BYTES_NEEDED:
        raise BuildError(f"{work} has {free / 2**30:.1f} GiB free; the build needs {_BYTES_NEEDED / 2**30:.0f}")
    go = _MODULE.toolchain(work, progress)
    environment = build_environment(work)
    progress.step(f"downloading the modules of the Pulumi CLI v{ENGINE_VERSION}")
    # Listing the packages downloads just the modules that hold them; `go mod download` would want more.
    listed = _MODULE.run([go, "list", "-deps", _COMMAND], environment)
    packages = [line for line in listed if not line.startswith("go: ")]
    progress.step("building it (once; minutes)")
    unfinished = target.with_suffix(".unfinished")
    version_flags = f"-s -w -X {_VERSION_VARIABLE}=v{ENGINE_VERSION}"
    build = [go, "build", "-v", "-trimpath", "-ldflags", version_flags, "-o", str(unfinished), _COMMAND]
    target.parent.mkdir(parents=True, exist_ok=True)
    progress.count(_MODULE.run(build, environment), "compiling packages", len(packages))
    unfinished.rename(target)
    shutil.rmtree(work, ignore_errors=True)
