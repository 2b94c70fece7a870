"""What each rule of the pack is tested with: cases of five kinds, and a mutation of the project's own program."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from google.protobuf import json_format, struct_pb2
from pulumi.runtime.proto.resource_pb2 import RegisterResourceRequest
from rule import Rule

from tests.support.policy_server import registration, urn_of
from tests.support.recorder import record_main
from tests.support.recording import plain


@dataclass(frozen=True, kw_only=True)
class Case:
    """A program, and on which of its resources the rule is to report a violation.

    Attributes:
        id: What is special about it.
        resources: What the program registers.
        violations: The logical names of the resources; none means that it passes.
        options: The rule's configuration.
    """

    id: str
    resources: Sequence[RegisterResourceRequest]
    violations: frozenset[str] = frozenset()
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, kw_only=True)
class Mutation:
    """One change of the project's own program, which the rule, and no other, is to report.

    Attributes:
        stack: Whose program.
        resource: The logical name of the resource to change; "" to change none.
        inputs: Inputs to set; None takes one away.
        origins: The logical names of resources that the inputs come from. They are the program's own without it.
        protect: The option `protect` to set.
        remove: Whether the resource is taken away.
        add: Type, name and inputs of resources to add.
        violations: Where the rule reports it: `resource` unless given.
        options: The rule's configuration.
    """

    stack: str = "prod"
    resource: str = ""
    inputs: Mapping[str, Any] = field(default_factory=dict[str, Any])
    origins: Sequence[str] = ()
    protect: bool | None = None
    remove: bool = False
    add: Sequence[tuple[str, str, Mapping[str, Any]]] = ()
    violations: frozenset[str] = frozenset()
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @property
    def expected(self) -> frozenset[str]:
        """The logical names of the resources that the rule reports."""
        return self.violations or frozenset({self.resource})

    def program(self) -> list[RegisterResourceRequest]:
        """The requests of the changed program."""
        requests: list[RegisterResourceRequest] = []
        changed = 0
        for request in recorded(self.stack):
            if request.name != self.resource:
                requests.append(request)
                continue
            changed += 1
            if not self.remove:
                requests.append(self._changed(request))
        assert changed == bool(self.resource), f"{changed} resources named {self.resource!r} in {self.stack}"
        return [*requests, *(registration(type_, name, **inputs) for type_, name, inputs in self.add)]

    def _changed(self, request: RegisterResourceRequest) -> RegisterResourceRequest:
        changed = RegisterResourceRequest()
        changed.CopyFrom(request)
        inputs = {name: value for name, value in {**plain(request.object), **self.inputs}.items() if value is not None}
        changed.object.CopyFrom(json_format.ParseDict(inputs, struct_pb2.Struct()))
        for name in self.inputs:
            changed.propertyDependencies.pop(name, None)
            if self.origins:
                urns = [urn_of(one) for one in recorded(self.stack) if one.name in self.origins]
                changed.propertyDependencies[name].urns.extend(urns)
        if self.protect is not None:
            changed.protect = self.protect
        return changed


@dataclass(frozen=True, kw_only=True)
class RuleCases:
    """The tests of one rule: at least one case of each kind.

    Attributes:
        rule: The rule.
        mutations: Changes of the project's own program.
        violating: Programs that break the rule.
        compliant: Programs with the same resources that keep it.
        absent: Programs in which what the rule asks for, or speaks of, is missing.
        unknown: Programs in which something is not known at preview.
        out_of_scope: Programs with faults that are not this rule's business.
    """

    rule: Rule
    mutations: Sequence[Mutation]
    violating: Sequence[Case]
    compliant: Sequence[Case]
    absent: Sequence[Case]
    unknown: Sequence[Case]
    out_of_scope: Sequence[Case]

    @property
    def cases(self) -> list[Case]:
        """All cases."""
        return [*self.violating, *self.compliant, *self.absent, *self.unknown, *self.out_of_scope]


@cache
def recorded(stack: str) -> tuple[RegisterResourceRequest, ...]:
    """What the project's own program registers at the first preview of a stack."""
    return tuple(one.request for one in record_main(stack, preview=True).registrations)


def input_of(stack: str, resource: str, name: str) -> Any:
    """An input of a resource of the project's own program, to be varied."""
    (request,) = [one for one in recorded(stack) if one.name == resource]
    return plain(request.object)[name]


def case(id_: str, *resources: RegisterResourceRequest, violations: str = "", **options: Any) -> Case:
    """A case; the logical names of the resources that violate the rule are separated by spaces."""
    return Case(id=id_, resources=resources, violations=frozenset(violations.split()), options=options)


def cloud_control(type_name: str, name: str, **properties: Any) -> RegisterResourceRequest:
    """A resource of Cloud Control: its type, and its properties as CloudFormation names them."""
    state = json.dumps(properties)
    return registration("aws:cloudcontrol/resource:Resource", name, typeName=type_name, desiredState=state)
