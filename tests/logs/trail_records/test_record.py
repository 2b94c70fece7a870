import copy
import re
from typing import Any

import pytest
from pydantic import ValidationError

from logs.trail_records.identity import InScopeOf, OnBehalfOf, SessionContext, SessionIssuer, UserIdentity
from logs.trail_records.part import RecordPart
from logs.trail_records.record import Addendum, Resource, TlsDetails, TrailRecord

# The brief's event; what is "x" there is made up here.
DESCRIBE_REGIONS: dict[str, Any] = {
    "eventVersion": "1.10",
    "userIdentity": {
        "type": "IAMUser",
        "principalId": "AIDACKCEVSQ6C2EXAMPLE",
        "arn": "arn:aws:iam::111122223333:user/ada",
        "accountId": "111122223333",
        "accessKeyId": "ASIAIOSFODNN7EXAMPLE",
        "userName": "ada",
        "sessionContext": {"attributes": {"creationDate": "2025-03-16T14:01:00Z", "mfaAuthenticated": "false"}},
    },
    "eventTime": "2025-03-16T15:06:55Z",
    "eventSource": "ec2.amazonaws.com",
    "eventName": "DescribeRegions",
    "awsRegion": "ap-northeast-1",
    "sourceIPAddress": "192.0.2.17",
    "userAgent": "Mozilla/5.0 (X11; Linux x86_64; rv:136.0) Gecko/20100101 Firefox/136.0",
    "requestParameters": {"regionSet": {}, "allRegions": True},
    "responseElements": None,
    "requestID": "0c4a2b9d-6f0e-4d0a-9b1e-5f8f3c1d7a21",
    "eventID": "1569796a-0d47-4b70-b7a5-255cfb94a74b",
    "readOnly": True,
    "eventType": "AwsApiCall",
    "managementEvent": True,
    "recipientAccountId": "111122223333",
    "eventCategory": "Management",
    "tlsDetails": {
        "tlsVersion": "TLSv1.3",
        "cipherSuite": "TLS_AES_128_GCM_SHA256",
        "clientProvidedHostHeader": "ec2.ap-northeast-1.amazonaws.com",
    },
    "sessionCredentialFromConsole": "true",
}
WHOLE: dict[str, Any] = {
    **DESCRIBE_REGIONS,
    "userIdentity": {
        **DESCRIBE_REGIONS["userIdentity"],
        "sessionContext": {
            "sessionIssuer": {"type": "Role", "userName": "deployer"},
            "webIdFederationData": {"federatedProvider": "accounts.example.com", "attributes": {"sub": "1"}},
            "attributes": {"creationDate": "2025-03-16T14:01:00Z", "mfaAuthenticated": "true"},
            "ec2RoleDelivery": "2.0",
        },
        "invokedByDelegate": {"accountId": "444455556666"},
        "onBehalfOf": {"userId": "1", "identityStoreArn": "arn:aws:identitystore::111122223333:identitystore/d-1"},
        "inScopeOf": {"issuerType": "AWS::Lambda::Function"},
    },
    "resources": [{"ARN": "arn:aws:s3:::example", "accountId": "111122223333", "type": "AWS::S3::Bucket"}],
    "addendum": {"reason": "DELIVERY_DELAY"},
    "additionalEventData": {"MFAUsed": "No"},
    "serviceEventDetails": {"anything": [1, None]},
}
CLOSED_PARTS = [
    (),
    ("userIdentity",),
    ("userIdentity", "sessionContext"),
    ("userIdentity", "sessionContext", "sessionIssuer"),
    ("userIdentity", "sessionContext", "webIdFederationData"),
    ("userIdentity", "sessionContext", "attributes"),
    ("userIdentity", "invokedByDelegate"),
    ("userIdentity", "onBehalfOf"),
    ("userIdentity", "inScopeOf"),
    ("resources", 0),
    ("addendum",),
    ("tlsDetails",),
]
OPEN_PARTS = ["requestParameters", "responseElements", "additionalEventData", "serviceEventDetails"]


def with_field(path: tuple[str | int, ...], value: object) -> dict[str, Any]:
    event = copy.deepcopy(WHOLE)
    part: Any = event
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    return event


def problems(event: object) -> list[tuple[tuple[int | str, ...], str]]:
    with pytest.raises(ValidationError) as caught:
        TrailRecord.model_validate(event)
    return [(error["loc"], error["type"]) for error in caught.value.errors()]


@pytest.mark.parametrize("event", [DESCRIBE_REGIONS, WHOLE])
def test_an_event_reads_and_writes_back_as_it_was(event: dict[str, Any]) -> None:
    record = TrailRecord.model_validate(event)
    assert record.model_dump(by_alias=True, exclude_unset=True) == event


@pytest.mark.parametrize("version", ["1.08", "1.09", "1.10", "1.11"])
def test_these_versions_are_read(version: str) -> None:
    assert TrailRecord.model_validate({**DESCRIBE_REGIONS, "eventVersion": version}).event_version == version


@pytest.mark.parametrize("part", CLOSED_PARTS, ids=str)
def test_a_name_that_aws_does_not_have_is_refused(part: tuple[str | int, ...]) -> None:
    assert problems(with_field((*part, "eventname"), "x")) == [((*part, "eventname"), "extra_forbidden")]


@pytest.mark.parametrize("part", OPEN_PARTS)
def test_what_differs_by_service_has_any_name(part: str) -> None:
    TrailRecord.model_validate(with_field((part,), {"anything": {"at": ["all", 1, None, True]}}))


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        (("eventVersion",), "1.05", "literal_error"),
        (("readOnly",), "true", "bool_type"),
        (("eventTime",), "2025-03-16 15:06:55", "string_pattern_mismatch"),
        (("eventID",), "x", "string_pattern_mismatch"),
        (("eventSource",), "ec2", "string_pattern_mismatch"),
        (("awsRegion",), "Ireland", "string_pattern_mismatch"),
        (("eventType",), "AwsConsoleSignin", "literal_error"),
        (("eventCategory",), "management", "literal_error"),
        (("recipientAccountId",), "x", "string_pattern_mismatch"),
        (("sessionCredentialFromConsole",), "false", "literal_error"),
        (("userIdentity", "type"), "IamUser", "literal_error"),
        (("userIdentity", "accountId"), 111122223333, "string_type"),
        (("userIdentity", "sessionContext", "attributes", "mfaAuthenticated"), False, "literal_error"),
        (("userIdentity", "sessionContext", "ec2RoleDelivery"), "1", "literal_error"),
        (("addendum", "reason"), "LATE", "literal_error"),
    ],
)
def test_a_value_that_aws_does_not_write_is_refused(path: tuple[str, ...], value: object, problem: str) -> None:
    assert problems(with_field(path, value)) == [(path, problem)]


@pytest.mark.parametrize("name", ["eventName", "eventID", "userIdentity", "requestParameters", "responseElements"])
def test_what_every_record_has_is_not_left_out(name: str) -> None:
    event = {key: value for key, value in DESCRIBE_REGIONS.items() if key != name}
    assert problems(event) == [((name,), "missing")]


def test_what_a_record_lacks_is_left_out_and_not_null() -> None:
    problem = "readOnly, errorCode: null. AWS leaves out a field that a record lacks: do the same."
    with pytest.raises(ValidationError, match=re.escape(problem)):
        TrailRecord.model_validate({**DESCRIBE_REGIONS, "readOnly": None, "errorCode": None})


def test_a_field_is_not_older_than_its_version() -> None:
    event = {**DESCRIBE_REGIONS, "vpcEndpointId": "vpce-1", "vpcEndpointAccountId": "111122223333"}
    TrailRecord.model_validate({**event, "eventVersion": "1.09"})
    problem = "vpcEndpointAccountId: not in version 1.08, which is older than the field."
    with pytest.raises(ValidationError, match=re.escape(problem)):
        TrailRecord.model_validate({**event, "eventVersion": "1.08"})


# CloudTrail User Guide, "CloudTrail record contents …" and "CloudTrail userIdentity element"; ARNPrefix: S3's events.
@pytest.mark.parametrize(
    ("part", "names"),
    [
        (
            TrailRecord,
            "eventTime eventVersion userIdentity eventSource eventName awsRegion sourceIPAddress userAgent errorCode "
            "errorMessage requestParameters responseElements additionalEventData requestID eventID eventType "
            "apiVersion managementEvent readOnly resources recipientAccountId serviceEventDetails sharedEventID "
            "vpcEndpointId vpcEndpointAccountId eventCategory addendum sessionCredentialFromConsole "
            "edgeDeviceDetails tlsDetails",
        ),
        (
            UserIdentity,
            "type userName principalId arn accountId accessKeyId sessionContext invokedBy invokedByDelegate onBehalfOf "
            "inScopeOf credentialId identityProvider",
        ),
        (
            SessionContext,
            "sessionIssuer webIdFederationData assumedRoot signInSessionArn attributes sourceIdentity ec2RoleDelivery",
        ),
        (SessionIssuer, "type userName principalId arn accountId"),
        (OnBehalfOf, "userId identityStoreArn"),
        (InScopeOf, "sourceArn sourceAccount issuerType credentialsIssuedTo"),
        (Resource, "ARN ARNPrefix accountId type"),
        (Addendum, "reason updatedFields originalRequestID originalEventID"),
        (TlsDetails, "tlsVersion cipherSuite clientProvidedHostHeader keyExchange"),
    ],
)
def test_the_fields_are_those_that_aws_documents(part: type[RecordPart], names: str) -> None:
    assert {field.alias for field in part.model_fields.values()} == set(names.split())
