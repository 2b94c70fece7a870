from collections.abc import Callable
from dataclasses import replace

import pulumi
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.naming import Naming
from tests.support.recorder import Cloud, record


def test_names(naming: Naming) -> None:
    assert naming.bucket("logs") == "acme-dev-logs-123456789012-us-east-1"
    assert naming.trail("audit") == "acme-dev-audit"
    assert naming.role("audit-logs-cloudtrail") == "acme-dev-audit-logs-cloudtrail"
    assert naming.log_group("audit-logs") == "/acme/dev/audit-logs"
    assert naming.key_alias("logs") == "alias/acme-dev-logs"
    assert naming.topic("audit") == "acme-dev-audit"
    assert naming.stream("audit") == "acme-dev-audit"
    assert naming.delivery_stream("traffic") == "acme-dev-traffic"
    assert naming.workgroup("logs") == "acme-dev-logs"
    assert naming.database() == "acme_dev"
    assert naming.alarm("root-use") == "acme-dev-root-use"
    assert naming.rule("root-sign-in") == "acme-dev-root-sign-in"
    assert naming.event_log_group("detections") == "/aws/events/acme/dev/detections"
    assert naming.queue("undelivered") == "acme-dev-undelivered"
    assert naming.dashboard() == naming.resource_group() == "acme-dev"
    assert naming.saved_query("root-activity") == "acme-dev/root-activity"
    assert naming.security_group("example") == "acme-dev-example"
    assert naming.tags == {
        "Project": "aws-monitoring-baseline",
        "Stack": "dev",
        "ManagedBy": "pulumi",
        "Monitoring": "acme-dev",
    }
    assert naming.monitoring_tag == {"Monitoring": "acme-dev"}


@pytest.mark.parametrize(
    ("partition", "region"), [("aws", "eu-west-1"), ("aws-us-gov", "us-gov-west-1"), ("aws-cn", "cn-north-1")]
)
def test_arns_are_of_the_partition_and_region(naming: Naming, partition: str, region: str) -> None:
    there = replace(naming, partition=partition, region=region)
    assert there.bucket_arn("b") == f"arn:{partition}:s3:::b"
    assert there.trail_arn("t") == f"arn:{partition}:cloudtrail:{region}:123456789012:trail/t"
    assert there.role_arn("r") == f"arn:{partition}:iam::123456789012:role/r"
    assert there.log_group_arn("/g") == f"arn:{partition}:logs:{region}:123456789012:log-group:/g"
    assert there.flow_logs_arn() == f"arn:{partition}:ec2:{region}:123456789012:vpc-flow-log/*"
    assert there.log_delivery_arn() == f"arn:{partition}:logs:{region}:123456789012:*"
    assert there.keys_arn() == f"arn:{partition}:kms:{region}:123456789012:key/*"
    assert there.anyones_keys_arn() == f"arn:{partition}:kms:{region}:*:key/*"
    assert there.root_arn() == f"arn:{partition}:iam::123456789012:root"
    assert there.topic_arn("t") == f"arn:{partition}:sns:{region}:123456789012:t"
    assert there.stream_arn("s") == f"arn:{partition}:kinesis:{region}:123456789012:stream/s"
    assert there.delivery_stream_arn("d") == f"arn:{partition}:firehose:{region}:123456789012:deliverystream/d"
    assert there.alarm_arn("a") == f"arn:{partition}:cloudwatch:{region}:123456789012:alarm:a"
    assert there.alarms_arn() == f"arn:{partition}:cloudwatch:{region}:123456789012:alarm:*"
    assert there.rule_arn("r") == f"arn:{partition}:events:{region}:123456789012:rule/r"
    assert there.queue_arn("q") == f"arn:{partition}:sqs:{region}:123456789012:q"
    assert there.workgroup_arn("w") == f"arn:{partition}:athena:{region}:123456789012:workgroup/w"
    assert there.resource_group_arn("g") == f"arn:{partition}:resource-groups:{region}:123456789012:group/g"


@pytest.mark.parametrize(
    ("partition", "region", "service"),
    [
        ("aws", "eu-west-1", "logs.eu-west-1.amazonaws.com"),
        ("aws-us-gov", "us-gov-west-1", "logs.us-gov-west-1.amazonaws.com"),
        ("aws-cn", "cn-north-1", "logs.cn-north-1.amazonaws.com.cn"),
    ],
)
def test_a_regions_own_service_has_the_partitions_suffix(
    naming: Naming, partition: str, region: str, service: str
) -> None:
    assert replace(naming, partition=partition, region=region).service("logs") == service


@pytest.mark.parametrize(
    ("prefix", "stack", "name"), [("Acme", "dev", "acme_dev"), ("my-org", "eu-1", "my_org_eu_1"), ("a", "b_c", "a_b_c")]
)
def test_a_database_has_a_name_that_needs_no_quotes(naming: Naming, prefix: str, stack: str, name: str) -> None:
    assert replace(naming, prefix=prefix, stack=stack).database() == name


@pytest.mark.parametrize("preview", [True, False])
def test_the_deployments_naming_is_plain_text_in_preview_too(preview: bool) -> None:
    made: list[Naming] = []
    cloud = Cloud(account="210987654321", region="us-gov-west-1", partition="aws-us-gov")
    record(lambda: made.append(Naming.of_deployment("acme", "Watch")), stack="prod", preview=preview, cloud=cloud)
    assert made == [Naming("acme", "prod", "aws-us-gov", "210987654321", "us-gov-west-1", "Watch")]


def database(naming: Naming, _: str) -> str:
    return naming.database()


def dashboard(naming: Naming, _: str) -> str:
    return naming.dashboard()


def resource_group(naming: Naming, _: str) -> str:
    return naming.resource_group()


FIX = "It is made of the namePrefix setting and the stack's name: shorten or change one of them."


@pytest.mark.parametrize(
    ("stack", "method", "message"),
    [
        (
            "Dev",
            Naming.bucket,
            '"acme-Dev-x-123456789012-us-east-1" (33 characters) is not a valid name: '
            f"a bucket name has 3 to 63 lower-case letters, digits and hyphens. {FIX}",
        ),
        (
            "a" * 34,
            Naming.bucket,
            f'"acme-{"a" * 34}-x-123456789012-us-east-1" (64 characters) is not a valid name: '
            f"a bucket name has 3 to 63 lower-case letters, digits and hyphens. {FIX}",
        ),
        (
            "a" * 58,
            Naming.role,
            f'"acme-{"a" * 58}-x" (65 characters) is not a valid name: '
            f"a role name has 1 to 64 letters, digits and characters of +=,.@-_. {FIX}",
        ),
        (
            "a..b",
            Naming.trail,
            '"acme-a..b-x" (11 characters) is not a valid name: a trail name has 3 to 128 letters, digits, '
            f"and single periods, underscores and hyphens between them. {FIX}",
        ),
        (
            "a b",
            Naming.log_group,
            '"/acme/a b/x" (11 characters) is not a valid name: '
            f"a log group name has 1 to 512 letters, digits and characters of .-_/#. {FIX}",
        ),
        (
            "a.b",
            Naming.key_alias,
            '"alias/acme-a.b-x" (16 characters) is not a valid name: '
            f"a key alias has 1 to 250 letters, digits and characters of /_- after alias/. {FIX}",
        ),
        (
            "a.b",
            Naming.topic,
            '"acme-a.b-x" (10 characters) is not a valid name: '
            f"a topic name has 1 to 256 letters, digits, underscores and hyphens. {FIX}",
        ),
        (
            "a b",
            Naming.stream,
            '"acme-a b-x" (10 characters) is not a valid name: '
            f"a data stream name has 1 to 128 letters, digits and characters of _.-. {FIX}",
        ),
        (
            "a" * 58,
            Naming.delivery_stream,
            f'"acme-{"a" * 58}-x" (65 characters) is not a valid name: '
            f"a Firehose stream name has 1 to 64 letters, digits and characters of _.-. {FIX}",
        ),
        (
            "a b",
            Naming.workgroup,
            '"acme-a b-x" (10 characters) is not a valid name: '
            f"a workgroup name has 1 to 128 letters, digits and characters of ._-. {FIX}",
        ),
        (
            "a.b",
            database,
            '"acme_a.b" (8 characters) is not a valid name: '
            f"a database name has 1 to 255 lower-case letters, digits and underscores. {FIX}",
        ),
        (
            "a.b",
            dashboard,
            '"acme-a.b" (8 characters) is not a valid name: '
            f"a dashboard name has 1 to 255 letters, digits, underscores and hyphens. {FIX}",
        ),
        (
            "a b",
            resource_group,
            '"acme-a b" (8 characters) is not a valid name: '
            "a resource group name has 1 to 300 letters, digits and characters of _.-, and doesn't begin with aws. "
            f"{FIX}",
        ),
        (
            "a%b",
            Naming.security_group,
            '"acme-a%b-x" (10 characters) is not a valid name: '
            "a security group name has 1 to 255 letters, digits, spaces and characters of ._-:/()#,@[]+=&;{}!$*, "
            f"and doesn't begin with sg-. {FIX}",
        ),
        (
            "a b",
            Naming.alarm,
            '"acme-a b-x" (10 characters) is not a valid name: '
            f"an alarm name has 1 to 255 letters, digits and characters of ._-. {FIX}",
        ),
        (
            "a" * 58,
            Naming.rule,
            f'"acme-{"a" * 58}-x" (65 characters) is not a valid name: '
            f"a rule name has 1 to 64 letters, digits and characters of ._-. {FIX}",
        ),
        (
            "a b",
            Naming.event_log_group,
            '"/aws/events/acme/a b/x" (22 characters) is not a valid name: '
            f"a log group name has 1 to 512 letters, digits and characters of .-_/#. {FIX}",
        ),
        (
            "a.b",
            Naming.queue,
            '"acme-a.b-x" (10 characters) is not a valid name: '
            f"a queue name has 1 to 80 letters, digits, underscores and hyphens. {FIX}",
        ),
    ],
)
def test_a_name_that_aws_would_refuse_is_refused_first(
    naming: Naming, stack: str, method: Callable[[Naming, str], str], message: str
) -> None:
    with pytest.raises(pulumi.RunError) as raised:
        method(replace(naming, stack=stack), "x")
    assert str(raised.value) == message


@given(st.integers(min_value=1, max_value=60))
def test_a_bucket_name_has_at_most_63_characters(length: int) -> None:
    naming = Naming("acme", "s" * length, "aws", "123456789012", "us-east-1")
    if length <= 33:
        assert len(naming.bucket("x")) == length + 30
    else:
        with pytest.raises(pulumi.RunError):
            naming.bucket("x")


@pytest.mark.parametrize(("prefix", "method"), [("AwsOps", resource_group), ("sg", Naming.security_group)])
def test_what_aws_keeps_for_itself_no_name_begins_with(
    naming: Naming, prefix: str, method: Callable[[Naming, str], str]
) -> None:
    with pytest.raises(pulumi.RunError, match="doesn't begin with"):
        method(replace(naming, prefix=prefix), "x")
