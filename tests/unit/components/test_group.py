import json
import re

import pulumi

from components.group import MonitoredGroup
from components.naming import Naming
from tests.support.recorder import Recording, record

GROUP = "aws:resourcegroups/group:Group"


def group(naming: Naming, opts: pulumi.ResourceOptions | None = None) -> Recording:
    def program() -> None:
        made = MonitoredGroup("group", {"naming": naming}, opts)
        pulumi.export("name", made.group_name)
        pulumi.export("arn", made.group_arn)
        pulumi.export("tag", made.tag)

    return record(program, preview=True)


def test_the_group_is_of_one_tag_and_known_at_preview(naming: Naming) -> None:
    recording = group(naming)
    made = recording.one(GROUP, "group-group")
    inputs = made.inputs
    assert json.loads(inputs["resourceQuery"].pop("query")) == {
        "ResourceTypeFilters": ["AWS::AllSupported"],
        "TagFilters": [{"Key": "Monitoring", "Values": ["acme-dev"]}],
    }
    assert made.parent == "group"
    assert inputs == {
        "name": "acme-dev",
        "description": "All that is watched together with acme-dev",
        "resourceQuery": {"type": "TAG_FILTERS_1_0"},
        "tags": {**naming.tags, "Name": "acme-dev"},
    }
    assert recording.outputs == {
        "name": "acme-dev",
        "arn": "arn:aws:resource-groups:us-east-1:123456789012:group/acme-dev",
        "tag": {"Monitoring": "acme-dev"},
    }


def test_what_the_stack_makes_is_in_the_group(naming: Naming) -> None:
    """Resource Groups asks for all keys of a query; whatever has the stack's tags has this one."""
    query = json.loads(group(naming).one(GROUP).inputs["resourceQuery"]["query"])
    assert all(naming.tags[wanted["Key"]] in wanted["Values"] for wanted in query["TagFilters"])


def test_resource_groups_takes_the_description(naming: Naming) -> None:
    """Resource Groups API Reference, CreateGroup."""
    assert re.fullmatch(r"[\sa-zA-Z0-9_.-]{0,1024}", group(naming).one(GROUP).inputs["description"])


def test_retaining_reaches_the_group(naming: Naming) -> None:
    assert group(naming, pulumi.ResourceOptions(retain_on_delete=True)).one(GROUP).request.retainOnDelete
