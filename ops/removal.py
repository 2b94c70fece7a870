"""The command that removes a thing, for a POSIX shell. It is only ever shown."""

import shlex
from collections.abc import Mapping, Sequence
from string import Formatter


def removal_command(templates: Sequence[str], values: Mapping[str, object], region: str) -> str:
    """Fill in the first template that all values are there for.

    Args:
        templates: Commands, from the one that needs to know most; words apart by blanks, values in braces as in
            `aws ec2 delete-subnet --subnet-id {id}`.
        values: By name; one that is None or empty is not there.
        region: Where the thing is; empty where the command takes none.

    Returns:
        The command, each word quoted as a shell needs it, whatever the values hold.

    Raises:
        LookupError: A value is missing for every template.
    """
    known = {name: str(value) for name, value in values.items() if value}
    for template in templates:
        if _fields(template) <= known.keys():
            words = [word.format_map(known) for word in template.split()]
            return shlex.join([*words, "--region", region] if region else words)
    raise LookupError(f"not enough is known for any of {list(templates)}: {dict(known)}")


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}
