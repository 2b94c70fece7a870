"""Each trick stands in an extra statement beside a complete good policy: nothing else can be what is found."""

from typing import Any

import pytest
from bucket_policy import findings_in
from findings import Finding

from tests.support.bucket_documents import (
    ACCOUNT,
    ACL,
    ARN,
    CONTRACT,
    FOREIGN,
    TRAIL,
    arn,
    condition,
    document,
    found,
    good_statements,
    good_with,
)

LOGS_ARN = f"arn:aws:logs:us-east-1:{ACCOUNT}:*"
DELIVERY = {"Service": "delivery.logs.amazonaws.com"}
TRAILS = {"Service": "cloudtrail.amazonaws.com"}
BOTH = {"Service": ["cloudtrail.amazonaws.com", "delivery.logs.amazonaws.com"]}


def test_good_policy() -> None:
    assert found(document(good_statements())) == set()
    assert found(good_with()) == set()


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"Action": "S3:PUTOBJECT"}, id="action-case"),
        pytest.param({"Resource": f"{ARN}/central/AWSLogs/{ACCOUNT}/*"}, id="key-prefix"),
        pytest.param({"Resource": f"{ARN}/AWSLogs/o-exampleorgid/*"}, id="organization"),
        pytest.param({"Resource": f"{ARN}/AWSLogs/{ACCOUNT}/CloudTrail/??-*-?/x"}, id="narrower"),
        pytest.param({"Condition": arn(f"arn:aws:cloudtrail:*:{ACCOUNT}:trail/*")}, id="ArnLike-region"),
        pytest.param({"Condition": arn(f"arn:aws:cloudtrail:?s-*:{ACCOUNT}:trail/m*n")}, id="ArnLike-parts"),
        pytest.param({"Condition": arn(f"arn:aws:cloudtrail:*:{ACCOUNT}:trail/*", "ArnEquals")}, id="ArnEquals"),
        pytest.param({"Condition": arn(f"arn:aws:cloudtrail:r:{ACCOUNT}:trail/*", "StringLike")}, id="StringLike"),
        pytest.param({"Condition": arn([TRAIL, TRAIL + "2"])}, id="two-trails"),
        pytest.param(
            {
                "Principal": DELIVERY,
                "Resource": f"{ARN}/AWSLogs/aws-account-id={ACCOUNT}/*",
                "Condition": condition(
                    StringEquals={"aws:SourceAccount": ACCOUNT}, ArnLike={"aws:SourceArn": LOGS_ARN}
                ),
            },
            id="hive",
        ),
        pytest.param(
            {
                "Condition": condition(
                    StringLike={"aws:SourceArn": "*"},
                    ArnLike={"aws:SourceArn": TRAIL},
                    StringNotEquals={"aws:SourceAccount": FOREIGN},
                    DateGreaterThan={"aws:CurrentTime": "2026-01-01T00:00:00Z"},
                    **{"ForAllValues:StringEquals": {"aws:TagKeys": "x"}},
                )
            },
            id="more-conjuncts",
        ),
    ],
)
def test_inside(changes: dict[str, Any]) -> None:
    assert found(good_with(**changes)) == set()


@pytest.mark.parametrize(
    ("changes", "element"),
    [
        pytest.param({"Action": "s3:*"}, "Action", id="all-actions"),
        pytest.param({"Action": "s3:PutObject*"}, "Action", id="action-star"),
        pytest.param({"Action": "s3:PutObjec?"}, "Action", id="action-question-mark"),
        pytest.param({"Action": "s3:PutObjectAcl"}, "Action", id="action-longer"),
        pytest.param({"Action": ["s3:PutObject", "s3:GetObject"]}, "Action", id="action-hidden"),
        pytest.param({"Action": None, "NotAction": "s3:DeleteObject"}, "NotAction", id="NotAction"),
        pytest.param({"Action": None, "NotAction": "s3:PutObject"}, "NotAction", id="NotAction-of-ours"),
        pytest.param({"Principal": "*"}, "Principal", id="everyone"),
        pytest.param({"Principal": {"AWS": "*"}}, "Principal", id="every-account"),
        pytest.param({"Principal": {"AWS": ACCOUNT}}, "Principal", id="own-account"),
        pytest.param({"Principal": {"Service": "cloudtrail.amazonaws.com.cn"}}, "Principal", id="suffix"),
        pytest.param({"Principal": TRAILS | {"AWS": "*"}}, "Principal", id="second-kind"),
        pytest.param({"Principal": None, "NotPrincipal": BOTH}, "NotPrincipal", id="NotPrincipal"),
        pytest.param({"Resource": "*"}, "Resource", id="all-resources"),
        pytest.param({"Resource": f"{ARN}/*"}, "Resource", id="whole-bucket"),
        pytest.param({"Resource": f"{ARN}/AWSLogs/*"}, "Resource", id="all-accounts"),
        pytest.param({"Resource": f"*{ARN}/AWSLogs/{ACCOUNT}/*"}, "Resource", id="text-before"),
        pytest.param({"Resource": f"{ARN}/AWSLogs/{ACCOUNT}*"}, "Resource", id="no-slash"),
        pytest.param({"Resource": f"{ARN}/AWSLogs/{ACCOUNT}"}, "Resource", id="literal-no-slash"),
        pytest.param({"Resource": f"{ARN}/AWSLogs/{FOREIGN}/*"}, "Resource", id="foreign-folder"),
        pytest.param({"Resource": f"{ARN}/other/AWSLogs/{ACCOUNT}/*"}, "Resource", id="foreign-prefix"),
        pytest.param({"Resource": f"{ARN}/AWSLogs/o-exampleorgi?/*"}, "Resource", id="organization-wildcard"),
        pytest.param({"Resource": f"{ARN}/AWSLogs/o-exampleorg/*"}, "Resource", id="other-organization"),
        pytest.param({"Resource": f"{ARN}/AWSLogs/aws-account-id={ACCOUNT}/*"}, "Resource", id="hive-of-trail"),
        pytest.param({"Resource": f"arn:aws-cn:s3:::example-logs/AWSLogs/{ACCOUNT}/*"}, "Resource", id="partition"),
        pytest.param({"Resource": f"{ARN}-2/AWSLogs/{ACCOUNT}/*"}, "Resource", id="other-bucket"),
        pytest.param({"Resource": None, "NotResource": f"{ARN}/x"}, "NotResource", id="NotResource"),
        pytest.param({"Resource": f"{ARN}/AWSLogs/{ACCOUNT}/${{aws:userid}}"}, "Resource", id="variable"),
        pytest.param({"Condition": None}, "Condition", id="no-condition"),
        pytest.param({"Condition": {"StringEquals": {"aws:SourceArn": TRAIL}}}, "Condition", id="no-acl"),
        pytest.param(
            {"Condition": {"StringEquals": {"aws:SourceArn": TRAIL}, "ArnLike": ACL}}, "Condition", id="acl-as-arn"
        ),
        pytest.param(
            {"Condition": {"StringEquals": {"aws:SourceArn": TRAIL}, "StringLike": {"s3:x-amz-acl": "bucket-*"}}},
            "Condition",
            id="acl-wildcard",
        ),
        pytest.param(
            {"Condition": {"StringEquals": {"aws:SourceArn": TRAIL}, "StringEqualsIgnoreCase": ACL}},
            "Condition",
            id="acl-operator",
        ),
        pytest.param({"Condition": arn("*")}, "Condition", id="any-source"),
        pytest.param({"Condition": arn([TRAIL, TRAIL.replace(ACCOUNT, FOREIGN)])}, "Condition", id="also-foreign"),
        pytest.param({"Condition": arn(f"arn:aws:cloudtrail:*:{ACCOUNT[:-1]}?:trail/*")}, "Condition", id="digit"),
        pytest.param({"Condition": arn("arn:aws:cloudtrail:*:*:trail/*")}, "Condition", id="any-account"),
        pytest.param({"Condition": arn(f"arn:aws:cloudtrail:*:*{ACCOUNT}*:trail/*")}, "Condition", id="substring"),
        pytest.param({"Condition": arn(TRAIL.replace("aws", "*", 1))}, "Condition", id="any-partition"),
        pytest.param({"Condition": arn(TRAIL.replace("aws", "aws-cn", 1))}, "Condition", id="other-partition"),
        pytest.param({"Condition": arn(f"arn:aws:cloudtrail:x:{FOREIGN}:trail/{ACCOUNT}")}, "Condition", id="name"),
        pytest.param({"Condition": arn(f"a:aws:cloudtrail:x:{ACCOUNT}:trail/x")}, "Condition", id="not-an-arn"),
        pytest.param(
            {"Condition": arn(f"arn:aws:cloudtrail:*:{ACCOUNT}:trail/*", "StringLike")},
            "Condition",
            id="StringLike-region",
        ),
        pytest.param(
            {"Condition": arn(f"arn:aws:cloudtrail:?:{ACCOUNT}:trail/x", "StringLike")},
            "Condition",
            id="StringLike-question-mark",
        ),
        *(
            pytest.param({"Condition": arn(TRAIL, operator)}, "Condition", id=operator)
            for operator in (
                "StringEqualsIfExists",
                "ArnLikeIfExists",
                "ForAllValues:StringEquals",
                "ForAnyValue:StringEquals",
                "ForAllValues:ArnLike",
                "StringEqualsIgnoreCase",
                "StringNotEquals",
                "ArnNotLike",
            )
        ),
        pytest.param({"Condition": condition(Null={"aws:SourceArn": "false"})}, "Condition", id="Null"),
        pytest.param({"Condition": condition(ArnLike={"aws:PrincipalArn": TRAIL})}, "Condition", id="other-key"),
        pytest.param(
            {"Condition": condition(StringEquals={"aws:SourceOrgID": "o-exampleorgid"})}, "Condition", id="org"
        ),
        pytest.param(
            {"Condition": condition(StringEquals={"aws:SourceAccount": [ACCOUNT, FOREIGN]})},
            "Condition",
            id="two-accounts",
        ),
        pytest.param(
            {"Condition": arn(TRAIL) | {"StringLike": {"aws:Referer": "${aws:Referer}"}}},
            "Condition",
            id="variable-in-condition",
        ),
    ],
)
def test_excess(changes: dict[str, Any], element: str) -> None:
    assert found(good_with(**changes)) == {("excess", '"Extra"', element)}


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"Condition": arn(f"arn:aws:cloudtrail:*:{ACCOUNT}:*")}, id="any-resource"),
        pytest.param({"Condition": arn(f"arn:aws:*:*:{ACCOUNT}:trail/*")}, id="any-service"),
        pytest.param({"Condition": arn(LOGS_ARN)}, id="source-of-the-other-service"),
        pytest.param({"Condition": arn(f"arn:aws:cloudtrail:r:{ACCOUNT}*", "StringLike")}, id="no-colon"),
        pytest.param({"Condition": arn(f"arn:aws:cloudtrail:r:{ACCOUNT}:tr*", "StringLike")}, id="before-trail"),
        pytest.param({"Condition": condition(StringEquals={"aws:SourceAccount": ACCOUNT})}, id="trail-by-account-only"),
        pytest.param(
            {
                "Condition": arn(f"arn:aws:cloudtrail:*:{ACCOUNT}:trail/*", "StringLike")
                | {"StringEquals": {"aws:SourceAccount": ACCOUNT, **ACL}}
            },
            id="StringLike-region-with-account",
        ),
        pytest.param({"Principal": DELIVERY, "Condition": arn(LOGS_ARN)}, id="delivery-by-arn-only"),
        pytest.param(
            {"Principal": DELIVERY, "Condition": condition(StringEquals={"aws:SourceAccount": ACCOUNT})},
            id="delivery-by-account-only",
        ),
    ],
)
def test_hardening(changes: dict[str, Any]) -> None:
    assert found(good_with(**changes)) == {("hardening", '"Extra"', "Condition")}


@pytest.mark.parametrize(
    "resource", ["*", f"{ARN}*", f"{ARN}/*", f"{ARN}/", "arn:aws-cn:s3:::example-logs", ARN.replace("aws", "AWS")]
)
def test_acl_check_is_for_this_bucket(resource: str) -> None:
    assert found(good_with(Action="s3:GetBucketAcl", Resource=resource)) == {("excess", '"Extra"', "Resource")}


def test_a_deny_is_no_excuse() -> None:
    deny = {"Sid": "D", "Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}
    wide = good_statements()[1] | {"Sid": "Wide", "Resource": "*"}
    assert found(document([wide, deny])) == {("excess", '"Wide"', "Resource")}


def test_statement_without_a_sid_is_named_by_its_place() -> None:
    assert found(good_with(Sid=None, Action="s3:*")) == {("excess", "#6", "Action")}


def test_both_services_in_one_statement_need_what_either_needs() -> None:
    sources = {"aws:SourceArn": [TRAIL, LOGS_ARN]}
    pinned = condition(StringEquals={"aws:SourceAccount": ACCOUNT}, ArnLike=sources)
    assert found(good_with(Principal=BOTH, Condition=pinned)) == set()
    assert found(good_with(Principal=BOTH, Condition=condition(ArnLike=sources))) == {
        ("hardening", '"Extra"', "Condition")
    }
    assert found(good_with(Principal=BOTH, Condition=pinned, Resource=f"{ARN}/AWSLogs/o-exampleorgid/*")) == {
        ("excess", '"Extra"', "Resource")
    }


MERGED: dict[str, Any] = {
    "Action": ["s3:PutObject", "s3:GetBucketAcl"],
    "Resource": [ARN, f"{ARN}/AWSLogs/{ACCOUNT}/*"],
}


class TestBothActionsInOneStatement:
    """The ACL check is about buckets and PutObject about objects, so each resource is for one of the two."""

    def test_grants_nothing_too_much(self) -> None:
        assert found(good_with(**MERGED)) == set()

    def test_without_the_acl_it_can_pass_and_grants_too_much(self) -> None:
        text = good_with(**MERGED, Condition={"StringEquals": {"aws:SourceArn": TRAIL}})
        assert found(text) == {("excess", '"Extra"', "Condition")}

    @pytest.mark.parametrize("resource", [f"{ARN}*", f"{ARN}/*", "*", "arn:aws:s3:::other"])
    def test_a_resource_for_neither(self, resource: str) -> None:
        text = good_with(**MERGED | {"Resource": [*MERGED["Resource"], resource]})
        assert found(text) == {("excess", '"Extra"', "Resource")}

    @pytest.mark.parametrize(
        ("resource", "message"),
        [
            (ARN, '"s3:PutObject" is an action on objects, and the Resource names none'),
            (
                [f"{ARN}/AWSLogs/{ACCOUNT}/*"] * 2,
                '"s3:GetBucketAcl" is an action on the bucket, which the Resource does not name',
            ),
        ],
    )
    def test_no_resource_for_one_of_them(self, resource: str | list[str], message: str) -> None:
        assert findings_in(good_with(**MERGED | {"Resource": resource}), CONTRACT) == (
            Finding(
                "malformed",
                '"Extra"',
                "Resource",
                message,
                f'Write one statement for each action, on "{ARN}" and on its folders',
            ),
        )

    def test_a_folder_of_the_other_service(self) -> None:
        text = good_with(**MERGED | {"Resource": [ARN, f"{ARN}/AWSLogs/aws-account-id={ACCOUNT}/*"]})
        assert found(text) == {("excess", '"Extra"', "Resource")}

    @pytest.mark.parametrize("folder", ["o-exampleorgid", f"aws-account-id={ACCOUNT}"])
    def test_a_folder_of_one_of_two_services(self, folder: str) -> None:
        pinned = {**arn(f"arn:aws:logs:*:{ACCOUNT}:*"), "StringEquals": {"aws:SourceAccount": ACCOUNT, **ACL}}
        text = good_with(**MERGED | {"Resource": [ARN, f"{ARN}/AWSLogs/{folder}/*"]}, Principal=BOTH, Condition=pinned)
        assert ("excess", '"Extra"', "Resource") in found(text)

    def test_message_of_a_resource_for_neither(self) -> None:
        text = good_with(**MERGED | {"Resource": [ARN, "arn:aws:s3:::other", "arn:aws:s3:::other"]})
        assert [finding.message for finding in findings_in(text, CONTRACT)] == [
            '"arn:aws:s3:::other" is neither this bucket nor in a folder of log delivery'
        ]


def test_the_acl_check_is_of_the_bucket_and_of_no_folder() -> None:
    text = good_with(Action="s3:GetBucketAcl", Resource=[ARN, f"{ARN}/AWSLogs/{ACCOUNT}/*"])
    assert found(text) == {("excess", '"Extra"', "Resource")}


def test_every_service_is_no_principal_and_would_be_anyone() -> None:
    assert found(good_with(Principal={"Service": ["cloudtrail.amazonaws.com", "*"]})) == {
        ("malformed", '"Extra"', "Principal"),
        ("excess", '"Extra"', "Principal"),
    }


@pytest.mark.parametrize("action", ["s3:PutObjects", "s3:Put", "s3:PutObject?", "s3:Zap*", "S3:getbucketacls"])
def test_what_is_not_known_of_s3_may_be_new(action: str) -> None:
    (finding,) = findings_in(good_with(Action=action), CONTRACT)
    assert finding[:4] == ("excess", '"Extra"', "Action", f'"{action}" is no action of S3 that this version knows')


def test_a_foreign_action_alone_is_not_blamed_for_its_resource() -> None:
    assert found(good_with(Action="s3:ListBucket", Resource=ARN)) == {("excess", '"Extra"', "Action")}


def test_a_stranger_with_the_name_of_a_service_is_no_service() -> None:
    text = good_with(Principal={"Federated": "cloudtrail.amazonaws.com"}, Resource="*")
    assert found(text) == {("excess", '"Extra"', "Principal")}
