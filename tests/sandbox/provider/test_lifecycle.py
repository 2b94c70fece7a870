"""What the interpreter does beyond one declaration: waits, partial failures, procedures and odd calls."""

from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from sandbox.provider.aws import Aws
from sandbox.provider.declaration import Call
from sandbox.provider.errors import error_code, refusal
from sandbox.provider.lifecycle import Lifecycle, wait_for
from sandbox.provider.partly_done import PartlyDoneError
from sandbox.provider.registry import TYPES
from sandbox.provider.scope import scope_of
from sandbox.provider.service_model import RequestRefusedError
from sandbox.provider.steps import first_steps
from sandbox.provider.values import UNKNOWN, Properties
from tests.sandbox.provider.sample import trust

BUCKET = TYPES["aws:s3/bucket:Bucket"]
GROUP = TYPES["aws:cloudwatch/logGroup:LogGroup"]
FLOW_LOG = TYPES["aws:ec2/flowLog:FlowLog"]
DEFAULT_GROUP = TYPES["aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"]


@pytest.fixture
def lifecycle(aws: Aws) -> Lifecycle:
    return Lifecycle(aws)


class TestWaiting:
    def test_it_ends_as_soon_as_there_is_something(self) -> None:
        answers: Iterator[int | None] = iter([None, None, 7])
        assert wait_for(lambda: next(answers), 10, "it") == 7

    def test_it_is_bounded(self) -> None:
        with pytest.raises(TimeoutError, match=r"the trail is not there, or not ready, after 0.05 s"):
            wait_for(lambda: None, 0.05, "the trail")


class TestBuckets:
    def fill(self, aws: Aws) -> None:
        aws.call("s3", "put_bucket_versioning", {"Bucket": "full", "VersioningConfiguration": {"Status": "Enabled"}})
        for _ in range(2):
            aws.call("s3", "put_object", {"Bucket": "full", "Key": "log", "Body": b"x"})
        aws.call("s3", "delete_object", {"Bucket": "full", "Key": "log"})
        aws.call("s3", "create_multipart_upload", {"Bucket": "full", "Key": "part"})

    @pytest.mark.parametrize("force", [True, False])
    def test_only_force_destroy_empties_a_bucket(self, aws: Aws, lifecycle: Lifecycle, force: bool) -> None:
        inputs = {"bucket": "full", "forceDestroy": force, "region": "us-east-1"}
        ident, live = lifecycle.create(BUCKET, inputs)
        self.fill(aws)
        if force:
            lifecycle.delete(BUCKET, ident, live.state)
            assert lifecycle.read(BUCKET, ident, inputs) is None
        else:
            with pytest.raises(ClientError) as caught:
                lifecycle.delete(BUCKET, ident, live.state)
            assert error_code(caught.value) == "BucketNotEmpty"

    @pytest.mark.parametrize("region", ["us-east-1", "eu-west-1"])
    def test_a_bucket_is_created_in_its_region(self, aws: Aws, lifecycle: Lifecycle, region: str) -> None:
        lifecycle.create(BUCKET, {"bucket": "there", "region": region})
        found = aws.call("s3", "get_bucket_location", {"Bucket": "there"})["LocationConstraint"]
        assert (found or "us-east-1") == region


def test_a_resource_of_which_a_later_step_fails_is_kept(lifecycle: Lifecycle, monkeypatch: pytest.MonkeyPatch) -> None:
    call = Aws.call

    def refuse(self: Aws, service: str, operation: str, request: Any, region: str = "") -> Properties:
        if operation == "put_retention_policy":
            raise refusal("PutRetentionPolicy", "InvalidParameterException", "no")
        return call(self, service, operation, request, region)

    monkeypatch.setattr(Aws, "call", refuse)
    with pytest.raises(PartlyDoneError) as caught:
        lifecycle.create(GROUP, {"name": "/kept", "retentionInDays": 7, "region": "us-east-1"})
    assert caught.value.id == "/kept"
    assert caught.value.live.inputs == {"name": "/kept", "region": "us-east-1"}
    assert lifecycle.read(GROUP, "/kept", {}) is not None


def test_an_error_in_a_response_that_is_a_success_is_one(aws: Aws, lifecycle: Lifecycle) -> None:
    vpc = aws.call("ec2", "create_vpc", {"CidrBlock": "10.0.0.0/16"})["Vpc"]["VpcId"]
    inputs: Properties = {
        "vpcId": vpc,
        "trafficType": "ALL",
        "logDestinationType": "s3",
        "logDestination": "arn:aws:s3:::missing",
        "maxAggregationInterval": 600,
    }
    with pytest.raises(ClientError) as caught:
        lifecycle.create(FLOW_LOG, inputs)
    assert caught.value.operation_name == "CreateFlowLogs"
    assert "missing does not exist" in str(caught.value)


def test_adopting_a_default_group_leaves_exactly_the_declared_rules(aws: Aws, lifecycle: Lifecycle) -> None:
    vpc = aws.call("ec2", "create_vpc", {"CidrBlock": "10.0.0.0/16"})["Vpc"]["VpcId"]
    https = {"protocol": "tcp", "fromPort": 443, "toPort": 443, "cidrBlocks": ["10.0.0.0/8", "192.168.0.0/16"]}
    ident, live = lifecycle.create(DEFAULT_GROUP, {"vpcId": vpc, "ingress": [https], "egress": []})
    group = aws.call("ec2", "describe_security_groups", {"GroupIds": [ident]})["SecurityGroups"][0]
    assert (group["GroupName"], group["IpPermissionsEgress"]) == ("default", [])
    assert [cidr["CidrIp"] for cidr in group["IpPermissions"][0]["IpRanges"]] == ["10.0.0.0/8", "192.168.0.0/16"]
    assert live.strayed == ()


def test_rules_with_descriptions_of_their_own_come_back_as_they_are(aws: Aws, lifecycle: Lifecycle) -> None:
    vpc = aws.call("ec2", "create_vpc", {"CidrBlock": "10.0.0.0/16"})["Vpc"]["VpcId"]
    https = {"protocol": "tcp", "fromPort": 443, "toPort": 443}
    ingress = [
        {**https, "description": "office", "cidrBlocks": ["10.0.0.0/8"]},
        {**https, "description": "home", "cidrBlocks": ["192.168.0.0/16"], "ipv6CidrBlocks": ["2001:db8::/32"]},
    ]
    ident, live = lifecycle.create(DEFAULT_GROUP, {"vpcId": vpc, "ingress": ingress, "egress": []})
    assert live.strayed == ()
    imported = lifecycle.read(DEFAULT_GROUP, ident, {})
    assert imported is not None
    assert imported.inputs["ingress"] == ingress


@pytest.mark.parametrize("unknown", [{"tags": UNKNOWN}, {"tags": {"a": UNKNOWN}}, {"ingress": UNKNOWN}])
def test_a_preview_takes_what_is_not_known_yet(lifecycle: Lifecycle, unknown: Properties) -> None:
    inputs: Properties = {"vpcId": UNKNOWN, "ingress": [], "egress": [], **unknown}
    assert lifecycle.preview_create(DEFAULT_GROUP, inputs)["vpcId"] is UNKNOWN
    ports = {"protocol": "tcp", "fromPort": 22, "toPort": 22}
    rules = {"ingress": [UNKNOWN, {**ports, "cidrBlocks": UNKNOWN}, {**ports, "cidrBlocks": [UNKNOWN]}]}
    assert lifecycle.preview_create(DEFAULT_GROUP, {**inputs, **rules})["ingress"] == rules["ingress"]


def test_what_the_account_did_not_keep_is_named(lifecycle: Lifecycle, monkeypatch: pytest.MonkeyPatch) -> None:
    call = Aws.call

    def forget(self: Aws, service: str, operation: str, request: Any, region: str = "") -> Properties:
        return {} if operation == "put_retention_policy" else call(self, service, operation, request, region)

    monkeypatch.setattr(Aws, "call", forget)
    _, live = lifecycle.create(GROUP, {"name": "/g", "retentionInDays": 30, "region": "us-east-1"})
    assert live.strayed == ("retentionInDays",)


def test_a_role_with_policies_of_others_is_deleted_by_force_only(aws: Aws, lifecycle: Lifecycle) -> None:
    role = TYPES["aws:iam/role:Role"]
    ident, live = lifecycle.create(role, {"name": "r", "assumeRolePolicy": trust("ec2.amazonaws.com"), "path": "/"})
    document = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}'
    aws.call("iam", "put_role_policy", {"RoleName": "r", "PolicyName": "p", "PolicyDocument": document})
    policy = aws.call("iam", "create_policy", {"PolicyName": "m", "PolicyDocument": document})["Policy"]["Arn"]
    aws.call("iam", "attach_role_policy", {"RoleName": "r", "PolicyArn": policy})
    with pytest.raises(ClientError, match="DeleteConflict"):
        lifecycle.delete(role, ident, live.state)
    lifecycle.delete(role, ident, {**live.state, "forceDetachPolicies": True})
    assert lifecycle.read(role, ident, {}) is None


@pytest.mark.parametrize("removable", ["s3KeyPrefix", "cloudWatchLogs"])
def test_what_an_update_takes_away_is_taken_away(aws: Aws, lifecycle: Lifecycle, removable: str) -> None:
    trail = TYPES["aws:cloudtrail/trail:Trail"]
    aws.call("s3", "create_bucket", {"Bucket": "logs"})
    policy = (
        '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},'
        '"Action":["s3:GetBucketAcl","s3:PutObject"],"Resource":["arn:aws:s3:::logs","arn:aws:s3:::logs/*"]}}'
    )
    aws.call("s3", "put_bucket_policy", {"Bucket": "logs", "Policy": policy})
    aws.call("logs", "create_log_group", {"logGroupName": "/trail"})
    aws.call("iam", "create_role", {"RoleName": "r", "AssumeRolePolicyDocument": trust("cloudtrail.amazonaws.com")})
    write = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"logs:*","Resource":"*"}]}'
    aws.call("iam", "put_role_policy", {"RoleName": "r", "PolicyName": "p", "PolicyDocument": write})
    optional = {
        "s3KeyPrefix": {"s3KeyPrefix": "audit"},
        "cloudWatchLogs": {
            "cloudWatchLogsGroupArn": "arn:aws:logs:us-east-1:123456789012:log-group:/trail:*",
            "cloudWatchLogsRoleArn": "arn:aws:iam::123456789012:role/r",
        },
    }[removable]
    base = {"name": "audit", "s3BucketName": "logs", "enableLogging": True, "includeGlobalServiceEvents": True}
    ident, live = lifecycle.create(trail, {**base, **optional})
    assert live.strayed == ()
    assert set(optional) <= set(live.inputs)
    after = lifecycle.update(trail, ident, state=live.state, olds=live.inputs, news=base, changed=set(optional))
    assert set(optional) & set(after.inputs) == set()


def test_only_an_update_that_takes_the_description_away_clears_it(
    lifecycle: Lifecycle, monkeypatch: pytest.MonkeyPatch
) -> None:
    role = TYPES["aws:iam/role:Role"]
    plain = {"name": "r", "assumeRolePolicy": trust("ec2.amazonaws.com"), "path": "/", "maxSessionDuration": 3600}
    described = {**plain, "description": "reads logs"}
    ident, live = lifecycle.create(role, described)
    sent: list[Any] = []
    call = Aws.call

    def record(self: Aws, service: str, operation: str, request: Any, region: str = "") -> Properties:
        if operation == "update_role":
            sent.append(request)
        return call(self, service, operation, request, region)

    monkeypatch.setattr(Aws, "call", record)
    live = lifecycle.update(role, ident, state=live.state, olds=described, news=plain, changed={"description"})
    assert sent == [{"RoleName": "r", "Description": "", "MaxSessionDuration": 3600}]
    assert "description" not in live.inputs
    longer = {**plain, "maxSessionDuration": 7200}
    lifecycle.update(role, ident, state=live.state, olds=plain, news=longer, changed={"maxSessionDuration"})
    assert sent[1:] == [{"RoleName": "r", "MaxSessionDuration": 7200}]


def test_requests_that_answer_in_pages_are_checked_as_well(aws: Aws) -> None:
    with pytest.raises(RequestRefusedError, match=r"s3 ListObjectVersions: .*Bucket: required member is missing"):
        list(aws.pages("s3", "list_object_versions", {}))
    with pytest.raises(RequestRefusedError, match=r"iam ListRolePolicies: .*RoleName: 'a b' does not match"):
        list(aws.pages("iam", "list_role_policies", {"RoleName": "a b"}))


def test_a_preview_checks_what_it_would_send(lifecycle: Lifecycle) -> None:
    with pytest.raises(RequestRefusedError, match="logGroupName: 'a b' does not match"):
        lifecycle.preview_create(GROUP, {"name": "a b", "region": "us-east-1"})
    state = lifecycle.preview_create(GROUP, {"name": UNKNOWN, "retentionInDays": 7, "region": "us-east-1"})
    assert (state["name"], state["arn"], state["retentionInDays"]) == (UNKNOWN, UNKNOWN, 7)
    with pytest.raises(RequestRefusedError, match="kmsKeyId: "):
        lifecycle.preview_update(
            GROUP,
            "/g",
            state={},
            olds={"name": "/g"},
            news={"name": "/g", "kmsKeyId": "k" * 300},
            changed={"kmsKeyId"},
        )


def test_what_creating_took_is_not_set_again(aws: Aws) -> None:
    declared = {"name": "/g", "retentionInDays": 7, "kmsKeyId": "key", "tags": {"a": "b"}}
    steps = first_steps(GROUP, scope_of(aws, GROUP, declared, "/g"))
    assert [step.operation for step in steps if isinstance(step, Call)] == ["put_retention_policy"]
    assert first_steps(GROUP, scope_of(aws, GROUP, {"name": "/g", "retentionInDays": 0}, "/g")) == []
