"""What the tests of the pack share."""

import shutil
from pathlib import Path

import pytest

POLICIES = Path(__file__).parents[2] / "policies"


@pytest.fixture(scope="session")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command in a copy of the pack's folder, away from this project."""
    folder = tmp_path_factory.mktemp("elsewhere") / "policies"
    shutil.copytree(POLICIES, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder / "decide.py"
