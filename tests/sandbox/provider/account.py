"""What the rules' tests do to an account."""

from typing import Any

from botocore.exceptions import ClientError

from sandbox.provider.aws import Aws
from sandbox.provider.errors import error_text
from tests.sandbox.provider.sample import ACCOUNT, BUCKET, WRITE_LOGS, trust

ROLE_ARN = f"arn:aws:iam::{ACCOUNT}:role/delivery"
GROUP_ARN = f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:/trail:*"


def refusal(aws: Aws, service: str, operation: str, request: dict[str, Any]) -> str | None:
    """Send a request; return its operation and AWS's code and message when it is refused."""
    try:
        aws.call(service, operation, request)
    except ClientError as error:
        return error_text(error)
    return None


def put_policy(aws: Aws, policy: str) -> None:
    aws.call("s3", "put_bucket_policy", {"Bucket": BUCKET, "Policy": policy})


def role(aws: Aws, service: str, policy: str = WRITE_LOGS) -> None:
    aws.call("iam", "create_role", {"RoleName": "delivery", "AssumeRolePolicyDocument": trust(service)})
    aws.call("iam", "put_role_policy", {"RoleName": "delivery", "PolicyName": "write", "PolicyDocument": policy})


def messages(aws: Aws, queue: str, count: int = 1) -> list[str]:
    """Wait until a queue has given so many messages, and return them with whatever else is in it then."""
    url = aws.call("sqs", "get_queue_url", {"QueueName": queue})["QueueUrl"]
    request = {"QueueUrl": url, "MaxNumberOfMessages": 10, "WaitTimeSeconds": 5}
    found: list[str] = []
    while len(found) < count:
        received = aws.call("sqs", "receive_message", request).get("Messages", [])
        assert received, f"{queue} has {len(found)} messages of {count} after 5 s"
        found += [message["Body"] for message in received]
    return found


def depth(aws: Aws, url: str) -> int:
    """Return how many messages a queue has."""
    request = {"QueueUrl": url, "AttributeNames": ["ApproximateNumberOfMessages"]}
    return int(aws.call("sqs", "get_queue_attributes", request)["Attributes"]["ApproximateNumberOfMessages"])
