import json
from dataclasses import replace
from typing import Any

import pulumi
import pytest

from components.deletion import LogDeletion
from components.lake import Lake, LakeArgs
from components.naming import Naming
from logs.flow_records.record_format import DEFAULT, RecordFormat
from logs.keys.flow_log_keys import FlowLogKeys
from logs.keys.trail_keys import TrailKeys
from logs.lake.flow_logs import flow_log_table
from logs.lake.queries import SavedQuery, flow_log_queries, trail_queries
from logs.lake.scope import LakeScope
from logs.lake.table import Column, Table
from logs.lake.trail import trail_table
from tests.support.recorder import UNKNOWN, Recording, record

WORKGROUP = "aws:athena/workgroup:Workgroup"
TABLE = "aws:glue/catalogTable:CatalogTable"
QUERY = "aws:athena/namedQuery:NamedQuery"
ENCRYPTION = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
BUCKET = "acme-dev-lake-123456789012-us-east-1"
EVENTS = Table(
    name="some_events",
    description="Some events.",
    columns=(Column("name", "string", "Its name."), Column("size", "bigint", "Bytes.")),
    partition_keys=(Column("day", "string", "The day."),),
    location="s3://logs/AWSLogs/",
    input_format="an.InputFormat",
    output_format="an.OutputFormat",
    serde="a.SerDe",
    serde_parameters={"field.delim": " "},
    parameters={"EXTERNAL": "TRUE", "projection.enabled": "true"},
)
LARGEST = SavedQuery("largest-events", "The largest.", 'SELECT * FROM "acme_dev"."some_events" WHERE name = ?', ("n",))
SCOPE = LakeScope(("123456789012",), ("us-east-1", "eu-west-1"), 365)


RESULTS: dict[str, tuple[str, dict[str, Any]]] = {
    "lake-ownership": (
        "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
        {"rule": {"objectOwnership": "BucketOwnerEnforced"}},
    ),
    "lake-public-access-block": (
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        {
            "blockPublicAcls": True,
            "blockPublicPolicy": True,
            "ignorePublicAcls": True,
            "restrictPublicBuckets": True,
        },
    ),
    "lake-encryption": (
        ENCRYPTION,
        {"rules": [{"applyServerSideEncryptionByDefault": {"sseAlgorithm": "AES256"}}]},
    ),
    "lake-lifecycle": (
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        {
            "rules": [
                {
                    "id": "results",
                    "status": "Enabled",
                    "filter": {"prefix": ""},
                    "expiration": {"days": 7},
                    "abortIncompleteMultipartUpload": {"daysAfterInitiation": 7},
                }
            ]
        },
    ),
    "lake-policy": ("aws:s3/bucketPolicy:BucketPolicy", {}),
}
"""What the bucket for results is made of, besides itself and the text of its policy. It has no versions."""


def args(naming: Naming) -> LakeArgs:
    return {
        "naming": naming,
        "tables": [EVENTS],
        "queries": [LARGEST],
        "scan_limit_bytes": 10485760,
        "result_days": 7,
    }


def lake(args: LakeArgs, opts: pulumi.ResourceOptions | None = None) -> Recording:
    def program() -> None:
        made = Lake("lake", args, opts)
        pulumi.export("summary", made.summary)
        pulumi.export("tables", made.table_names)

    return record(program, preview=True)


def test_a_workgroup_tables_and_queries(naming: Naming) -> None:
    recording = lake(args(naming))
    made = {one.name: (one.type, one.parent, one.inputs) for one in recording.registrations if one.request.custom}
    policy = json.loads(made["lake-policy"][2].pop("policy"))
    assert [statement["Sid"] for statement in policy["Statement"]] == ["DenyInsecureTransport"]
    assert made == {
        **{name: (type_, "lake", {"bucket": BUCKET, **inputs}) for name, (type_, inputs) in RESULTS.items()},
        "lake-bucket": (
            "aws:s3/bucket:Bucket",
            "lake",
            {"bucket": BUCKET, "forceDestroy": False, "tags": {**naming.tags, "Name": BUCKET}},
        ),
        "lake-workgroup": (
            WORKGROUP,
            "lake",
            {
                "name": "acme-dev-lake",
                "description": "Searches the logs of acme-dev",
                "configuration": {
                    "enforceWorkgroupConfiguration": True,
                    "publishCloudwatchMetricsEnabled": True,
                    "bytesScannedCutoffPerQuery": 10485760,
                    "resultConfiguration": {
                        "outputLocation": f"s3://{BUCKET}/results/",
                        "expectedBucketOwner": "123456789012",
                        "encryptionConfiguration": {"encryptionOption": "SSE_S3"},
                    },
                },
                "forceDestroy": False,
                "tags": {**naming.tags, "Name": "acme-dev-lake"},
            },
        ),
        "lake-database": (
            "aws:glue/catalogDatabase:CatalogDatabase",
            "lake",
            {
                "name": "acme_dev",
                "description": "Logs of acme-dev",
                "tags": {**naming.tags, "Name": "acme_dev"},
            },
        ),
        "lake-some-events-table": (
            TABLE,
            "lake",
            {
                "name": "some_events",
                "databaseName": "acme_dev",
                "description": "Some events.",
                "tableType": "EXTERNAL_TABLE",
                "parameters": {"EXTERNAL": "TRUE", "projection.enabled": "true"},
                "partitionKeys": [{"name": "day", "type": "string", "comment": "The day."}],
                "storageDescriptor": {
                    "location": "s3://logs/AWSLogs/",
                    "inputFormat": "an.InputFormat",
                    "outputFormat": "an.OutputFormat",
                    "serDeInfo": {"serializationLibrary": "a.SerDe", "parameters": {"field.delim": " "}},
                    "columns": [
                        {"name": "name", "type": "string", "comment": "Its name."},
                        {"name": "size", "type": "bigint", "comment": "Bytes."},
                    ],
                },
            },
        ),
        "lake-largest-events-query": (
            QUERY,
            "lake",
            {
                "name": "largest-events",
                "description": "The largest.",
                "workgroup": "acme-dev-lake",
                "database": "acme_dev",
                "query": 'SELECT * FROM "acme_dev"."some_events" WHERE name = ?',
            },
        ),
    }
    assert [(one.type, one.name) for one in recording.registrations if not one.request.custom] == [
        ("aws-monitoring-baseline:index:Lake", "lake")
    ]


@pytest.mark.parametrize(
    ("option", "changed"),
    [
        ({"scan_limit_bytes": 2**40}, {"lake-workgroup"}),
        ({"result_days": 1}, {"lake-lifecycle"}),
        ({"key_arn": "arn:key"}, {"lake-workgroup", "lake-encryption"}),
        ({"force_destroy": True}, {"lake-workgroup", "lake-bucket"}),
        ({"tables": [replace(EVENTS, location="s3://other/")]}, {"lake-some-events-table"}),
        ({"queries": [replace(LARGEST, sql="SELECT 1")]}, {"lake-largest-events-query"}),
    ],
)
def test_an_option_changes_nothing_else(naming: Naming, option: LakeArgs, changed: set[str]) -> None:
    before = {one.name: one.inputs for one in lake(args(naming)).registrations}
    after = {one.name: one.inputs for one in lake({**args(naming), **option}).registrations}
    assert after.keys() == before.keys()
    assert {name for name, inputs in after.items() if inputs != before[name]} == changed


def test_results_are_encrypted_with_a_key(naming: Naming) -> None:
    recording = lake({**args(naming), "key_arn": "arn:key"})
    workgroup = recording.one(WORKGROUP).inputs["configuration"]["resultConfiguration"]
    assert workgroup["encryptionConfiguration"] == {"encryptionOption": "SSE_KMS", "kmsKeyArn": "arn:key"}
    assert recording.one(ENCRYPTION).inputs["rules"] == [
        {
            "applyServerSideEncryptionByDefault": {"sseAlgorithm": "aws:kms", "kmsMasterKeyId": "arn:key"},
            "bucketKeyEnabled": True,
        }
    ]


def test_results_can_be_thrown_away(naming: Naming) -> None:
    recording = lake({**args(naming), "force_destroy": True})
    assert recording.one(WORKGROUP).inputs["forceDestroy"] is True
    assert recording.one("aws:s3/bucket:Bucket").inputs["forceDestroy"] is True


def test_what_there_is_waits_for_what_it_is_in(naming: Naming) -> None:
    waits = {one.name: one.dependencies for one in lake(args(naming)).registrations}
    assert waits["lake-workgroup"] == {"lake-policy"}
    assert waits["lake-some-events-table"] == {"lake-database"}
    assert waits["lake-largest-events-query"] == {"lake-database", "lake-workgroup"}


def test_everything_is_known_at_first_preview(naming: Naming) -> None:
    recording = lake(args(naming))
    assert UNKNOWN not in str([one.inputs for one in recording.registrations])
    assert recording.outputs == {
        "summary": {
            "workgroup": "acme-dev-lake",
            "database": "acme_dev",
            "tables": ["some_events"],
            "resultLocation": f"s3://{BUCKET}/results/",
        },
        "tables": ["some_events"],
    }


@pytest.mark.parametrize("record_format", [DEFAULT, RecordFormat.of_names(["srcaddr", "region", "end"])])
def test_the_tables_and_queries_of_the_logs(naming: Naming, record_format: RecordFormat) -> None:
    """All that a table says of its files arrives in Glue, and each query has a table and a database to run in."""
    flow_logs = flow_log_table(record_format, FlowLogKeys(), "logs", SCOPE)
    events = trail_table(TrailKeys(organization="o-1234567890"), "logs", SCOPE)
    database = naming.database()
    queries = [*flow_log_queries(database, flow_logs), *trail_queries(database, events)]
    recording = lake({**args(naming), "tables": [flow_logs, events], "queries": queries})
    for table in (flow_logs, events):
        (made,) = [one.inputs for one in recording.of_type(TABLE) if one.inputs["name"] == table.name]
        stored = made["storageDescriptor"]
        assert [column["name"] for column in stored["columns"]] == [column.name for column in table.columns]
        assert [key["name"] for key in made["partitionKeys"]] == [key.name for key in table.partition_keys]
        assert made["parameters"] == dict(table.parameters)
    assert [
        column["name"] for column in recording.one(TABLE, "lake-flow-logs-table").inputs["storageDescriptor"]["columns"]
    ] == [field.column for field in record_format.fields]
    assert {one.inputs["name"]: one.inputs["query"] for one in recording.of_type(QUERY)} == {
        query.name: query.sql for query in queries
    }


@pytest.mark.parametrize("kept", [True, False])
def test_the_whole_lake_is_kept_or_deleted(naming: Naming, kept: bool) -> None:
    recording = lake(args(naming), LogDeletion.named("retain" if kept else "delete").options())
    assert len(recording.registrations) == 11
    assert {(one.request.protect, one.request.retainOnDelete) for one in recording.registrations} == {(kept, kept)}
