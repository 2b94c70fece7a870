"""Modules of the policy pack, for measuring them in process."""

import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Final

_FOLDER: Final = str(Path(__file__).parents[1] / "policies")


def pack_module(name: str) -> ModuleType:
    """Import a module of the pack, whose folder is an import root of its own, as where it is published to.

    Args:
        name: The module's name, such as "decision".
    """
    if _FOLDER not in sys.path:
        sys.path.insert(0, _FOLDER)
    return importlib.import_module(name)
