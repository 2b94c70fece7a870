"""The policy pack on the real engine: nothing that widens the log bucket's policy gets past a preview.

The tests share a sandbox, to which nothing is deployed but by the last one.
"""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.engine.conftest import Checkout
from tests.engine.preview_scenarios import sources_kept

pytestmark = pytest.mark.engine

RULE = "log-bucket-policy-allows-only-delivery"
UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
"""What the engine writes for a value that is not known yet (`plugin.UnknownStringValue`)."""

WIDE = """{"Sid": "Analysts", "Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "s3:*", "Resource": "*"}"""
LOG_STATEMENTS = """bucket_statements(naming, naming.bucket(name), args["producers"])"""
ACCESS_LOG_STATEMENTS = """access_log_statements(naming, naming.bucket(name), args["sources"])"""


@pytest.fixture
def editable(checkout: Checkout) -> Iterator[Checkout]:
    """A checkout whose program a test may edit: afterwards it is as it was."""
    with sources_kept(checkout):
        yield checkout


@pytest.fixture
def widened(editable: Checkout) -> Checkout:
    """A checkout in which someone added one `s3:*` statement to the bucket policy."""
    editable.replace("components/sinks/s3.py", LOG_STATEMENTS, f"[*{LOG_STATEMENTS}, {WIDE}]")
    return editable


def test_a_preview_with_a_wide_statement_fails_and_says_what_to_do(widened: Checkout) -> None:
    preview = widened.make("preview")
    assert preview.returncode != 0
    _, _, report = preview.stdout.partition("Policies:\n")
    assert [line.strip() for line in report.partition("\n\n")[0].splitlines()] == [
        "❌ aws-monitoring-baseline@v0.0.1 (local: policies)",
        f"- [mandatory] [severity: critical]  {RULE}  (aws:s3:BucketPolicy: logs-policy)",
        "The policy of a log bucket grants more than log delivery needs, or can't be shown not to",
        'Bucket "monitoring-dev-logs-123456789012-us-east-1":',
        '- statement "Analysts", Principal: {"AWS": "*"} is not a log-delivery service.',
        'Write {"Service": ...} with "cloudtrail.amazonaws.com" or "delivery.logs.amazonaws.com".',
        '- statement "Analysts", Action: "s3:*" is more than delivery needs.',
        'Write "s3:GetBucketAcl" or "s3:PutObject"; other needs belong in identity policies.',
    ]


def test_up_with_a_wide_statement_creates_nothing(widened: Checkout) -> None:
    assert widened.make("env").returncode == 0
    empty = widened.account()
    up = widened.make("up")
    assert up.returncode != 0
    assert RULE in up.stdout + up.stderr
    assert widened.account() == empty


def test_the_bucket_of_access_logs_has_a_rule_of_its_own(editable: Checkout) -> None:
    """Of prod, that has one: S3's own service may write to it, and no one else."""
    prod = replace(editable, stack="prod")
    prod.replace("components/sinks/access_log_bucket.py", ACCESS_LOG_STATEMENTS, f"[*{ACCESS_LOG_STATEMENTS}, {WIDE}]")
    preview = prod.make("preview")
    assert preview.returncode != 0
    assert f"[mandatory] [severity: critical]  {RULE}  (aws:s3:BucketPolicy: access-logs-policy)" in preview.stdout
    assert preview.stdout.count(f"{RULE}  (") == 1
    assert '- statement "Analysts", Principal: {"AWS": "*"}' in preview.stdout


def test_a_policy_that_is_not_known_at_preview_is_a_violation(editable: Checkout) -> None:
    """Built from a computed output, the document is unknown at first preview: the SDK alone would let it pass."""
    editable.replace(
        "components/sinks/private_bucket.py",
        "policy=self.policy,",
        "policy=self._bucket.arn.apply(lambda arn: self.policy),",
    )
    preview = editable.make("preview")
    assert preview.returncode != 0
    assert f"[mandatory] [severity: critical]  {RULE}" in preview.stdout
    assert "known" in preview.stdout


def unknown_inputs(preview: str) -> set[tuple[str, str]]:
    """The inputs of a preview's steps, by type, that hold an unknown at any depth."""
    return {
        (step["newState"]["type"], name)
        for step in json.loads(preview)["steps"]
        for name, value in step["newState"].get("inputs", {}).items()
        if UNKNOWN in json.dumps(value)
    }


NETWORK_IDS = {
    ("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "vpcId"),
    ("aws:ec2/flowLog:FlowLog", "vpcId"),
    ("aws:ec2/internetGateway:InternetGateway", "vpcId"),
    ("aws:ec2/route:Route", "gatewayId"),
    ("aws:ec2/route:Route", "routeTableId"),
    ("aws:ec2/routeTable:RouteTable", "vpcId"),
    ("aws:ec2/routeTableAssociation:RouteTableAssociation", "routeTableId"),
    ("aws:ec2/routeTableAssociation:RouteTableAssociation", "subnetId"),
    ("aws:ec2/subnet:Subnet", "vpcId"),
}
KEY_ID = {
    ("aws:athena/workgroup:Workgroup", "configuration"),
    ("aws:cloudtrail/trail:Trail", "kmsKeyId"),
    ("aws:cloudwatch/logGroup:LogGroup", "kmsKeyId"),
    # Of the detection about that very key: the pattern has its ARN.
    ("aws:cloudwatch/logMetricFilter:LogMetricFilter", "pattern"),
    ("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "serverSideEncryption"),
    ("aws:kinesis/stream:Stream", "kmsKeyId"),
    ("aws:kms/alias:Alias", "targetKeyId"),
    ("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "rules"),
    ("aws:sns/topic:Topic", "kmsMasterKeyId"),
}
EXAMPLE_IDS = {
    ("aws:cloudwatch/metricAlarm:MetricAlarm", "dimensions"),
    ("aws:ec2/instance:Instance", "primaryNetworkInterface"),
    ("aws:ec2/networkInterface:NetworkInterface", "securityGroups"),
    ("aws:ec2/networkInterface:NetworkInterface", "subnetId"),
    ("aws:ec2/securityGroup:SecurityGroup", "egress"),
    ("aws:ec2/securityGroup:SecurityGroup", "vpcId"),
    ("aws:ec2/vpcEndpoint:VpcEndpoint", "routeTableIds"),
    ("aws:ec2/vpcEndpoint:VpcEndpoint", "vpcId"),
}


@pytest.mark.parametrize(
    ("stack", "chosen_by_aws"), [("dev", NETWORK_IDS), ("prod", NETWORK_IDS | KEY_ID | EXAMPLE_IDS)]
)
def test_the_first_preview_knows_every_name_arn_and_document(
    checkout: Checkout, stack: str, chosen_by_aws: set[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only ids that AWS chooses are unknown, so there is nothing that a policy could not decide, or would refuse."""
    monkeypatch.setenv("MONITORING_POLICY_LEVEL", "strict")
    preview = replace(checkout, stack=stack).pulumi("preview", "--json", "--policy-pack", "policies")
    assert preview.returncode == 0, preview.stdout + preview.stderr
    assert unknown_inputs(preview.stdout) == chosen_by_aws


def test_what_others_did_to_the_bucket_is_found_after_a_refresh(checkout: Checkout) -> None:
    """`policy analyze` holds what the stack has against the rules: as deployed, then as someone changed it."""
    up = checkout.make("up")
    assert up.returncode == 0, up.stdout + up.stderr
    analyze = ("policy", "analyze", "--policy-pack", "policies")
    deployed = checkout.pulumi(*analyze)
    assert deployed.returncode == 0, deployed.stdout + deployed.stderr
    s3 = checkout.client("s3")
    bucket = "monitoring-dev-logs-123456789012-us-east-1"
    policy = json.loads(s3.get_bucket_policy(Bucket=bucket)["Policy"])
    policy["Statement"].append(json.loads(WIDE))
    s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps(policy))
    refresh = checkout.pulumi("refresh", "--yes")
    assert refresh.returncode == 0, refresh.stdout + refresh.stderr
    changed = checkout.pulumi(*analyze)
    assert changed.returncode != 0
    assert RULE in changed.stdout
    assert 'statement "Analysts", Principal: {"AWS": "*"}' in changed.stdout
