import ast
import sys
from pathlib import Path

import logs


def test_the_package_knows_neither_pulumi_nor_aws_clients() -> None:
    imported: set[str] = set()
    for path in Path(logs.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            match node:
                case ast.Import(names=names):
                    imported |= {name.name.partition(".")[0] for name in names}
                case ast.ImportFrom(module=module):
                    imported.add((module or "").partition(".")[0])
                case _:
                    pass
    assert imported - sys.stdlib_module_names == {"lark", "logs", "pydantic"}
