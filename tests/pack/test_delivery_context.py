"""What is certain about the condition keys of a delivery."""

import pytest
from contract import CLOUDTRAIL, LOG_DELIVERY, Service
from delivery_context import certainty, delivery_context
from policy_model import Condition

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
        "s3:tlsversion": "1.3",
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
        ("aws:resourcetag/a.b", None),
        ("s3:resourceaccount", None),
    ],
)
def test_which_keys_a_service_never_has(key: str, expected: bool | None) -> None:
    context = delivery_context(CLOUDTRAIL, TRAIL, None, upload=False)
    assert certainty(Condition("StringNotEquals", key, ("x",)), context) is expected
