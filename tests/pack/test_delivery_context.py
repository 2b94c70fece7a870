"""What is certain about the condition keys of a delivery."""

import pytest
from contract import CLOUDTRAIL, LOG_DELIVERY, Service
from delivery_context import certainty, delivery_context, names_certainly
from policy_model import Condition, Statement

from tests.support.bucket_documents import ACCOUNT, ACL, TRAIL

LOGS = f"arn:aws:logs:us-east-1:{ACCOUNT}:x"
ORGANIZATION = {"aws:sourceorgid": "o-exampleorgid"}


@pytest.mark.parametrize("upload", [False, True])
@pytest.mark.parametrize(
    ("service", "source", "organization", "more"),
    [
        (CLOUDTRAIL, TRAIL, "o-exampleorgid", ORGANIZATION),
        (CLOUDTRAIL, TRAIL, None, {}),
        (LOG_DELIVERY, LOGS, "o-exampleorgid", {}),
    ],
    ids=["a trail of an organization", "a trail", "flow logs"],
)
def test_delivery_context(
    service: Service, source: str, organization: str | None, more: dict[str, str], upload: bool
) -> None:
    assert delivery_context(service, source, organization, upload=upload) == {
        "aws:securetransport": "true",
        "aws:viaawsservice": "false",
        "aws:principalisawsservice": "true",
        "aws:sourcearn": source,
        "aws:sourceaccount": ACCOUNT,
        "aws:principalservicename": service.principal,
        "aws:principalservicenameslist": service.principal,
        **more,
        **(ACL if upload else {}),
    }


@pytest.mark.parametrize(
    ("operator", "values", "expected"),
    [
        ("StringEquals", ("${aws:ResourceAccount}",), None),
        ("StringNotEquals", ("${aws:ResourceAccount}",), None),
        ("StringEquals", ("${aws:ResourceAccount}", ACCOUNT), True),
        ("StringNotEquals", ("${aws:ResourceAccount}", ACCOUNT), False),
        ("StringEquals", ("${aws:ResourceAccount, 'x'}",), None),
        ("StringEquals", ("${aws:SourceAccount}",), True),
        ("StringEquals", ("${aws:PrincipalAccount}",), False),
        ("StringNotEquals", ("${aws:PrincipalAccount}",), True),
        ("StringEquals", ("${*}",), False),
        ("ArnLike", ("*",), None),
        ("ArnNotLike", ("*",), None),
        ("ArnLike", ("arn:aws:*",), None),
        ("ArnLike", ("x",), False),
        ("ArnEquals", ("*", "arn:aws:*:*:*:*"), True),
        ("ArnNotEquals", ("*", "arn:aws:*:*:*:*"), False),
    ],
)
def test_certainty_of_values(operator: str, values: tuple[str, ...], expected: bool | None) -> None:
    context = delivery_context(CLOUDTRAIL, TRAIL, None, upload=False)
    key = "aws:sourcearn" if operator.startswith("Arn") else "aws:sourceaccount"
    assert certainty(Condition(operator, key, values), context) is expected


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("accounts.google.com:aud", True),
        ("oidc.eks.us-east-1.amazonaws.com/id/x:sub", True),
        ("aws:principalorgid", True),
        *(("aws:vpceorgid", True), ("aws:signinsessionarn", True), ("ec2:sourceinstancearn", True)),
        *(("lambda:sourcefunctionarn", True), ("saml:aud", True), ("sts:externalid", True)),
        ("identitystore:userid", True),
        *(("s3:x-amz-storage-class", True), ("s3:x-amz-content-sha256", None)),
        ("s3:x-amz-server-side-encryption", True),
        ("aws:resourcetag/a.b", None),
        ("s3:resourceaccount", None),
    ],
)
def test_which_keys_a_service_never_has(key: str, expected: bool | None) -> None:
    context = delivery_context(CLOUDTRAIL, TRAIL, None, upload=False)
    assert certainty(Condition("StringNotEquals", key, ("x",)), context) is expected


@pytest.mark.parametrize(
    ("operator", "values", "expected"),
    [
        ("NumericLessThan", ("1.2",), False),
        ("NumericGreaterThanEquals", ("1.2",), True),
        ("NumericLessThan", ("1.3",), None),
        ("StringNotEquals", ("1.2",), None),
        ("StringEquals", ("1.2", "1.3"), True),
        ("Null", ("true",), False),
    ],
)
def test_a_service_uses_either_version_of_tls(operator: str, values: tuple[str, ...], expected: bool | None) -> None:
    context = delivery_context(CLOUDTRAIL, TRAIL, None, upload=False)
    assert certainty(Condition(operator, "s3:tlsversion", values), context) is expected


@pytest.mark.parametrize(
    "key",
    [
        "s3:x-amz-metadata-directive",
        "s3:x-amz-website-redirect-location",
        "s3:x-amz-server-side-encryption-customer-algorithm",
    ],
)
def test_which_headers_an_upload_never_has(key: str) -> None:
    context = delivery_context(CLOUDTRAIL, TRAIL, None, upload=True)
    assert certainty(Condition("Null", key, ("true",)), context) is True


SSE = "s3:x-amz-server-side-encryption"


@pytest.mark.parametrize(
    ("operator", "key", "value", "expected"),
    [
        ("StringNotEquals", SSE, "aes256", True),
        ("StringLike", SSE, "kms*", False),
        *[("StringEquals", SSE, value, None) for value in ("AES256", "aws:kms", "aws:kms:dsse")],
        ("StringNotEqualsIfExists", SSE, "AWS:KMS", True),
        ("Null", SSE, "true", None),
        ("StringNotEquals", SSE, "${aws:ResourceTag/sse}", None),
        ("StringNotEquals", SSE, "${aws:PrincipalTag/sse}", True),
        ("StringEquals", "s3:signatureversion", "AWS", False),
        *[("StringEquals", "s3:signatureversion", f"AWS4-{by}", None) for by in ("HMAC-SHA256", "ECDSA-P256-SHA256")],
        ("StringNotEquals", "s3:authtype", "rest-header", True),
        *[("StringEquals", "s3:authtype", value, None) for value in ("REST-HEADER", "REST-QUERY-STRING", "POST")],
        ("DateLessThan", "aws:currenttime", "2026-01-01", False),
        ("DateLessThanEquals", "aws:currenttime", "2026-01-01", None),
        ("DateGreaterThan", "aws:currenttime", "2025-12-31T23:59:59Z", True),
        ("DateGreaterThan", "aws:currenttime", "2099-01-01", None),
        ("DateGreaterThan", "aws:currenttime", "9999-12-31T23:59:59Z", False),
        ("NumericLessThan", "aws:epochtime", "1767225600", False),
        ("NumericLessThanEquals", "aws:epochtime", "1767225600", None),
        ("DateGreaterThan", "aws:epochtime", "2025-12-31T23:59:59Z", True),
        ("NumericGreaterThanEquals", "aws:epochtime", "253402300799", None),
        ("NumericGreaterThan", "aws:epochtime", "253402300799", False),
    ],
)
def test_values_that_a_key_never_has(operator: str, key: str, value: str, expected: bool | None) -> None:
    context = delivery_context(CLOUDTRAIL, TRAIL, None, upload=True)
    assert certainty(Condition(operator, key, (value,)), context) is expected


def test_a_key_that_is_absent_is_compared_with_no_pattern() -> None:
    context = delivery_context(CLOUDTRAIL, TRAIL, None, upload=False)
    assert certainty(Condition("ArnLike", "aws:principalarn", ("*",)), context) is False


@pytest.mark.parametrize(
    ("pattern", "expected"), [("arn:aws:cloudtrail:*:x", None), (f"arn:aws:*:*:{ACCOUNT}:*", True)]
)
def test_less_than_an_arn_is_one_of_five_components(pattern: str, expected: bool | None) -> None:
    context = delivery_context(CLOUDTRAIL, TRAIL, None, upload=False)
    assert certainty(Condition("ArnLike", "aws:sourcearn", (pattern,)), context) is expected


@pytest.mark.parametrize(
    ("element", "patterns", "expected"),
    [
        ("Resource", ("a/*",), True),
        ("Resource", ("b/*",), False),
        ("NotResource", ("b/*",), True),
        ("NotResource", ("a/*",), False),
        ("Resource", ("${aws:SourceAccount}/*",), True),
        ("Resource", ("${aws:ResourceAccount}/*",), False),
        ("NotResource", ("x/${aws:SourceAccount}/*",), True),
        ("NotResource", ("${aws:SourceAccount}/*",), False),
        ("NotResource", ("${aws:ResourceAccount}/*",), False),
        ("NotResource", ("b/*", "${aws:ResourceAccount}/*"), False),
    ],
)
def test_resources_that_a_statement_is_certain_to_name(element: str, patterns: tuple[str, ...], expected: bool) -> None:
    context = delivery_context(CLOUDTRAIL, TRAIL, None, upload=True)
    statement = Statement("#1", "Deny", (), (), patterns, (), (element,) if element == "NotResource" else ())
    resource = f"{ACCOUNT}/x" if "SourceAccount" in patterns[0] and not patterns[0].startswith("x/") else "a/x"
    assert names_certainly(statement, resource, context) is expected
