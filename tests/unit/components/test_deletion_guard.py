"""The guard's hook: what it is bound to, what it asks, and what it makes of the answer."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pulumi
import pytest

from components.deletion_guard import HOOK, DeletionGuard
from components.naming import Naming
from components.network import MonitoredVpc, MonitoredVpcArgs
from components.workload import Workload, WorkloadArgs
from tests.support.recorded_hooks import hooks
from tests.support.recorder import ORGANIZATION, PROJECT, Recording, record

GUARDED = {
    "aws:ec2/vpc:Vpc": {"main-vpc"},
    "aws:ec2/subnet:Subnet": {f"main-{tier}-{zone}-subnet" for tier in ("public", "private") for zone in "ab"},
}


@dataclass
class Told:
    """An answer, and the questions to it."""

    refusal: str = ""
    doubt: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])

    def __call__(self, **question: Any) -> "Told":
        self.asked.append(question)
        return self


def recorded(make: Callable[[Naming, DeletionGuard], object]) -> Recording:
    def program() -> None:
        naming = Naming.of_deployment("monitoring", "Monitoring")
        make(naming, DeletionGuard(naming, Told()))

    return record(program)


def test_a_network_with_a_guard_and_without() -> None:
    args: MonitoredVpcArgs = {
        "cidr_block": "10.0.0.0/16",
        "availability_zones": 2,
        "flow_logs": {"s3": {"destination": {"type": "kinesis-data-firehose", "arn": "arn:stream"}}},
    }
    with_guard = recorded(lambda _, guard: MonitoredVpc("main", {**args, "deletion_guard": guard}))
    assert hooks(with_guard) == {name: [HOOK] for names in GUARDED.values() for name in names}
    assert hooks(recorded(lambda _naming, _guard: MonitoredVpc("main", args))) == {}


def test_a_workload_with_a_guard_and_without() -> None:
    def args(naming: Naming) -> WorkloadArgs:
        return {
            "naming": naming,
            "vpc_id": "vpc-1",
            "subnet_id": "subnet-1",
            "route_table_ids": [],
            "image_id": "ami-1",
        }

    with_guard = recorded(lambda naming, guard: Workload("example", {**args(naming), "deletion_guard": guard}))
    assert hooks(with_guard) == {"example-security-group": [HOOK]}
    assert hooks(recorded(lambda naming, _: Workload("example", args(naming)))) == {}


def test_the_name_of_the_hook_is_what_states_remember() -> None:
    assert HOOK == "still-attached"


def ask(told: Told, type_: str, ident: str, outputs: dict[str, str] | None = None, **options: Any) -> None:
    """Let the hook run as the engine does, in a program with these options; what it raises is raised here."""
    args = pulumi.ResourceHookArgs(urn="urn", id=ident, name="one", type=type_, old_outputs=outputs)

    async def program() -> None:
        guard = DeletionGuard(Naming.of_deployment("monitoring", "Monitoring"), told)
        (hook,) = (guard.options().hooks or pulumi.ResourceHookBinding()).before_delete or []
        answer = hook(args)
        assert asyncio.iscoroutine(answer)
        await answer

    record(program, **options)


WHERE = {"region": "us-east-1", "account_id": "123456789012", "stack": f"{ORGANIZATION}/{PROJECT}/dev"}


@pytest.mark.parametrize(
    ("type_", "ident", "outputs", "vpc"),
    [
        ("aws:ec2/vpc:Vpc", "vpc-1", {}, "vpc-1"),
        ("aws:ec2/subnet:Subnet", "subnet-1", {"vpcId": "vpc-2"}, "vpc-2"),
        ("aws:ec2/securityGroup:SecurityGroup", "sg-1", {"vpcId": "vpc-3"}, "vpc-3"),
    ],
)
def test_what_is_asked(type_: str, ident: str, outputs: dict[str, str], vpc: str) -> None:
    told = Told()
    ask(told, type_, ident, outputs)
    assert told.asked == [{**WHERE, "resource_id": ident, "vpc_id": vpc, "profile": None}]


def test_the_providers_profile_is_used() -> None:
    told = Told()
    ask(told, "aws:ec2/vpc:Vpc", "vpc-1", config={"aws:profile": "audit"})
    assert [question["profile"] for question in told.asked] == ["audit"]


def test_a_refusal_fails_the_deletion() -> None:
    with pytest.raises(Exception, match=r"^vpc-1 can't be deleted$"):
        ask(Told(refusal="vpc-1 can't be deleted"), "aws:ec2/vpc:Vpc", "vpc-1")


def test_a_doubt_is_a_warning_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    warnings: list[str] = []
    monkeypatch.setattr("pulumi.log.warn", warnings.append)
    ask(Told(doubt="not everything could be seen"), "aws:ec2/vpc:Vpc", "vpc-1")
    ask(Told(), "aws:ec2/vpc:Vpc", "vpc-1")
    assert warnings == ["not everything could be seen"]
