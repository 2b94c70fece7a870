"""Cases of the rule on what a log bucket's policy grants."""

import json
from typing import Any

from pulumi_policy.proxy import UNKNOWN_STRING_VALUE
from rules.log_buckets import only_delivery

from tests.policy.cases.log_buckets.resources import GOOD, POLICY, WIDE
from tests.support.bucket_documents import BUCKET
from tests.support.policy_server import registration
from tests.support.rule_cases import Case, Mutation, RuleCases, cloud_control, input_of


def widened(stack: str, resource: str) -> dict[str, Any]:
    """The bucket policy of the project's program, with a grant to everyone."""
    policy = json.loads(input_of(stack, resource, "policy"))
    policy["Statement"].append({"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"})
    return {"policy": json.dumps(policy)}


CARRIERS = [
    registration(POLICY, "logs", bucket=BUCKET, policy=WIDE),
    registration("aws:s3/bucket:Bucket", "logs", bucket=BUCKET, policy=WIDE),
    registration("aws:s3/bucketV2:BucketV2", "logs", bucket=BUCKET, policy=WIDE),
    registration("aws-native:s3:BucketPolicy", "logs", bucket=BUCKET, policyDocument=json.loads(WIDE)),
    registration("aws-native:s3:BucketPolicy", "logs", bucket=BUCKET, policyDocument=WIDE),
    cloud_control("AWS::S3::BucketPolicy", "logs", Bucket=BUCKET, PolicyDocument=json.loads(WIDE)),
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
            resources=[cloud_control("AWS::S3::BucketPolicy", "logs", Bucket=BUCKET, PolicyDocument=json.loads(GOOD))],
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
