import re
from itertools import product

import pytest

from logs.flow_records.fields import FIELDS
from logs.flow_records.record_format import DEFAULT, V2, RecordFormat
from logs.keys.flow_log_keys import FileFormat, FlowLogKeys, FlowLogLayout
from logs.keys.trail_keys import TrailKeys
from logs.lake.flow_logs import flow_log_table
from logs.lake.scope import LakeScope
from logs.lake.table import Table
from logs.lake.trail import trail_table

SCOPE = LakeScope(("111122223333", "444455556666"), ("eu-west-1", "us-east-1"), 90)
ANY_ACCOUNT = LakeScope((), ("eu-west-1",), 30)
ALL_FIELDS = RecordFormat.of_names(list(FIELDS))
TABLES = [
    *(
        flow_log_table(record_format, FlowLogKeys(layout, file_format, prefix), "logs", scope)
        for record_format, layout, file_format, prefix, scope in product(
            (V2, DEFAULT, ALL_FIELDS), FlowLogLayout, FileFormat, ("", "network/"), (SCOPE, ANY_ACCOUNT)
        )
    ),
    *(
        trail_table(TrailKeys(prefix, organization), "logs", scope)
        for prefix, organization, scope in product(("", "audit"), ("", "o-exampleorgid"), (SCOPE, ANY_ACCOUNT))
    ),
]
ACCOUNTS = {"projection.aws_account_id.type": "enum", "projection.aws_account_id.values": "111122223333,444455556666"}
REGIONS = {"projection.aws_region.type": "enum", "projection.aws_region.values": "eu-west-1,us-east-1"}


def test_text_is_read_by_place() -> None:
    table = flow_log_table(V2, FlowLogKeys(), "logs", SCOPE)
    assert [(column.name, column.type) for column in table.columns] == [
        ("version", "int"),
        ("account_id", "string"),
        ("interface_id", "string"),
        ("srcaddr", "string"),
        ("dstaddr", "string"),
        ("srcport", "int"),
        ("dstport", "int"),
        ("protocol", "int"),
        ("packets", "bigint"),
        ("bytes", "bigint"),
        ("start", "bigint"),
        ("end", "bigint"),
        ("action", "string"),
        ("log_status", "string"),
    ]
    assert table.input_format == "org.apache.hadoop.mapred.TextInputFormat"
    assert table.output_format == "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"
    assert table.serde == "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe"
    assert table.serde_parameters == {"field.delim": " ", "serialization.format": " "}
    assert table.location == "s3://logs/AWSLogs/"
    assert [(key.name, key.type) for key in table.partition_keys] == [
        ("aws_account_id", "string"),
        ("aws_region", "string"),
        ("day", "string"),
    ]
    assert table.parameters == {
        "EXTERNAL": "TRUE",
        "skip.header.line.count": "1",
        "projection.enabled": "true",
        **ACCOUNTS,
        **REGIONS,
        "projection.day.type": "date",
        "projection.day.format": "yyyy/MM/dd",
        "projection.day.interval": "1",
        "projection.day.interval.unit": "DAYS",
        "projection.day.range": "NOW-90DAYS,NOW",
        "storage.location.template": "s3://logs/AWSLogs/${aws_account_id}/vpcflowlogs/${aws_region}/${day}/",
    }


def test_parquet_is_read_by_name() -> None:
    table = flow_log_table(V2, FlowLogKeys(FlowLogLayout.HIVE_HOURLY, FileFormat.PARQUET, "network/"), "logs", SCOPE)
    assert table.columns == flow_log_table(V2, FlowLogKeys(), "logs", SCOPE).columns
    assert table.input_format == "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat"
    assert table.output_format == "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat"
    assert table.serde == "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"
    assert table.serde_parameters == {"serialization.format": "1"}
    assert table.location == "s3://logs/network/AWSLogs/"
    assert table.parameters == {
        "EXTERNAL": "TRUE",
        "projection.enabled": "true",
        **ACCOUNTS,
        **REGIONS,
        "projection.hour.type": "date",
        "projection.hour.format": "'year='yyyy'/month='MM'/day='dd'/hour='HH",
        "projection.hour.interval": "1",
        "projection.hour.interval.unit": "HOURS",
        "projection.hour.range": "NOW-90DAYS,NOW",
        "storage.location.template": "s3://logs/network/AWSLogs/aws-account-id=${aws_account_id}/"
        "aws-service=vpcflowlogs/aws-region=${aws_region}/${hour}/",
    }


def test_accounts_that_are_not_known_are_left_to_the_query() -> None:
    parameters = trail_table(TrailKeys("audit", "o-exampleorgid"), "logs", ANY_ACCOUNT).parameters
    assert parameters == {
        "EXTERNAL": "TRUE",
        "projection.enabled": "true",
        "projection.aws_account_id.type": "injected",
        "projection.aws_region.type": "enum",
        "projection.aws_region.values": "eu-west-1",
        "projection.day.type": "date",
        "projection.day.format": "yyyy/MM/dd",
        "projection.day.interval": "1",
        "projection.day.interval.unit": "DAYS",
        "projection.day.range": "NOW-30DAYS,NOW",
        "storage.location.template": "s3://logs/audit/AWSLogs/o-exampleorgid/${aws_account_id}/"
        "CloudTrail/${aws_region}/${day}/",
    }


def test_a_trail_is_read_as_cloudtrail_writes_it() -> None:
    table = trail_table(TrailKeys(), "logs", SCOPE)
    assert (table.input_format, table.output_format, table.serde) == (
        "com.amazon.emr.cloudtrail.CloudTrailInputFormat",
        "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
        "org.apache.hive.hcatalog.data.JsonSerDe",
    )
    types = {column.name: column.type for column in table.columns}
    # Athena User Guide, "Create a table for CloudTrail logs in Athena using partition projection".
    assert {name: type_ for name, type_ in types.items() if type_ != "string"} == {
        "useridentity": "struct<type:string,principalid:string,arn:string,accountid:string,invokedby:string,"
        "accesskeyid:string,username:string,onbehalfof:struct<userid:string,identitystorearn:string>,"
        "sessioncontext:struct<attributes:struct<mfaauthenticated:string,creationdate:string>,"
        "sessionissuer:struct<type:string,principalid:string,arn:string,accountid:string,username:string>,"
        "ec2roledelivery:string,"
        "webidfederationdata:struct<federatedprovider:string,attributes:map<string,string>>>>",
        "resources": "array<struct<arn:string,accountid:string,type:string>>",
        "addendum": "struct<reason:string,updatedfields:string,originalrequestid:string,originaleventid:string>",
        "tlsdetails": "struct<tlsversion:string,ciphersuite:string,clientprovidedhostheader:string>",
    }
    texts = (
        "eventversion eventtime eventsource eventname awsregion sourceipaddress useragent errorcode errormessage "
        "requestparameters responseelements additionaleventdata requestid eventid readonly eventtype apiversion "
        "recipientaccountid serviceeventdetails sharedeventid vpcendpointid vpcendpointaccountid eventcategory "
        "sessioncredentialfromconsole edgedevicedetails"
    )
    assert {name for name, type_ in types.items() if type_ == "string"} == set(texts.split())


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.description)
def test_glue_takes_every_table(table: Table) -> None:
    """Glue API Reference, "Table", "Column"; Athena User Guide, "Name databases, tables, and columns"."""
    columns = [*table.columns, *table.partition_keys]
    names = [column.name for column in columns]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9_]{1,255}", name) for name in [table.name, *names])
    assert all(1 <= len(column.comment) <= 255 and column.comment.isprintable() for column in columns)
    assert 1 <= len(table.description) <= 2048
    assert set(re.findall(r"\$\{(\w+)\}", table.parameters["storage.location.template"])) == {
        key.name for key in table.partition_keys
    }
    assert table.parameters["storage.location.template"].startswith(table.location)
