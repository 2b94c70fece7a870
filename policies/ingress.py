"""From where the rules of security groups let traffic in, and to which ports."""

import ipaddress
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar, cast

from findings import shown
from known import NotKnownError
from resource_view import Resource
from values import items_in

Network = TypeVar("Network", ipaddress.IPv4Network, ipaddress.IPv6Network)

# The ways in which providers write the same rule. A list of CIDR blocks or one of them is the same here.
_LISTS: Final = {
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": "ingress",
    "aws:ec2/securityGroup:SecurityGroup": "ingress",
    "aws-native:ec2:SecurityGroup": "securityGroupIngress",
}
_RULES: Final = (
    "aws:ec2/securityGroupRule:SecurityGroupRule",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "aws-native:ec2:SecurityGroupIngress",
)
TYPES: Final = frozenset({*_LISTS, *_RULES})
_CIDRS: Final = ("cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6", "cidrIp")
_PREFIX_LISTS: Final = ("prefixListIds", "prefixListId", "sourcePrefixListId")
# EC2 API Reference, IpPermission: these four by name, any by its number, and -1 for all.
_NUMBERS: Final = {"icmp": 1, "icmpv6": 58, "tcp": 6, "udp": 17}
_WITH_PORTS: Final = (6, 17)
_ALL_PORTS: Final = (0, 65535)
# RFC 1918 and RFC 6598; RFC 4193 and RFC 4291: nobody comes from there through the internet gateway.
_PRIVATE_IPV4: Final = tuple(
    map(ipaddress.IPv4Network, ("10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16"))
)
_PRIVATE_IPV6: Final = tuple(map(ipaddress.IPv6Network, ("fc00::/7", "fe80::/10")))


@dataclass(frozen=True)
class Ingress:
    """One rule: to which ports, and from where. Other security groups are left out.

    From where is read only of a rule that matters: what isn't known of another is no fault.
    """

    first_port: int
    last_port: int
    fields: Mapping[str, object]

    def reaches(self, port: int) -> bool:
        """Tell whether it lets traffic to the port in."""
        return self.first_port <= port <= self.last_port

    def cidrs(self) -> list[str]:
        """The CIDR blocks.

        Raises:
            NotKnownError: One isn't known at preview.
        """
        return _texts(self.fields, _CIDRS)

    def prefix_lists(self) -> list[str]:
        """The ids of the prefix lists. Raises as `cidrs`."""
        return _texts(self.fields, _PREFIX_LISTS)


def ingress_of(resource: Resource) -> Iterator[Ingress]:
    """The rules that a resource of `TYPES` has, as far as they speak of ports.

    Raises:
        NotKnownError: The ports to which a rule lets traffic in aren't known at preview.
        ValueError: A rule is not of the form that the provider documents.
    """
    if resource.type not in _LISTS:
        names = (*_CIDRS, *_PREFIX_LISTS, "protocol", "ipProtocol", "fromPort", "toPort", "type")
        rules: object = [{name: resource.partly(name) for name in names}]
    else:
        rules = resource.partly(_LISTS[resource.type])
    for rule in _list(rules):
        if isinstance(rule, NotKnownError):
            raise rule
        if not isinstance(rule, dict):
            raise ValueError(f"{shown(rule)} is not a rule of a security group.")
        fields = cast("dict[str, object]", rule)
        if str(_known(fields.get("type")) or "ingress") == "ingress":
            yield from _ingress(fields)


def is_world(cidrs: Iterable[str], widest_ipv4: int, widest_ipv6: int) -> bool:
    """Tell whether CIDR blocks together let in more of the internet than one block of a length would.

    Args:
        cidrs: The blocks.
        widest_ipv4: The shortest prefix of an IPv4 block that may be let in.
        widest_ipv6: The same of IPv6.

    Raises:
        ValueError: One isn't a CIDR block.
    """
    networks = [ipaddress.ip_network(cidr, strict=False) for cidr in cidrs]
    ipv4 = [one for one in networks if isinstance(one, ipaddress.IPv4Network) and not _is_in(one, _PRIVATE_IPV4)]
    ipv6 = [one for one in networks if isinstance(one, ipaddress.IPv6Network) and not _is_in(one, _PRIVATE_IPV6)]
    return sum(block.num_addresses for block in ipaddress.collapse_addresses(ipv4)) > 1 << (32 - widest_ipv4) or sum(
        block.num_addresses for block in ipaddress.collapse_addresses(ipv6)
    ) > 1 << (128 - widest_ipv6)


def _ingress(rule: Mapping[str, object]) -> Iterator[Ingress]:
    protocol = _protocol(_known(rule.get("protocol") or rule.get("ipProtocol")))
    if protocol is None:
        yield Ingress(*_ALL_PORTS, fields=rule)
    elif protocol in _WITH_PORTS:
        yield Ingress(*_ports(*(_number(_known(rule.get(name))) for name in ("fromPort", "toPort"))), fields=rule)


def _protocol(value: object) -> int | None:
    """The number of a protocol; None for all of them, and for what nothing says which one it is."""
    number = _NUMBERS.get(value.strip().lower()) if isinstance(value, str) else None
    number = _number(value) if number is None else number
    return number if number in range(1, 256) else None


def _ports(first: int | None, last: int | None) -> tuple[int, int]:
    if first is None or last is None or not 0 <= first <= last:
        return _ALL_PORTS
    return first, last


def _texts(fields: Mapping[str, object], names: Iterable[str]) -> list[str]:
    found = (str(_known(value)) for name in names for value in _list(_known(fields.get(name))))
    return [text for text in found if text]


def _number(value: object) -> int | None:
    """A whole number: a double, as the engine gives it, or a text, as both providers read it."""
    match value:
        case str():
            try:
                return int(value)
            except ValueError:
                return None
        case float() if value.is_integer():
            return int(value)
        case int() if not isinstance(value, bool):
            return value
        case _:
            return None


def _known(value: object) -> object:
    if isinstance(value, NotKnownError):
        raise value
    return value


def _list(value: object) -> list[object]:
    return [] if value is None else items_in(value)


def _is_in(network: Network, wholes: Iterable[Network]) -> bool:
    return any(network.subnet_of(whole) for whole in wholes)
