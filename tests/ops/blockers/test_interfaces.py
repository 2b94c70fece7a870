from typing import Any

from ops.blockers.attached import Attached, Interface
from ops.blockers.interfaces import with_interfaces
from ops.blockers.kind import Place
from tests.ops.blockers.samples import VPC

PLACE = Place(partition="aws", region="eu-west-1", account_id="123456789012")


def thing(kind: str, ident: str, **changes: Any) -> Attached:
    values: dict[str, Any] = {"identities": frozenset({ident}), **changes}
    return Attached(kind=kind, id=ident, region="eu-west-1", vpc_id=VPC, name="", removal="remove", **values)


def item(ident: str, **members: Any) -> dict[str, Any]:
    return {"id": ident, "vpc": VPC, "subnet": "subnet-1", "groups": ["sg-1"], "type": "interface", **members}


def interface(ident: str) -> Interface:
    return Interface(id=ident, subnet_id="subnet-1", group_ids=frozenset({"sg-1"}))


def test_an_interface_goes_with_its_owner() -> None:
    web, gateway = thing("EC2 instance", "i-1"), thing("NAT gateway", "nat-0a")
    items = [
        item("eni-1", instance="i-1"),
        item("eni-2", description="Interface for NAT Gateway nat-0a"),
        item("eni-3", instance="i-1"),
    ]
    assert with_interfaces([web, gateway], items, PLACE) == [
        web.with_interface(interface("eni-1")).with_interface(interface("eni-3")),
        gateway.with_interface(interface("eni-2")),
    ]


def test_an_interface_that_was_made_by_itself_outlives_its_instance() -> None:
    web = thing("EC2 instance", "i-1")
    held, alone = with_interfaces([web], [item("eni-1", instance="i-1", stays=True)], PLACE)
    assert held == web.with_interface(interface("eni-1"))
    assert (alone.id, alone.name) == ("eni-1", "of EC2 instance i-1, and stays when that goes")
    # The stack's instance takes along no interface that it did not make.
    assert alone.identities == {"eni-1"}
    assert alone.removal == "aws ec2 delete-network-interface --network-interface-id eni-1 --region eu-west-1"


def test_an_owner_that_could_not_be_listed_is_known_by_its_interface() -> None:
    (alone,) = with_interfaces([], [item("eni-1", description="EFS mount target for fs-0a (fsmt-0b)")], PLACE)
    assert (alone.kind, alone.id, alone.name) == ("network interface", "eni-1", "of EFS mount target fsmt-0b")
    assert alone.identities == {"eni-1", "fsmt-0b"}
    assert alone.removal == "aws efs delete-mount-target --mount-target-id fsmt-0b --region eu-west-1"
    assert alone.interfaces == (interface("eni-1"),)


def test_an_owner_that_aws_does_not_name_is_one_of_its_kind_in_the_same_place() -> None:
    place = {"possible_subnets": frozenset({"subnet-1"}), "possible_groups": frozenset({"sg-1", "sg-2"})}
    elsewhere = thing("RDS DB instance", "one", possible_subnets=frozenset({"subnet-2"}), possible_groups={"sg-1"})
    open_to_others = thing("RDS DB instance", "two", **{**place, "possible_groups": frozenset({"sg-2"})})
    other_kind = thing("Lambda function", "three", **place)
    orders = thing("RDS DB instance", "orders", **place)
    things = [elsewhere, open_to_others, other_kind, orders]
    assert with_interfaces(things, [item("eni-1", description="RDSNetworkInterface")], PLACE) == [
        *things[:3],
        orders.with_interface(interface("eni-1")),
    ]


def test_an_owner_that_aws_does_not_name_and_nobody_can_be() -> None:
    (alone,) = with_interfaces([], [item("eni-1", description="RDSNetworkInterface")], PLACE)
    assert alone.name == "of RDS DB instance, AWS does not say which"
    assert alone.identities == {"eni-1"}


def test_an_interface_that_belongs_to_nothing_has_its_own_name() -> None:
    items = [item("eni-1", name="spare", description="mine"), item("eni-2", description="mine"), item("eni-3")]
    assert [one.name for one in with_interfaces([], items, PLACE)] == ["spare", "mine", ""]


def test_what_an_interface_holds() -> None:
    (alone,) = with_interfaces([], [item("eni-1")], PLACE)
    held = (VPC, "subnet-1", "sg-1", "subnet-2", "sg-2", "vpc-ff")
    assert [alone.holds(one) for one in held] == [True, True, True, False, False, False]
