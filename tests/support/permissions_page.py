"""docs/ci/permissions.md, which the tables of the roles make; `python -m tests.support.permissions_page` writes it."""

from collections.abc import Iterable
from pathlib import Path

from components.deploy_roles.access import Access, Grant
from components.deploy_roles.tables import AREAS, FUNCTIONS, VERIFY

PAGE = Path(__file__).parents[2] / "docs" / "ci" / "permissions.md"

_INTRODUCTION = """\
# What the roles of CI may do

Made from `components/deploy_roles/tables/`, by `python -m tests.support.permissions_page`; a test fails when it is not
up to date. Behind each action stands its scope: ARNs and conditions are in `components/deploy_roles/scope.py`, and in
the documents, which `pulumi stack output documents` shows in `ci_roles/`.

The preview role has what is under *reads* and *functions*, the verify role also what is under *verify*, the up role all
of it. What gives up logs it has only for a stack with `logDeletion: delete`; for another, it is denied.
"""


def page() -> str:
    """The page's text."""
    sections = [_INTRODUCTION]
    for area, types in AREAS.items():
        sections.append(f"## {area.capitalize()}\n")
        sections.extend(f"### `{name}`\n\n{_rows(access)}\n" for name, access in types.items())
    functions = [f"| `{name}` | {_cell(grants)} |" for name, grants in FUNCTIONS.items()]
    sections.append("\n".join(["## Functions\n", "| Function | Reads |", "| --- | --- |", *functions, ""]))
    verify = [f"| {grant.scope.sid} | {_actions(grant)} |" for grant in VERIFY]
    sections.append("\n".join(["## Verify\n", "| On | Reads |", "| --- | --- |", *verify, ""]))
    return "\n".join(sections)


def _rows(access: Access) -> str:
    rows = {"reads": access.reads, "changes": access.writes, "gives up logs": access.gives_up_logs}
    cells = [f"| {label} | {_cell(grants)} |" for label, grants in rows.items() if grants]
    return "\n".join(["| | |", "| --- | --- |", *cells])


def _cell(grants: Iterable[Grant]) -> str:
    return "; ".join(f"{_actions(grant)} on {grant.scope.sid}" for grant in grants) or "nothing that needs a permission"


def _actions(grant: Grant) -> str:
    return ", ".join(f"`{action}`" for action in grant.actions)


if __name__ == "__main__":
    PAGE.write_text(page())
