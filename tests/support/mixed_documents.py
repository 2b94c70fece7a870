"""Documents that were good before something in them was changed: for properties that have to hold whatever was."""

from typing import Any

from hypothesis import strategies as st

from tests.support.bucket_documents import ACCOUNT, ACL, ARN, FOREIGN, TRAIL, document, good_statements

FOLDER = f"{ARN}/AWSLogs/{ACCOUNT}"
TRAILS, DELIVERY = "cloudtrail.amazonaws.com", "delivery.logs.amazonaws.com"
FOREIGN_TRAIL = TRAIL.replace(ACCOUNT, FOREIGN)

PRINCIPALS: list[Any] = [
    {"Service": TRAILS},
    {"Service": [DELIVERY, TRAILS]},
    {"Service": DELIVERY},
    {"Service": [TRAILS, "logging.s3.amazonaws.com"]},
    {"Service": TRAILS, "AWS": FOREIGN},
    {"AWS": f"arn:aws:iam::{ACCOUNT}:root"},
    {"AWS": "*"},
    "*",
]
ACTIONS: list[Any] = [
    "s3:PutObject",
    ["S3:putobject", "s3:PutObject"],
    "s3:GetBucketAcl",
    ["s3:GetBucketAcl", "s3:PutObject"],
    "s3:Put*",
    "s3:Get*",
    ["s3:PutObject", "s3:DeleteObject"],
    "s3:*",
]
RESOURCES: list[Any] = [
    ARN,
    f"{FOLDER}/*",
    f"{FOLDER}/CloudTrail/*",
    f"{FOLDER}/*/x?/*",
    [ARN, f"{FOLDER}/*"],
    f"{ARN}/central/AWSLogs/{ACCOUNT}/*",
    f"{ARN}/AWSLogs/o-exampleorgid/*",
    f"{ARN}/AWSLogs/aws-account-id={ACCOUNT}/*",
    f"{FOLDER}*",
    f"{ARN}/*",
    f"{ARN}/AWSLogs/*/{ACCOUNT}/*",
    f"{ARN}*",
    "*",
]
SOURCES: list[Any] = [
    TRAIL,
    f"arn:aws:cloudtrail:*:{ACCOUNT}:trail/*",
    [TRAIL, f"arn:aws:logs:*:{ACCOUNT}:*"],
    f"arn:aws:logs:us-east-1:{ACCOUNT}:*",
    f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}:*",
    f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}*",
    [TRAIL, FOREIGN_TRAIL],
    "arn:aws:cloudtrail:*:*:trail/main",
    f"arn:*:cloudtrail:*:{ACCOUNT}:trail/*",
    "*",
]
ACCOUNTS: list[Any] = [ACCOUNT, [ACCOUNT, FOREIGN], FOREIGN, "1111222233??", "*"]
ACLS: list[Any] = ["bucket-owner-full-control", ["bucket-owner-full-control", "public-read"], "bucket-owner-*", "*"]
OPERATORS = [
    *("StringEquals", "StringLike", "ArnLike", "ArnEquals", "StringEqualsIfExists", "ForAllValues:StringLike"),
    *("ForAnyValue:StringEquals", "StringNotEquals", "ArnNotLike", "StringEqualsIgnoreCase"),
]
CONJUNCTS = st.one_of(
    st.tuples(st.sampled_from(OPERATORS), st.just("aws:SourceArn"), st.sampled_from(SOURCES)),
    st.tuples(st.sampled_from(OPERATORS), st.just("aws:SourceAccount"), st.sampled_from(ACCOUNTS)),
    st.tuples(st.sampled_from(OPERATORS), st.just("s3:x-amz-acl"), st.sampled_from(ACLS)),
    st.tuples(st.just("Bool"), st.just("aws:SecureTransport"), st.sampled_from(["true", "false"])),
    st.tuples(
        st.just("Null"),
        st.sampled_from(["aws:SourceArn", "aws:SourceAccount", "s3:x-amz-acl", "aws:PrincipalOrgID"]),
        st.sampled_from(["true", "false"]),
    ),
)
DENIES: list[dict[str, Any]] = [
    {"NotResource": f"{FOLDER}/*", "Principal": "*", "Action": "s3:PutObject"},
    {"Resource": [ARN, f"{ARN}/*"], "Principal": "*", "NotAction": ["s3:PutObject", "s3:GetBucketAcl"]},
    {"Resource": "*", "NotPrincipal": {"Service": [TRAILS, DELIVERY]}, "Action": "*"},
    {"Resource": "*", "Principal": {"AWS": FOREIGN}, "Action": "s3:*"},
    {
        "Resource": f"{ARN}/*",
        "Principal": "*",
        "Action": "s3:PutObject",
        "Condition": {"StringNotEquals": {"aws:SourceAccount": ACCOUNT}},
    },
    {"Resource": "*", "Principal": "*", "Action": "s3:PutObject", "Condition": {"StringNotEquals": ACL}},
    {
        "Resource": "*",
        "Principal": "*",
        "Action": "s3:*",
        "Condition": {"ArnNotLike": {"aws:SourceArn": f"arn:aws:*:*:{ACCOUNT}:*"}},
    },
]


@st.composite
def changed_statements(draw: st.DrawFn) -> list[dict[str, Any]]:
    """The statements of a good policy, up to three of their parts changed, and up to two Denies."""
    statements = good_statements()
    for _ in range(draw(st.integers(0, 3))):
        statement = statements[draw(st.integers(0, 3))]
        match draw(st.sampled_from(["Principal", "Action", "Resource", "conjunct", "conjunct", "drop"])):
            case "Principal":
                statement["Principal"] = draw(st.sampled_from(PRINCIPALS))
            case "Action":
                statement["Action"] = draw(st.sampled_from(ACTIONS))
            case "Resource":
                statement["Resource"] = draw(st.sampled_from(RESOURCES))
            case "conjunct":
                operator, key, value = draw(CONJUNCTS)
                statement["Condition"].setdefault(operator, {})[key] = value
            case _:
                operator = draw(st.sampled_from(sorted(statement["Condition"]) or [""]))
                statement["Condition"].pop(operator, None)
    denies = draw(st.lists(st.sampled_from(DENIES), max_size=2, unique_by=str))
    return [*statements, *({"Sid": f"D{index}", "Effect": "Deny"} | deny for index, deny in enumerate(denies))]


changed_documents = changed_statements().map(document)
"""Texts of documents of `changed_statements`."""
