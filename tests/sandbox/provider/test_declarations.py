"""Declarations fit AWS's service model, and contradict themselves nowhere."""

from typing import Any, cast

import jmespath
import pytest
from botocore.model import ListShape, MapShape, Shape, StructureShape

from sandbox.provider.declaration import Call, Change, FromResponse, Input, Read, Setting
from sandbox.provider.registry import TYPES
from sandbox.provider.resource_type import ResourceType
from sandbox.provider.service_model import operation_model
from sandbox.provider.template import Text

CALLS = [(kind, call) for kind in TYPES.values() for call in kind.calls()]
PAGED = {"describe_log_groups"}


def strange_members(template: Any, shape: Shape | None, path: str) -> set[str]:
    """Return the members of a request template that the operation's input does not have."""
    if isinstance(template, dict) and isinstance(shape, StructureShape):
        members = cast("dict[str, Any]", template)
        unknown = {f"{path}.{name}" for name in members if name not in shape.members}
        known = {name for name in members if name in shape.members}
        return unknown.union(*(strange_members(members[name], shape.members[name], f"{path}.{name}") for name in known))
    if isinstance(template, list) and isinstance(shape, ListShape):
        items = cast("list[Any]", template)
        return set[str]().union(*(strange_members(item, shape.member, f"{path}[]") for item in items))
    if isinstance(template, dict) and isinstance(shape, MapShape):
        values = cast("dict[str, Any]", template)
        return set[str]().union(
            *(strange_members(value, shape.value, f"{path}.{key}") for key, value in values.items())
        )
    return {path} if isinstance(template, dict) and not isinstance(shape, StructureShape) else set()


@pytest.mark.parametrize(("kind", "call"), CALLS, ids=[f"{kind.type}-{call.operation}" for kind, call in CALLS])
def test_every_request_is_one_that_aws_has(kind: ResourceType, call: Call) -> None:
    model = operation_model(call.service or kind.service, call.operation)
    assert strange_members(dict(call.request), model.input_shape, call.operation) == set()
    required = set(cast("StructureShape", model.input_shape).required_members)
    assert required - set(call.request) == set()


@pytest.mark.parametrize("kind", TYPES.values(), ids=lambda kind: cast("ResourceType", kind).type)
def test_every_path_is_one_that_jmespath_reads_and_starts_at_a_read(kind: ResourceType) -> None:
    names = {read.name for read in kind.reads}
    outputs = [output.value for output in kind.all_outputs().values()]
    paths = [of.read for of in kind.all_inputs().values() if of.read] + [
        path for path in outputs if isinstance(path, str)
    ]
    for path in [*paths, *([kind.ready] if kind.ready else [])]:
        compiled: Any = jmespath.compile(path)
        assert fields_at_the_root(compiled.parsed) <= names, path
    texts = [read.at.pattern if isinstance(read.at, Text) else read.at for read in kind.reads]
    for text in filter(None, texts):
        jmespath.compile(text)


def fields_at_the_root(node: dict[str, Any]) -> set[str]:
    """Return the fields that a parsed path takes from the object it starts at."""
    if node["type"] == "field":
        return {node["value"]}
    if node["type"] == "literal":
        return set()
    children = cast("list[dict[str, Any]]", node["children"])
    if node["type"] in ("subexpression", "index_expression", "pipe", "projection", "filter_projection"):
        children = children[:1]
    return set[str]().union(*(fields_at_the_root(child) for child in children))


def a_type(**changes: Any) -> ResourceType:
    parts: dict[str, Any] = {
        "type": "aws:logs/x:X",
        "service": "logs",
        "id": Text("{name}"),
        "inputs": {"name": Input("group.logGroupName", change=Change.REPLACES)},
        "create": Call("create_log_group", {"logGroupName": "$name"}),
        "reads": (Read("group", Call("describe_log_groups", {"logGroupNamePrefix": "$id"})),),
    }
    return ResourceType(**{**parts, **changes})


def test_a_call_that_takes_what_is_not_declared_is_refused() -> None:
    with pytest.raises(ValueError, match="aws:logs/x:X: create_log_group takes nmae, which is not declared"):
        a_type(create=Call("create_log_group", {"logGroupName": "$nmae"}))
    with pytest.raises(ValueError, match="delete_log_group takes force, which is not declared"):
        a_type(delete=(Call("delete_log_group", {"logGroupName": "$id"}, when="force"),))


def test_an_input_that_nothing_can_change_is_refused() -> None:
    inputs = {"name": Input("group.logGroupName", change=Change.REPLACES), "days": Input("group.retentionInDays")}
    with pytest.raises(ValueError, match="aws:logs/x:X: nothing updates days"):
        a_type(inputs=inputs)
    put = Call("put_retention_policy", {"logGroupName": "$id", "retentionInDays": "$days"})
    assert a_type(inputs=inputs, settings=(Setting(("days",), put),)).settable() == {"days"}


def test_a_regional_type_takes_a_region_and_an_id_may_come_from_aws() -> None:
    assert set(a_type().all_inputs()) == {"name", "region"}
    assert a_type(id=FromResponse("x")).id == FromResponse("x")
