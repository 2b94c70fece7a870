"""A picture of the stack in Mermaid's language: components as frames, what changes in colour."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from ops.review.preview import Change, Operation
from ops.review.render.quoting import plain
from ops.review.review import Review
from ops.review.urn import kind_of

MOST_NODES: Final = 60
"""More can't be read; Mermaid itself stops at 50,000 characters and 500 edges (its documentation, "Configuration")."""
MOST_EDGES: Final = 120
_LABEL: Final = 60

# Fill, border: dark text on light, the border also for those who don't tell the colours apart.
_STYLES: Final[Mapping[str, str]] = {
    "danger": "fill:#ffd7d5,stroke:#a40e26,stroke-width:4px,color:#000",
    "delete": "fill:#ffebe9,stroke:#cf222e,stroke-dasharray:4 4,color:#000",
    "replace": "fill:#fbefff,stroke:#8250df,stroke-width:2px,color:#000",
    "update": "fill:#fff8c5,stroke:#9a6700,color:#000",
    "create": "fill:#dafbe1,stroke:#1a7f37,color:#000",
    "same": "fill:#f6f8fa,stroke:#8c959f,color:#57606a",
}
_CLASSES: Final[Mapping[Operation, str]] = {
    Operation.DELETE: "delete",
    Operation.REPLACE: "replace",
    Operation.CREATE: "create",
    Operation.IMPORT: "create",
    Operation.SAME: "same",
    Operation.READ: "same",
}


def picture_of(review: Review) -> str:
    """What changes, by component, and what its values come from."""
    dangerous = {finding.urn for finding in review.dangerous}
    changes = [change for component in review.components for change in component.changes]
    drawn = sorted(changes, key=lambda change: change.urn not in dangerous)[:MOST_NODES]
    ids = {change.urn: f"r{place}" for place, change in enumerate(drawn)}
    lines = ["flowchart LR"]
    for place, component in enumerate(review.components):
        inside = [change for change in component.changes if change.urn in ids]
        if inside:
            lines.append(f'  subgraph c{place}["{_label(component.kind, component.name)}"]')
            lines += [f"    {_node(change, ids[change.urn], change.urn in dangerous)}" for change in inside]
            lines.append("  end")
    if len(drawn) < len(changes):
        lines.append(f'  more["and {len(changes) - len(drawn)} more"]:::same')
    lines += [f"  {source} --> {target}" for source, target in _edges(drawn, ids)][:MOST_EDGES]
    lines += [f"  classDef {name} {style}" for name, style in _STYLES.items()]
    return "\n".join(lines)


def _node(change: Change, id_: str, is_dangerous: bool) -> str:
    name = "danger" if is_dangerous else _CLASSES.get(change.operation, "update")
    return f'{id_}["{_label(kind_of(change.type), change.name)}"]:::{name}'


def _edges(drawn: Iterable[Change], ids: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for change in drawn:
        state = change.new or change.old
        sources = dict.fromkeys(urn for urns in state.dependencies.values() for urn in urns) if state else {}
        yield from ((ids[urn], ids[change.urn]) for urn in sources if urn in ids)


def _label(kind: str, name: str) -> str:
    """A label in quotes. Whatever is not a plain letter is written by its number, as Mermaid's entities have it."""
    text = plain(f"{kind} {name}".strip())
    text = text if len(text) <= _LABEL else f"{text[:_LABEL]}…"
    return "".join(each if each.isascii() and (each.isalnum() or each in " -_.") else f"#{ord(each)};" for each in text)
