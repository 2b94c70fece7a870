import json
from collections.abc import Callable
from typing import Any

import pytest

Clients = Callable[[str], Any]


def test_a_group_has_what_has_its_tags(clients: Clients) -> None:
    ec2, groups = clients("ec2"), clients("resource-groups")
    vpcs = [ec2.create_vpc(CidrBlock=f"10.{number}.0.0/16")["Vpc"]["VpcId"] for number in range(3)]
    for vpc, value in zip(vpcs, ("dev", "dev", "prod"), strict=True):
        ec2.create_tags(Resources=[vpc], Tags=[{"Key": "Monitoring", "Value": value}])
    query = {"ResourceTypeFilters": ["AWS::AllSupported"], "TagFilters": [{"Key": "Monitoring", "Values": ["dev"]}]}
    groups.create_group(Name="dev", ResourceQuery={"Type": "TAG_FILTERS_1_0", "Query": json.dumps(query)})

    found = groups.list_group_resources(Group="dev")["Resources"]

    assert {each["Identifier"]["ResourceArn"].rpartition("/")[2] for each in found} == set(vpcs[:2])


def test_a_group_that_is_not_there(clients: Clients) -> None:
    groups = clients("resource-groups")
    with pytest.raises(groups.exceptions.NotFoundException):
        groups.list_group_resources(Group="dev")
