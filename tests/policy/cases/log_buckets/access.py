"""Cases of the rules on who else gets at a log bucket: ACLs, public access blocks, ownership, a second policy."""

import json
from collections.abc import Sequence

from pulumi_policy.proxy import UNKNOWN_BOOLEAN_VALUE, UNKNOWN_STRING_VALUE
from rules.log_buckets import acl_grants_nothing, has_public_access_block, one_policy, owns_objects, public_access_block

from tests.policy.cases.log_buckets.resources import (
    BUCKET_TYPE,
    BY_NAME,
    BY_OUTPUT,
    FLOW_LOG,
    GOOD,
    LOGS,
    NATIVE,
    NATIVE_LOGS,
    PET,
    POLICY,
    STREAM,
    TRAIL,
    UNNAMED,
    WEBSITE,
    WIDE,
    of_bucket,
    of_unnamed,
    on_unknown_bucket,
    one,
    program,
)
from tests.support.bucket_documents import ARN, BUCKET
from tests.support.policy_server import from_outputs, registration
from tests.support.rule_cases import Case, Mutation, RuleCases, cloud_control, input_of

CLOUD_CONTROL = "aws:cloudcontrol/resource:Resource"
ACL = "aws:s3/bucketAcl:BucketAcl"
ACCOUNT_BLOCK = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"
BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"
OWNERSHIP = "aws:s3/bucketOwnershipControls:BucketOwnershipControls"
BLOCKED = {
    "blockPublicAcls": True,
    "blockPublicPolicy": True,
    "ignorePublicAcls": True,
    "restrictPublicBuckets": True,
}
HALF_BLOCKED = {**BLOCKED, "ignorePublicAcls": False}
BUCKET_POLICY = registration(POLICY, "policy", bucket=BUCKET, policy=GOOD)


def grant(**grantee: str) -> dict[str, object]:
    return {"permission": "READ", "grantee": {"type": "CanonicalUser", **grantee}}


# None is the owner, as an object or as the one of a list.
GRANTEES: Sequence[object] = ([{"id": "other"}], [{"id": "me"}, {"id": "other"}], [["me"]], "me")

ACL_GRANTS_NOTHING = RuleCases(
    rule=acl_grants_nothing.RULE,
    mutations=[
        Mutation(stack="dev", resource="logs-bucket", inputs={"acl": "log-delivery-write"}),
        Mutation(
            add=[(ACL, "acl", {"bucket": "monitoring-prod-logs-123456789012-us-east-1", "acl": "public-read"})],
            violations=one("acl"),
        ),
    ],
    violating=[
        Case(id="canned", resources=[of_bucket(ACL, "acl", acl="public-read")], violations=one("acl")),
        Case(
            id="canned-by-its-second-name",
            resources=[of_bucket("aws:s3/bucketAclV2:BucketAclV2", "acl", acl="authenticated-read")],
            violations=one("acl"),
        ),
        Case(
            id="grant-to-another",
            resources=[
                of_bucket(ACL, "acl", accessControlPolicy={"owner": {"id": "me"}, "grants": [grant(id="other")]})
            ],
            violations=one("acl"),
        ),
        Case(
            id="grant-to-a-group",
            resources=[
                of_bucket(ACL, "acl", accessControlPolicy={"owner": {"id": "me"}, "grants": [grant(uri="AllUsers")]})
            ],
            violations=one("acl"),
        ),
        Case(
            id="grant-to-a-group-with-the-owners-id",
            resources=[
                of_bucket(
                    ACL,
                    "acl",
                    accessControlPolicy={"owner": {"id": "me"}, "grants": [grant(id="me", uri="AllUsers")]},
                )
            ],
            violations=one("acl"),
        ),
        Case(
            id="grant-to-an-address-with-the-owners-id",
            resources=[
                of_bucket(
                    ACL,
                    "acl",
                    accessControlPolicy={
                        "owner": {"id": "me"},
                        "grants": [grant(id="me", emailAddress="a@example.com")],
                    },
                )
            ],
            violations=one("acl"),
        ),
        Case(
            id="grant-without-an-owner",
            resources=[of_bucket(ACL, "acl", accessControlPolicy={"grants": [grant()]})],
            violations=one("acl"),
        ),
        *(
            Case(
                id=f"grantee-written-{grantee!r}",
                resources=[
                    of_bucket(
                        ACL,
                        "acl",
                        accessControlPolicy={
                            "owner": {"id": "me"},
                            "grants": [{"permission": "READ", "grantee": grantee}],
                        },
                    )
                ],
                violations=one("acl"),
            )
            for grantee in GRANTEES
        ),
        Case(
            id="native-another-among-others",
            resources=[registration(NATIVE, "bucket", bucketName=BUCKET, accessControl="PublicRead")],
            options={"otherBuckets": ["website"]},
            violations=one("bucket"),
        ),
        Case(
            id="inline-acl",
            resources=[registration("aws:s3/bucketV2:BucketV2", "bucket", bucket=BUCKET, acl="public-read-write")],
            violations=one("bucket"),
        ),
        Case(
            id="inline-grants",
            resources=[of_bucket(BUCKET_TYPE, "bucket", grants=[{"type": "Group", "permissions": ["READ"]}])],
            violations=one("bucket"),
        ),
        Case(
            id="native",
            resources=[registration(NATIVE, "bucket", bucketName=BUCKET, accessControl="PublicRead")],
            violations=one("bucket"),
        ),
        Case(
            id="cloud-control",
            resources=[cloud_control("AWS::S3::Bucket", "bucket", AccessControl="PublicRead")],
            violations=one("bucket"),
        ),
    ],
    compliant=[
        Case(
            id="private", resources=[of_bucket(ACL, "acl", acl="private"), of_bucket(BUCKET_TYPE, "b", acl="private")]
        ),
        Case(id="native-private", resources=[registration(NATIVE, "bucket", accessControl="Private")]),
        Case(
            id="native-among-others",
            resources=[registration(NATIVE, "bucket", bucketName="website", accessControl="PublicRead")],
            options={"otherBuckets": ["website"]},
        ),
        Case(
            id="the-owners-own-in-a-list",
            resources=[
                of_bucket(
                    ACL,
                    "acl",
                    accessControlPolicy={
                        "owner": {"id": "me"},
                        "grants": [{"permission": "READ", "grantee": [{"type": "CanonicalUser", "id": "me"}]}],
                    },
                )
            ],
        ),
        Case(
            id="the-owners-own",
            resources=[of_bucket(ACL, "acl", accessControlPolicy={"owner": {"id": "me"}, "grants": [grant(id="me")]})],
        ),
    ],
    absent=[Case(id="no-acl", resources=[LOGS, NATIVE_LOGS])],
    unknown=[
        Case(
            id="unknown-acl",
            resources=[of_bucket(ACL, "acl", acl=UNKNOWN_STRING_VALUE)],
            violations=one("acl"),
        ),
        Case(id="private-of-an-unknown-bucket", resources=[PET, on_unknown_bucket(ACL, acl="private")]),
        Case(
            id="wide-of-an-unknown-bucket",
            resources=[PET, on_unknown_bucket(ACL, acl="public-read")],
            options={"otherBuckets": ["website"]},
            violations=one("setting"),
        ),
    ],
    out_of_scope=[
        Case(
            id="website",
            resources=[of_bucket(ACL, "acl", "website", acl="public-read")],
            options={"otherBuckets": ["website"]},
        ),
    ],
)
PUBLIC_ACCESS_BLOCK = RuleCases(
    rule=public_access_block.RULE,
    mutations=[
        Mutation(stack=stack, resource="logs-public-access-block", inputs={flag: False})
        for stack, flag in zip(("dev", "dev", "prod", "prod"), BLOCKED, strict=True)
    ],
    violating=[
        *(
            Case(
                id=f"without-{flag}",
                resources=[of_bucket(BLOCK, "block", **{**BLOCKED, flag: False})],
                violations=one("block"),
            )
            for flag in BLOCKED
        ),
        *(
            Case(
                id=f"account-without-{flag}",
                resources=[registration(ACCOUNT_BLOCK, "block", **{**BLOCKED, flag: False})],
                violations=one("block"),
                options=options,
            )
            for flag, options in zip(BLOCKED, ({}, {}, {}, {"otherBuckets": ["website"]}), strict=True)
        ),
        Case(
            id="native",
            resources=[registration(NATIVE, "bucket", publicAccessBlockConfiguration=HALF_BLOCKED)],
            violations=one("bucket"),
        ),
        Case(
            id="cloud-control",
            resources=[
                cloud_control("AWS::S3::Bucket", "bucket", PublicAccessBlockConfiguration={"BlockPublicAcls": True})
            ],
            violations=one("bucket"),
        ),
    ],
    compliant=[
        Case(id="complete", resources=[of_bucket(BLOCK, "block", **BLOCKED)]),
        Case(id="account-complete", resources=[registration(ACCOUNT_BLOCK, "block", **BLOCKED)]),
        Case(id="native-complete", resources=[registration(NATIVE, "b", publicAccessBlockConfiguration=BLOCKED)]),
    ],
    absent=[
        Case(id="flags-left-out", resources=[of_bucket(BLOCK, "block")], violations=one("block")),
        Case(id="account-flags-left-out", resources=[registration(ACCOUNT_BLOCK, "block")], violations=one("block")),
        Case(id="native-without", resources=[NATIVE_LOGS]),
    ],
    unknown=[
        Case(
            id="unknown-flag",
            resources=[of_bucket(BLOCK, "block", **{**BLOCKED, "blockPublicAcls": UNKNOWN_BOOLEAN_VALUE})],
            violations=one("block"),
        ),
        Case(id="unknown-bucket", resources=[PET, on_unknown_bucket(BLOCK, **BLOCKED)]),
        Case(
            id="half-of-an-unknown-bucket",
            resources=[PET, on_unknown_bucket(BLOCK, **HALF_BLOCKED)],
            violations=one("setting"),
        ),
    ],
    out_of_scope=[
        Case(
            id="website",
            resources=[of_bucket(BLOCK, "block", "website", **HALF_BLOCKED)],
            options={"otherBuckets": ["website"]},
        )
    ],
)
HAS_PUBLIC_ACCESS_BLOCK = RuleCases(
    rule=has_public_access_block.RULE,
    mutations=[
        Mutation(stack="dev", resource="logs-public-access-block", remove=True, violations=one("logs-bucket")),
        Mutation(stack="prod", resource="logs-public-access-block", remove=True, violations=one("logs-bucket")),
    ],
    violating=[
        Case(id="of-a-trail", resources=[LOGS, BY_NAME], violations=one("bucket")),
        Case(id="of-a-trail-by-output", resources=[UNNAMED, BY_OUTPUT], violations=one("bucket")),
        Case(id="of-a-flow-log", resources=[LOGS, FLOW_LOG], violations=one("bucket")),
        Case(id="of-a-delivery-stream", resources=[LOGS, STREAM], violations=one("bucket")),
        Case(
            id="of-a-trail-by-the-bucket-policy",
            resources=[
                UNNAMED,
                from_outputs(registration(POLICY, "policy"), bucket=[UNNAMED]),
                from_outputs(
                    registration(TRAIL, "trail"),
                    s3BucketName=[from_outputs(registration(POLICY, "policy"), bucket=[UNNAMED])],
                ),
            ],
            violations=one("bucket"),
        ),
        Case(
            id="by-tag",
            resources=[registration(BUCKET_TYPE, "bucket", tags={"Holds": "logs"})],
            violations=one("bucket"),
        ),
        Case(
            id="by-tag-of-the-native-provider",
            resources=[registration(NATIVE, "bucket", tags=[{"key": "Data", "value": "audit"}])],
            options={"logTag": "Data=audit"},
            violations=one("bucket"),
        ),
        Case(id="by-configuration", resources=[LOGS], options={"logBuckets": [BUCKET]}, violations=one("bucket")),
        Case(id="native", resources=[NATIVE_LOGS, BY_NAME], violations=one("bucket")),
        Case(
            id="by-its-second-name",
            resources=[registration("aws:s3/bucketV2:BucketV2", "bucket", bucket=BUCKET), BY_NAME],
            violations=one("bucket"),
        ),
        Case(
            id="native-trail",
            resources=[LOGS, registration("aws-native:cloudtrail:Trail", "trail", s3BucketName=BUCKET)],
            violations=one("bucket"),
        ),
        Case(
            id="block-of-another-bucket",
            resources=program(WEBSITE, of_bucket(BLOCK, "block", "website", **BLOCKED)),
            violations=one("bucket"),
        ),
    ],
    compliant=[
        Case(id="by-name", resources=program(of_bucket(BLOCK, "block", **BLOCKED))),
        Case(id="by-output", resources=of_unnamed(BLOCK, "block", **BLOCKED)),
        Case(
            id="native-with",
            resources=[
                registration(NATIVE, "bucket", bucketName=BUCKET, publicAccessBlockConfiguration=BLOCKED),
                BY_NAME,
            ],
        ),
    ],
    absent=[Case(id="no-bucket-of-the-stack", resources=[BY_NAME])],
    unknown=[
        Case(
            id="block-of-an-unknown-bucket",
            resources=program(on_unknown_bucket(BLOCK, **BLOCKED)),
            violations=one("bucket"),
        )
    ],
    out_of_scope=[
        Case(id="website-beside", resources=[WEBSITE, registration(TRAIL, "trail", s3BucketName="elsewhere")]),
        Case(
            id="flow-log-to-a-log-group",
            resources=[LOGS, registration("aws:ec2/flowLog:FlowLog", "flow", logDestination=ARN)],
        ),
        Case(id="configured-as-another", resources=program(), options={"otherBuckets": [BUCKET]}),
    ],
)
OWNS_OBJECTS = RuleCases(
    rule=owns_objects.RULE,
    mutations=[
        Mutation(stack="dev", resource="logs-ownership", inputs={"rule": {"objectOwnership": "ObjectWriter"}}),
        Mutation(stack="prod", resource="logs-ownership", remove=True, violations=one("logs-bucket")),
    ],
    violating=[
        Case(
            id=ownership,
            resources=program(of_bucket(OWNERSHIP, "ownership", rule={"objectOwnership": ownership})),
            violations=one("ownership"),
        )
        for ownership in ("ObjectWriter", "BucketOwnerPreferred")
    ]
    + [
        # Two owners of one setting: which is in force changes with each update.
        Case(
            id="native-beside-its-own-resource",
            resources=[
                registration(
                    NATIVE,
                    "bucket",
                    bucketName=BUCKET,
                    ownershipControls={"rules": [{"objectOwnership": "ObjectWriter"}]},
                ),
                of_bucket(OWNERSHIP, "ownership", rule={"objectOwnership": "BucketOwnerEnforced"}),
                BY_NAME,
            ],
            violations=one("bucket"),
        )
    ],
    compliant=[
        Case(
            id="enforced",
            resources=program(of_bucket(OWNERSHIP, "ownership", rule={"objectOwnership": "BucketOwnerEnforced"})),
        ),
        Case(
            id="native",
            resources=[
                registration(
                    NATIVE,
                    "bucket",
                    bucketName=BUCKET,
                    ownershipControls={"rules": [{"objectOwnership": "BucketOwnerEnforced"}]},
                ),
                BY_NAME,
            ],
        ),
    ],
    absent=[
        Case(id="none", resources=program(), violations=one("bucket")),
        Case(id="none-native", resources=[NATIVE_LOGS, BY_NAME], violations=one("bucket")),
    ],
    unknown=[
        Case(
            id="by-output",
            resources=of_unnamed(OWNERSHIP, "ownership", rule={"objectOwnership": "ObjectWriter"}),
            violations=one("ownership"),
        ),
        Case(
            id="of-an-unknown-bucket",
            resources=[PET, on_unknown_bucket(OWNERSHIP, rule={"objectOwnership": "ObjectWriter"})],
            violations=one("setting"),
        ),
        Case(
            id="enforced-of-an-unknown-bucket",
            resources=[PET, on_unknown_bucket(OWNERSHIP, rule={"objectOwnership": "BucketOwnerEnforced"})],
        ),
    ],
    out_of_scope=[
        Case(
            id="website",
            resources=[WEBSITE, of_bucket(OWNERSHIP, "o", "website", rule={"objectOwnership": "ObjectWriter"})],
        )
    ],
)
ONE_POLICY = RuleCases(
    rule=one_policy.RULE,
    mutations=[
        Mutation(
            stack=stack,
            add=[
                (
                    POLICY,
                    "second",
                    {
                        "bucket": f"monitoring-{stack}-logs-123456789012-us-east-1",
                        "policy": input_of(stack, "logs-policy", "policy"),
                    },
                )
            ],
            violations=one("logs-bucket"),
        )
        for stack in ("dev", "prod")
    ],
    violating=[
        Case(
            id="two",
            resources=program(BUCKET_POLICY, of_bucket(POLICY, "second", policy=GOOD)),
            violations=one("bucket"),
        ),
        Case(
            id="inline-and-another",
            resources=[of_bucket(BUCKET_TYPE, "bucket", policy=WIDE), BY_NAME, BUCKET_POLICY],
            violations=one("bucket"),
        ),
        Case(
            id="two-providers",
            resources=program(BUCKET_POLICY, of_bucket("aws-native:s3:BucketPolicy", "native", policyDocument=GOOD)),
            violations=one("bucket"),
        ),
    ],
    compliant=[
        Case(id="one", resources=program(BUCKET_POLICY)),
        Case(id="inline", resources=[of_bucket(BUCKET_TYPE, "bucket", policy=GOOD), BY_NAME]),
        Case(
            id="what-the-bucket-tells-of-its-policy",
            resources=[
                of_bucket(BUCKET_TYPE, "bucket", policy=json.dumps(json.loads(GOOD), indent=1)),
                BY_NAME,
                BUCKET_POLICY,
            ],
        ),
    ],
    absent=[Case(id="none", resources=program(), violations=one("bucket"))],
    unknown=[
        Case(id="one-by-output", resources=of_unnamed(POLICY, "policy", policy=GOOD)),
        Case(
            id="two-by-output",
            resources=[
                *of_unnamed(POLICY, "policy", policy=GOOD),
                from_outputs(registration(POLICY, "second", policy=GOOD), bucket=[UNNAMED]),
            ],
            violations=one("bucket"),
        ),
    ],
    out_of_scope=[
        Case(id="website", resources=[WEBSITE, *(of_bucket(POLICY, name, "website", policy=WIDE) for name in "ab")])
    ],
)
