"""Requests against AWS's own service model."""

import warnings
from typing import Any

import botocore.session
import pytest

from sandbox.provider import service_model
from sandbox.provider.service_model import RequestRefusedError, check
from sandbox.provider.values import UNKNOWN

ROLE = {"RoleName": "audit", "AssumeRolePolicyDocument": "{}"}


def problems(service: str, operation: str, request: dict[str, Any]) -> list[str]:
    try:
        check(service, operation, request)
    except RequestRefusedError as refused:
        return refused.problems
    return []


REQUESTS: list[tuple[str, str, dict[str, Any], list[str]]] = [
    ("iam", "create_role", ROLE, []),
    ("iam", "create_role", {"RoleName": "audit"}, ["AssumeRolePolicyDocument: required member is missing"]),
    (
        "iam",
        "create_role",
        {**ROLE, "RoleName": "r" * 65},
        [f"RoleName: '{'r' * 65}' is 65 long; at least 1 and at most 64 is allowed"],
    ),
    (
        "iam",
        "create_role",
        {**ROLE, "RoleName": "so so"},
        [r"RoleName: 'so so' does not match the pattern [\w+=,.@-]+"],
    ),
    (
        "iam",
        "create_role",
        {**ROLE, "RoleName": "prüfer"},
        [r"RoleName: 'prüfer' does not match the pattern [\w+=,.@-]+"],
    ),
    (
        "iam",
        "create_role",
        {**ROLE, "MaxSessionDuration": 60},
        ["MaxSessionDuration: 60; at least 3600 and at most 43200 is allowed"],
    ),
    (
        "iam",
        "create_role",
        {**ROLE, "MaxSessionDuration": "3600"},
        ["MaxSessionDuration: '3600' is of type str; integer is allowed"],
    ),
    (
        "iam",
        "create_role",
        {**ROLE, "MaxSessionDuration": True},
        ["MaxSessionDuration: True is of type bool; integer is allowed"],
    ),
    (
        "ec2",
        "create_flow_logs",
        {"ResourceIds": ["vpc-1"], "ResourceType": "VPC", "TrafficType": "SOME"},
        ["TrafficType: 'SOME' is not allowed; one of ACCEPT, REJECT, ALL is"],
    ),
    (
        "logs",
        "create_log_group",
        {"logGroupName": "/a", "tags": {"Key one": "?"}},
        [
            "tags['Key one']: '?' does not match the pattern "
            r"^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$"
        ],
    ),
    (
        "s3",
        "put_bucket_lifecycle_configuration",
        {"Bucket": "b", "LifecycleConfiguration": {"Rules": [{"Status": "On", "Filter": {}, "Days": 1}]}},
        [
            "LifecycleConfiguration.Rules[0].Status: 'On' is not allowed; one of Enabled, Disabled is",
            "LifecycleConfiguration.Rules[0].Days: unknown member; LifecycleRule has "
            "AbortIncompleteMultipartUpload, Expiration, Filter, ID, NoncurrentVersionExpiration, "
            "NoncurrentVersionTransitions, Prefix, Status, Transitions",
        ],
    ),
    ("sts", "get_caller_identity", {}, []),
]


@pytest.mark.parametrize(("service", "operation", "request_", "expected"), REQUESTS)
def test_every_problem_is_told_with_its_path_its_value_and_what_is_allowed(
    service: str, operation: str, request_: dict[str, Any], expected: list[str]
) -> None:
    assert problems(service, operation, request_) == expected


def test_the_message_has_the_operation_and_every_problem() -> None:
    with pytest.raises(RequestRefusedError) as caught:
        check("iam", "create_role", {"RoleName": ""})
    assert str(caught.value) == (
        "iam CreateRole: AWS's service model refuses the request: "
        "RoleName: '' does not match the pattern [\\w+=,.@-]+; "
        "RoleName: '' is 0 long; at least 1 and at most 64 is allowed; "
        "AssumeRolePolicyDocument: required member is missing"
    )


def test_what_is_unknown_passes_wherever_it_stands() -> None:
    assert problems("iam", "create_role", {"RoleName": UNKNOWN, "AssumeRolePolicyDocument": UNKNOWN}) == []
    assert problems("ec2", "describe_vpcs", {"VpcIds": [UNKNOWN]}) == []


def test_a_token_that_botocore_makes_up_is_not_missed() -> None:
    assert problems("firehose", "delete_delivery_stream", {"DeliveryStreamName": "s"}) == []
    assert problems("cloudtrail", "start_query", {"QueryStatement": "SELECT 1"}) == []


def test_an_operation_that_does_not_exist_is_named() -> None:
    with pytest.raises(LookupError, match="the service iam has no operation create_rule"):
        check("iam", "create_rule", {})


SERVICES = (
    "athena",
    "cloudtrail",
    "cloudwatch",
    "ec2",
    "events",
    "firehose",
    "glue",
    "iam",
    "kms",
    "logs",
    "s3",
    "sns",
)


@pytest.mark.parametrize("service", SERVICES)
def test_every_pattern_of_the_model_can_be_used(service: str) -> None:
    model = botocore.session.get_session().get_service_model(service)
    shapes = (model.shape_for(name) for name in model.shape_names)
    patterns = {shape.metadata["pattern"] for shape in shapes if "pattern" in shape.metadata}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for pattern in patterns:
            service_model.compiled(pattern)


def test_a_java_pattern_means_what_it_means_in_java() -> None:
    beyond = service_model.compiled(r"[\u0020-\uD7FF\uE000-\uFFFD\uD800\uDC00-\uDBFF\uDFFF\t]*")
    assert beyond.fullmatch("plain \U0001f600 text") is not None
    assert beyond.fullmatch("a\x00b") is None
    assert service_model.compiled(r"[\w\\d]+").fullmatch("a\\d1") is not None
    assert service_model.compiled(r"[\w]+").fullmatch("é") is None
    assert service_model.compiled(r"[\p{L}]+").fullmatch("é") is not None
    assert service_model.compiled(r"\d").fullmatch("٣") is None
