from collections.abc import Sequence
from typing import Any

import pytest
from graph import STANDS_FOR, Graph
from known import NotKnownError
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE, unknown_checking_proxy
from resource_view import Resource

BUCKET = "aws:s3/bucket:Bucket"
POLICY = "aws:s3/bucketPolicy:BucketPolicy"
TRAIL = "aws:cloudtrail/trail:Trail"


def resource(
    type_: str, name: str, properties: dict[str, Any] | None = None, /, **origins: str | Sequence[str]
) -> Resource:
    unknown = {key: UNKNOWN_STRING_VALUE for key in origins if key not in (properties or {})}
    return Resource(
        type=type_,
        name=name,
        urn=f"urn:{name}",
        provider="pulumi:providers:any",
        properties=unknown_checking_proxy({**(properties or {}), **unknown}),
        origins={
            key: tuple(f"urn:{origin}" for origin in ([told] if isinstance(told, str) else told))
            for key, told in origins.items()
        },
    )


LOGS = resource(BUCKET, "logs", {"bucket": "the-logs", "id": UNKNOWN_STRING_VALUE})
OTHER = resource(BUCKET, "other", {"bucket": "others"})


def names(found: list[Resource]) -> set[str]:
    return {one.name for one in found}


@pytest.mark.parametrize("value", ["the-logs", "arn:aws:s3:::the-logs", "arn:aws:s3:::the-logs/folder"])
def test_a_known_value_is_compared(value: str) -> None:
    trail = resource(TRAIL, "trail", {"s3BucketName": value})
    graph = Graph([OTHER, trail, LOGS])
    assert names(graph.referred(trail, ("s3BucketName",), {BUCKET})) == {"logs"}
    assert graph.referred(trail, ("s3BucketName",), {POLICY}) == []


def test_a_known_value_counts_more_than_its_origins() -> None:
    trail = resource(TRAIL, "trail", {"s3BucketName": "others"}, s3BucketName="logs")
    assert names(Graph([OTHER, trail, LOGS]).referred(trail, ("s3BucketName",), {BUCKET})) == {"other"}


def test_an_unknown_value_is_followed_to_its_origins() -> None:
    policy = resource(POLICY, "policy", bucket="logs")
    trail = resource(TRAIL, "trail", s3BucketName="policy")
    graph = Graph([OTHER, trail, LOGS, policy])
    assert names(graph.referred(policy, ("bucket",), {BUCKET})) == {"logs"}
    assert names(graph.referred(trail, ("s3BucketName",), {BUCKET})) == {"logs"}


def test_what_stands_for_another_may_name_it() -> None:
    policy = resource(POLICY, "policy", {"bucket": "the-logs"})
    trail = resource(TRAIL, "trail", s3BucketName="policy")
    assert names(Graph([OTHER, trail, LOGS, policy]).referred(trail, ("s3BucketName",), {BUCKET})) == {"logs"}


def test_other_origins_are_not_followed() -> None:
    """A subnet's VPC is none of what the subnet's dependants refer to."""
    queue = resource("aws:sqs/queue:Queue", "queue", name="logs")
    trail = resource(TRAIL, "trail", s3BucketName="queue")
    graph = Graph([trail, LOGS, queue])
    with pytest.raises(NotKnownError, match=r"^s3BucketName is not known at preview$"):
        graph.referred(trail, ("s3BucketName",), {BUCKET})


PET = resource("random:index/randomPet:RandomPet", "pet")
KEY, ALIAS_TYPE = "aws:kms/key:Key", "aws:kms/alias:Alias"


@pytest.mark.parametrize(
    "origins", [("logs", "pet"), ("pet", "logs"), ("logs", "other"), ("other", "logs"), ("gone", "logs")]
)
def test_of_several_origins_none_is_taken(origins: Sequence[str]) -> None:
    trail = resource(TRAIL, "trail", s3BucketName=origins)
    graph = Graph([OTHER, trail, LOGS, PET])
    with pytest.raises(NotKnownError, match=r"^s3BucketName is not known at preview$"):
        graph.referred(trail, ("s3BucketName",), {BUCKET})
    assert names(graph.origins(trail, "s3BucketName", {BUCKET})) == {one for one in origins if one in ("logs", "other")}


def test_what_stands_for_another_origin_is_no_other() -> None:
    key, policy = resource(KEY, "key"), resource(POLICY, "policy", bucket="logs")
    alias = resource(ALIAS_TYPE, "alias", targetKeyId="key")
    group = resource("aws:cloudwatch/logGroup:LogGroup", "group", kmsKeyId=("alias", "key"))
    trail = resource(TRAIL, "trail", s3BucketName=("logs", "policy"))
    graph = Graph([OTHER, LOGS, policy, key, alias, group, trail])
    assert names(graph.referred(trail, ("s3BucketName",), {BUCKET})) == {"logs"}
    assert names(graph.referred(group, ("kmsKeyId",), {KEY, ALIAS_TYPE})) == {"key", "alias"}


STREAM = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"
ROLE = resource("aws:iam/role:Role", "role")


def stream(*origins: str) -> Resource:
    unknown = {"extendedS3Configuration": {"bucketArn": UNKNOWN_STRING_VALUE}}
    return resource(STREAM, "stream", unknown, extendedS3Configuration=origins)


def test_within_an_object_a_role_stands_beside_buckets() -> None:
    one, two = stream("role", "logs"), stream("role", "logs", "other")
    path = ("extendedS3Configuration", "bucketArn")
    assert names(Graph([LOGS, OTHER, ROLE, one]).referred(one, path, {BUCKET})) == {"logs"}
    assert names(Graph([LOGS, OTHER, ROLE, two]).referred(two, path, {BUCKET})) == {"logs", "other"}


PARAMETER = resource("aws:ssm/parameter:Parameter", "parameter")
POINT = resource("aws:s3/accessPoint:AccessPoint", "point")


@pytest.mark.parametrize("origins", [("role",), ("role", "logs", "pet"), ("logs", "parameter"), ("point", "logs")])
def test_within_an_object_what_may_be_any_text_hides_the_bucket(origins: Sequence[str]) -> None:
    one = stream(*origins)
    with pytest.raises(NotKnownError, match=r"^extendedS3Configuration.bucketArn is not known at preview$"):
        Graph([LOGS, ROLE, PET, PARAMETER, POINT, one]).referred(
            one, ("extendedS3Configuration", "bucketArn"), {BUCKET}
        )


@pytest.mark.parametrize(
    "type_",
    [
        "aws:cloudformation/stack:Stack",
        "aws:serverlessrepository/cloudFormationStack:CloudFormationStack",
        "aws:servicecatalog/provisionedProduct:ProvisionedProduct",
        "aws-native:servicecatalog:CloudFormationProvisionedProduct",
    ],
)
def test_within_an_object_outputs_that_someone_chose_hide_the_bucket(type_: str) -> None:
    one, beside = stream("logs", "beside"), resource(type_, "beside")
    with pytest.raises(NotKnownError, match=r"^extendedS3Configuration.bucketArn is not known at preview$"):
        Graph([LOGS, one, beside]).referred(one, ("extendedS3Configuration", "bucketArn"), {BUCKET})


@pytest.mark.parametrize("type_", ["aws:kms/key:Key", "aws:opensearch/domain:Domain", "aws:ec2/subnet:Subnet"])
def test_within_an_object_what_names_nothing_in_s3_makes_no_difference(type_: str) -> None:
    one, beside = stream("logs", "beside"), resource(type_, "beside")
    graph = Graph([LOGS, one, beside])
    assert names(graph.referred(one, ("extendedS3Configuration", "bucketArn"), {BUCKET})) == {"logs"}


def inside(component: str, type_: str, name: str) -> Resource:
    """A resource of a component of another language: what comes from it is told to come from the component, too."""
    urn = f"urn:pulumi:dev::p::{component}${type_}::{name}"
    return Resource(type=type_, name=name, urn=urn, properties={}, provider="pulumi:providers:aws", origins={})


@pytest.mark.parametrize(
    ("component", "made", "is_known"),
    [
        ("theirs:index:Store", inside("theirs:index:Store", BUCKET, "logs"), True),
        ("theirs:index:Store", inside("theirs:index:Other", BUCKET, "logs"), False),
        ("theirs:index:Store", inside("theirs:index:Store2", BUCKET, "logs"), False),
        ("pulumi:pulumi:StackReference", inside("pulumi:pulumi:StackReference", BUCKET, "logs"), False),
    ],
)
def test_a_component_is_no_origin_beside_what_is_in_it(component: str, made: Resource, is_known: bool) -> None:
    urn = f"urn:pulumi:dev::p::{component}::c"
    of_all = Resource(type=component, name="c", urn=urn, properties={}, origins={})
    trail = Resource(
        type=TRAIL,
        name="trail",
        urn="urn:trail",
        properties=unknown_checking_proxy({"s3BucketName": UNKNOWN_STRING_VALUE}),
        origins={"s3BucketName": (urn, made.urn)},
    )
    graph = Graph([of_all, made, trail])
    if is_known:
        assert names(graph.referred(trail, ("s3BucketName",), {BUCKET})) == {"logs"}
    else:
        with pytest.raises(NotKnownError):
            graph.referred(trail, ("s3BucketName",), {BUCKET})


def test_of_what_is_opaque_no_origin_is_told() -> None:
    point = Resource(type="a", name="p", urn="urn:p", properties={"*": "desiredState"}, origins={"*": ("urn:logs",)})
    graph = Graph([LOGS, point])
    with pytest.raises(NotKnownError, match=r"^desiredState is not known at preview$"):
        graph.referred(point, ("bucket",), {BUCKET})
    assert names(graph.origins(point, "bucket", {BUCKET})) == {"logs"}


def test_a_circle_ends() -> None:
    first = resource(POLICY, "first", bucket="second")
    second = resource(POLICY, "second", bucket="first")
    assert Graph([first, second]).origins(first, "bucket", {BUCKET}) == []


def test_lists_of_names() -> None:
    assert names(Graph([LOGS, OTHER]).named(["the-logs", 7, "others", "none"], {BUCKET})) == {"logs", "other"}
    assert Graph([LOGS]).named(None, {BUCKET}) == []


def made(graph: Graph, *details: object) -> list[object]:
    return [graph, *details]


def test_what_is_made_of_a_graph_is_made_once() -> None:
    graph = Graph([LOGS])
    assert graph.once(made, {"a": 1}) is graph.once(made, {"a": 1})
    assert graph.once(made, {"a": 1}) is not graph.once(made, {"a": 2})
    assert Graph([LOGS]).once(made) is not graph.once(made)


def test_resources_by_type() -> None:
    graph = Graph([LOGS, resource(TRAIL, "trail"), OTHER])
    assert [one.name for one in graph.of_type(BUCKET, TRAIL, "a:b:C")] == ["trail", "logs", "other"]


def test_what_stands_for_another_says_by_which_property() -> None:
    assert all(type_.count(":") == 2 and name for type_, name in STANDS_FOR.items())
