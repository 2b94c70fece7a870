"""What a trail delivers lands where the lake's table says: objects as CloudTrail writes them, read through it."""

from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from logs.keys.trail_keys import TrailKeys
from logs.lake.scope import LakeScope
from logs.lake.trail import trail_table
from tests.support.delivered_logs import put_events
from tests.support.lake_reader import read
from tests.support.projected_partitions import StatedValuesMissingError
from tests.support.trail_events import ACCOUNT, ADA, ROLE, event

BUCKET = "example-logs"
MEMBER, FOREIGN = "444455556666", "777788889999"
REGIONS = ("eu-west-1", "us-east-1")
NOW = datetime(2026, 3, 1, 0, 10, tzinfo=UTC)
OLDEST = datetime(2026, 2, 27, tzinfo=UTC)
KEYS = [TrailKeys(prefix, organization) for prefix, organization in product(("", "audit"), ("", "o-exampleorgid"))]


def deliver(buckets: Path, keys: TrailKeys, account: str, region: str, time: datetime) -> str:
    """One file with one event. Its id, by which the event is known again, is the file's name."""
    key = keys.object_key(account, region, time, "Mu0KsOhtH1ar15ZZ")
    put_events(buckets / BUCKET / key, [event("RunInstances", "ec2", ADA, f"{time:%Y-%m-%dT%H:%M:%SZ}", eventID=key)])
    return key


@pytest.mark.parametrize("keys", KEYS, ids=str)
def test_every_event_in_the_scope_comes_back(keys: TrailKeys, tmp_path: Path) -> None:
    inside = {
        deliver(tmp_path, keys, account, region, time): (account, region, f"{time:%Y/%m/%d}")
        for account, region, time in product((ACCOUNT, MEMBER), REGIONS, (NOW, NOW - timedelta(days=1), OLDEST))
    }
    deliver(tmp_path, keys, ACCOUNT, REGIONS[0], OLDEST - timedelta(minutes=1))
    deliver(tmp_path, keys, ACCOUNT, REGIONS[0], NOW + timedelta(days=1))
    deliver(tmp_path, keys, FOREIGN, REGIONS[0], NOW)
    deliver(tmp_path, keys, ACCOUNT, "ap-south-1", NOW)

    rows = read(trail_table(keys, BUCKET, LakeScope((ACCOUNT, MEMBER), REGIONS, 2)), tmp_path, NOW)

    found = [(row["eventid"], (row["aws_account_id"], row["aws_region"], row["day"])) for row in rows]
    assert sorted(found) == sorted(inside.items())


def test_accounts_of_an_organization_are_stated_by_the_query(tmp_path: Path) -> None:
    keys = TrailKeys(organization="o-exampleorgid")
    for account in (ACCOUNT, MEMBER, FOREIGN):
        deliver(tmp_path, keys, account, REGIONS[0], NOW)
    table = trail_table(keys, BUCKET, LakeScope((), REGIONS, 2))

    assert [row["aws_account_id"] for row in read(table, tmp_path, NOW, {"aws_account_id": [MEMBER]})] == [MEMBER]
    with pytest.raises(StatedValuesMissingError, match=r"^aws_account_id$"):
        read(table, tmp_path, NOW)


def test_digests_and_insights_are_no_events(tmp_path: Path) -> None:
    keys = TrailKeys()
    key = deliver(tmp_path, keys, ACCOUNT, REGIONS[0], NOW)
    for sibling in ("CloudTrail-Digest", "CloudTrail-Insight"):
        put_events(tmp_path / BUCKET / key.replace("CloudTrail/", f"{sibling}/"), [{"eventID": sibling}])
    rows = read(trail_table(keys, BUCKET, LakeScope((ACCOUNT,), REGIONS, 2)), tmp_path, NOW)
    assert [row["eventid"] for row in rows] == [key]


def test_an_event_comes_back_whole(tmp_path: Path) -> None:
    """Structs as structs, JSON as text, names in lower case, and nothing of what the table has no column for."""
    keys = TrailKeys()
    delivered = event(
        "GetObject",
        "s3",
        ROLE,
        "2026-03-01T00:01:02Z",
        requestParameters={"bucketName": "b", "key": "a,b", "tags": ["x", 1, None]},
        additionalEventData={"bytesTransferredOut": 12},
        readOnly=True,
        resources=[
            {"ARN": "arn:aws:s3:::b/a", "accountId": ACCOUNT, "type": "AWS::S3::Object"},
            {"ARN": "arn:aws:s3:::b"},
        ],
        tlsDetails={"tlsVersion": "TLSv1.3", "cipherSuite": "TLS_AES_128_GCM_SHA256"},
        sessionCredentialFromConsole="true",
        notInTheTable=1,
    )
    put_events(tmp_path / BUCKET / keys.object_key(ACCOUNT, REGIONS[0], NOW, "x"), [delivered])

    [row] = read(trail_table(keys, BUCKET, LakeScope((ACCOUNT,), REGIONS, 2)), tmp_path, NOW)

    identity = row.pop("useridentity")
    assert identity == {
        "type": "AssumedRole",
        "principalid": "AROAEXAMPLE:session",
        "arn": f"arn:aws:sts::{ACCOUNT}:assumed-role/deploy/session",
        "accountid": ACCOUNT,
        "invokedby": None,
        "accesskeyid": "ASIAEXAMPLE",
        "username": None,
        "onbehalfof": None,
        "sessioncontext": {
            "attributes": {"mfaauthenticated": "false", "creationdate": "2026-03-01T00:00:00Z"},
            "sessionissuer": {
                "type": "Role",
                "principalid": "AROAEXAMPLE",
                "arn": f"arn:aws:iam::{ACCOUNT}:role/deploy",
                "accountid": ACCOUNT,
                "username": "deploy",
            },
            "ec2roledelivery": None,
            "webidfederationdata": {
                "federatedprovider": "accounts.example.com",
                "attributes": {"accounts.example.com:sub": "1"},
            },
        },
    }
    assert {name: value for name, value in row.items() if value is not None} == {
        "eventversion": "1.11",
        "eventtime": "2026-03-01T00:01:02Z",
        "eventsource": "s3.amazonaws.com",
        "eventname": "GetObject",
        "awsregion": "eu-west-1",
        "sourceipaddress": "192.0.2.1",
        "useragent": "aws-cli/2.31.0",
        "requestparameters": '{"bucketName":"b","key":"a,b","tags":["x",1,null]}',
        "additionaleventdata": '{"bytesTransferredOut":12}',
        "requestid": "a7d5e3f0-0000-4000-8000-000000000000",
        "eventid": "GetObject-2026-03-01T00:01:02Z",
        "readonly": "true",
        "resources": [
            {"arn": "arn:aws:s3:::b/a", "accountid": ACCOUNT, "type": "AWS::S3::Object"},
            {"arn": "arn:aws:s3:::b", "accountid": None, "type": None},
        ],
        "eventtype": "AwsApiCall",
        "recipientaccountid": ACCOUNT,
        "eventcategory": "Management",
        "sessioncredentialfromconsole": "true",
        "tlsdetails": {
            "tlsversion": "TLSv1.3",
            "ciphersuite": "TLS_AES_128_GCM_SHA256",
            "clientprovidedhostheader": None,
        },
        "aws_account_id": ACCOUNT,
        "aws_region": REGIONS[0],
        "day": "2026/03/01",
    }
