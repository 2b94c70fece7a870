import ast
import sys
from pathlib import Path

POLICIES = Path(__file__).parents[2] / "policies"
BROUGHT_BY_THE_SDK = {"pulumi", "google", "grpc", "yaml"}
"""What pulumi_policy requires, and the pack's server builds on as the SDK's does."""


def test_the_pack_imports_nothing_of_the_project_around_it() -> None:
    """It is published as this folder alone; here, the project's environment would hide what it lacks."""
    imported: set[str] = set()
    for path in POLICIES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            match node:
                case ast.Import(names=names):
                    imported |= {name.name.partition(".")[0] for name in names}
                case ast.ImportFrom(module=module):
                    imported.add((module or "").partition(".")[0])
                case _:
                    pass
    own = {path.stem for path in POLICIES.iterdir()}
    assert imported - sys.stdlib_module_names - own == {"pulumi_policy", *BROUGHT_BY_THE_SDK}
