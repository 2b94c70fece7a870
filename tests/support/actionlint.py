"""The linter of GitHub's workflows, actionlint, built once from its Go module into the user's cache."""

import os
import shutil
import sys
from pathlib import Path

from sandbox.engine.go import GoModule, build_environment
from sandbox.engine.locate import cache_directory
from sandbox.files import one_at_a_time
from sandbox.progress import Progress

_MODULE = GoModule(Path(__file__).parents[1] / "ci" / "actionlint")
_COMMAND = "github.com/rhysd/actionlint/cmd/actionlint"


def actionlint() -> Path:
    """The executable. The first call on a machine builds it, which takes a minute.

    Raises:
        BuildError: It can't be built.
    """
    folder = cache_directory() / "actionlint" / _MODULE.pinned(r"rhysd/actionlint v(\S+)")
    folder.mkdir(parents=True, exist_ok=True)
    executable, work = folder / "actionlint", folder / "build"
    with one_at_a_time(folder / "lock"):
        if not executable.is_file():
            go, unfinished = _MODULE.toolchain(work, Progress()), work / "actionlint"
            for _ in _MODULE.run([go, "build", "-o", str(unfinished), _COMMAND], build_environment(work)):
                pass
            unfinished.rename(executable)
            shutil.rmtree(work)
    return executable


def path_with_shellcheck() -> str:
    """A PATH on which actionlint finds the linter of shell scripts that the environment has."""
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
