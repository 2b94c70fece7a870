from typing import Any, get_args

import pulumi
import pytest
from pulumi_aws import cloudtrail

from components.selectors import (
    MOST_DATA_RESOURCES,
    AdvancedSelectors,
    BasicSelectors,
    Insight,
    LambdaDataEvents,
    S3DataEvents,
    Selectors,
)
from tests.support.recorder import record

LOGS = "arn:aws:s3:::logs"
MANAGEMENT = {
    "name": "Management events",
    "fieldSelectors": [{"field": "eventCategory", "equals": ["Management"]}],
}
FUNCTIONS = {
    "name": "Lambda functions",
    "fieldSelectors": [
        {"field": "eventCategory", "equals": ["Data"]},
        {"field": "resources.type", "equals": ["AWS::Lambda::Function"]},
    ],
}


def objects(*left_out: str) -> dict[str, Any]:
    return {
        "name": "S3 objects",
        "fieldSelectors": [
            {"field": "eventCategory", "equals": ["Data"]},
            {"field": "resources.type", "equals": ["AWS::S3::Object"]},
            {"field": "resources.ARN", "notStartsWiths": list(left_out)},
        ],
    }


def basic(*data_resources: dict[str, Any]) -> dict[str, Any]:
    return {"readWriteType": "All", "includeManagementEvents": True, "dataResources": list(data_resources)}


def as_sent(selectors: Selectors) -> dict[str, Any]:
    """The selectors as the engine gets them, of a trail that has nothing else."""

    def program() -> None:
        cloudtrail.Trail("trail", s3_bucket_name="logs", **selectors.inputs())

    sent = record(program, preview=True).one("aws:cloudtrail/trail:Trail").inputs
    return {name: value for name, value in sent.items() if name != "s3BucketName"}


ALL = [
    (AdvancedSelectors(), {"advancedEventSelectors": [MANAGEMENT]}),
    (AdvancedSelectors((LambdaDataEvents(),)), {"advancedEventSelectors": [MANAGEMENT, FUNCTIONS]}),
    (
        AdvancedSelectors((S3DataEvents((LOGS,)), LambdaDataEvents())),
        {"advancedEventSelectors": [MANAGEMENT, objects("arn:aws:s3:::logs/"), FUNCTIONS]},
    ),
    (
        AdvancedSelectors((S3DataEvents((LOGS, "arn:aws:s3:::logs-2")),)),
        {"advancedEventSelectors": [MANAGEMENT, objects("arn:aws:s3:::logs/", "arn:aws:s3:::logs-2/")]},
    ),
    (BasicSelectors(), {"eventSelectors": [basic()]}),
    (
        BasicSelectors(bucket_arns=("arn:aws:s3:::data", "arn:aws:s3:::more"), function_arns=("arn:aws:lambda",)),
        {
            "eventSelectors": [
                basic(
                    {"type": "AWS::S3::Object", "values": ["arn:aws:s3:::data/", "arn:aws:s3:::more/"]},
                    {"type": "AWS::Lambda::Function", "values": ["arn:aws:lambda"]},
                )
            ]
        },
    ),
]


@pytest.mark.parametrize(("selectors", "sent"), ALL)
def test_what_a_trail_is_sent(selectors: Selectors, sent: dict[str, Any]) -> None:
    assert as_sent(selectors) == sent


@pytest.mark.parametrize("selectors", [selectors for selectors, _ in ALL])
def test_both_insights_find_the_management_events_that_they_need(selectors: Selectors) -> None:
    """`ApiCallRateInsight` needs those that write, `ApiErrorRateInsight` any."""
    sent = as_sent(selectors)
    recorded = {
        kind
        for kind, read_only in (("read", "true"), ("write", "false"))
        for one in sent.get("advancedEventSelectors", [])
        if all(
            {"eventCategory": "Management", "readOnly": read_only}.get(field["field"]) in field.get("equals", [])
            for field in one["fieldSelectors"]
        )
    } | {
        kind
        for kind, chosen in (("read", "ReadOnly"), ("write", "WriteOnly"))
        for one in sent.get("eventSelectors", [])
        if one["includeManagementEvents"]
        and one["readWriteType"] in ("All", chosen)
        and "excludeManagementEventSources" not in one
    }
    assert recorded == {"read", "write"}


def test_objects_of_all_buckets_are_not_recorded_without_leaving_out_the_log_bucket() -> None:
    with pytest.raises(pulumi.RunError) as raised:
        S3DataEvents(())
    assert str(raised.value) == (
        "S3DataEvents leaves out no bucket, so each delivery of the trail would be an event to deliver: "
        "give the ARN of the trail's bucket in log_bucket_arns."
    )


def test_no_more_is_named_than_cloudtrail_takes() -> None:
    most = tuple(f"arn:aws:s3:::b{number}" for number in range(MOST_DATA_RESOURCES))
    assert len(BasicSelectors(bucket_arns=most).bucket_arns) == 250
    with pytest.raises(
        pulumi.RunError, match=r"^BasicSelectors names 251 buckets and functions, and CloudTrail takes "
    ):
        BasicSelectors(bucket_arns=most, function_arns=("arn:aws:lambda",))


def test_the_insights_are_those_of_cloudtrail() -> None:
    assert get_args(Insight) == ("ApiCallRateInsight", "ApiErrorRateInsight")
