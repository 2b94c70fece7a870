import re
from datetime import UTC, datetime, timedelta, timezone

import pytest

from logs.keys.flow_log_keys import FileFormat, FlowLogKeys, FlowLogLayout

ACCOUNT, REGION, FLOW_LOG = "123456789012", "us-east-1", "fl-1234abcd"
TIME = datetime(2018, 6, 20, 16, 20, 59, tzinfo=UTC)
FILE = "123456789012_vpcflowlogs_us-east-1_fl-1234abcd_20180620T1620Z_fe123456.log"


# VPC User Guide, "Flow log files".
@pytest.mark.parametrize(
    ("keys", "key"),
    [
        (FlowLogKeys(), f"AWSLogs/123456789012/vpcflowlogs/us-east-1/2018/06/20/{FILE}.gz"),
        (
            FlowLogKeys(FlowLogLayout.HOURLY, prefix="network/all/"),
            f"network/all/AWSLogs/123456789012/vpcflowlogs/us-east-1/2018/06/20/16/{FILE}.gz",
        ),
        (
            FlowLogKeys(FlowLogLayout.HIVE_DAILY, FileFormat.PARQUET),
            "AWSLogs/aws-account-id=123456789012/aws-service=vpcflowlogs/aws-region=us-east-1/"
            f"year=2018/month=06/day=20/{FILE}.parquet",
        ),
        (
            FlowLogKeys(FlowLogLayout.HIVE_HOURLY, prefix="network/"),
            "network/AWSLogs/aws-account-id=123456789012/aws-service=vpcflowlogs/aws-region=us-east-1/"
            f"year=2018/month=06/day=20/hour=16/{FILE}.gz",
        ),
    ],
)
def test_a_key_is_as_aws_writes_it(keys: FlowLogKeys, key: str) -> None:
    assert keys.object_key(ACCOUNT, REGION, FLOW_LOG, TIME, "fe123456") == key
    assert key.startswith(keys.account_folder(ACCOUNT))


def test_a_key_has_the_time_in_utc() -> None:
    night = datetime(2026, 1, 1, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    assert FlowLogKeys(FlowLogLayout.HOURLY).object_key(ACCOUNT, REGION, FLOW_LOG, night, "0") == (
        "AWSLogs/123456789012/vpcflowlogs/us-east-1/2025/12/31/23/"
        "123456789012_vpcflowlogs_us-east-1_fl-1234abcd_20251231T2330Z_0.log.gz"
    )


@pytest.mark.parametrize(
    ("keys", "folder"),
    [
        (FlowLogKeys(), "AWSLogs/123456789012/"),
        (FlowLogKeys(FlowLogLayout.HOURLY, prefix="a/b/"), "a/b/AWSLogs/123456789012/"),
        (FlowLogKeys(FlowLogLayout.HIVE_HOURLY, prefix="a/"), "a/AWSLogs/aws-account-id=123456789012/"),
    ],
)
def test_an_account_has_a_folder(keys: FlowLogKeys, folder: str) -> None:
    assert keys.account_folder(ACCOUNT) == folder


@pytest.mark.parametrize(
    ("layout", "hive_compatible", "per_hour"),
    [
        ("daily", False, False),
        ("hourly", False, True),
        ("hive-daily", True, False),
        ("hive-hourly", True, True),
    ],
)
def test_a_layout_is_two_options_of_ec2(layout: str, hive_compatible: bool, per_hour: bool) -> None:
    assert FlowLogLayout(layout).hive_compatible is hive_compatible
    assert FlowLogLayout(layout).per_hour is per_hour


def test_the_file_formats_are_those_of_ec2() -> None:
    assert [file_format.value for file_format in FileFormat] == ["plain-text", "parquet"]


@pytest.mark.parametrize("prefix", ["network", "/network/", "a//b/", "a/*/", "${day}/", "a b/", "é/"])
def test_a_prefix_is_folders(prefix: str) -> None:
    problem = (
        f'"{prefix}" is no prefix for flow logs: write folders of letters, digits and -_.!\'(), '
        "each with a slash behind it and none before, as in network/."
    )
    with pytest.raises(ValueError, match=f"^{re.escape(problem)}$"):
        FlowLogKeys(prefix=prefix)


@pytest.mark.parametrize("prefix", ["AWSLogs/", "a/AWSLogs/", "AWSLogs/a/"])
def test_aws_keeps_its_folder_to_itself(prefix: str) -> None:
    problem = f'"{prefix}" is no prefix for flow logs: AWS adds the folder AWSLogs itself and refuses a second.'
    with pytest.raises(ValueError, match=f"^{re.escape(problem)}$"):
        FlowLogKeys(prefix=prefix)
