"""What delivery to the bucket of `bucket_documents` needs, said a second time: of requests, without the pack's code.

CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail"; Amazon VPC User Guide, "Publish flow logs to Amazon
S3".
"""

import re

from sandbox.iam import Request
from tests.support.bucket_documents import ACCOUNT, BUCKET

ORGANIZATION = "o-exampleorgid"
_SOURCE = re.compile(rf"arn:aws:(cloudtrail:[^:]*:{ACCOUNT}:trail/|logs:[^:]*:{ACCOUNT}:).*", re.DOTALL)
_OBJECTS = {
    "cloudtrail.amazonaws.com": rf"(central/)?AWSLogs/({ACCOUNT}|{ORGANIZATION})/",
    "delivery.logs.amazonaws.com": rf"(central/)?AWSLogs/(aws-account-id=)?{ACCOUNT}/",
}


def is_delivery(request: Request) -> bool:
    """Whether a request is one that the bucket's contract has."""
    if request.principal is None or request.principal.kind != "Service" or request.principal.name not in _OBJECTS:
        return False
    service = request.principal.name
    context = {key.lower(): values for key, values in request.context.items()}
    (source,) = context.get("aws:sourcearn", ("",))
    if not _SOURCE.fullmatch(source):
        return False
    if service == "delivery.logs.amazonaws.com" and context.get("aws:sourceaccount") != (ACCOUNT,):
        return False
    match request.action.lower():
        case "s3:getbucketacl":
            return request.resource == f"arn:aws:s3:::{BUCKET}"
        case "s3:putobject":
            in_folder = re.match(rf"arn:aws:s3:::{BUCKET}/{_OBJECTS[service]}", request.resource) is not None
            return in_folder and context.get("s3:x-amz-acl") == ("bucket-owner-full-control",)
        case _:
            return False
