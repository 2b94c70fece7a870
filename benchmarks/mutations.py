"""Changes to a Python source that a careless hand might make, one at a time."""

import ast
import copy
import itertools
from collections.abc import Iterator
from typing import Final, NamedTuple

_COMPARISONS: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
}
_CALLS: Final = {"any": "all", "all": "any", "startswith": "endswith", "endswith": "startswith", "fullmatch": "match"}
_DROPPED: Final = ("lower", "strip")


class Mutation(NamedTuple):
    """One change.

    Attributes:
        line: The line of the source.
        change: What was there, and what is there instead.
        tree: The whole module, changed.
    """

    line: int
    change: str
    tree: ast.Module


def mutations(source: str) -> Iterator[Mutation]:
    """Every change, in the order of the source.

    Args:
        source: The text of a module.
    """
    tree = ast.parse(source)
    promises = {_promised(node) for node in ast.walk(tree)}
    for index, node in enumerate(ast.walk(tree)):
        for after in () if node in promises else _instead(node):
            changed = copy.deepcopy(tree)
            same = next(itertools.islice(ast.walk(changed), index, None))
            _Replacement(same, copy.deepcopy(after)).visit(changed)
            text = "(nothing)" if isinstance(after, ast.Pass) else ast.unparse(after)
            change = f"{_short(ast.unparse(node))}  =>  {_short(text)}"
            yield Mutation(getattr(node, "lineno", 0), change, ast.fix_missing_locations(changed))


def _promised(node: ast.AST) -> ast.AST | None:
    """What says that two lists are of one length: without, nothing is different while it is kept."""
    return node.value if isinstance(node, ast.keyword) and node.arg == "strict" else None


class _Replacement(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old = old
        self._new = new

    def visit(self, node: ast.AST) -> ast.AST:
        return self._new if node is self._old else self.generic_visit(node)


def _instead(node: ast.AST) -> Iterator[ast.AST]:
    """What might be there in place of a node."""
    match node:
        case ast.Compare(ops=[operator]):
            yield ast.Compare(node.left, [_COMPARISONS[type(operator)]()], node.comparators)
        case ast.BoolOp(op=operator, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), values)
            for index in range(len(values)):
                rest = [*values[:index], *values[index + 1 :]]
                yield ast.BoolOp(operator, rest) if len(rest) > 1 else rest[0]
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.If():
            yield from (ast.If(ast.Constant(value), node.body, node.orelse) for value in (True, False))
        case ast.IfExp():
            yield from (node.body, node.orelse)
        case ast.comprehension(ifs=[_, *_]):
            yield ast.comprehension(node.target, node.iter, [], node.is_async)
        case ast.Call():
            yield from _instead_of_call(node)
        case ast.Constant(value=bool() | int() as value):
            yield ast.Constant(not value if isinstance(value, bool) else value + 1)
        case ast.AugAssign() | ast.Expr(value=ast.Yield() | ast.YieldFrom() | ast.Call()) | ast.Raise():
            yield ast.Pass()
        case _:
            pass


def _instead_of_call(call: ast.Call) -> Iterator[ast.AST]:
    match call.func:
        case ast.Name(id=name) if name in _CALLS:
            yield ast.Call(ast.Name(_CALLS[name], ast.Load()), call.args, call.keywords)
        case ast.Attribute(value=value, attr=name) if name in _CALLS:
            yield ast.Call(ast.Attribute(value, _CALLS[name], ast.Load()), call.args, call.keywords)
        case ast.Attribute(value=value, attr=name) if name in _DROPPED and not call.args:
            yield value
        case _:
            pass


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 100 else f"{line[:97]}..."  # noqa: PLR2004 - fits a line of a terminal
