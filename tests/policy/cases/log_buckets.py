"""Cases of the rules on log buckets."""

import json
from collections.abc import Sequence
from typing import Any

from pulumi.runtime.proto.resource_pb2 import RegisterResourceRequest
from pulumi_policy.proxy import UNKNOWN_BOOLEAN_VALUE, UNKNOWN_STRING_VALUE
from rules.log_buckets import (
    acl_grants_nothing,
    destination_is_known,
    has_public_access_block,
    has_versions,
    is_kept,
    keeps_logs,
    lock_holds,
    no_access_point,
    one_policy,
    only_delivery,
    owns_objects,
    public_access_block,
    replicates_only_to_known,
)

from tests.support.bucket_documents import ARN, BUCKET, document, good_statements, good_with
from tests.support.policy_server import from_outputs, registration
from tests.support.rule_cases import Case, Mutation, RuleCases, input_of

POLICY = "aws:s3/bucketPolicy:BucketPolicy"
GOOD = document(good_statements())
WIDE = good_with(Principal="*")


def widened(stack: str, resource: str) -> dict[str, Any]:
    """The bucket policy of the project's program, with a grant to everyone."""
    policy = json.loads(input_of(stack, resource, "policy"))
    policy["Statement"].append({"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"})
    return {"policy": json.dumps(policy)}


def cloud_control(type_name: str, **properties: Any) -> dict[str, str]:
    """The inputs of a resource of Cloud Control."""
    return {"typeName": type_name, "desiredState": json.dumps(properties)}


CARRIERS = [
    registration(POLICY, "logs", bucket=BUCKET, policy=WIDE),
    registration("aws:s3/bucket:Bucket", "logs", bucket=BUCKET, policy=WIDE),
    registration("aws:s3/bucketV2:BucketV2", "logs", bucket=BUCKET, policy=WIDE),
    registration("aws-native:s3:BucketPolicy", "logs", bucket=BUCKET, policyDocument=json.loads(WIDE)),
    registration("aws-native:s3:BucketPolicy", "logs", bucket=BUCKET, policyDocument=WIDE),
    registration(
        "aws:cloudcontrol/resource:Resource",
        "logs",
        **cloud_control("AWS::S3::BucketPolicy", Bucket=BUCKET, PolicyDocument=json.loads(WIDE)),
    ),
]

ONLY_DELIVERY = RuleCases(
    rule=only_delivery.RULE,
    mutations=[
        Mutation(stack=stack, resource=resource, inputs=widened(stack, resource))
        for stack, resource in (("dev", "logs-policy"), ("prod", "logs-policy"), ("prod", "access-logs-policy"))
    ],
    violating=[
        Case(id=f"{one.type}-{place}", resources=[one], violations=frozenset({"logs"}))
        for place, one in enumerate(CARRIERS)
    ],
    compliant=[
        Case(id="policy", resources=[registration(POLICY, "logs", bucket=BUCKET, policy=GOOD)]),
        Case(
            id="native",
            resources=[
                registration("aws-native:s3:BucketPolicy", "logs", bucket=BUCKET, policyDocument=json.loads(GOOD))
            ],
        ),
        Case(
            id="cloud-control",
            resources=[
                registration(
                    "aws:cloudcontrol/resource:Resource",
                    "logs",
                    **cloud_control("AWS::S3::BucketPolicy", Bucket=BUCKET, PolicyDocument=json.loads(GOOD)),
                )
            ],
        ),
    ],
    absent=[Case(id="no-inline-policy", resources=[registration("aws:s3/bucket:Bucket", "logs", bucket=BUCKET)])],
    unknown=[
        Case(
            id="unknown-document",
            resources=[registration(POLICY, "logs", bucket=BUCKET, policy=UNKNOWN_STRING_VALUE)],
            violations=frozenset({"logs"}),
        ),
        Case(
            id="unknown-state",
            resources=[
                registration(
                    "aws:cloudcontrol/resource:Resource",
                    "logs",
                    typeName="AWS::S3::BucketPolicy",
                    desiredState=UNKNOWN_STRING_VALUE,
                )
            ],
            violations=frozenset({"logs"}),
        ),
    ],
    out_of_scope=[
        Case(
            id="other-bucket",
            resources=[registration(POLICY, "website", bucket="website", policy=WIDE)],
            options={"otherBuckets": ["website"]},
        ),
        Case(id="other-type", resources=[registration("aws:sns/topicPolicy:TopicPolicy", "topic", policy=WIDE)]),
    ],
)


BUCKET_TYPE = "aws:s3/bucket:Bucket"
NATIVE = "aws-native:s3:Bucket"
CLOUD_CONTROL = "aws:cloudcontrol/resource:Resource"
ACL = "aws:s3/bucketAcl:BucketAcl"
BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"
OWNERSHIP = "aws:s3/bucketOwnershipControls:BucketOwnershipControls"
LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"
LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"
REPLICATION = "aws:s3/bucketReplicationConfig:BucketReplicationConfig"
TRAIL = "aws:cloudtrail/trail:Trail"

BLOCKED = {
    "blockPublicAcls": True,
    "blockPublicPolicy": True,
    "ignorePublicAcls": True,
    "restrictPublicBuckets": True,
}
HALF_BLOCKED = {**BLOCKED, "ignorePublicAcls": False}
LOGS = registration(BUCKET_TYPE, "bucket", bucket=BUCKET)
# A bucket whose name AWS chooses: all that refers to it does so by its outputs.
UNNAMED = registration(BUCKET_TYPE, "bucket")
WEBSITE = registration(BUCKET_TYPE, "website", bucket="website")
BY_NAME = registration(TRAIL, "trail", name="main", s3BucketName=BUCKET)
BY_OUTPUT = from_outputs(registration(TRAIL, "trail", name="main"), s3BucketName=[UNNAMED])
BUCKET_POLICY = registration(POLICY, "policy", bucket=BUCKET, policy=GOOD)
FLOW_LOG = registration("aws:ec2/flowLog:FlowLog", "flow", logDestinationType="s3", logDestination=f"{ARN}/folder/")
STREAM = registration(
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
    "stream",
    destination="extended_s3",
    extendedS3Configuration={"bucketArn": ARN},
)
PET = registration("random:index/randomPet:RandomPet", "pet")
NATIVE_LOGS = registration(NATIVE, "bucket", bucketName=BUCKET)


def one(*names: str) -> frozenset[str]:
    return frozenset(names)


def program(*resources: RegisterResourceRequest) -> Sequence[RegisterResourceRequest]:
    """The log bucket of a trail, and more."""
    return [LOGS, BY_NAME, *resources]


def of_bucket(type_: str, name: str, bucket: str = BUCKET, /, **inputs: Any) -> RegisterResourceRequest:
    return registration(type_, name, bucket=bucket, **inputs)


def of_unnamed(type_: str, name: str, /, **inputs: Any) -> Sequence[RegisterResourceRequest]:
    """A setting of the log bucket of a trail, which AWS names; nothing but the graph shows what belongs together."""
    return [UNNAMED, BY_OUTPUT, from_outputs(registration(type_, name, **inputs), bucket=[UNNAMED])]


def on_unknown_bucket(type_: str, /, **inputs: Any) -> RegisterResourceRequest:
    """A setting of a bucket that nothing tells."""
    return from_outputs(registration(type_, "setting", **inputs), bucket=[PET])


def grant(**grantee: str) -> dict[str, object]:
    return {"permission": "READ", "grantee": {"type": "CanonicalUser", **grantee}}


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
            resources=[
                registration(CLOUD_CONTROL, "bucket", **cloud_control("AWS::S3::Bucket", AccessControl="PublicRead"))
            ],
            violations=one("bucket"),
        ),
    ],
    compliant=[
        Case(
            id="private", resources=[of_bucket(ACL, "acl", acl="private"), of_bucket(BUCKET_TYPE, "b", acl="private")]
        ),
        Case(id="native-private", resources=[registration(NATIVE, "bucket", accessControl="Private")]),
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
        Case(
            id="native",
            resources=[registration(NATIVE, "bucket", publicAccessBlockConfiguration=HALF_BLOCKED)],
            violations=one("bucket"),
        ),
        Case(
            id="cloud-control",
            resources=[
                registration(
                    CLOUD_CONTROL,
                    "bucket",
                    **cloud_control("AWS::S3::Bucket", PublicAccessBlockConfiguration={"BlockPublicAcls": True}),
                )
            ],
            violations=one("bucket"),
        ),
    ],
    compliant=[
        Case(id="complete", resources=[of_bucket(BLOCK, "block", **BLOCKED)]),
        Case(id="native-complete", resources=[registration(NATIVE, "b", publicAccessBlockConfiguration=BLOCKED)]),
    ],
    absent=[
        Case(id="flags-left-out", resources=[of_bucket(BLOCK, "block")], violations=one("block")),
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

POINT = "aws:s3/accessPoint:AccessPoint"
POINT_POLICY = "aws:s3control/accessPointPolicy:AccessPointPolicy"
MULTI_REGION = "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint"
WEBSITE_POINT = of_bucket(POINT, "website-point", "website", name="site")
NO_ACCESS_POINT = RuleCases(
    rule=no_access_point.RULE,
    mutations=[
        Mutation(
            add=[(POINT, "point", {"bucket": "monitoring-prod-logs-123456789012-us-east-1", "policy": WIDE})],
            violations=one("point"),
        )
    ],
    violating=[
        Case(id="access-point", resources=program(of_bucket(POINT, "point")), violations=one("point")),
        Case(
            id="native-access-point",
            resources=program(of_bucket("aws-native:s3:AccessPoint", "point")),
            violations=one("point"),
        ),
        Case(
            id="multi-region",
            resources=program(registration(MULTI_REGION, "point", details={"regions": [{"bucket": BUCKET}]})),
            violations=one("point"),
        ),
        Case(
            id="others-bucket-of-a-trail",
            resources=[BY_NAME, of_bucket(POINT, "point")],
            violations=one("point"),
        ),
        Case(
            id="policy-of-an-access-point",
            resources=program(
                of_bucket(POINT, "point"),
                from_outputs(
                    registration(POINT_POLICY, "policy", policy=WIDE), accessPointArn=[of_bucket(POINT, "point")]
                ),
            ),
            violations=one("point", "policy"),
        ),
        Case(
            id="policy-of-an-access-point-from-elsewhere",
            resources=[
                registration(POINT_POLICY, "policy", accessPointArn="arn:aws:s3:us-east-1:1:accesspoint/x", policy=WIDE)
            ],
            violations=one("policy"),
        ),
    ],
    compliant=[Case(id="none", resources=program())],
    absent=[Case(id="no-log-bucket", resources=[WEBSITE, WEBSITE_POINT])],
    unknown=[
        Case(id="by-output", resources=of_unnamed(POINT, "point"), violations=one("point")),
        Case(id="of-an-unknown-bucket", resources=[PET, on_unknown_bucket(POINT)], violations=one("setting")),
    ],
    out_of_scope=[
        Case(
            id="website",
            resources=program(
                WEBSITE,
                WEBSITE_POINT,
                from_outputs(registration(POINT_POLICY, "policy", policy=WIDE), accessPointArn=[WEBSITE_POINT]),
            ),
        )
    ],
)


def replication(bucket: str) -> dict[str, Any]:
    return {"rules": [{"status": "Enabled", "destination": {"bucket": f"arn:aws:s3:::{bucket}"}}]}


REPLICATES = RuleCases(
    rule=replicates_only_to_known.RULE,
    mutations=[
        Mutation(
            add=[
                (
                    REPLICATION,
                    "replication",
                    {"bucket": "monitoring-prod-logs-123456789012-us-east-1", **replication("theirs")},
                )
            ],
            violations=one("replication"),
        )
    ],
    violating=[
        Case(
            id="elsewhere",
            resources=program(of_bucket(REPLICATION, "replication", **replication("theirs"))),
            violations=one("replication"),
        ),
        Case(
            id="inline",
            resources=[of_bucket(BUCKET_TYPE, "bucket", replicationConfiguration=replication("theirs")), BY_NAME],
            violations=one("bucket"),
        ),
        Case(
            id="native",
            resources=[
                registration(NATIVE, "bucket", bucketName=BUCKET, replicationConfiguration=replication("theirs")),
                BY_NAME,
            ],
            violations=one("bucket"),
        ),
    ],
    compliant=[
        Case(
            id="to-a-bucket-of-the-configuration",
            resources=program(of_bucket(REPLICATION, "replication", **replication("copies"))),
            options={"replicaBuckets": ["copies"]},
        ),
        Case(
            id="to-a-log-bucket",
            resources=program(
                registration(BUCKET_TYPE, "copies", bucket="copies", tags={"Holds": "logs"}),
                of_bucket(REPLICATION, "replication", **replication("copies")),
            ),
        ),
    ],
    absent=[Case(id="none", resources=program())],
    unknown=[
        Case(
            id="by-output",
            resources=of_unnamed(REPLICATION, "replication", **replication("theirs")),
            violations=one("replication"),
        ),
        Case(
            id="unknown-destination",
            resources=program(
                PET,
                from_outputs(
                    of_bucket(REPLICATION, "replication", rules=[{"destination": {"bucket": UNKNOWN_STRING_VALUE}}]),
                    rules=[PET],
                ),
            ),
            violations=one("replication"),
        ),
        Case(
            id="of-an-unknown-bucket",
            resources=[PET, on_unknown_bucket(REPLICATION, **replication("theirs"))],
            violations=one("setting"),
        ),
    ],
    out_of_scope=[
        Case(id="website", resources=program(WEBSITE, of_bucket(REPLICATION, "r", "website", **replication("theirs"))))
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


def expiring(**expiration: Any) -> dict[str, Any]:
    return {"rules": [{"id": "logs", "status": "Enabled", "expiration": expiration}]}


SEVEN_DAYS = {
    "rules": [
        {
            "id": "logs",
            "status": "Enabled",
            "filter": {"prefix": ""},
            "expiration": {"days": 7},
            "noncurrentVersionExpiration": {"noncurrentDays": 30},
        }
    ]
}
KEEPS_LOGS = RuleCases(
    rule=keeps_logs.RULE,
    mutations=[
        Mutation(stack="prod", resource="logs-lifecycle", inputs=SEVEN_DAYS),
        Mutation(stack="dev", resource="logs-lifecycle", inputs=expiring(days=6)),
    ],
    violating=[
        Case(
            id="too-few-days",
            resources=program(of_bucket(LIFECYCLE, "lifecycle", **expiring(days=89))),
            violations=one("lifecycle"),
        ),
        Case(
            id="too-few-for-the-option",
            resources=program(of_bucket(LIFECYCLE, "lifecycle", **expiring(days=364))),
            options={"minimumDays": 365},
            violations=one("lifecycle"),
        ),
        Case(
            id="on-a-day",
            resources=program(of_bucket(LIFECYCLE, "lifecycle", **expiring(date="2030-01-01T00:00:00Z"))),
            violations=one("lifecycle"),
        ),
        Case(
            id="inline",
            resources=[
                of_bucket(BUCKET_TYPE, "bucket", lifecycleRules=[{"enabled": True, "expiration": {"days": 1}}]),
                BY_NAME,
            ],
            violations=one("bucket"),
        ),
        Case(
            id="native",
            resources=[
                registration(
                    NATIVE,
                    "bucket",
                    bucketName=BUCKET,
                    lifecycleConfiguration={"rules": [{"status": "Enabled", "expirationInDays": 1}]},
                ),
                BY_NAME,
            ],
            violations=one("bucket"),
        ),
    ],
    compliant=[
        Case(id="enough", resources=program(of_bucket(LIFECYCLE, "lifecycle", **expiring(days=90)))),
        Case(
            id="enough-for-the-option",
            resources=program(of_bucket(LIFECYCLE, "lifecycle", **expiring(days=7))),
            options={"minimumDays": 7},
        ),
        Case(
            id="off",
            resources=program(
                of_bucket(LIFECYCLE, "lifecycle", rules=[{"status": "Disabled", "expiration": {"days": 1}}])
            ),
        ),
    ],
    absent=[
        Case(id="no-lifecycle", resources=program()),
        Case(id="no-expiration", resources=program(of_bucket(LIFECYCLE, "lifecycle", rules=[{"status": "Enabled"}]))),
    ],
    unknown=[
        Case(
            id="by-output",
            resources=of_unnamed(LIFECYCLE, "lifecycle", **expiring(days=1)),
            violations=one("lifecycle"),
        ),
        Case(
            id="unknown-days",
            resources=program(
                PET, from_outputs(of_bucket(LIFECYCLE, "lifecycle", **expiring(days=UNKNOWN_STRING_VALUE)), rules=[PET])
            ),
            violations=one("lifecycle"),
        ),
        Case(
            id="of-an-unknown-bucket",
            resources=[PET, on_unknown_bucket(LIFECYCLE, **expiring(days=1))],
            violations=one("setting"),
        ),
    ],
    out_of_scope=[
        Case(id="website", resources=program(WEBSITE, of_bucket(LIFECYCLE, "l", "website", **expiring(days=1))))
    ],
)


def versioned(status: str) -> dict[str, Any]:
    return {"versioningConfiguration": {"status": status}}


HAS_VERSIONS = RuleCases(
    rule=has_versions.RULE,
    mutations=[
        Mutation(stack="dev", resource="logs-versioning", inputs=versioned("Suspended")),
        Mutation(stack="prod", resource="logs-versioning", remove=True, violations=one("logs-bucket")),
    ],
    violating=[
        Case(
            id=status,
            resources=program(of_bucket(VERSIONING, "versioning", **versioned(status))),
            violations=one("versioning"),
        )
        for status in ("Suspended", "Disabled")
    ],
    compliant=[
        Case(id="on", resources=program(of_bucket(VERSIONING, "versioning", **versioned("Enabled")))),
        Case(id="inline", resources=[of_bucket(BUCKET_TYPE, "bucket", versioning={"enabled": True}), BY_NAME]),
        Case(
            id="inline-by-its-second-name",
            resources=[
                registration("aws:s3/bucketV2:BucketV2", "b", bucket=BUCKET, versionings=[{"enabled": True}]),
                BY_NAME,
            ],
        ),
        Case(
            id="native",
            resources=[registration(NATIVE, "bucket", bucketName=BUCKET, **versioned("Enabled")), BY_NAME],
        ),
    ],
    absent=[
        Case(id="none", resources=program(), violations=one("bucket")),
        Case(id="native-none", resources=[NATIVE_LOGS, BY_NAME], violations=one("bucket")),
    ],
    unknown=[
        Case(
            id="by-output",
            resources=of_unnamed(VERSIONING, "versioning", **versioned("Suspended")),
            violations=one("versioning"),
        ),
        Case(
            id="unknown-status",
            resources=program(
                PET,
                from_outputs(
                    of_bucket(VERSIONING, "versioning", **versioned(UNKNOWN_STRING_VALUE)),
                    versioningConfiguration=[PET],
                ),
            ),
            violations=one("versioning"),
        ),
    ],
    out_of_scope=[
        Case(id="website", resources=[WEBSITE, of_bucket(VERSIONING, "v", "website", **versioned("Suspended"))])
    ],
)


def locked(**retention: Any) -> dict[str, Any]:
    return {"objectLockEnabled": "Enabled", "rule": {"defaultRetention": retention}}


LOCK_HOLDS = RuleCases(
    rule=lock_holds.RULE,
    mutations=[
        Mutation(resource="logs-object-lock", inputs={"rule": None}),
        Mutation(resource="logs-object-lock", inputs={"rule": {"defaultRetention": {"mode": "GOVERNANCE", "days": 1}}}),
    ],
    violating=[
        Case(
            id="too-few-days",
            resources=program(of_bucket(LOCK, "lock", **locked(mode="GOVERNANCE", days=29))),
            violations=one("lock"),
        ),
        Case(
            id="inline",
            resources=[of_bucket(BUCKET_TYPE, "bucket", objectLockEnabled=True), BY_NAME],
            violations=one("bucket"),
        ),
        Case(
            id="native",
            resources=[registration(NATIVE, "bucket", bucketName=BUCKET, objectLockEnabled=True), BY_NAME],
            violations=one("bucket"),
        ),
    ],
    compliant=[
        Case(id="enough", resources=program(of_bucket(LOCK, "lock", **locked(mode="COMPLIANCE", days=30)))),
        Case(id="years", resources=program(of_bucket(LOCK, "lock", **locked(mode="GOVERNANCE", years=1)))),
        Case(
            id="native-enough",
            resources=[
                registration(
                    NATIVE,
                    "bucket",
                    bucketName=BUCKET,
                    objectLockEnabled=True,
                    objectLockConfiguration=locked(mode="GOVERNANCE", days=30),
                ),
                BY_NAME,
            ],
        ),
    ],
    absent=[
        Case(id="no-lock", resources=program()),
        Case(id="no-retention", resources=program(of_bucket(LOCK, "lock")), violations=one("lock")),
    ],
    unknown=[
        Case(
            id="by-output",
            resources=of_unnamed(LOCK, "lock", **locked(mode="GOVERNANCE", days=1)),
            violations=one("lock"),
        ),
        Case(
            id="unknown-days",
            resources=program(
                PET,
                from_outputs(
                    of_bucket(LOCK, "lock", **locked(mode="GOVERNANCE", days=UNKNOWN_STRING_VALUE)), rule=[PET]
                ),
            ),
            violations=one("lock"),
        ),
    ],
    out_of_scope=[Case(id="website", resources=[WEBSITE, of_bucket(LOCK, "lock", "website")])],
)


def protected(request: RegisterResourceRequest) -> RegisterResourceRequest:
    changed = RegisterResourceRequest()
    changed.CopyFrom(request)
    changed.protect = True
    return changed


IS_KEPT = RuleCases(
    rule=is_kept.RULE,
    mutations=[
        Mutation(resource="logs-bucket", protect=False),
        Mutation(resource="logs-bucket", inputs={"forceDestroy": True}),
    ],
    violating=[
        Case(id="unprotected", resources=program(), violations=one("bucket")),
        Case(
            id="emptied",
            resources=[protected(of_bucket(BUCKET_TYPE, "bucket", forceDestroy=True)), BY_NAME],
            violations=one("bucket"),
        ),
        Case(id="native", resources=[NATIVE_LOGS, BY_NAME], violations=one("bucket")),
    ],
    compliant=[
        Case(id="kept", resources=[protected(LOGS), BY_NAME]),
        Case(id="may-go", resources=program(), options={"mayBeDeleted": True}),
    ],
    absent=[Case(id="no-bucket-of-the-stack", resources=[BY_NAME])],
    unknown=[
        Case(id="by-output", resources=[UNNAMED, BY_OUTPUT], violations=one("bucket")),
        Case(
            id="unknown-force",
            resources=[
                PET,
                from_outputs(
                    protected(of_bucket(BUCKET_TYPE, "bucket", forceDestroy=UNKNOWN_BOOLEAN_VALUE)),
                    forceDestroy=[PET],
                ),
                BY_NAME,
            ],
            violations=one("bucket"),
        ),
    ],
    out_of_scope=[Case(id="website", resources=[WEBSITE])],
)

ELSEWHERE = registration("pulumi:pulumi:StackReference", "other")
DESTINATION_IS_KNOWN = RuleCases(
    rule=destination_is_known.RULE,
    mutations=[
        # The other rules find the bucket of the flow logs as they did.
        Mutation(resource="main-s3-flow-log", inputs={"logDestination": UNKNOWN_STRING_VALUE}, origins=["main-vpc"]),
    ],
    violating=[
        Case(
            id="trail",
            resources=[ELSEWHERE, from_outputs(registration(TRAIL, "trail"), s3BucketName=[ELSEWHERE])],
            violations=one("trail"),
        ),
        Case(
            id="flow-log",
            resources=[
                ELSEWHERE,
                from_outputs(
                    registration("aws:ec2/flowLog:FlowLog", "flow", logDestinationType="s3"), logDestination=[ELSEWHERE]
                ),
            ],
            violations=one("flow"),
        ),
    ],
    compliant=[
        Case(id="by-name", resources=[LOGS, BY_NAME, FLOW_LOG, STREAM]),
        Case(id="by-output", resources=[UNNAMED, BY_OUTPUT]),
        Case(id="others-bucket", resources=[BY_NAME]),
    ],
    absent=[Case(id="no-source", resources=[LOGS])],
    unknown=[
        Case(
            id="from-nowhere",
            resources=[registration(TRAIL, "trail", s3BucketName=UNKNOWN_STRING_VALUE)],
            violations=one("trail"),
        ),
        Case(
            id="stream",
            resources=[
                ELSEWHERE,
                from_outputs(
                    registration(STREAM.type, "stream", extendedS3Configuration={"bucketArn": UNKNOWN_STRING_VALUE}),
                    extendedS3Configuration=[ELSEWHERE],
                ),
            ],
            violations=one("stream"),
        ),
    ],
    out_of_scope=[
        Case(
            id="to-a-log-group",
            resources=[
                ELSEWHERE,
                from_outputs(registration("aws:ec2/flowLog:FlowLog", "flow"), logDestination=[ELSEWHERE]),
            ],
        )
    ],
)

ROWS = (
    ONLY_DELIVERY,
    ACL_GRANTS_NOTHING,
    PUBLIC_ACCESS_BLOCK,
    HAS_PUBLIC_ACCESS_BLOCK,
    OWNS_OBJECTS,
    NO_ACCESS_POINT,
    REPLICATES,
    ONE_POLICY,
    KEEPS_LOGS,
    HAS_VERSIONS,
    LOCK_HOLDS,
    IS_KEPT,
    DESTINATION_IS_KNOWN,
)
