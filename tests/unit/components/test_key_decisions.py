"""What the policies of a key and of the roles that use it allow, and what only looks like it."""

import pytest

from components.alerts import AlarmPublisher, EventPublisher
from components.documents import document, to_json
from components.encryption import (
    KeyUser,
    LogGroupEncryption,
    TopicEncryption,
    encrypt_objects,
    encrypt_records,
    key_policy,
)
from components.naming import Naming
from components.notifications import TrailPublisher
from components.producers import FlowLogDelivery, TrailDelivery
from sandbox.iam import Decision, Principal, Request, evaluate

KEY = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
TRAIL = "arn:aws:cloudtrail:us-east-1:123456789012:trail/"
GROUP = "arn:aws:logs:us-east-1:123456789012:log-group:"
DELIVERY = "arn:aws:logs:us-east-1:123456789012:x"
ACCOUNT = "123456789012"
OTHER_ACCOUNT = "210987654321"


CONTEXT = {
    "arn": "aws:SourceArn",
    "account": "aws:SourceAccount",
    "trail": "kms:EncryptionContext:aws:cloudtrail:arn",
    "group": "kms:EncryptionContext:aws:logs:arn",
    "s3": "kms:EncryptionContext:aws:s3:arn",
    "kinesis": "kms:EncryptionContext:aws:kinesis:arn",
    "via": "kms:ViaService",
}


def context(said: dict[str, str]) -> dict[str, tuple[str, ...]]:
    return {CONTEXT[name]: (value,) for name, value in said.items()}


def by(service: str, action: str, **said: str) -> Request:
    return Request(f"kms:{action}", KEY, Principal("Service", f"{service}.amazonaws.com"), context(said))


LOG_KEY: tuple[KeyUser, ...] = (
    TrailDelivery("t"),
    FlowLogDelivery(),
    LogGroupEncryption(("/acme/dev/audit-logs", "/acme/dev/traffic-logs")),
    TopicEncryption((AlarmPublisher(),)),
)


@pytest.mark.parametrize(
    ("request_", "decision"),
    [
        # The trail
        (by("cloudtrail", "GenerateDataKey", arn=f"{TRAIL}t", trail=f"{TRAIL}t"), Decision.ALLOWED),
        # With a bucket key.
        (by("cloudtrail", "GenerateDataKey", arn=f"{TRAIL}t", s3="arn:aws:s3:::b"), Decision.ALLOWED),
        (by("cloudtrail", "Decrypt", arn=f"{TRAIL}t", s3="arn:aws:s3:::b"), Decision.ALLOWED),
        (by("cloudtrail", "DescribeKey", arn=f"{TRAIL}t"), Decision.ALLOWED),
        (by("cloudtrail", "GenerateDataKey", arn=f"{TRAIL}t2", trail=f"{TRAIL}t2"), Decision.NOT_ALLOWED),
        (by("cloudtrail", "GenerateDataKey", trail=f"{TRAIL}t"), Decision.NOT_ALLOWED),
        (
            by("cloudtrail", "GenerateDataKey", arn=f"{TRAIL}t".replace(ACCOUNT, OTHER_ACCOUNT), trail=f"{TRAIL}t"),
            Decision.NOT_ALLOWED,
        ),
        (by("cloudtrail", "Decrypt", arn=f"{TRAIL}t2"), Decision.NOT_ALLOWED),
        (by("cloudtrail", "Decrypt"), Decision.NOT_ALLOWED),
        (by("cloudtrail", "DescribeKey"), Decision.NOT_ALLOWED),
        (by("cloudtrail", "Encrypt", arn=f"{TRAIL}t", trail=f"{TRAIL}t"), Decision.NOT_ALLOWED),
        (by("cloudtrail", "ScheduleKeyDeletion", arn=f"{TRAIL}t"), Decision.NOT_ALLOWED),
        # Flow logs to the bucket
        (by("delivery.logs", "GenerateDataKey", arn=DELIVERY, account=ACCOUNT), Decision.ALLOWED),
        (by("delivery.logs", "Decrypt", arn=DELIVERY, account=ACCOUNT), Decision.ALLOWED),
        (by("delivery.logs", "DescribeKey", arn=DELIVERY, account=ACCOUNT), Decision.ALLOWED),
        (by("delivery.logs", "GenerateDataKey", arn=DELIVERY, account=OTHER_ACCOUNT), Decision.NOT_ALLOWED),
        (
            by("delivery.logs", "GenerateDataKey", arn=DELIVERY.replace(ACCOUNT, OTHER_ACCOUNT), account=ACCOUNT),
            Decision.NOT_ALLOWED,
        ),
        (
            by("delivery.logs", "Decrypt", arn=DELIVERY.replace("us-east-1", "eu-west-1"), account=ACCOUNT),
            Decision.NOT_ALLOWED,
        ),
        (by("delivery.logs", "GenerateDataKey", account=ACCOUNT), Decision.NOT_ALLOWED),
        (by("delivery.logs", "GenerateDataKey", arn=DELIVERY), Decision.NOT_ALLOWED),
        (by("delivery.logs", "CreateGrant", arn=DELIVERY, account=ACCOUNT), Decision.NOT_ALLOWED),
        # Log groups
        (by("logs.us-east-1", "Encrypt", group=f"{GROUP}/acme/dev/audit-logs"), Decision.ALLOWED),
        (by("logs.us-east-1", "Decrypt", group=f"{GROUP}/acme/dev/traffic-logs"), Decision.ALLOWED),
        (by("logs.us-east-1", "GenerateDataKey", group=f"{GROUP}/acme/dev/audit-logs"), Decision.ALLOWED),
        (by("logs.us-east-1", "ReEncryptFrom", group=f"{GROUP}/acme/dev/audit-logs"), Decision.ALLOWED),
        (by("logs.us-east-1", "Encrypt", group=f"{GROUP}/acme/dev/audit-logs2"), Decision.NOT_ALLOWED),
        (
            by("logs.us-east-1", "Encrypt", group=f"{GROUP}/acme/dev/audit-logs".replace(ACCOUNT, OTHER_ACCOUNT)),
            Decision.NOT_ALLOWED,
        ),
        (by("logs.us-east-1", "Encrypt"), Decision.NOT_ALLOWED),
        (by("logs.eu-west-1", "Encrypt", group=f"{GROUP}/acme/dev/audit-logs"), Decision.NOT_ALLOWED),
        (by("logs", "Encrypt", group=f"{GROUP}/acme/dev/audit-logs"), Decision.NOT_ALLOWED),
        # A topic
        (
            by("cloudwatch", "GenerateDataKey", arn=f"arn:aws:cloudwatch:us-east-1:{ACCOUNT}:alarm:a", account=ACCOUNT),
            Decision.ALLOWED,
        ),
        (by("cloudwatch", "GenerateDataKey", account=ACCOUNT), Decision.NOT_ALLOWED),
        (by("events", "GenerateDataKey"), Decision.NOT_ALLOWED),
        # People and roles
        (Request("kms:Decrypt", KEY, Principal("AWS", f"arn:aws:iam::{ACCOUNT}:user/reader")), Decision.ALLOWED),
        (
            Request("kms:Decrypt", KEY, Principal("AWS", f"arn:aws:iam::{OTHER_ACCOUNT}:user/reader")),
            Decision.NOT_ALLOWED,
        ),
    ],
)
def test_who_may_use_the_key(naming: Naming, request_: Request, decision: Decision) -> None:
    """For a principal of the account, what the key's policy allows is what it leaves to IAM."""
    assert evaluate(key_policy(naming, LOG_KEY), request_) == decision


@pytest.mark.parametrize(
    ("request_", "decision"),
    [
        (by("cloudtrail", "GenerateDataKey", arn=f"{TRAIL}t"), Decision.ALLOWED),
        (by("cloudtrail", "Decrypt", arn=f"{TRAIL}t"), Decision.ALLOWED),
        (by("cloudtrail", "Decrypt", arn=f"{TRAIL}t2"), Decision.NOT_ALLOWED),
        (by("cloudtrail", "Decrypt"), Decision.NOT_ALLOWED),
        (by("cloudtrail", "DescribeKey", arn=f"{TRAIL}t"), Decision.NOT_ALLOWED),
        (by("events", "GenerateDataKey"), Decision.ALLOWED),
    ],
)
def test_who_may_publish_encrypted(naming: Naming, request_: Request, decision: Decision) -> None:
    topics = TopicEncryption((TrailPublisher("t"), EventPublisher()))
    assert evaluate(key_policy(naming, [topics]), request_) == decision


def as_role(action: str, *, key: str = KEY, **said: str) -> Request:
    return Request(f"kms:{action}", key, context=context(said))


OBJECT = "arn:aws:s3:::b/firehose/traffic/x.gz"
S3, KINESIS = "s3.us-east-1.amazonaws.com", "kinesis.us-east-1.amazonaws.com"
STREAM = "arn:aws:kinesis:us-east-1:123456789012:stream/s"


@pytest.mark.parametrize(
    ("request_", "decision"),
    [
        (as_role("GenerateDataKey", via=S3, s3="arn:aws:s3:::b"), Decision.ALLOWED),
        (as_role("GenerateDataKey", via=S3, s3=OBJECT), Decision.ALLOWED),
        (as_role("Decrypt", via=S3, s3=OBJECT), Decision.ALLOWED),
        (as_role("Decrypt", s3=OBJECT), Decision.NOT_ALLOWED),
        (as_role("Decrypt", via=S3), Decision.NOT_ALLOWED),
        (as_role("Decrypt", via=KINESIS, s3=OBJECT), Decision.NOT_ALLOWED),
        (as_role("Decrypt", via=S3.replace("us-east-1", "eu-west-1"), s3=OBJECT), Decision.NOT_ALLOWED),
        (as_role("Decrypt", via=S3, s3="arn:aws:s3:::b/AWSLogs/x"), Decision.NOT_ALLOWED),
        (as_role("Decrypt", via=S3, s3="arn:aws:s3:::b2"), Decision.NOT_ALLOWED),
        (as_role("Decrypt", key=KEY.replace(ACCOUNT, OTHER_ACCOUNT), via=S3, s3=OBJECT), Decision.NOT_ALLOWED),
        (as_role("CreateGrant", via=S3, s3=OBJECT), Decision.NOT_ALLOWED),
        (as_role("GenerateDataKey", via=KINESIS, kinesis=STREAM), Decision.ALLOWED),
        (as_role("Decrypt", via=KINESIS, kinesis=STREAM), Decision.NOT_ALLOWED),
        (as_role("GenerateDataKey", kinesis=STREAM), Decision.NOT_ALLOWED),
        (as_role("GenerateDataKey", via=KINESIS, kinesis=f"{STREAM}2"), Decision.NOT_ALLOWED),
    ],
)
def test_what_a_role_may_do_with_keys(naming: Naming, request_: Request, decision: Decision) -> None:
    policy = to_json(
        document([encrypt_objects(naming, "b", naming.keys_arn(), "firehose/"), encrypt_records(naming, "s")])
    )
    assert evaluate(policy, request_) == decision
