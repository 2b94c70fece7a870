"""Resource Groups. Not handled: configurations, of groups for capacity reservations and the like."""

from __future__ import annotations

from typing import Final

from sandbox.provider.codecs import TAG_MAP, standard
from sandbox.provider.declaration import (
    AutoName,
    Call,
    Change,
    Input,
    Presence,
    Read,
    Setting,
    TagChange,
    Tags,
)
from sandbox.provider.resource_type import ResourceType
from sandbox.provider.template import Text, or_cleared
from sandbox.provider.text_codecs import JSON_TEXT, partly_chosen

_BY_TAGS: Final = "TAG_FILTERS_1_0"
_QUERY: Final = partly_chosen(
    {"query": ("Query", JSON_TEXT), "type": ("Type", standard(_BY_TAGS))}, always={"Type": _BY_TAGS}.copy
)
_ARN: Final = Text("arn:{partition}:resource-groups:{region}:{account}:group/{id}")
_NAMED: Final = {"GroupName": "$id"}

GROUP: Final = ResourceType(
    type="aws:resourcegroups/group:Group",
    service="resource-groups",
    id=Text("{name}"),
    inputs={
        "name": Input("group.Name", change=Change.REPLACES, name=AutoName(128)),
        "description": Input("group.Description"),
        "resourceQuery": Input("query", _QUERY, presence=Presence.REQUIRED),
    },
    tags=Tags("tags", TAG_MAP),
    create=Call(
        "create_group",
        {"Name": "$name", "Description": "$description", "ResourceQuery": "$resourceQuery", "Tags": "$tags"},
    ),
    settings=(
        Setting(("description",), put=Call("update_group", {**_NAMED, "Description": or_cleared("description")})),
        Setting(("resourceQuery",), put=Call("update_group_query", {**_NAMED, "ResourceQuery": "$resourceQuery"})),
        TagChange(
            add=Call("tag", {"Arn": _ARN, "Tags": "$tags_added"}),
            remove=Call("untag", {"Arn": _ARN, "Keys": "$removed_keys"}),
        ),
    ),
    reads=(
        Read("group", Call("get_group", _NAMED), at="Group"),
        Read("query", Call("get_group_query", _NAMED), at="GroupQuery.ResourceQuery"),
        Read("tags", Call("get_tags", {"Arn": _ARN}), at="Tags"),
    ),
    outputs={"arn": "group.GroupArn"},
    delete=(Call("delete_group", _NAMED),),
    gone=("NotFoundException",),
)

TYPES: Final = (GROUP,)
