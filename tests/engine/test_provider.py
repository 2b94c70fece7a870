"""What the stand-in provider owes a person, shown on the real engine with small programs of their own."""

import re
from dataclasses import replace
from textwrap import dedent

import pytest

from tests.engine.conftest import Checkout

pytestmark = pytest.mark.engine


@pytest.fixture
def scratch(checkout: Checkout, request: pytest.FixtureRequest) -> Checkout:
    """A checkout whose program is the test's own, and so is its stack; the account is that of the module."""
    (checkout.path / "__main__.py").write_text("")
    scratch = replace(checkout, stack=re.sub(r"[^a-z-]+", "-", request.node.name)[:60])
    (checkout.path / f"Pulumi.{scratch.stack}.yaml").write_text("config:\n  aws:region: us-east-1\n")
    assert scratch.make("env").returncode == 0
    return scratch


def program(checkout: Checkout, text: str) -> None:
    imports = "import pulumi\nfrom pulumi_aws import cloudtrail, cloudwatch, ec2, s3\n"
    (checkout.path / "__main__.py").write_text(imports + dedent(text))


def test_an_existing_bucket_and_vpc_are_imported(scratch: Checkout) -> None:
    scratch.client("s3").create_bucket(Bucket="adopted-logs")
    scratch.client("s3").put_bucket_tagging(
        Bucket="adopted-logs", Tagging={"TagSet": [{"Key": "team", "Value": "sec"}]}
    )
    vpc_id = scratch.client("ec2").create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
    before = scratch.account()
    for kind, name, identity in (
        ("aws:s3/bucket:Bucket", "adopted", "adopted-logs"),
        ("aws:ec2/vpc:Vpc", "adopted", vpc_id),
    ):
        words = ("import", "--yes", "--generate-code=false", "--protect=false", kind, name, identity)
        imported = scratch.pulumi(*words)
        assert imported.returncode == 0, imported.stdout + imported.stderr
    program(
        scratch,
        """
        s3.Bucket("adopted", bucket="adopted-logs", tags={"team": "sec"})
        ec2.Vpc("adopted", cidr_block="10.9.0.0/16")
        """,
    )
    preview = scratch.pulumi("preview", "--diff", "--expect-no-changes")
    assert preview.returncode == 0, preview.stdout + preview.stderr
    assert scratch.account() == before


def test_importing_what_is_not_there_says_so(scratch: Checkout) -> None:
    imported = scratch.pulumi(
        "import", "--yes", "--generate-code=false", "aws:s3/bucket:Bucket", "none", "no-such-bucket"
    )
    assert imported.returncode != 0
    assert "'no-such-bucket' does not exist" in imported.stdout + imported.stderr


def test_an_error_of_aws_has_its_code_its_message_and_the_resource(scratch: Checkout) -> None:
    """CreateTrail asks whether CloudTrail may write to the bucket, which no emulator does."""
    program(
        scratch,
        """
        bucket = s3.Bucket("closed", bucket="closed-logs")
        cloudtrail.Trail("audit", name="audit", s3_bucket_name=bucket.bucket)
        """,
    )
    failed = scratch.pulumi("up", "--yes", "--skip-preview")
    assert failed.returncode != 0
    said = failed.stdout + failed.stderr
    assert "aws:cloudtrail:Trail (audit)" in said
    assert "InsufficientS3BucketPolicyException" in said
    assert "Incorrect S3 bucket policy is detected for bucket: closed-logs" in said
    assert scratch.client("cloudtrail").describe_trails()["trailList"] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ('name="/app", retention_in_days=8', "retentionInDays is 8; allowed are 0, 1, 3, 5, 7, 14, 30,"),
        ('name="no spaces allowed"', "no spaces allowed"),
    ],
)
def test_nonsense_is_refused_at_preview(scratch: Checkout, arguments: str, said: str) -> None:
    program(scratch, f"""cloudwatch.LogGroup("group", {arguments})""")
    preview = scratch.pulumi("preview")
    assert preview.returncode != 0
    assert said in preview.stdout
    assert scratch.pulumi("up", "--yes", "--skip-preview").returncode != 0
    assert scratch.client("logs").describe_log_groups()["logGroups"] == []


def test_a_type_that_is_not_handled_is_named(scratch: Checkout) -> None:
    program(scratch, """ec2.PlacementGroup("together", strategy="cluster")""")
    failed = scratch.pulumi("preview")
    assert failed.returncode != 0
    assert "aws:ec2/placementGroup:PlacementGroup" in failed.stdout + failed.stderr


def test_an_input_that_is_not_handled_is_named_with_its_type(scratch: Checkout) -> None:
    program(scratch, """ec2.Vpc("wide", cidr_block="10.0.0.0/16", ipv4_ipam_pool_id="ipam-pool-1")""")
    failed = scratch.pulumi("preview")
    assert failed.returncode != 0
    said = failed.stdout + failed.stderr
    assert "ipv4IpamPoolId" in said
    assert "aws:ec2/vpc:Vpc" in said


def test_a_secret_stays_one(scratch: Checkout) -> None:
    program(
        scratch,
        """
        group = cloudwatch.LogGroup("group", name="/app", tags={"token": pulumi.Output.secret("hunter2")})
        pulumi.export("tags", group.tags)
        """,
    )
    up = scratch.pulumi("up", "--yes")
    assert up.returncode == 0, up.stdout + up.stderr
    assert "hunter2" not in up.stdout + up.stderr
    assert "hunter2" not in scratch.pulumi("stack", "export").stdout
    assert scratch.client("logs").list_tags_log_group(logGroupName="/app")["tags"] == {"token": "hunter2"}


def test_a_subnet_with_an_interface_in_it_cannot_be_deleted(scratch: Checkout) -> None:
    program(
        scratch,
        """
        vpc = ec2.Vpc("vpc", cidr_block="10.0.0.0/16")
        subnet = ec2.Subnet("subnet", vpc_id=vpc.id, cidr_block="10.0.0.0/20")
        pulumi.export("subnetId", subnet.id)
        """,
    )
    up = scratch.pulumi("up", "--yes")
    assert up.returncode == 0, up.stdout + up.stderr
    subnet_id = scratch.pulumi("stack", "output", "subnetId").stdout.strip()
    ec2 = scratch.client("ec2")
    interface = ec2.create_network_interface(SubnetId=subnet_id)["NetworkInterface"]["NetworkInterfaceId"]
    held = scratch.pulumi("destroy", "--yes")
    assert held.returncode != 0
    assert "DependencyViolation" in held.stdout
    assert [subnet["SubnetId"] for subnet in ec2.describe_subnets(SubnetIds=[subnet_id])["Subnets"]] == [subnet_id]
    ec2.delete_network_interface(NetworkInterfaceId=interface)
    assert scratch.pulumi("destroy", "--yes").returncode == 0
