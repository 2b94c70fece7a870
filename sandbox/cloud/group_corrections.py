"""What moto's Resource Groups lacks: what is in a group."""

import json
import re
from collections.abc import Callable
from typing import Any

from moto.resourcegroups import urls
from moto.resourcegroups.responses import ResourceGroupsResponse
from moto.resourcegroupstaggingapi.models import resourcegroupstaggingapi_backends

_EVERYTHING = 1_000_000


def correct_groups(replace: Callable[[type, str, Any], None]) -> None:
    """Put the answers about groups right, in this process."""
    # moto has the answer's place in its code, and no address for it.
    urls.url_paths["{0}/list-group-resources$"] = ResourceGroupsResponse.dispatch
    replace(ResourceGroupsResponse, "list_group_resources", _list_group_resources)


def _list_group_resources(response: Any) -> str:
    """List what has the tags of a group's query, as the tagging API finds it; in one page."""
    name = re.split(r":[0-9]{12}:group/", response._get_param("Group"))[-1]
    query = response.resourcegroups_backend.get_group(group_name=name).resource_query["Query"]
    tagging = resourcegroupstaggingapi_backends[response.current_account][response.region]
    _, found = tagging.get_resources(
        resources_per_page=_EVERYTHING, tags_per_page=_EVERYTHING, tag_filters=json.loads(query)["TagFilters"]
    )
    return json.dumps({"Resources": [{"Identifier": {"ResourceArn": each.arn}} for each in found]})
