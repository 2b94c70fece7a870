"""Every declared type, changed and deleted through the engine's protocol."""

from typing import cast

import pytest

from sandbox.provider.aws import Aws
from sandbox.provider.registry import TYPES
from sandbox.provider.values import UNKNOWN
from tests.sandbox.provider.client import Client
from tests.sandbox.provider.conftest import Deployment
from tests.sandbox.provider.sample import Sample
from tests.sandbox.provider.samples import SAMPLES

CHANGING = [sample for sample in SAMPLES if sample.changed is not None]
by_type = pytest.mark.parametrize("sample", CHANGING, ids=lambda sample: cast("Sample", sample).name)


@by_type
def test_an_update_in_place_is_applied_and_read_back(deployment: Deployment, sample: Sample) -> None:
    client, made = deployment.client, deployment.made[sample.name]
    changed = deployment.inputs(sample.changed or {})
    preview = client.update(made, changed, preview=True)
    updated = client.update(made, changed)
    assert {name: updated.state.get(name) for name in changed} == changed
    differing = {name for name in {**made.inputs, **changed} if made.inputs.get(name) != changed.get(name)}
    following = {name for name, of in TYPES[sample.kind].all_outputs().items() if differing & set(of.follows)}
    assert preview.state == {**updated.state, **dict.fromkeys(following, UNKNOWN)}
    seen = client.read(updated)
    assert seen is not None
    assert seen.inputs == updated.inputs
    assert seen.state == updated.state
    assert client.changes(seen, changed) == set()


def test_what_was_deleted_is_gone_and_deleting_it_again_is_no_error(deployment: Deployment) -> None:
    left: set[str] = set()
    for name, resource in reversed(deployment.made.items()):
        deployment.client.delete(resource)
        if deployment.client.read(resource) is not None:
            left.add(name)
        deployment.client.delete(resource)
    # The group is the VPC's and goes with it, as a lock does with its bucket; versioning can only be suspended, and a
    # topic has a policy at any time.
    assert left == {"group", "object-lock", "topic-policy", "versioning"}


def test_drift_shows_in_a_refresh_and_the_next_change_takes_it_back(aws: Aws, client: Client) -> None:
    declared = {"name": "/app", "retentionInDays": 30, "tags": {"Project": "unit"}}
    made = client.create("aws:cloudwatch/logGroup:LogGroup", "group", declared)
    aws.call("logs", "put_retention_policy", {"logGroupName": "/app", "retentionInDays": 7})
    aws.call("logs", "tag_resource", {"resourceArn": made.state["arn"], "tags": {"Project": "drifted"}})
    refreshed = client.read(made)
    assert refreshed is not None
    assert refreshed.inputs["retentionInDays"] == 7
    assert refreshed.inputs["tags"] == refreshed.state["tagsAll"] == {"Project": "drifted"}
    assert client.changes(refreshed, declared) == {"retentionInDays", "tags"}
    assert client.update(refreshed, declared).state == made.state
