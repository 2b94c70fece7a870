"""Puts the three executables of the sandbox into one folder, which goes first on PATH.

`pulumi` runs the engine (see `sandbox.stack_files` for why it is not a plain link), `pulumi-language-python` and
`pulumi-resource-aws` stand in for the official plugins, and are there only where those are absent. The engine itself is
there too, for it warns at every command of a language host that doesn't lie beside it.
"""

import os
import shlex
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from sandbox.engine import Engine, find_or_get_engine
from sandbox.files import write_whole
from sandbox.progress import Progress
from sandbox.search_path import find_on_path

_ROOT = Path(__file__).parents[1]
_ENGINE = "pulumi-engine"
_LANGUAGE_HOST = "pulumi-language-python"
_PROVIDER = "pulumi-resource-aws"

_NEW_OBJECTS_BETWEEN_COLLECTIONS = 200_000
"""Instead of Python's 700: these processes are over in seconds, and most of what they make are the modules that they
import, which stay. Looking through those again and again took a quarter of the language host's time."""


def prepare_toolchain(folder: Path, progress: Progress, *, plugins: Path | None = None) -> None:
    """Fill `folder` with the executables that this machine needs; what a former call left is replaced.

    Args:
        folder: The folder for PATH.
        progress: Told when getting the engine takes long.
        plugins: Where the user's own Pulumi keeps plugins; `~/.pulumi/plugins` if not given.

    Raises:
        EngineUnavailableError: There is no engine and none could be had.
    """
    plugins = plugins or Path.home() / ".pulumi" / "plugins"
    engine = find_or_get_engine(progress, ignored_folders=[folder])
    folder.mkdir(parents=True, exist_ok=True)
    executable, wanted = engine.executable, dict[str, str]()
    if not _has_official_language_host(engine, ignored=folder):
        wanted[_LANGUAGE_HOST] = _script("sandbox.language_host")
        executable = _beside(engine.executable, folder / _ENGINE)
    wanted["pulumi"] = _script("sandbox.stack_files", str(executable))
    if not _has_official_provider(plugins, ignored=folder):
        wanted[_PROVIDER] = _script("sandbox.provider")
    for unwanted in {file.name for file in folder.iterdir()} - {*wanted, executable.name}:
        (folder / unwanted).unlink()
    for name, text in wanted.items():
        _write_executable(folder / name, text)


def _beside(engine: Path, link: Path) -> Path:
    """Link the engine to `link` (a symbolic link would lead it back to where it came from), or copy it."""
    if link.exists() and link.samefile(engine):
        return link
    unfinished = link.with_name(f".{link.name}.{os.getpid()}")
    try:
        unfinished.hardlink_to(engine.resolve())
    except OSError:  # another file system, or one without hard links
        shutil.copy2(engine, unfinished)
    unfinished.rename(link)
    return link


def _has_official_language_host(engine: Engine, *, ignored: Path) -> bool:
    """The official host ships beside the official `pulumi`, or is on PATH."""
    beside = engine.executable.resolve().parent / _LANGUAGE_HOST
    return beside.is_file() or find_on_path(_LANGUAGE_HOST, ignored=[ignored]) is not None


def _has_official_provider(plugins: Path, *, ignored: Path) -> bool:
    installed: Iterable[Path] = plugins.glob(f"resource-aws-v*/{_PROVIDER}") if plugins.is_dir() else ()
    return any(installed) or find_on_path(_PROVIDER, ignored=[ignored]) is not None


def _script(module: str, *arguments: str) -> str:
    """Give a shell script that runs a module of this checkout on this interpreter.

    The module is found by the script alone: with PYTHONPATH, the programs and packs that the engine starts could
    import this checkout too, and a pack that isn't self-contained would pass here and fail once published.
    """
    code = (
        f"import gc, runpy, sys; gc.set_threshold({_NEW_OBJECTS_BETWEEN_COLLECTIONS}); "
        f"sys.path.insert(0, {str(_ROOT)!r}); runpy.run_module({module!r}, None, '__main__', True)"
    )
    return f'#!/bin/sh\nexec {shlex.join([sys.executable, "-P", "-c", code, *arguments])} "$@"\n'


def write_script(path: Path, module: str) -> None:
    """Put a script that runs a module of this checkout at `path`."""
    _write_executable(path, _script(module))


def _write_executable(path: Path, text: str) -> None:
    """Replace the file in one step: an engine in another shell may be starting the one that is there."""
    write_whole(path, text, mode=0o755)
