"""Condition keys as AWS's documentation has them."""

import pytest
from key_names import key_as_aws_writes_it


@pytest.mark.parametrize(
    "written",
    [
        "aws:SourceArn",
        "s3:TlsVersion",
        "aws:PrincipalTag/team",
        "aws:RequestTag/aws:x",
        "kms:EncryptionContext:aws:cloudtrail:arn",
        "s3:x-amz-acl",
        "aws:sourceip/x",
        "x/aws:principaltag/",
        "",
    ],
)
def test_a_key_as_aws_writes_it(written: str) -> None:
    assert key_as_aws_writes_it(written.lower()) == written


def test_what_follows_a_prefix_stays_as_it_is() -> None:
    assert key_as_aws_writes_it("aws:principaltag/aws:principaltag/x") == "aws:PrincipalTag/aws:principaltag/x"
