"""Every declared type, created and read back through the engine's protocol."""

from typing import cast

import pytest

from sandbox.provider.registry import TYPES
from sandbox.provider.template import Text
from sandbox.provider.values import UNKNOWN, Properties
from tests.sandbox.provider.client import Client
from tests.sandbox.provider.conftest import Deployment
from tests.sandbox.provider.sample import ACCOUNT, BUCKET, TRAIL_ARN, Sample
from tests.sandbox.provider.samples import SAMPLES

by_type = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: cast("Sample", sample).name)


def test_every_declared_type_has_a_sample() -> None:
    assert {sample.kind for sample in SAMPLES} == set(TYPES)


@by_type
def test_what_was_created_reads_back_as_declared(deployment: Deployment, sample: Sample) -> None:
    made = deployment.made[sample.name]
    seen = deployment.client.read(made)
    assert seen is not None
    assert seen.inputs == made.inputs
    assert seen.state == made.state


@by_type
def test_declaring_the_same_again_changes_nothing(deployment: Deployment, sample: Sample) -> None:
    declared = deployment.inputs(sample.inputs)
    assert deployment.client.changes(deployment.made[sample.name], declared) == set()


@by_type
def test_an_import_takes_what_the_program_declares(deployment: Deployment, sample: Sample) -> None:
    imported = deployment.client.import_(sample.kind, sample.name, deployment.made[sample.name].id)
    assert imported is not None
    assert deployment.client.changes(imported, deployment.inputs(sample.inputs)) == untold(sample)


def untold(sample: Sample) -> set[str]:
    """Return the inputs of a sample that neither AWS nor the id tells."""
    kind = TYPES[sample.kind]
    inputs = kind.all_inputs()
    identity = kind.id.names() if isinstance(kind.id, Text) else []
    return {name for name in sample.inputs if not inputs[name].read and name not in identity}


@by_type
def test_a_preview_leaves_exactly_the_computed_outputs_unknown(deployment: Deployment, sample: Sample) -> None:
    state = deployment.client.preview_create(sample.kind, "preview", deployment.inputs(sample.inputs))
    made = deployment.made[sample.name]
    known = {name for name, value in state.items() if value is not UNKNOWN}
    assert known & set(TYPES[sample.kind].outputs) == set()
    assert set(made.inputs) <= known
    assert set(made.state) <= set(state)


def test_the_import_of_a_subnet_says_its_zone_once(deployment: Deployment) -> None:
    made = deployment.made["subnet"]
    imported = deployment.client.import_("aws:ec2/subnet:Subnet", "subnet", made.id)
    assert imported is not None
    assert imported.inputs["availabilityZone"] == "us-east-1b"
    assert "availabilityZoneId" not in imported.inputs
    assert imported.state["availabilityZoneId"] == made.state["availabilityZoneId"]


def test_a_preview_sends_nothing(client: Client) -> None:
    client.preview_create("aws:s3/bucket:Bucket", "bucket", {"bucket": BUCKET})
    assert client.import_("aws:s3/bucket:Bucket", "bucket", BUCKET) is None


def test_outputs_are_what_pulumi_aws_computes(deployment: Deployment) -> None:
    made = deployment.made
    bucket, trail, group = made["bucket"].state, made["trail"].state, made["flow-group"].state
    assert bucket["arn"] == f"arn:aws:s3:::{BUCKET}"
    assert bucket["bucketDomainName"] == f"{BUCKET}.s3.amazonaws.com"
    assert bucket["bucketRegionalDomainName"] == f"{BUCKET}.s3.us-east-1.amazonaws.com"
    assert bucket["hostedZoneId"] == "Z3AQBSTGFYJSTF"
    assert (made["trail"].id, trail["arn"], trail["enableLogging"]) == (TRAIL_ARN, TRAIL_ARN, True)
    assert group["arn"] == f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:/network/flow"
    assert made["vpc"].state["ownerId"] == ACCOUNT
    assert made["role"].id == "flow"
    assert made["role-policy"].id == "flow:write"
    assert made["route"].id == f"{made['table'].id}_0.0.0.0/0"
    assert made["vpc"].state["tagsAll"] == made["vpc"].state["tags"] == {"Project": "unit", "Stage": "test"}


REPLACING = (
    ("vpc", {"cidrBlock": "10.1.0.0/16"}, {"cidrBlock"}, False),
    ("subnet", {"availabilityZone": "us-east-1a"}, {"availabilityZone"}, False),
    ("flow-group", {"name": "/other"}, {"name"}, False),
    ("flow-log", {"trafficType": "REJECT"}, {"trafficType"}, True),
    ("association", {"subnetId": "subnet-1"}, {"subnetId"}, True),
    ("role", {"path": "/audit/"}, {"path"}, True),
    ("bucket", {"bucket": "other-logs"}, {"bucket"}, False),
    ("trail", {"region": "eu-west-1"}, {"region"}, False),
    ("stream", {"name": "other"}, {"name"}, False),
    ("delivery-from-stream", {"kinesisSourceConfiguration": None}, {"kinesisSourceConfiguration"}, True),
    ("interface", {"privateIps": ["10.0.0.11"]}, {"privateIps"}, False),
    ("flow-log-to-bucket", {"destinationOptions": {"fileFormat": "parquet"}}, {"destinationOptions"}, True),
    ("query", {"query": "SELECT 1"}, {"query"}, False),
    ("table-of-flows", {"databaseName": "other"}, {"databaseName"}, False),
    ("alarm", {"name": "other"}, {"name"}, False),
    ("composite", {"actionsEnabled": False}, {"actionsEnabled"}, True),
    ("metric-filter", {"name": "other"}, {"name"}, False),
    ("queue-subscription", {"endpoint": "arn:aws:sqs:us-east-1:1:other"}, {"endpoint"}, False),
    ("instance", {"instanceType": "t4g.micro"}, {"instanceType"}, False),
    ("egress-rule", {"toPort": 444}, {"toPort"}, True),
)


@pytest.mark.parametrize(("name", "change", "replaces", "delete_first"), REPLACING)
def test_what_can_not_change_in_place_replaces(
    deployment: Deployment, name: str, change: Properties, replaces: set[str], delete_first: bool
) -> None:
    sample = next(sample for sample in SAMPLES if sample.name == name)
    response = deployment.client.diff(deployment.made[name], {**deployment.inputs(sample.inputs), **change})
    assert set(response.replaces) == replaces
    assert response.deleteBeforeReplace is delete_first


ABSENT = {
    "aws:cloudwatch/eventTarget:EventTarget": "trail-stopped/nothing",
    "aws:cloudwatch/logMetricFilter:LogMetricFilter": "/network/flow:nothing",
    "aws:cloudwatch/logStream:LogStream": "/network/flow:nothing",
    "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": "/network/flow|nothing",
    "aws:ec2/route:Route": "rtb-00000000000000000_10.0.0.0/8",
    "aws:glue/catalogDatabase:CatalogDatabase": f"{ACCOUNT}:nothing",
    "aws:glue/catalogTable:CatalogTable": f"{ACCOUNT}:logs:nothing",
    "aws:iam/rolePolicy:RolePolicy": "role:policy",
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": (
        f"arn:aws:firehose:us-east-1:{ACCOUNT}:deliverystream/nothing"
    ),
    "aws:iam/openIdConnectProvider:OpenIdConnectProvider": f"arn:aws:iam::{ACCOUNT}:oidc-provider/nothing",
    "aws:iam/policy:Policy": f"arn:aws:iam::{ACCOUNT}:policy/nothing",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": f"nothing|arn:aws:iam::{ACCOUNT}:policy/nothing",
    "aws:kinesis/stream:Stream": f"arn:aws:kinesis:us-east-1:{ACCOUNT}:stream/nothing",
    "aws:sns/topic:Topic": f"arn:aws:sns:us-east-1:{ACCOUNT}:nothing",
    "aws:sns/topicPolicy:TopicPolicy": f"arn:aws:sns:us-east-1:{ACCOUNT}:nothing",
    "aws:sns/topicSubscription:TopicSubscription": f"arn:aws:sns:us-east-1:{ACCOUNT}:audit:nothing",
}


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_what_is_not_there_is_not_imported(deployment: Deployment, kind: str) -> None:
    assert deployment.client.import_(kind, "nothing", ABSENT.get(kind, "nothing-here")) is None
