"""The inputs and outputs of the types of the SDK, out of its source: that imports none of its lazy packages."""

import re
from pathlib import Path
from typing import Final

import pulumi_aws

SDK: Final = Path(str(pulumi_aws.__file__)).parent


def inputs_of_types() -> dict[str, str]:
    """The source of the inputs of each type, as `NAME: ...` in snake case, by the type's token."""
    found: dict[str, str] = {}
    for path in SDK.glob("*/*.py"):
        if not path.name.startswith(("get_", "_")):
            source = path.read_text()
            token = re.search(r"super\(\w+, __self__\)\.__init__\(\s*'([^']+)'", source)
            inputs = re.search(r"class \w+Args:\n.*?def __init__\(__self__,(.*?)\):", source, re.DOTALL)
            if token and inputs:
                found[token[1]] = inputs[1]
    return found


def outputs_of_type(token: str) -> str:
    """The source of the outputs of a type, as `def NAME(self)`; "" of a type that the SDK doesn't have."""
    package, name, class_ = re.split(r"[/:]", token.removeprefix("aws:"))
    path = SDK / (f"{package}_" if package == "lambda" else package) / f"{snake(name)}.py"
    return path.read_text().partition(f"class {class_}(")[2] if path.is_file() else ""


def snake(name: str) -> str:
    return re.sub(r"([A-Z])", lambda letter: f"_{letter[0].lower()}", name)
