import pytest
from packages import TypesOfOthers, package_of


@pytest.mark.parametrize(
    "type_",
    [
        *("aws:s3/bucketPolicy:BucketPolicy", "aws:s3/bucketV2:BucketV2", "aws-native:s3:BucketPolicy"),
        *("pulumi:pulumi:Stack", "pulumi:pulumi:StackReference", "pulumi:providers:command"),
    ],
)
def test_a_type_that_rules_read_or_the_engine_has(type_: str) -> None:
    assert type_ not in TypesOfOthers()


@pytest.mark.parametrize(
    ("type_", "package"),
    [
        ("random:index/randomPet:RandomPet", "random"),
        ("aws:index/s3BucketPolicy:S3BucketPolicy", "aws"),
        ("pulumi-python:dynamic:Resource", "pulumi-python"),
        ("pulumi:other:Resource", "pulumi"),
        ("aws", "aws"),
        ("", ""),
    ],
)
def test_a_type_of_others(type_: str, package: str) -> None:
    assert type_ in TypesOfOthers()
    assert package_of(type_) == package


def test_what_is_no_text_is_no_type() -> None:
    assert None not in TypesOfOthers()
