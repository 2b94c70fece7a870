"""The pack on somebody else's program, through the real engine: no preview hides a leak, on any route."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from sandbox.previews import Workshop
from sandbox.progress import Progress
from tests.support.bucket_documents import ARN, BUCKET, document, good_statements, good_with

pytestmark = pytest.mark.engine

PACK = str(Path(__file__).parents[2] / "policies")
GOOD = document(good_statements())
WIDE = good_with(Principal="*")

# Every bucket is the program's own; of those named after a route, each is opened or weakened in one way.
PROLOGUE = f"""
import json
import pulumi
GOOD, WIDE = {GOOD!r}, {WIDE!r}
def make(type_, name, /, *, protect=True, **inputs):
    return pulumi.CustomResource(type_, name, inputs, pulumi.ResourceOptions(protect=protect))
def good(bucket):
    return GOOD.replace({BUCKET!r}, bucket)
def wide(bucket):
    return WIDE.replace({BUCKET!r}, bucket)
BLOCK = dict(blockPublicAcls=True, blockPublicPolicy=True, ignorePublicAcls=True, restrictPublicBuckets=True)
class Bucket:
    \"\"\"A log bucket as it should be, but for what is given.\"\"\"
    def __init__(self, name, *without, type_="aws:s3/bucket:Bucket", protect=True, **inputs):
        self.name = name
        tags = {{"Holds": "logs"}}
        self.bucket = make(type_, name, bucket=name, tags=tags, protect=protect, **inputs)
        if "block" not in without:
            self.set("bucketPublicAccessBlock:BucketPublicAccessBlock", **BLOCK)
        if "ownership" not in without:
            rule = {{"objectOwnership": "BucketOwnerEnforced"}}
            self.set("bucketOwnershipControls:BucketOwnershipControls", rule=rule)
        if "versioning" not in without:
            self.set("bucketVersioning:BucketVersioning", versioningConfiguration={{"status": "Enabled"}})
        if "policy" not in without:
            self.set("bucketPolicy:BucketPolicy", policy=good(name))
    def set(self, type_, suffix="", **inputs):
        # By the id, which is not known at preview: the graph tells what belongs together.
        bucket = self.name if "olicy" in type_ or "Acl" in type_ or "Block" in type_ else self.bucket.id
        name = self.name + "-" + type_.split(":")[1] + suffix
        return make("aws:s3/" + type_, name, bucket=bucket, **inputs)
"""

ROUTES = """
Bucket("policy", "policy").set("bucketPolicy:BucketPolicy", policy=wide("policy"))
Bucket("inline", "policy", policy=wide("inline"))
native = Bucket("native", "policy")
make("aws-native:s3:BucketPolicy", "native-policy", bucket="native", policyDocument=json.loads(wide("native")))
control = Bucket("control", "policy")
state = {"Bucket": "control", "PolicyDocument": json.loads(wide("control"))}
make("aws:cloudcontrol/resource:Resource", "control-policy", typeName="AWS::S3::BucketPolicy",
     desiredState=json.dumps(state))
unknown = Bucket("unknown", "policy")
unknown.set("bucketPolicy:BucketPolicy", policy=unknown.bucket.id.apply(lambda name: good(name)))
Bucket("second").set("bucketPolicy:BucketPolicy", "-2", policy=good("second"))
Bucket("acl").set("bucketAcl:BucketAcl", acl="public-read")
Bucket("inline-acl", acl="log-delivery-write")
Bucket("grants", grants=[{"type": "Group", "uri": "http://acs.amazonaws.com/groups/global/AllUsers",
                          "permissions": ["READ"]}])
Bucket("block-off", "block").set("bucketPublicAccessBlock:BucketPublicAccessBlock",
                                 **{**BLOCK, "blockPublicPolicy": False})
Bucket("block-absent", "block")
Bucket("ownership", "ownership").set("bucketOwnershipControls:BucketOwnershipControls",
                                     rule={"objectOwnership": "ObjectWriter"})
Bucket("point").set("accessPoint:AccessPoint", policy=wide("point"))
make("aws-native:s3:MultiRegionAccessPoint", "regions", regions=[{"bucket": Bucket("multi-region").name}])
make("aws:s3control/accessGrantsLocation:AccessGrantsLocation", "grants-of", iamRoleArn="arn:aws:iam::1:role/r",
     locationScope="s3://" + Bucket("granted").name + "/*")
make("aws:s3control/accessGrant:AccessGrant", "grant", accessGrantsLocationId="default", permission="READ",
     accessGrantsLocationConfiguration={"s3SubPrefix": "granted/*"}, grantee={"granteeType": "IAM"})
files = make("aws:s3/filesFileSystem:FilesFileSystem", "files", bucket="arn:aws:s3:::" + Bucket("filed").name,
             roleArn="arn:aws:iam::1:role/r")
make("aws:s3/filesFileSystemPolicy:FilesFileSystemPolicy", "files-policy", fileSystemId=files.id, policy=WIDE)
template = {"Resources": {"P": {"Type": "AWS::S3::BucketPolicy", "Properties": state}}}
make("aws:cloudformation/stack:Stack", "template", name="t", templateBody=json.dumps(template))
made = {"Resources": {"B": {"Type": "AWS::S3::Bucket", "Properties": {"AccessControl": "PublicRead"}}}}
make("aws:cloudformation/stack:Stack", "bucket-in-template", name="b", templateBody=json.dumps(made))
make("aws:index/s3BucketPolicy:S3BucketPolicy", "bridged", bucket="policy", policy=WIDE)
make("command:local:Command", "command", create="aws s3api put-bucket-policy")
make("pulumi-python:dynamic:Resource", "dynamic", bucket="policy")
pulumi.ComponentResource("theirs:index:Component", "component")
Bucket("replica").set("bucketReplicationConfig:BucketReplicationConfig",
                      rules=[{"destination": {"bucket": "arn:aws:s3:::theirs"}}])
Bucket("expiry").set("bucketLifecycleConfiguration:BucketLifecycleConfiguration",
                     rules=[{"status": "Enabled", "expiration": {"days": 1}}])
Bucket("versions", "versioning").set("bucketVersioning:BucketVersioning",
                                     versioningConfiguration={"status": "Suspended"})
Bucket("lock").set("bucketObjectLockConfiguration:BucketObjectLockConfiguration", objectLockEnabled="Enabled")
Bucket("deletion", protect=False)
Bucket("destroyed", forceDestroy=True)
pet = make("random:index/randomPet:RandomPet", "pet")
make("aws:ec2/flowLog:FlowLog", "flow", logDestinationType="s3", logDestination=pet.id)
make("aws:ec2/flowLog:FlowLog", "flow-to-strangers", logDestinationType="s3", logDestination="arn:aws:s3:::strangers")
make("aws:cloudcontrol/resource:Resource", "any-type", typeName=pet.id, desiredState=json.dumps(state))
Bucket("plural", type_="aws:s3/bucketV2:BucketV2", lifecycleRules=[{"enabled": True, "expirations": [{"days": 1}]}])
Bucket("former").set("bucketLifecycleConfiguration:BucketLifecycleConfiguration",
                     rules=[{"status": "Enabled", "noncurrentVersionExpiration": {"noncurrentDays": 1}}])
make("aws:cloudcontrol/resource:Resource", "control-stream", typeName="AWS::KinesisFirehose::DeliveryStream",
     desiredState=json.dumps({"S3DestinationConfiguration": {"BucketARN": "arn:aws:s3:::strangers"}}))
make("aws:ram/resourceAssociation:ResourceAssociation", "share", resourceShareArn="arn:aws:ram:us-east-1:1:s/1",
     resourceArn="arn:aws:s3:us-east-1:111122223333:access-grants/default")
make("aws:cloudformation/stackSetInstance:StackSetInstance", "instance", stackSetName="theirs")
# What is of a log bucket, but has to do with another one.
site, either = make("aws:s3/bucket:Bucket", "site", bucket="site"), Bucket("either")
make("aws:s3/bucketReplicationConfig:BucketReplicationConfig", "either-replica",
     bucket=pulumi.Output.all(site.id, either.bucket.id).apply(lambda ids: ids[1]),
     rules=[{"destination": {"bucket": "arn:aws:s3:::theirs"}}])
make("aws:cloudcontrol/resource:Resource", "control-point", typeName="AWS::S3::AccessPoint",
     desiredState=site.id.apply(lambda id: json.dumps({"Bucket": "policy", "Tags": [{"Key": "a", "Value": id}]})))
decoy = pulumi.ComponentResource("aws:s3/bucket:Bucket", "decoy", {})
decoy.register_outputs({"bucket": "strangers"})
"""

ABOUT = ("log", "public", "template", "cloud", "package", "stack")
BLOCKED = {
    ("log-bucket-policy-allows-only-delivery", "policy-BucketPolicy"),
    ("log-bucket-policy-allows-only-delivery", "inline"),
    ("log-bucket-policy-allows-only-delivery", "native-policy"),
    ("log-bucket-policy-allows-only-delivery", "control-policy"),
    ("log-bucket-policy-allows-only-delivery", "unknown-BucketPolicy"),
    ("log-bucket-has-one-policy", "second"),
    ("log-bucket-acl-grants-nothing", "acl-BucketAcl"),
    ("log-bucket-acl-grants-nothing", "inline-acl"),
    ("log-bucket-acl-grants-nothing", "grants"),
    ("public-access-block-is-complete", "block-off-BucketPublicAccessBlock"),
    ("log-bucket-has-public-access-block", "block-absent"),
    ("log-bucket-owns-its-objects", "ownership-BucketOwnershipControls"),
    ("log-bucket-has-no-access-point", "point-AccessPoint"),
    ("log-bucket-has-no-access-point", "regions"),
    ("log-bucket-has-no-access-point", "grants-of"),
    ("log-bucket-has-no-access-point", "grant"),
    ("log-bucket-has-no-access-point", "files"),
    ("log-bucket-has-no-access-point", "files-policy"),
    ("template-grants-nothing-on-buckets", "template"),
    ("template-grants-nothing-on-buckets", "bucket-in-template"),
    ("package-is-known", "bridged"),
    ("package-is-known", "command"),
    ("package-is-known", "dynamic"),
    ("cloud-control-type-is-known", "any-type"),
    ("log-bucket-replicates-only-to-known-buckets", "replica-BucketReplicationConfig"),
    ("log-bucket-keeps-logs-long-enough", "expiry-BucketLifecycleConfiguration"),
    ("log-bucket-has-versions", "versions-BucketVersioning"),
    ("log-bucket-lock-holds", "lock-BucketObjectLockConfiguration"),
    ("log-bucket-is-kept", "deletion"),
    ("log-bucket-is-kept", "destroyed"),
    ("log-destination-is-known", "flow"),
    ("log-destination-is-known", "flow-to-strangers"),
    ("log-bucket-keeps-logs-long-enough", "plural"),
    ("log-bucket-keeps-logs-long-enough", "former-BucketLifecycleConfiguration"),
    ("log-destination-is-known", "control-stream"),
    ("log-bucket-has-no-access-point", "share"),
    ("stack-set-is-known", "instance"),
    ("log-bucket-replicates-only-to-known-buckets", "either-replica"),
    ("log-bucket-has-no-access-point", "control-point"),
}

# A website, and a log bucket that a trail shows to be one; AWS chooses the name of neither.
OTHERS = f"""
site = make("aws:s3/bucket:Bucket", "site", protect=False, bucket="site", forceDestroy=True)
make("aws:s3/bucketPolicy:BucketPolicy", "site-policy", bucket="site", policy=wide("site"))
make("aws:s3/bucketVersioning:BucketVersioning", "site-versions", bucket=site.id,
     versioningConfiguration={{"status": "Suspended"}})
logs = Bucket({BUCKET!r})
make("aws:cloudtrail/trail:Trail", "trail", name="main", s3BucketName=logs.bucket.id, isMultiRegionTrail=True,
     enableLogFileValidation=True, kmsKeyId=make("aws:kms/key:Key", "key").id,
     cloudWatchLogsGroupArn=make("aws:cloudwatch/logGroup:LogGroup", "group").id,
     cloudWatchLogsRoleArn=make("aws:iam/role:Role", "role").id)
"""


ATTACHMENTS = """
grant = {"Effect": "Allow", "Action": "logs:PutLogEvents", "Resource": "arn:aws:logs:us-east-1:1:log-group:a:*"}
own = make("aws:iam/policy:Policy", "own", policy=json.dumps({"Version": "2012-10-17", "Statement": [grant]}))
pet = make("random:index/randomPet:RandomPet", "pet")
for name, arn in {"own": own.id, "administrator": "arn:aws:iam::aws:policy/AdministratorAccess", "any": pet.id}.items():
    make("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "attached-" + name, role="r", policyArn=arn)
"""


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop.prepared(tmp_path_factory.mktemp("workshop"), Progress())


def preview(workshop: Workshop, program: str, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    workshop.write(PROLOGUE + program)
    done = workshop.run("preview", "--policy-pack", PACK, *words, environment=environment)
    assert "Traceback" not in done.stdout + done.stderr, "the program is broken, not the policies"
    return done


def shown(done: subprocess.CompletedProcess[str], level: str = "mandatory") -> set[tuple[str, str]]:
    """(rule, resource) of every diagnostic of a level that the CLI shows."""
    pattern = rf"^\s+- \[{level}\] (?:\[severity: \w+\])?\s+(\S+)\s+\(\S+: (\S+)\)$"
    return {(match[1], match[2]) for match in re.finditer(pattern, done.stdout, re.MULTILINE)}


def test_every_route_is_blocked_at_preview(workshop: Workshop) -> None:
    done = preview(workshop, ROUTES, MONITORING_POLICY_LEVEL="strict")
    assert done.returncode != 0
    assert {one for one in shown(done) if one[0].split("-")[0] in ABOUT} == BLOCKED, done.stdout + done.stderr


def test_a_website_beside_the_logs_is_left_alone_once_named(workshop: Workshop, tmp_path: Path) -> None:
    done = preview(workshop, OTHERS)
    assert shown(done) & {("log-bucket-policy-allows-only-delivery", "site-policy")}
    assert done.returncode != 0
    settings = tmp_path / "settings.json"
    settings.write_text(json.dumps({"options": {"*": {"otherBuckets": ["site"]}}}))
    done = preview(workshop, OTHERS, MONITORING_POLICY_SETTINGS=str(settings))
    assert {one for one in shown(done) if "site" in one[1] or one[0].startswith(("log-bucket", "trail"))} == set()


def test_a_policy_of_the_program_may_be_attached_before_it_is_there(workshop: Workshop) -> None:
    done = preview(workshop, ATTACHMENTS, MONITORING_POLICY_LEVEL="strict")
    assert shown(done) == {
        ("grants-have-no-wildcards", "attached-administrator"),
        ("attached-policy-is-known", "attached-any"),
    }, done.stdout + done.stderr


def test_the_level_comes_from_the_environment_or_from_crossguard(workshop: Workshop) -> None:
    rule = ("log-bucket-has-public-access-block", "block-absent")
    program = 'Bucket("block-absent", "block")\n'
    assert rule in shown(preview(workshop, program))
    for told in (
        preview(workshop, program, MONITORING_POLICY_LEVEL="advisory"),
        preview(workshop, program, "--policy-pack-config", f"{PACK}/levels/advisory.json"),
    ):
        assert told.returncode == 0, told.stdout + told.stderr
        assert rule in shown(told, "advisory")
        assert shown(told) == set()


def test_an_exemption_is_shown_and_an_expired_one_is_a_violation(workshop: Workshop, tmp_path: Path) -> None:
    program = 'Bucket("block-absent", "block")\n'
    rule = "log-bucket-has-public-access-block"
    settings = tmp_path / "settings.json"
    exemption = {"rule": rule, "resource": "block-absent", "reason": "moved by May"}
    for expires, mandatory, advisory in (
        ("9999-12-31", set[tuple[str, str]](), {("exemption-in-force", "block-absent")}),
        ("2020-01-31", {("exemption-has-expired", "block-absent"), (rule, "block-absent")}, set[tuple[str, str]]()),
    ):
        settings.write_text(json.dumps({"exemptions": [{**exemption, "expires": expires}]}))
        done = preview(workshop, program, MONITORING_POLICY_SETTINGS=str(settings))
        assert shown(done) == mandatory, done.stdout + done.stderr
        assert {one for one in shown(done, "advisory") if one[0].startswith("exemption")} == advisory
        assert (done.returncode != 0) == bool(mandatory)
        assert "moved by May" in done.stdout


def test_settings_that_do_not_fit_stop_the_preview(workshop: Workshop, tmp_path: Path) -> None:
    settings = tmp_path / "settings.json"
    settings.write_text('{"options": {"no-such-rule": {}}}')
    done = preview(workshop, "", MONITORING_POLICY_SETTINGS=str(settings))
    assert done.returncode != 0
    assert "no-such-rule: no such rule here" in done.stdout + done.stderr


def test_configuration_of_a_rule_goes_over_the_settings(workshop: Workshop, tmp_path: Path) -> None:
    program = 'Bucket("kept-for-a-day").set("bucketLifecycleConfiguration:BucketLifecycleConfiguration", '
    program += 'rules=[{"status": "Enabled", "expiration": {"days": 1}}])\n'
    rule = "log-bucket-keeps-logs-long-enough"
    config = tmp_path / "config.json"
    config.write_text(json.dumps({rule: {"minimumDays": 1}}))
    assert rule in {one for one, _ in shown(preview(workshop, program))}
    assert rule not in {one for one, _ in shown(preview(workshop, program, "--policy-pack-config", str(config)))}


def test_a_public_access_block_is_mended_on_demand(workshop: Workshop, tmp_path: Path) -> None:
    program = (
        f'Bucket("open", "block").set("bucketPublicAccessBlock:BucketPublicAccessBlock", blockPublicAcls=True)\n# {ARN}'
    )
    config = tmp_path / "config.json"
    config.write_text(json.dumps({"public-access-block-is-complete": "remediate"}))
    done = preview(workshop, program, "--policy-pack-config", str(config))
    assert "public-access-block-is-complete" not in {rule for rule, _ in shown(done)}, done.stdout
    assert "[remediate]  public-access-block-is-complete" in done.stdout
