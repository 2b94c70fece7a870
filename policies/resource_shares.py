"""Shares of an instance of access grants, and so of all grants of an account: by its policy, or by RAM."""

from collections.abc import Mapping
from typing import Final

from graph import Graph
from known import NotKnownError
from packages import names_nothing_in_s3
from resource_view import Resource
from values import items_in

# Shares all grants of an account, which no stack shows. Cloud Control has no such type.
_POLICY: Final = "aws:s3control/accessGrantsInstanceResourcePolicy:AccessGrantsInstanceResourcePolicy"
# The property with the ARN, or the ARNs, of what AWS Resource Access Manager shares.
_BY_RAM: Final[Mapping[str, str]] = {
    "aws:ram/resourceAssociation:ResourceAssociation": "resourceArn",
    "aws:ram/resourceShareAssociationsExclusive:ResourceShareAssociationsExclusive": "resourceArns",
    "aws-native:ram:ResourceShare": "resourceArns",
}
SHARES: Final = frozenset({_POLICY, *_BY_RAM})
"""The types of what may share them."""

_OF_GRANTS: Final = ":access-grants/"


def may_share_grants(share: Resource, graph: Graph) -> bool:
    """Tell whether a resource of a type of `SHARES` shares, or may share, an instance of access grants.

    Raises:
        NotKnownError: Nothing tells what it shares.
    """
    if share.type == _POLICY:
        return True
    name = _BY_RAM[share.type]
    value = share.partly(name)
    arns = [] if value is None else items_in(value)
    if any(isinstance(arn, str) and _OF_GRANTS in arn for arn in arns):
        return True
    if not all(isinstance(arn, str) for arn in arns) and not _comes_from_other_services(share, name, graph):
        raise NotKnownError(name)
    return False


def _comes_from_other_services(share: Resource, name: str, graph: Graph) -> bool:
    types = {one.urn: one.type for one in graph.resources}
    origins = share.origins_of(name)
    return bool(origins) and all(names_nothing_in_s3(types.get(urn, "")) for urn in origins)
