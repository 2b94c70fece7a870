"""What holds a VPC: facts, as whoever reads them needs them."""

from dataclasses import dataclass, replace
from typing import Self

from ops.facts import Unreadable


@dataclass(frozen=True, kw_only=True)
class Interface:
    """A network interface (EC2 API reference: NetworkInterface)."""

    id: str
    subnet_id: str
    group_ids: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Attached:
    """One thing in a VPC, or of a VPC."""

    kind: str
    """What it is, such as `EC2 instance`."""
    id: str
    """As AWS names it where it is removed."""
    region: str
    vpc_id: str
    name: str
    """What people call it, and whose it is; empty when AWS does not say."""
    identities: frozenset[str]
    """The id and the ARN by which a stack's state would know it, or know what it belongs to."""
    removal: str
    """The shell command that removes it."""
    leaving: bool = False
    """Somebody has removed it, and AWS is at it."""
    interfaces: tuple[Interface, ...] = ()
    """Its network interfaces in the VPC: they go with it."""
    possible_subnets: frozenset[str] = frozenset()
    """The subnets that it says its network interfaces are in: by them, one whose owner AWS does not name is told."""
    possible_groups: frozenset[str] = frozenset()
    """The security groups that they have."""
    referenced_groups: frozenset[str] = frozenset()
    """The security groups that its rules name."""

    @property
    def subnet_ids(self) -> frozenset[str]:
        """The subnets that it holds."""
        return frozenset(interface.subnet_id for interface in self.interfaces)

    @property
    def group_ids(self) -> frozenset[str]:
        """The security groups that it holds."""
        return frozenset[str]().union(self.referenced_groups, *(one.group_ids for one in self.interfaces))

    def holds(self, resource_id: str) -> bool:
        """Whether it keeps a VPC, a subnet or a security group from being deleted."""
        if resource_id.startswith("vpc-"):
            return self.vpc_id == resource_id
        return resource_id in self.subnet_ids | self.group_ids

    def with_interface(self, interface: Interface) -> Self:
        """The same, with one network interface more."""
        return replace(self, interfaces=(*self.interfaces, interface))


@dataclass(frozen=True, kw_only=True)
class Unseen:
    """A kind of thing that could not be listed in a Region."""

    kind: str
    region: str
    reason: Unreadable


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What was found, and where nobody could look."""

    attached: tuple[Attached, ...] = ()
    unseen: tuple[Unseen, ...] = ()

    def __add__(self, other: "Findings") -> "Findings":
        """Both."""
        return Findings(attached=self.attached + other.attached, unseen=self.unseen + other.unseen)
