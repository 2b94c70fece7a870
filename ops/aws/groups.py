"""What can be asked about resource groups and tags."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ops.aws.calls import read
from ops.facts import Reading

if TYPE_CHECKING:
    from mypy_boto3_resource_groups import ResourceGroupsClient
    from mypy_boto3_resourcegroupstaggingapi import ResourceGroupsTaggingAPIClient

_NO_GROUP = {"NotFoundException": "the group does not exist"}


@dataclass(frozen=True, kw_only=True)
class Groups:
    """The part of an `Account` that Resource Groups answers for."""

    resource_groups: "ResourceGroupsClient"
    tagging: "ResourceGroupsTaggingAPIClient"

    def group_tags(self, name: str) -> Reading[dict[str, tuple[str, ...]]]:
        """The tags that the group's query asks for, with the values of each."""

        def call() -> dict[str, tuple[str, ...]]:
            query = self.resource_groups.get_group_query(Group=name)["GroupQuery"]["ResourceQuery"]["Query"]
            # Resource Groups API reference, ResourceQuery: what it holds is JSON, by its type.
            return {found["Key"]: tuple(found["Values"]) for found in json.loads(query)["TagFilters"]}

        return read("resource-groups:GetGroupQuery", call, _NO_GROUP)

    def group_members(self, name: str) -> Reading[frozenset[str]]:
        """The ARNs of what is in the group."""

        def call() -> frozenset[str]:
            pages = self.resource_groups.get_paginator("list_group_resources").paginate(Group=name)
            return frozenset(
                found.get("Identifier", {}).get("ResourceArn", "") for page in pages for found in page["Resources"]
            )

        return read("resource-groups:ListGroupResources", call, _NO_GROUP)

    def tagged(self, tags: Mapping[str, str]) -> Reading[frozenset[str]]:
        """The ARNs of what has all of these tags."""

        def call() -> frozenset[str]:
            pages = self.tagging.get_paginator("get_resources").paginate(
                TagFilters=[{"Key": key, "Values": [value]} for key, value in tags.items()]
            )
            return frozenset(found.get("ResourceARN", "") for page in pages for found in page["ResourceTagMappingList"])

        return read("tag:GetResources", call, {})
