"""What reviewers call a resource: its kind in plain words, and its name in the account."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from ops.review.preview import Change, State
from ops.review.sentence import Sentence
from ops.review.urn import kind_of
from ops.review.values import is_secret, is_unknown


class Kind(NamedTuple):
    """A kind of resource.

    Attributes:
        word: What it is called.
        name: The property with its name in the account; empty for one that only has an id.
    """

    word: str
    name: str = "name"


BUCKET: Final = "aws:s3/bucket:Bucket"
BUCKET_V2: Final = "aws:s3/bucketV2:BucketV2"
KEY: Final = "aws:kms/key:Key"
TRAIL: Final = "aws:cloudtrail/trail:Trail"
LOG_GROUP: Final = "aws:cloudwatch/logGroup:LogGroup"
DELIVERY_STREAM: Final = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"
DATA_STREAM: Final = "aws:kinesis/stream:Stream"
TOPIC: Final = "aws:sns/topic:Topic"
FLOW_LOG: Final = "aws:ec2/flowLog:FlowLog"
VPC: Final = "aws:ec2/vpc:Vpc"
METRIC_ALARM: Final = "aws:cloudwatch/metricAlarm:MetricAlarm"
COMPOSITE_ALARM: Final = "aws:cloudwatch/compositeAlarm:CompositeAlarm"
METRIC_FILTER: Final = "aws:cloudwatch/logMetricFilter:LogMetricFilter"
SUBSCRIPTION: Final = "aws:sns/topicSubscription:TopicSubscription"
EVENT_RULE: Final = "aws:cloudwatch/eventRule:EventRule"
EVENT_TARGET: Final = "aws:cloudwatch/eventTarget:EventTarget"
LOG_SUBSCRIPTION: Final = "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter"
SLACK_CHAT: Final = "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration"
TEAMS_CHAT: Final = "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration"

_KINDS: Final[Mapping[str, Kind]] = {
    BUCKET: Kind("bucket", "bucket"),
    BUCKET_V2: Kind("bucket", "bucket"),
    KEY: Kind("key", ""),
    TRAIL: Kind("trail"),
    LOG_GROUP: Kind("log group"),
    DELIVERY_STREAM: Kind("delivery stream"),
    DATA_STREAM: Kind("data stream"),
    TOPIC: Kind("topic"),
    FLOW_LOG: Kind("flow log", ""),
    VPC: Kind("VPC", ""),
    METRIC_ALARM: Kind("alarm"),
    COMPOSITE_ALARM: Kind("composite alarm", "alarmName"),
    METRIC_FILTER: Kind("metric filter"),
    SUBSCRIPTION: Kind("subscription", "endpoint"),
    EVENT_RULE: Kind("event rule"),
    EVENT_TARGET: Kind("event target", "arn"),
    LOG_SUBSCRIPTION: Kind("log subscription"),
    SLACK_CHAT: Kind("chat", "configurationName"),
    TEAMS_CHAT: Kind("chat", "configurationName"),
    "aws:s3/bucketPolicy:BucketPolicy": Kind("policy of bucket", "bucket"),
    "aws:s3/bucketVersioning:BucketVersioning": Kind("versioning of bucket", "bucket"),
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": Kind("Object Lock of bucket", "bucket"),
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": Kind("lifecycle of bucket", "bucket"),
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": Kind("public access block of bucket", "bucket"),
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": Kind("ownership controls of bucket", "bucket"),
    "aws:s3/bucketLogging:BucketLogging": Kind("access logging of bucket", "bucket"),
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": Kind(
        "default encryption of bucket", "bucket"
    ),
    "aws:sns/topicPolicy:TopicPolicy": Kind("policy of topic", "arn"),
    "aws:iam/role:Role": Kind("role"),
    "aws:iam/rolePolicy:RolePolicy": Kind("policy of role", "role"),
    "aws:sqs/queue:Queue": Kind("queue"),
    "aws:sqs/queuePolicy:QueuePolicy": Kind("policy of queue", "queueUrl"),
}


def subject(change: Change) -> Sentence:
    """What a resource is called, as `log group /monitoring/dev/audit`."""
    kind = _KINDS.get(change.type, Kind(kind_of(change.type)))
    return Sentence(kind.word.replace("{", "(").replace("}", ")") + " {}", (_name(change, kind.name),))


def _name(change: Change, property_name: str) -> str:
    """The name in the account before, else after; else the id; else the logical name."""
    for state in (change.old, change.new):
        for value in _candidates(state, property_name):
            if isinstance(value, str) and value and not is_unknown(value) and not is_secret(value):
                return value
    return change.name


def _candidates(state: State | None, property_name: str) -> list[object]:
    if state is None:
        return []
    named = state.value(property_name) if property_name else None
    return [named, state.id]
