"""Samples of Athena's work groups and queries, and of Glue's databases and tables."""

from sandbox.provider.values import Properties
from tests.sandbox.provider.sample import BUCKET, NEW_TAGS, TAGS, Sample

STORAGE_DESCRIPTOR: Properties = {
    "columns": [{"name": "version", "type": "int", "comment": "Of the record."}, {"name": "srcaddr", "type": "string"}],
    "location": f"s3://{BUCKET}/AWSLogs/",
    "inputFormat": "org.apache.hadoop.mapred.TextInputFormat",
    "outputFormat": "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
    "serDeInfo": {
        "serializationLibrary": "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
        "parameters": {"field.delim": " "},
    },
}

LAKE = (
    Sample(
        "aws:athena/workgroup:Workgroup",
        "workgroup",
        {
            "name": "logs",
            "description": "searches the logs",
            "configuration": {
                "bytesScannedCutoffPerQuery": 10_000_000,
                "requesterPaysEnabled": True,
                "engineVersion": {"selectedEngineVersion": "Athena engine version 3"},
                "resultConfiguration": {
                    "outputLocation": f"s3://{BUCKET}/results/",
                    "expectedBucketOwner": "123456789012",
                    "encryptionConfiguration": {"encryptionOption": "SSE_S3"},
                    "aclConfiguration": {"s3AclOption": "BUCKET_OWNER_FULL_CONTROL"},
                },
            },
            "tags": TAGS,
        },
        {
            "name": "logs",
            "configuration": {
                "enforceWorkgroupConfiguration": False,
                "publishCloudwatchMetricsEnabled": False,
                "resultConfiguration": {
                    "outputLocation": f"s3://{BUCKET}/other/",
                    "encryptionConfiguration": {"encryptionOption": "SSE_KMS", "kmsKeyArn": "alias/results"},
                },
            },
            "state": "DISABLED",
            "forceDestroy": True,
            "tags": NEW_TAGS,
        },
    ),
    Sample("aws:athena/workgroup:Workgroup", "plain-workgroup", {"name": "plain"}),
    Sample(
        "aws:glue/catalogDatabase:CatalogDatabase",
        "database",
        {"name": "logs", "description": "what is logged", "tags": TAGS},
        {"name": "logs", "locationUri": f"s3://{BUCKET}/", "parameters": {"owner": "unit"}, "tags": NEW_TAGS},
    ),
    Sample(
        "aws:glue/catalogTable:CatalogTable",
        "table-of-flows",
        {
            "name": "flows",
            "databaseName": "logs",
            "description": "flow log records",
            "tableType": "EXTERNAL_TABLE",
            "parameters": {"projection.enabled": "true", "skip.header.line.count": "1"},
            "partitionKeys": [{"name": "day", "type": "string", "comment": "yyyy/MM/dd"}],
            "storageDescriptor": STORAGE_DESCRIPTOR,
        },
        {
            "name": "flows",
            "databaseName": "logs",
            "tableType": "EXTERNAL_TABLE",
            "parameters": {"projection.enabled": "true"},
            "partitionKeys": [{"name": "day", "type": "string"}, {"name": "aws_region", "type": "string"}],
            "storageDescriptor": {
                **STORAGE_DESCRIPTOR,
                "columns": [{"name": "version", "type": "int"}],
                "serDeInfo": {"serializationLibrary": "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"},
            },
        },
    ),
    Sample(
        "aws:athena/namedQuery:NamedQuery",
        "query",
        {
            "name": "rejected",
            "database": "logs",
            "query": "SELECT * FROM flows WHERE action = 'REJECT'",
            "workgroup": "logs",
            "description": "What was rejected",
        },
    ),
)
