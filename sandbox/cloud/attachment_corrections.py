"""Where moto tells of what holds a VPC other than AWS does."""

from collections.abc import Callable
from typing import Any, Final

from moto.core.responses import ActionResult
from moto.ec2.models.nat_gateways import NatGateway, NatGatewayBackend
from moto.ec2.responses import EC2Response

_NEVER_THERE: Final = {
    "describe_instance_connect_endpoints": "InstanceConnectEndpoints",
    "describe_local_gateway_route_table_vpc_associations": "LocalGatewayRouteTableVpcAssociations",
    "describe_security_group_vpc_associations": "SecurityGroupVpcAssociations",
}
"""The operations that moto lacks, and what they list. Nothing of it can be made here, so nothing is there."""


def correct_attachments(replace: Callable[[type, str, Any], None]) -> None:
    """Put the answers right, in this process."""
    for operation, member in _NEVER_THERE.items():
        replace(EC2Response, operation, _lists_nothing(member))
    replace(NatGateway, "__init__", _describe_interface(NatGateway.__init__))
    replace(NatGatewayBackend, "delete_nat_gateway", _with_interface(NatGatewayBackend.delete_nat_gateway))


def _lists_nothing(member: str) -> Callable[[Any], ActionResult]:
    def describe(_response: Any) -> ActionResult:
        return ActionResult({member: []})

    return describe


def _describe_interface(init: Callable[..., None]) -> Callable[..., None]:
    """Say on a NAT gateway's network interface whose it is: moto says nothing."""

    def initialize(gateway: Any, *arguments: Any, **keywords: Any) -> None:
        init(gateway, *arguments, **keywords)
        gateway._eni.description = f"Interface for NAT Gateway {gateway.id}"

    return initialize


def _with_interface(delete: Callable[..., Any]) -> Callable[..., Any]:
    """Delete a NAT gateway with its network interface: moto keeps that."""

    def delete_nat_gateway(backend: Any, nat_gateway_id: str) -> Any:
        gateway = delete(backend, nat_gateway_id)
        backend.enis.pop(gateway._eni.id, None)
        return gateway

    return delete_nat_gateway
