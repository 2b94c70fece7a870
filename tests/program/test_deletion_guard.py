"""The program guards all that something can be attached to."""

import pytest

from components.deletion_guard import HOOK
from tests.support.recorded_hooks import hooks
from tests.support.recorder import record_main


@pytest.mark.parametrize("stack", ["dev", "prod"])
def test_the_program_guards_every_vpc_subnet_and_security_group(stack: str) -> None:
    recording = record_main(stack)
    types = ("aws:ec2/vpc:Vpc", "aws:ec2/subnet:Subnet", "aws:ec2/securityGroup:SecurityGroup")
    assert hooks(recording) == {one.name: [HOOK] for type_ in types for one in recording.of_type(type_)}
