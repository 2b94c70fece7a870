"""VPCs, subnets and network interfaces whose traffic no flow log records after the update."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ops.review.detectors.subject import FLOW_LOG, VPC
from ops.review.detectors.telling import dangerous, notice
from ops.review.findings import Finding
from ops.review.preview import Change, Operation, Preview, State
from ops.review.sentence import say
from ops.review.values import is_unknown

# EC2 API reference, CreateFlowLogs; the provider has a property for each type of resource.
_TARGETS: Final[Mapping[str, str]] = {
    "vpcId": "VPC",
    "subnetId": "subnet",
    "eniId": "network interface",
    "transitGatewayId": "transit gateway",
    "transitGatewayAttachmentId": "transit gateway attachment",
}


@dataclass(frozen=True)
class _Target:
    """What a flow log is on.

    Attributes:
        kind: The word for it.
        key: Its URN, where the preview lists it; else its id; empty when neither is known.
        name: What a reviewer calls it.
    """

    kind: str
    key: str
    name: str


def coverage_lost(preview: Preview) -> Iterator[Finding]:
    """What had a flow log and has none after the update, has one less, or is a new VPC without any."""
    flow_logs = [change for change in preview.changes if change.type == FLOW_LOG]
    after = [target for log in flow_logs if log.new is not None and (target := _target(preview, log, log.new))]
    covered = {target.key for target in after}
    told: set[str] = set()
    for log in flow_logs:
        target = None if log.old is None or log.new is not None else _target(preview, log, log.old)
        if target is None or _is_gone(preview, target.key) or target.key in told:
            continue
        told.add(target.key)
        if target.key in covered:
            sinks = sum(each.key == target.key for each in after)
            yield notice(log, say(f"is removed: {target.kind} {{}} still has {{}} flow log(s)", target.name, sinks))
        elif preview.lists_unchanged:
            yield dangerous(log, say(f"is removed: after this, {target.kind} {{}} has no flow log", target.name))
        else:
            yield dangerous(
                log,
                say(f"is removed: after this, {target.kind} {{}} has no flow log, as far as can be seen", target.name),
                say("What stays as it is, which may be another one, is not listed: preview with --show-sames"),
            )
    yield from _new_without(preview, covered, unresolved=any(not target.key for target in after))


def _new_without(preview: Preview, covered: set[str], *, unresolved: bool) -> Iterator[Finding]:
    """VPCs that are made without a flow log. One whose VPC can't be told may be for any of them."""
    for change in preview.changing:
        is_made = change.type == VPC and change.operation in (Operation.CREATE, Operation.IMPORT)
        if is_made and change.urn not in covered and not unresolved:
            yield dangerous(change, say("is made without a flow log"))


def _target(preview: Preview, log: Change, state: State) -> _Target | None:
    for name, kind in _TARGETS.items():
        value = state.value(name)
        if value is None or value == "":
            continue
        owner = _owner(preview, log, state, name)
        if owner is not None:
            id_ = (owner.old or owner.new or State()).id
            return _Target(kind, owner.urn, f"{owner.name} ({id_})" if id_ else owner.name)
        known = isinstance(value, str) and not is_unknown(value)
        return _Target(kind, str(value) if known else "", str(value))
    return None


def _owner(preview: Preview, log: Change, state: State, name: str) -> Change | None:
    """The resource that a flow log is on, of those that the preview lists."""
    for urn in state.dependencies.get(name, ()):
        if (owner := preview.by_urn.get(urn)) is not None and owner.type != FLOW_LOG:
            return owner
    value = state.value(name)
    if isinstance(value, str) and not is_unknown(value):
        return next((one for one in preview.changes if one.old is not None and one.old.id == value), None)
    return _nearest_vpc(preview, log) if name == "vpcId" else None


def _nearest_vpc(preview: Preview, log: Change) -> Change | None:
    """The VPC of the innermost component that has both, for event logs: they don't say what a value comes from."""
    parents = [log.parent]
    while parents[-1] and (component := preview.by_urn.get(parents[-1])) is not None:
        parents.append(component.parent)
    for parent in parents:
        vpcs = [one for one in preview.changes if one.type == VPC and one.new is not None and one.parent == parent]
        if len(vpcs) == 1:
            return vpcs[0]
    return None


def _is_gone(preview: Preview, key: str) -> bool:
    owner = preview.by_urn.get(key)
    return owner is not None and owner.new is None
