"""What can be wrong with the log bucket."""

import copy
import json

from tests.ops.defects.defect import Defect
from tests.ops.defects.views import MEMBERS
from tests.ops.deployed import BUCKET, POLICY, Deployed

BUCKET_CHECKS = {
    f"log bucket {BUCKET}: {claim}"
    for claim in (
        "exists",
        "policy is as declared",
        "policy allows only delivery",
        "keeps versions",
        "encrypts objects",
        "blocks public access",
        "owns all objects",
    )
}


def bucket(claim: str) -> set[str]:
    return {f"log bucket {BUCKET}: {claim}"}


def delete_bucket(it: Deployed) -> None:
    it.account.s3.delete_bucket(Bucket=BUCKET)


def change_policy(it: Deployed) -> None:
    policy = copy.deepcopy(POLICY)
    policy["Statement"][1]["Principal"] = "*"
    it.account.s3.put_bucket_policy(Bucket=BUCKET, Policy=json.dumps(policy))


def widen_policy_also_as_declared(it: Deployed) -> None:
    """As if it had been deployed without the policy pack."""
    policy = copy.deepcopy(POLICY)
    policy["Statement"][1]["Resource"] = f"arn:aws:s3:::{BUCKET}/*"
    it.account.s3.put_bucket_policy(Bucket=BUCKET, Policy=json.dumps(policy))
    it.outputs["logBucketPolicy"] = json.dumps(policy)


def narrow_policy(it: Deployed) -> None:
    policy = copy.deepcopy(POLICY)
    del policy["Statement"][1]
    it.account.s3.put_bucket_policy(Bucket=BUCKET, Policy=json.dumps(policy))


def delete_policy(it: Deployed) -> None:
    it.account.s3.delete_bucket_policy(Bucket=BUCKET)


def suspend_versioning(it: Deployed) -> None:
    it.account.s3.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Suspended"})


def delete_encryption(it: Deployed) -> None:
    it.account.s3.delete_bucket_encryption(Bucket=BUCKET)


def open_public_access(it: Deployed) -> None:
    it.account.s3.put_public_access_block(
        Bucket=BUCKET,
        PublicAccessBlockConfiguration={
            "BlockPublicAcls": True,
            "IgnorePublicAcls": True,
            "BlockPublicPolicy": True,
            "RestrictPublicBuckets": False,
        },
    )


def delete_public_access_block(it: Deployed) -> None:
    it.account.s3.delete_public_access_block(Bucket=BUCKET)


def let_writers_own(it: Deployed) -> None:
    it.account.s3.put_bucket_ownership_controls(
        Bucket=BUCKET, OwnershipControls={"Rules": [{"ObjectOwnership": "ObjectWriter"}]}
    )


def delete_ownership_controls(it: Deployed) -> None:
    it.account.s3.delete_bucket_ownership_controls(Bucket=BUCKET)


DEFECTS: list[Defect] = [
    (delete_bucket, BUCKET_CHECKS | {"delivery stream monitoring-dev-flow: could process all records"} | MEMBERS),
    (change_policy, bucket("policy is as declared") | bucket("policy allows only delivery")),
    (widen_policy_also_as_declared, bucket("policy allows only delivery")),
    (narrow_policy, bucket("policy is as declared")),
    (delete_policy, bucket("policy is as declared") | bucket("policy allows only delivery")),
    (suspend_versioning, bucket("keeps versions")),
    (delete_encryption, bucket("encrypts objects")),
    (open_public_access, bucket("blocks public access")),
    (delete_public_access_block, bucket("blocks public access")),
    (let_writers_own, bucket("owns all objects")),
    (delete_ownership_controls, bucket("owns all objects")),
]
