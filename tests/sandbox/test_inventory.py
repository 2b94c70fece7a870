from types import SimpleNamespace
from typing import Any, cast

import boto3
import pytest
from moto import mock_aws

from sandbox.cloud.inventory import LISTINGS, inventory
from sandbox.cloud.moto_corrections import correct_moto
from sandbox.cloud.supervisor import Cloud
from sandbox.provider.registry import TYPES

ACCOUNT = "123456789012"


def test_whatever_the_provider_can_make_is_looked_for() -> None:
    """A service without a listing would be a place where a tear-down leaves things unseen."""
    assert {kind.service for kind in TYPES.values()} - {listing.service for listing in LISTINGS} == set()


@mock_aws
def test_a_key_counts_until_its_deletion_is_scheduled_and_the_keys_of_aws_never_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def replace(owner: type, name: str, value: Any) -> None:
        monkeypatch.setattr(owner, name, value, raising=False)

    correct_moto(replace)
    cloud = cast("Cloud", SimpleNamespace(url=dict[str, str]().get))
    empty = inventory(cloud)
    session: Any = boto3.Session(aws_access_key_id="any", aws_secret_access_key="any", region_name="us-east-1")
    kms = session.client("kms")
    kms.describe_key(KeyId="alias/aws/s3")
    assert inventory(cloud) == empty
    key = kms.create_key()["KeyMetadata"]
    kms.create_alias(AliasName="alias/logs", TargetKeyId=key["KeyId"])
    alias = f"kms: arn:aws:kms:us-east-1:{ACCOUNT}:alias/logs"
    assert inventory(cloud) - empty == {f"kms: {key['Arn']}", alias}
    kms.schedule_key_deletion(KeyId=key["KeyId"])
    assert inventory(cloud) - empty == {alias}
    kms.delete_alias(AliasName="alias/logs")
    assert inventory(cloud) == empty
