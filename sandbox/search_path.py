"""PATH, with and without the folders that the sandbox itself puts there."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path


def find_on_path(name: str, *, ignored: Iterable[Path]) -> Path | None:
    """Find an executable on PATH, or None.

    Args:
        name: Its file name.
        ignored: Folders of PATH that don't count, since what they hold was put there by the sandbox.
    """
    ours = {folder.resolve() for folder in ignored}
    folders = [f for f in os.environ.get("PATH", os.defpath).split(os.pathsep) if f and Path(f).resolve() not in ours]
    found = shutil.which(name, path=os.pathsep.join(folders))
    return Path(found) if found else None
