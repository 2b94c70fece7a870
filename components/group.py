"""MonitoredGroup: all that is watched together, as AWS shows it in one place."""

import json
from typing import TypedDict

import pulumi
from pulumi_aws import resourcegroups

from components.naming import Naming
from components.options import child_options, named


class MonitoredGroupArgs(TypedDict):
    """What a MonitoredGroup takes."""

    naming: Naming
    """Names the group `PREFIX-STACK`, and says which tag its members have. Known while the program runs."""


class MonitoredGroup(pulumi.ComponentResource):
    """An AWS Resource Group of everything that has the stack's tag `Monitoring`.

    What the stack makes has it. Give it to anything else of the account and Region, and that is in the group, too, and
    on the dashboard if it is an instance.
    """

    group_name: pulumi.Output[str]
    """The group's name. Known at preview."""
    group_arn: pulumi.Output[str]
    """The group's ARN. Known at preview."""
    tag: dict[str, str]
    """The tag to give to what shall be in the group. Known while the program runs."""

    def __init__(self, name: str, args: MonitoredGroupArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("aws-monitoring-baseline:index:MonitoredGroup", name, None, opts)
        naming = args["naming"]
        self.tag = naming.monitoring_tag
        group_name = naming.resource_group()
        group = resourcegroups.Group(
            f"{name}-group",
            name=group_name,
            # Resource Groups API Reference, CreateGroup: letters, digits, hyphens, underscores, periods and spaces.
            description=f"All that is watched together with {group_name}",
            resource_query={"type": "TAG_FILTERS_1_0", "query": _members(self.tag)},
            tags=named(naming.tags, group_name),
            opts=child_options(self, opts),
        )
        self.group_name = group.name
        self.group_arn = group.name.apply(naming.resource_group_arn)
        self.register_outputs({"groupName": self.group_name, "groupArn": self.group_arn, "tag": self.tag})


def _members(tag: dict[str, str]) -> str:
    """The query that finds what has the tag. One key only: of several, a resource would have to have all."""
    filters = [{"Key": key, "Values": [value]} for key, value in tag.items()]
    return json.dumps({"ResourceTypeFilters": ["AWS::AllSupported"], "TagFilters": filters}, separators=(",", ":"))
