import pytest
from arn_names import function_name, names_in

BEFORE_A_FUNCTION = (
    *("", "function:", "111122223333:", "111122223333:function:"),
    "arn:aws-us-gov:lambda:us-gov-west-1:111122223333:function:",
)


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("logs", {"logs"}),
        ("arn:aws:s3:::logs", {"arn:aws:s3:::logs", "logs"}),
        ("arn:aws-cn:s3:::logs/folder/", {"arn:aws-cn:s3:::logs/folder/", "arn:aws-cn:s3:::logs", "logs"}),
        ("arn:aws:s3:us-east-1:111122223333:accesspoint/logs", {"arn:aws:s3:us-east-1:111122223333:accesspoint/logs"}),
        ("arn:aws:s3::111122223333:accesspoint/logs.mrap", {"arn:aws:s3::111122223333:accesspoint/logs.mrap"}),
        (
            "arn:aws:logs:us-east-1:111122223333:log-group:/a/b:*",
            {
                "arn:aws:logs:us-east-1:111122223333:log-group:/a/b:*",
                "arn:aws:logs:us-east-1:111122223333:log-group:/a/b",
                "/a/b",
            },
        ),
        (
            "arn:aws:firehose:us-east-1:111122223333:deliverystream/s",
            {"arn:aws:firehose:us-east-1:111122223333:deliverystream/s", "s"},
        ),
        ("arn:aws:iam::111122223333:role/path/r", {"arn:aws:iam::111122223333:role/path/r", "path/r", "r"}),
        ("arn:aws:sns:us-east-1:111122223333:topic", {"arn:aws:sns:us-east-1:111122223333:topic", "topic"}),
        ("arn:aws:kms:us-east-1:111122223333:key/1", {"arn:aws:kms:us-east-1:111122223333:key/1", "1"}),
        (
            "arn:aws:kms:us-east-1:111122223333:alias/k",
            {"arn:aws:kms:us-east-1:111122223333:alias/k", "alias/k", "k"},
        ),
        ("arn:aws:lambda:us-east-1:111122223333:function:f", {"arn:aws:lambda:us-east-1:111122223333:function:f", "f"}),
        *(
            (
                f"arn:aws:lambda:us-east-1:111122223333:function:f:{qualifier}",
                {
                    f"arn:aws:lambda:us-east-1:111122223333:function:f:{qualifier}",
                    "arn:aws:lambda:us-east-1:111122223333:function:f",
                    "f",
                },
            )
            for qualifier in ("$LATEST", "7", "live")
        ),
        ("arn:aws:s3", {"arn:aws:s3"}),
        ("urn:aws:s3:::logs", {"urn:aws:s3:::logs"}),
        ("", {""}),
    ],
)
def test_names(value: str, names: set[str]) -> None:
    assert set(names_in(value)) == names


@pytest.mark.parametrize(
    ("value", "name"),
    [
        *((f"{before}f{after}", "f") for before in BEFORE_A_FUNCTION for after in ("", ":$LATEST", ":7", ":live")),
        ("function", "function"),
        ("function:function", "function"),
        ("a b", None),
        ("arn:aws:kinesis:us-east-1:111122223333:stream/f", None),
        ("", None),
    ],
)
def test_a_function_is_named_in_many_ways(value: str, name: str | None) -> None:
    assert function_name(value) == name
