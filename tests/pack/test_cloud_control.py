import json
from typing import Any

import pytest
from cloud_control import native_properties, native_type


@pytest.mark.parametrize(
    ("name", "token"),
    [
        ("AWS::S3::BucketPolicy", "aws-native:s3:BucketPolicy"),
        ("AWS::KinesisFirehose::DeliveryStream", "aws-native:kinesisfirehose:DeliveryStream"),
        ("AWS::Config::ConformancePack", "aws-native:configuration:ConformancePack"),
        ("AWS::EC2::VPC", "aws-native:ec2:Vpc"),
        ("AWS::EC2::VPCEndpoint", "aws-native:ec2:VpcEndpoint"),
        ("AWS::ApiGateway::DomainNameV2", "aws-native:apigateway:DomainNameV2"),
        ("AWS::FSx::S3AccessPointAttachment", "aws-native:fsx:S3AccessPointAttachment"),
        ("AWS::S3::Bucket\n", None),
        ("Custom::S3::Bucket", None),
        ("AWS::S3", None),
        (None, None),
        (7, None),
    ],
)
def test_types(name: object, token: str | None) -> None:
    assert native_type(name) == token


@pytest.mark.parametrize(
    ("name", "camel"),
    [
        ("Bucket", "bucket"),
        ("S3BucketName", "s3BucketName"),
        ("KMSKeyId", "kmsKeyId"),
        ("ARN", "arn"),
        ("BucketARN", "bucketArn"),
        ("KinesisStreamARN", "kinesisStreamArn"),
        ("SubnetARNs", "subnetArns"),
        ("ARNsOfAll", "arnsOfAll"),
        ("KMSMasterKeyID", "kmsMasterKeyId"),
        ("ExtendedS3DestinationConfiguration", "extendedS3DestinationConfiguration"),
        ("CidrIpv6", "cidrIpv6"),
        ("S3", "s3"),
        ("aName", "aName"),
    ],
)
def test_names(name: str, camel: str) -> None:
    assert native_properties({name: 1}) == {camel: 1}


def test_names_within_are_renamed_but_not_those_of_a_document() -> None:
    state = {"Rules": [{"Status": "Enabled"}], "PolicyDocument": {"Statement": [{"Effect": "Allow"}]}}
    expected = {"rules": [{"status": "Enabled"}], "policyDocument": {"Statement": [{"Effect": "Allow"}]}}
    assert native_properties(state) == native_properties(json.dumps(state)) == expected


def test_a_document_is_known_by_its_statements() -> None:
    state: dict[str, Any] = {
        "ResourcePolicy": {"Statement": []},
        "Nested": {"ResourcePolicy": {"PolicyDocument": {"Statement": []}}},
    }
    assert native_properties(state) == {
        "resourcePolicy": {"Statement": []},
        "nested": {"resourcePolicy": {"policyDocument": {"Statement": []}}},
    }


@pytest.mark.parametrize("state", ["[]", "{", "7", [], None, '{"Bucket": "a", "Bucket": "b"}'])
def test_what_is_no_object_is_refused(state: object) -> None:
    with pytest.raises(ValueError, match=r"not an object|not JSON|appears twice"):
        native_properties(state)
