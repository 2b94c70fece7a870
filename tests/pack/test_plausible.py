"""What makes a request one that AWS could get."""

import pytest
from plausible import (
    context_with,
    could_have,
    go_together,
    is_object,
    is_plausible,
    keys_of_principal,
    with_agreeing_sources,
    without_upload,
)
from request import Request

from tests.support.bucket_documents import ACCOUNT, ACL, ARN, FOREIGN, TRAIL

NOBODY: set[str] = set()
ROLE = f"arn:aws:iam::{FOREIGN}:role/x"
ACCESS_POINT = f"arn:aws:s3:us-east-1:{ACCOUNT}:accesspoint/a"


@pytest.mark.parametrize(
    ("principal", "service", "is_service"),
    [
        (("Service", "config.amazonaws.com"), "config.amazonaws.com", "true"),
        (("AWS", f"arn:aws:iam::{ACCOUNT}:root"), None, "false"),
        (("Anonymous", "*"), None, "false"),
    ],
)
def test_keys_that_follow_from_the_principal(principal: tuple[str, str], service: str | None, is_service: str) -> None:
    assert keys_of_principal(principal) == {
        "aws:principalservicename": service,
        "aws:principalservicenameslist": service,
        "aws:principalisawsservice": is_service,
    }


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        (ARN, False),
        (f"{ARN}/", True),
        (f"{ARN}/a:b", True),
        ("arn:aws:s3:::accesspoint", False),
        (ACCESS_POINT, False),
        (f"{ACCESS_POINT}/object", False),
        (f"{ACCESS_POINT}/object/x", True),
        (f"{ARN}/accesspoint/x", True),
    ],
)
def test_objects_and_buckets(resource: str, expected: bool) -> None:
    assert is_object(resource) is expected


@pytest.mark.parametrize(
    ("action", "resource", "expected"),
    [
        ("s3:PutObject", f"{ARN}/x", True),
        ("s3:PutObject", ARN, False),
        ("s3:ListBucket", ARN, True),
        ("s3:ListBucket", f"{ARN}/x", False),
        ("s3:ListAllMyBuckets", ARN, False),
        ("s3:ListAllMyBuckets", f"{ARN}/x", False),
    ],
)
def test_actions_and_resources_that_go_together(action: str, resource: str, expected: bool) -> None:
    assert go_together(action, resource) is expected


@pytest.mark.parametrize(
    ("action", "kept"),
    [
        ("s3:PutObject", {"aws:SourceArn": TRAIL, **ACL}),
        ("s3:GetBucketAcl", {"aws:SourceArn": TRAIL}),
        ("ec2:RunInstances", {"aws:SourceArn": TRAIL, **ACL}),
    ],
)
def test_only_a_request_about_a_bucket_has_no_upload(action: str, kept: dict[str, str]) -> None:
    request = Request(
        ("Anonymous", "*"), action, ARN, {"aws:SourceArn": TRAIL, **{key.lower(): ACL[key] for key in ACL}}
    )
    assert without_upload(request) == request._replace(context=kept)


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        pytest.param({}, {"aws:SecureTransport": "true"}, id="nothing"),
        pytest.param({"aws:securetransport": "false"}, {"aws:SecureTransport": "false"}, id="without-tls"),
        pytest.param({"aws:securetransport": None}, {}, id="a-key-that-is-not-there"),
        pytest.param(
            {"aws:sourcearn": TRAIL},
            {"aws:SecureTransport": "true", "aws:SourceArn": TRAIL, "aws:SourceAccount": ACCOUNT},
            id="the-account-of-the-source",
        ),
        pytest.param(
            {"aws:sourcearn": TRAIL, "aws:sourceaccount": None},
            {"aws:SecureTransport": "true", "aws:SourceArn": TRAIL},
            id="an-account-that-is-not-there",
        ),
        pytest.param({"aws:sourcearn": None}, {"aws:SecureTransport": "true"}, id="no-source"),
        pytest.param(
            {"aws:sourcearn": "a:b:c:d:e"}, {"aws:SecureTransport": "true", "aws:SourceArn": "a:b:c:d:e"}, id="no-arn"
        ),
        pytest.param(
            {"aws:sourcearn": "a:b:c:d:e:"},
            {"aws:SecureTransport": "true", "aws:SourceArn": "a:b:c:d:e:", "aws:SourceAccount": "e"},
            id="six-components",
        ),
        pytest.param({"aws:x": "1"}, {"aws:SecureTransport": "true", "aws:x": "1"}, id="another-key"),
    ],
)
def test_the_context_has_what_goes_with_the_chosen_keys(
    chosen: dict[str, str | None], expected: dict[str, str]
) -> None:
    assert context_with(chosen) == expected


LOGS = f"arn:aws:logs:us-east-1:{ACCOUNT}:x"
EVIL_LOGS = f"arn:aws:logs:us-east-1:{FOREIGN}:x"
CHANNEL = f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}:channel/x"
SOURCE = f"arn:aws:logs:us-east-1:{ACCOUNT}:delivery-source:x"
EVIL_SOURCE = f"arn:aws:logs:us-east-1:{FOREIGN}:delivery-source:x"


def of(service: str, source: str | None, account: str | None) -> Request:
    context = {"aws:SourceArn": source, "aws:SourceAccount": account, "a:b": "c"}
    present = {key: value for key, value in context.items() if value is not None}
    return Request(("Service", f"{service}.amazonaws.com"), "s3:PutObject", f"{ARN}/x", present)


@pytest.mark.parametrize(
    ("request_", "key", "expected"),
    [
        pytest.param(
            of("delivery.logs", TRAIL, FOREIGN),
            "",
            [
                *(of("delivery.logs", LOGS, ACCOUNT), of("delivery.logs", EVIL_LOGS, FOREIGN)),
                *(of("delivery.logs", SOURCE, ACCOUNT), of("delivery.logs", EVIL_SOURCE, FOREIGN)),
                *(of("delivery.logs", None, FOREIGN), of("delivery.logs", TRAIL, None)),
            ],
            id="logs-of-each-account",
        ),
        pytest.param(
            of("delivery.logs", TRAIL, FOREIGN),
            "aws:sourceaccount",
            [
                *(of("delivery.logs", EVIL_LOGS, FOREIGN), of("delivery.logs", LOGS, ACCOUNT)),
                *(of("delivery.logs", EVIL_SOURCE, FOREIGN), of("delivery.logs", SOURCE, ACCOUNT)),
                *(of("delivery.logs", None, FOREIGN), of("delivery.logs", TRAIL, None)),
            ],
            id="the-account-that-is-shown-first",
        ),
        pytest.param(
            of("config", TRAIL, FOREIGN),
            "aws:sourcearn",
            [
                *(of("config", TRAIL, ACCOUNT), of("config", TRAIL.replace(ACCOUNT, FOREIGN), FOREIGN)),
                *(of("config", CHANNEL, ACCOUNT), of("config", CHANNEL.replace(ACCOUNT, FOREIGN), FOREIGN)),
                *(of("config", TRAIL, None), of("config", None, FOREIGN)),
            ],
            id="the-key-that-is-shown-is-left-out-last-whichever-service",
        ),
        pytest.param(
            of("cloudtrail", TRAIL, ACCOUNT),
            "aws:sourcearn",
            [of("cloudtrail", TRAIL, ACCOUNT)] * 2 + [of("cloudtrail", CHANNEL, ACCOUNT)] * 2,
            id="what-agrees-stays",
        ),
        pytest.param(
            of("cloudtrail", LOGS, ACCOUNT),
            "",
            [of("cloudtrail", f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}:trail/x", ACCOUNT)] * 2
            + [of("cloudtrail", CHANNEL, ACCOUNT)] * 2,
            id="a-trail-of-cloudtrail",
        ),
        pytest.param(
            of("config", f"arn:aws:config:us-east-1:{ACCOUNT}:x", ACCOUNT),
            "",
            [of("config", f"arn:aws:config:us-east-1:{ACCOUNT}:x", ACCOUNT)] * 4,
            id="another-service",
        ),
        pytest.param(of("cloudtrail", None, FOREIGN), "", [], id="no-source"),
        pytest.param(of("cloudtrail", TRAIL, None), "", [], id="no-account"),
        pytest.param(of("cloudtrail", "x", FOREIGN), "", [], id="no-arn"),
        pytest.param(of("cloudtrail", TRAIL, FOREIGN)._replace(principal=("AWS", ROLE)), "", [], id="no-service"),
    ],
)
def test_sources_that_agree_with_the_service_and_the_account(
    request_: Request, key: str, expected: list[Request]
) -> None:
    assert list(with_agreeing_sources(request_, key)) == expected


@pytest.mark.parametrize(
    ("key", "value", "who"),
    [
        ("aws:principalorgid", "o-exampleorgid", {"AWS"}),
        ("aws:principaltag/team", "x", {"AWS"}),
        ("aws:principaltype", "Anonymous", {"Anonymous"}),
        ("aws:principaltype", "AssumedRole", {"AWS"}),
        ("aws:principalarn", ROLE, {"AWS"}),
        ("aws:principalarn", f"{ROLE}2", NOBODY),
        ("aws:principalarn", None, {"Anonymous", "Service"}),
        ("aws:principalaccount", FOREIGN, {"AWS"}),
        ("aws:principalaccount", ACCOUNT, NOBODY),
        ("aws:username", "x", NOBODY),
        ("aws:username", None, {"AWS", "Anonymous", "Service"}),
        ("aws:userid", "AROAX:x", {"AWS"}),
        ("aws:multifactorauthpresent", "true", {"AWS"}),
        ("accounts.google.com:sub", "1", {"AWS"}),
        ("aws:sourcevpce", "vpce-1", {"AWS", "Anonymous"}),
        ("aws:sourceip", "192.0.2.1", {"AWS", "Anonymous"}),
        ("aws:sourcearn", TRAIL, {"Service"}),
        ("aws:sourceaccount", ACCOUNT, {"Service"}),
        ("aws:sourceorgid", "o-exampleorgid", {"Service"}),
        ("aws:sourceorgid", None, {"AWS", "Anonymous", "Service"}),
        ("aws:currenttime", "2026-01-01T00:00:00Z", {"AWS", "Anonymous", "Service"}),
        ("s3:x-amz-acl", "public-read", {"AWS", "Anonymous", "Service"}),
        ("s3:prefix", "x", {"AWS", "Anonymous", "Service"}),
    ],
)
def test_which_principals_could_have_a_key(key: str, value: str | None, who: set[str]) -> None:
    principals = [("AWS", ROLE), ("Anonymous", "*"), ("Service", "cloudtrail.amazonaws.com")]
    assert {principal[0] for principal in principals if could_have(principal, key, value)} == who


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        pytest.param(of("cloudtrail", TRAIL, ACCOUNT), True, id="a-trail-of-its-account"),
        pytest.param(of("cloudtrail", TRAIL, FOREIGN), False, id="two-accounts"),
        pytest.param(of("cloudtrail", TRAIL, None), True, id="one-account"),
        pytest.param(of("cloudtrail", None, FOREIGN), True, id="an-account-alone"),
        pytest.param(of("cloudtrail", "x", FOREIGN), True, id="no-arn"),
        pytest.param(of("delivery.logs", TRAIL, ACCOUNT), False, id="a-trail-that-is-another-service's"),
        pytest.param(of("config", TRAIL, ACCOUNT), True, id="another-service-of-which-nothing-is-known"),
        pytest.param(of("config", TRAIL, FOREIGN), False, id="another-service-with-two-accounts"),
        pytest.param(of("config", TRAIL, ACCOUNT)._replace(principal=("AWS", ROLE)), False, id="no-service"),
        pytest.param(
            Request(
                ("AWS", ROLE), "s3:GetObject", ARN, {"aws:PrincipalArn": ROLE, "aws:PrincipalIsAWSService": "false"}
            ),
            True,
            id="a-role-by-its-name",
        ),
        pytest.param(
            Request(("AWS", ROLE), "s3:GetObject", ARN, {"aws:PrincipalArn": f"{ROLE}2"}), False, id="another-name"
        ),
        pytest.param(
            Request(
                ("Service", "cloudtrail.amazonaws.com"),
                "s3:GetObject",
                ARN,
                {"aws:PrincipalServiceName": "cloudtrail.amazonaws.com", "aws:PrincipalIsAWSService": "true"},
            ),
            True,
            id="a-service-by-its-name",
        ),
    ],
)
def test_what_contradicts_who_asks(request_: Request, expected: bool) -> None:
    assert is_plausible(request_) is expected
