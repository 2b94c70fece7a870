"""Grants that a resource makes by properties of its own, without a policy document, read as one statement."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from findings import shown
from iam_wildcards import is_narrowed, wildcards_in
from known import NotKnownError
from policy_model import Condition, Principal, Statement
from resource_view import Resource
from values import objects_in, texts_in

# Amazon EC2 and Amazon RDS: the word for everybody, who is "*" to the others.
_EVERYBODY: Final = ("all", "*")
_SERVICES: Final = (".amazonaws.com", ".amazonaws.com.cn")
# Lambda API Reference, "AddPermission" and "AddLayerVersionPermission": the condition that each property becomes.
_CONDITIONS: Final = {
    "sourceArn": ("ArnLike", "aws:sourcearn"),
    "sourceAccount": ("StringEquals", "aws:sourceaccount"),
    "principalOrgId": ("StringEquals", "aws:principalorgid"),
    "organizationId": ("StringEquals", "aws:principalorgid"),
}
_SOURCES: Final = ("sourceArn", "sourceAccount")


class Place(NamedTuple):
    """The property that says who is let in, and those that say under which condition."""

    principals: str
    conditions: tuple[str, ...] = ()


_FUNCTION: Final = Place("principal", (*_SOURCES, "principalOrgId"))
_LAYER: Final = Place("principal", ("organizationId",))

PLACES: Final[Mapping[str, Place]] = {
    "aws:cloudwatch/eventPermission:EventPermission": Place("principal"),
    "aws:ec2/amiLaunchPermission:AmiLaunchPermission": Place("group"),
    "aws:ec2/vpcEndpointService:VpcEndpointService": Place("allowedPrincipals"),
    "aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple": Place("principalArn"),
    "aws:lambda/layerVersionPermission:LayerVersionPermission": _LAYER,
    "aws:lambda/permission:Permission": _FUNCTION,
    "aws:rds/clusterSnapshot:ClusterSnapshot": Place("sharedAccounts"),
    "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy": Place("sharedAccounts"),
    "aws:rds/snapshot:Snapshot": Place("sharedAccounts"),
    "aws:rds/snapshotCopy:SnapshotCopy": Place("sharedAccounts"),
    "aws-native:ec2:VpcEndpointServicePermissions": Place("allowedPrincipals"),
    "aws-native:lambda:LayerVersionPermission": _LAYER,
    "aws-native:lambda:Permission": _FUNCTION,
}
"""Each type, and where it has what it grants."""

PERMISSIONS: Final = frozenset(PLACES)
"""The types."""


def wide_permissions(resource: Resource) -> Iterator[str]:
    """Whom a resource of `PERMISSIONS` lets in by wildcard, or through a service that anybody can set up; with the fix.

    Raises:
        NotKnownError: Whom it lets in, or to do what, isn't known at preview.
    """
    place = PLACES[resource.type]
    allow = Statement(
        label="#1",
        effect="Allow",
        principals=tuple(map(_principal, texts_in(resource.read(place.principals)))),
        actions=tuple(texts_in(resource.read("action"))),
        resources=(),
        conditions=tuple(_conditions(resource, place)),
        inverted=(),
    )
    yield from wildcards_in(allow, "", ())
    # A source that isn't known yet is an output: of a resource that there is.
    to_come = any(isinstance(resource.partly(name), NotKnownError) for name in _SOURCES)
    if place == _FUNCTION and not to_come and not is_narrowed(allow):
        for principal in allow.principals:
            if principal.kind == "Service":
                yield (
                    f"{shown(principal.name)} lets in whoever sets it up, in whichever account.\n"
                    "Set sourceAccount, or sourceArn with its account."
                )


def _conditions(resource: Resource, place: Place) -> Iterator[Condition]:
    for name in place.conditions:
        operator, key = _CONDITIONS[name]
        for value in texts_in(resource.partly(name)):
            yield Condition(operator, key, (value,))
    # EventBridge API Reference, "PutPermission": an object with these three.
    for stated in objects_in(resource.partly("condition")):
        match stated:
            case {"type": str(operator), "key": str(key), "value": str(value)}:
                yield Condition(operator, key.lower(), (value,))
            case _:
                continue


def _principal(name: str) -> Principal:
    kind = "Service" if name.lower().endswith(_SERVICES) else "AWS"
    return Principal(kind, "*" if name.lower() in _EVERYBODY else name)
