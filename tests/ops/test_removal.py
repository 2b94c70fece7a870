import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ops.removal import removal_command


@given(st.text(min_size=1))
def test_a_shell_reads_back_whatever_the_value_holds(value: str) -> None:
    command = removal_command(("aws ec2 delete-subnet --subnet-id {id}",), {"id": value}, "eu-west-1")
    assert shlex.split(command) == ["aws", "ec2", "delete-subnet", "--subnet-id", value, "--region", "eu-west-1"]


@pytest.mark.parametrize(
    ("values", "command"),
    [
        ({"group": "g", "id": "i"}, "first g --region r"),
        ({"group": "", "id": "i"}, "second i --region r"),
        ({"group": None, "id": "i"}, "second i --region r"),
    ],
)
def test_the_first_template_that_all_is_known_for(values: dict[str, object], command: str) -> None:
    assert removal_command(("first {group}", "second {id}"), values, "r") == command


def test_nothing_is_guessed() -> None:
    with pytest.raises(LookupError, match="not enough is known"):
        removal_command(("first {group}",), {"id": "i"}, "r")
