import pytest

from logs.flow_records.fields import FIELDS, FieldType
from tests.support.flow_fields_page import PAGE, fields_table

# VPC User Guide, "Flow log records": the fields that each version brought in, in its order.
BY_VERSION = {
    2: "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action "
    "log-status",
    3: "vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr",
    4: "region az-id sublocation-type sublocation-id",
    5: "pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path",
    7: "ecs-cluster-arn ecs-cluster-name ecs-container-instance-arn ecs-container-instance-id ecs-container-id "
    "ecs-second-container-id ecs-service-name ecs-task-definition-arn ecs-task-arn ecs-task-id",
    8: "reject-reason",
    9: "resource-id",
    10: "encryption-status",
    11: "instance-tag instance-tag-2 interface-tag interface-tag-2 asg-tag asg-tag-2 interface-type "
    "next-hop-interface-id next-hop-subnet-id next-hop-az-id next-hop-vpc-id next-hop-interface-type",
}
# Their data types in Parquet; all others are STRING.
INT32 = {"version", "srcport", "dstport", "protocol", "tcp-flags", "traffic-path", "encryption-status"}
INT64 = {"packets", "bytes", "start", "end"}


def test_the_fields_are_those_of_aws_in_its_order() -> None:
    assert [(name, field.version) for name, field in FIELDS.items()] == [
        (name, version) for version, names in BY_VERSION.items() for name in names.split()
    ]


def test_the_types_are_those_of_parquet() -> None:
    assert {name for name, field in FIELDS.items() if field.type is FieldType.INT32} == INT32
    assert {name for name, field in FIELDS.items() if field.type is FieldType.INT64} == INT64


def test_a_field_is_found_by_its_name() -> None:
    assert all(field.name == name for name, field in FIELDS.items())


@pytest.mark.parametrize(
    ("name", "column"), [("account-id", "account_id"), ("pkt-src-aws-service", "pkt_src_aws_service"), ("end", "end")]
)
def test_a_column_has_underscores(name: str, column: str) -> None:
    assert FIELDS[name].column == column


def test_no_two_fields_have_one_column() -> None:
    assert len({field.column for field in FIELDS.values()}) == len(FIELDS)


def test_the_page_has_the_table_of_these_fields() -> None:
    assert fields_table() in PAGE.read_text(), f"docs/flow-records.md is out of date; its table is:\n\n{fields_table()}"
