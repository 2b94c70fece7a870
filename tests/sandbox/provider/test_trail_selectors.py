"""A trail without event selectors, which CloudTrail answers with the selector that it uses then."""

from typing import Any

import pytest

from sandbox.provider.aws import Aws
from sandbox.provider.registry import TYPES
from sandbox.provider.values import UNKNOWN, Properties
from tests.sandbox.provider.account import put_policy
from tests.sandbox.provider.client import Client, Resource
from tests.sandbox.provider.sample import BUCKET, DELIVERY

TRAIL = "aws:cloudtrail/trail:Trail"
CODEC = TYPES[TRAIL].inputs["eventSelectors"].codec
DECLARED: Properties = {"name": "audit", "s3BucketName": BUCKET}
DEFAULT: Properties = {"readWriteType": "All", "includeManagementEvents": True}
# As GetEventSelectors spells it.
AWS_DEFAULT: Properties = {
    "ReadWriteType": "All",
    "IncludeManagementEvents": True,
    "DataResources": [],
    "ExcludeManagementEventSources": [],
}


@pytest.fixture
def selecting(aws: Aws, client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A provider in front of a CloudTrail that, as the real one, knows no trail without a selector."""
    aws.call("s3", "create_bucket", {"Bucket": BUCKET})
    put_policy(aws, DELIVERY)
    call = Aws.call

    def select(self: Aws, service: str, operation: str, request: Any, region: str = "") -> Properties:
        response = call(self, service, operation, request, region)
        if operation == "get_event_selectors" and not response.get("EventSelectors"):
            return {**response, "EventSelectors": [AWS_DEFAULT]}
        return response

    monkeypatch.setattr(Aws, "call", select)
    return client


def refreshed(client: Client, resource: Resource) -> Resource:
    seen = client.read(resource)
    assert seen is not None
    return seen


def test_it_stays_as_declared(selecting: Client) -> None:
    made = selecting.create(TRAIL, "trail", DECLARED)
    assert "eventSelectors" not in made.state
    assert refreshed(selecting, made).inputs == made.inputs
    imported = selecting.import_(TRAIL, "trail", made.id)
    assert imported is not None
    assert "eventSelectors" not in imported.inputs
    assert selecting.changes(imported, DECLARED) == set()


def test_declaring_the_default_is_no_change_either_way(selecting: Client) -> None:
    made = selecting.create(TRAIL, "trail", {**DECLARED, "eventSelectors": [DEFAULT]})
    seen = refreshed(selecting, made)
    assert seen.inputs == made.inputs
    assert seen.inputs["eventSelectors"] == [DEFAULT]
    assert selecting.changes(seen, DECLARED) == set()


def test_any_other_selector_is_drift(aws: Aws, selecting: Client) -> None:
    made = selecting.create(TRAIL, "trail", DECLARED)
    writes = {**AWS_DEFAULT, "ReadWriteType": "WriteOnly"}
    aws.call("cloudtrail", "put_event_selectors", {"TrailName": made.id, "EventSelectors": [writes]})
    seen = refreshed(selecting, made)
    assert seen.inputs["eventSelectors"] == [{"readWriteType": "WriteOnly", "includeManagementEvents": True}]
    assert selecting.changes(seen, DECLARED) == {"eventSelectors"}
    restored = selecting.update(seen, DECLARED)
    assert refreshed(selecting, restored).inputs == made.inputs


@pytest.mark.parametrize(
    "selectors",
    [
        [{**DEFAULT, "readWriteType": "ReadOnly"}],
        [{**DEFAULT, "includeManagementEvents": False}],
        [{**DEFAULT, "excludeManagementEventSources": ["kms.amazonaws.com"]}],
        [{**DEFAULT, "dataResources": [{"type": "AWS::S3::Object", "values": ["arn:aws:s3"]}]}],
        [DEFAULT, DEFAULT],
        UNKNOWN,
        [UNKNOWN],
    ],
)
def test_only_the_default_means_none(selectors: Any) -> None:
    assert CODEC.equal([DEFAULT], None)
    assert not CODEC.equal(selectors, None)
