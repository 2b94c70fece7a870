"""Where the engine comes from: PATH, else the cache, else the official installer, else a build from source."""

import os
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from semver import VersionInfo

from sandbox.engine.build import ENGINE_VERSION, build_engine
from sandbox.engine.go import BuildError
from sandbox.files import one_at_a_time
from sandbox.progress import Progress
from sandbox.search_path import find_on_path

__all__ = ["ENGINE_VERSION", "Engine", "EngineUnavailableError", "find_or_get_engine"]

_TESTED = VersionInfo.parse(ENGINE_VERSION)


class EngineUnavailableError(Exception):
    """No road leads to an engine on this machine. The text says what was tried and what to install."""


@dataclass(frozen=True)
class Engine:
    """A `pulumi` executable.

    Attributes:
        executable: Its absolute path.
        origin: Where it came from, for people: "PATH", "the official installer", "built from source".
    """

    executable: Path
    origin: str


def cache_directory() -> Path:
    """Give the folder that outlives checkouts: `$XDG_CACHE_HOME` or `~/.cache`, then this project's name."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "aws-monitoring-baseline"


def find_or_get_engine(progress: Progress, *, ignored_folders: Iterable[Path], cache: Path | None = None) -> Engine:
    """Find an engine, or install or build one into the cache.

    Args:
        progress: Told what is going on when it takes longer than a look.
        ignored_folders: Folders of PATH that don't count, since what they hold was put there by the sandbox.
        cache: Where an engine that had to be fetched is kept; `cache_directory()` if not given.

    Raises:
        EngineUnavailableError: None of the roads works; the text has each road's reason.
    """
    cache = cache or cache_directory()
    on_path = find_on_path("pulumi", ignored=ignored_folders)
    if on_path and _is_recent(on_path):
        return Engine(on_path, "PATH")
    reasons = [_reason_against_path(on_path)]
    try:
        if engine := _cached(cache):
            return engine
        cache.mkdir(parents=True, exist_ok=True)
        # Another checkout may be getting one: then it is there when our turn comes.
        with one_at_a_time(cache / "engine.lock"):
            if engine := _cached(cache) or _fetched(cache, progress, reasons):
                return engine
    except OSError as error:
        reasons.append(f"the cache can't be used: {error}")
    raise EngineUnavailableError(
        "there is no Pulumi engine here, and none could be had:\n"
        + "\n".join(f"  - {reason}" for reason in reasons)
        + f"\nInstall the Pulumi CLI ({_TESTED} or newer) and put `pulumi` on PATH, then run the command again."
    )


def _official(cache: Path) -> Engine:
    return Engine(cache / "official" / "bin" / "pulumi", "the official installer")


def _built(cache: Path) -> Engine:
    return Engine(cache / "engine" / ENGINE_VERSION / "pulumi", "built from source")


def _cached(cache: Path) -> Engine | None:
    return next((engine for engine in (_official(cache), _built(cache)) if _is_recent(engine.executable)), None)


def _fetched(cache: Path, progress: Progress, reasons: list[str]) -> Engine | None:
    """Install or build an engine into the cache; None, and the reasons added to `reasons`, if neither works."""
    from pulumi.automation import PulumiCommand  # noqa: PLC0415 - it takes long, and all other commands don't need it

    try:
        progress.step("getting the Pulumi CLI from its official installer")
        PulumiCommand.install(root=str(cache / "official"))
        return _official(cache)
    except (OSError, subprocess.CalledProcessError, RuntimeError) as error:
        reasons.append(f"the official installer failed: {error}")
    try:
        build_engine(_built(cache).executable, work=cache / "engine-build", progress=progress)
        return _built(cache)
    except (BuildError, OSError) as error:
        reasons.append(f"building it from its Go module failed: {error}")
    return None


def _version(executable: Path) -> VersionInfo | None:
    """Ask an executable for its version; None when it isn't there or isn't a working `pulumi`."""
    quiet = os.environ | {"PULUMI_SKIP_UPDATE_CHECK": "true"}
    try:
        answer = subprocess.run(
            [executable, "version"], env=quiet, capture_output=True, text=True, check=True, timeout=60
        )
    except (OSError, subprocess.SubprocessError):
        return None
    text = re.fullmatch(r"v(\d+\.\d+\.\d+\S*)", answer.stdout.strip())
    return VersionInfo.parse(text[1]) if text and VersionInfo.is_valid(text[1]) else None


def _is_recent(executable: Path) -> bool:
    version = _version(executable)
    return version is not None and version >= _TESTED


def _reason_against_path(on_path: Path | None) -> str:
    if on_path is None:
        return "`pulumi` is not on PATH"
    return f"{on_path} is {_version(on_path) or 'not a working pulumi'}, and {_TESTED} or newer is needed"
