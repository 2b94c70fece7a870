"""What is certain about the condition keys of a delivery."""

import pytest
from contract import CLOUDTRAIL, LOG_DELIVERY, Service
from delivery_context import delivery_context

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
