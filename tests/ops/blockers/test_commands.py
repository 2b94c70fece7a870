"""What is shown to be typed exists: the command, its options, and the values that its service takes."""

import pytest

from ops.blockers.kind import Place
from ops.blockers.owners import owner_of
from ops.kept.kept import kept_by_destroy
from ops.removal import removal_command
from tests.ops.blockers.samples import REGION, SAMPLES
from tests.ops.blockers.test_owners import PLACE, ROWS
from tests.ops.test_kept import RESOURCES, state
from tests.support.aws_commands import AwsCommand

KINDS = {one.removal for sample in SAMPLES.values() for one in sample.found}
OWNERS = {f"aws {row.removal} --region {REGION}" for row in ROWS}
KEPT = {one.removal for one in kept_by_destroy(state(*RESOURCES)) if one.kind != "bucket"}


@pytest.mark.parametrize("command", sorted(KINDS | OWNERS | KEPT))
def test_a_command_is_one_of_the_aws_cli(command: str) -> None:
    assert AwsCommand.parsed(command).region == REGION


@pytest.mark.parametrize(
    "command",
    [
        "aws ec2 delete-everything --region r",
        "aws ec2 delete-subnet --subnet subnet-1 --region r",
        "aws ec2 delete-subnet --region r",
    ],
)
def test_a_command_that_is_none(command: str) -> None:
    with pytest.raises(AssertionError):
        AwsCommand.parsed(command)


def test_an_option_of_lists_is_read_as_the_cli_does() -> None:
    owner = owner_of(
        {"type": "lambda", "description": f"AWS Lambda VPC ENI-f-{'0' * 8}-0000-0000-0000-{'0' * 12}"}, PLACE
    )
    assert isinstance(PLACE, Place)
    command = AwsCommand.parsed(removal_command(owner.removal, {"id": owner.id}, REGION))
    assert (command.service, command.operation) == ("lambda", "update_function_configuration")
    assert command.request == {"FunctionName": "f", "VpcConfig": {"SubnetIds": [], "SecurityGroupIds": []}}
