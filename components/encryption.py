"""LogKey: the key that encrypts the logs. Whatever uses it says what it needs in the key's policy, as with a sink."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NotRequired, Protocol, TypedDict

import pulumi
from pulumi_aws import kms

from components.documents import Statement, document, to_json
from components.naming import Naming
from components.notifications import Publisher
from components.options import child_options, named

DELETION_WINDOW_DAYS = 30
"""Days between the deletion of a key and the loss of what it encrypts: the most that KMS offers."""


class KeyUser(Protocol):
    """Something of this account that encrypts or decrypts with a key. Producers are, for the bucket they write to."""

    def key_statements(self, naming: Naming) -> list[Statement]:
        """The statements of the key's policy that let it, and no more."""
        ...


@dataclass(frozen=True)
class LogGroupEncryption:
    """CloudWatch Logs, for log groups of this account and Region."""

    log_groups: tuple[str, ...]
    """The groups' names."""

    def key_statements(self, naming: Naming) -> list[Statement]:
        """CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS KMS": only for these groups.

        AWS's example lets it describe the key, too, but for an encryption context, which that request can't have.
        """
        return [
            {
                "Sid": "LogGroupsUseKey",
                "Effect": "Allow",
                "Principal": {"Service": naming.service("logs")},
                "Action": ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"],
                "Resource": "*",
                "Condition": {
                    "StringEquals": {
                        "kms:EncryptionContext:aws:logs:arn": [naming.log_group_arn(group) for group in self.log_groups]
                    }
                },
            }
        ]


@dataclass(frozen=True)
class TopicEncryption:
    """The services that publish to encrypted topics of this account."""

    publishers: tuple[Publisher, ...]
    """What publishes. A service that can't be held to what it publishes for may then use the key for any topic."""

    def key_statements(self, naming: Naming) -> list[Statement]:
        """SNS Developer Guide, "Managing Amazon SNS encryption keys and costs": compatibility with AWS services."""
        return [_publish(publisher, naming) for publisher in self.publishers]


class LogKeyArgs(TypedDict):
    """What a LogKey takes."""

    naming: Naming
    """Names the key's alias and tags the key: the component's name says what is encrypted. Known while the program
    runs."""
    users: Sequence[KeyUser]
    """What uses the key besides those whom IAM policies of this account allow: AWS services can only be let in by the
    key's policy."""
    deletion_window_days: NotRequired[pulumi.Input[int]]
    """Days, from 7 to 30, in which the deletion of the key can be called off. 30 without it. When they are over,
    whatever the key encrypts is lost."""


class LogKey(pulumi.ComponentResource):
    """A symmetric key with an alias, that KMS rotates every year (CIS AWS Foundations 5.0, 3.6; Security Hub KMS.4).

    Its policy names each service and what for. Roles and people of the account use it as IAM lets them, which
    `encrypt_objects` and `encrypt_records` do for roles: KMS refuses a key's policy that names a role that isn't there.
    """

    alias: pulumi.Output[str]
    """The key's alias, with `alias/`. Known at preview."""
    key_arn: pulumi.Output[str]
    """The key's ARN. Known once there is a key: KMS chooses the id. What takes it waits for the alias."""
    policy: pulumi.Output[str]
    """The key's policy, as declared. Known at preview."""

    def __init__(self, name: str, args: LogKeyArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("aws-monitoring-baseline:index:LogKey", name, None, opts)
        naming = args["naming"]
        alias_name = naming.key_alias(name)
        declared = key_policy(naming, args["users"])
        key = kms.Key(
            f"{name}-key",
            description=f"Encrypts {name} of {naming.prefix}-{naming.stack}",
            policy=declared,
            enable_key_rotation=True,
            deletion_window_in_days=args.get("deletion_window_days", DELETION_WINDOW_DAYS),
            tags=named(naming.tags, alias_name.removeprefix("alias/")),
            opts=child_options(self, opts),
        )
        alias = kms.Alias(f"{name}-alias", name=alias_name, target_key_id=key.id, opts=child_options(self, opts))
        self.alias = alias.name
        self.key_arn = pulumi.Output.all(key.arn, alias.name).apply(lambda known: known[0])
        self.policy = pulumi.Output.from_input(declared)
        self.register_outputs({"alias": self.alias, "keyArn": self.key_arn, "policy": self.policy})


def key_policy(naming: Naming, users: Sequence[KeyUser]) -> str:
    """The text of a key's policy: the account's, then its users' statements in their order."""
    account: Statement = {
        # Without it no one could change the policy again, so KMS refuses it (KMS Developer Guide,
        # "Default key policy").
        "Sid": "AccountByIam",
        "Effect": "Allow",
        "Principal": {"AWS": naming.root_arn()},
        "Action": "kms:*",
        "Resource": "*",
    }
    return to_json(document([account, *(statement for user in users for statement in user.key_statements(naming))]))


def encrypt_objects(naming: Naming, bucket: str, keys_arn: str, prefix: str = "") -> Statement:
    """Lets a role write objects to a bucket that a key of this Region encrypts, and no other use of a key.

    Firehose Developer Guide, "Grant Firehose access to an Amazon S3 destination". The encryption context is the
    bucket's with a bucket key, the object's without. Which key S3 encrypts with is for the bucket to say.

    Args:
        naming: The account and Region.
        bucket: The bucket's name.
        keys_arn: The pattern of the ARNs of the keys that it may be: `Naming.keys_arn`, for a key's ARN isn't known
            before there is a key, or `Naming.anyones_keys_arn` for the bucket of others.
        prefix: What the objects' keys begin with. Any key without it.
    """
    arn = naming.bucket_arn(bucket)
    return _through_service(
        naming,
        sid="EncryptObjects",
        keys_arn=keys_arn,
        service="s3",
        actions=["kms:Decrypt", "kms:GenerateDataKey"],
        context=("kms:EncryptionContext:aws:s3:arn", [arn, f"{arn}/{prefix}*"]),
    )


def encrypt_records(naming: Naming, stream: str) -> Statement:
    """Lets a role put records into a Kinesis data stream that a key of this account and Region encrypts.

    Kinesis Data Streams Developer Guide, "Permissions to use user-generated KMS keys": producers.
    """
    return _through_service(
        naming,
        sid="EncryptRecords",
        keys_arn=naming.keys_arn(),
        service="kinesis",
        actions=["kms:GenerateDataKey"],
        context=("kms:EncryptionContext:aws:kinesis:arn", [naming.stream_arn(stream)]),
    )


def _through_service(
    naming: Naming, *, sid: str, keys_arn: str, service: str, actions: list[str], context: tuple[str, list[str]]
) -> Statement:
    context_key, resources = context
    return {
        "Sid": sid,
        "Effect": "Allow",
        "Action": actions,
        "Resource": keys_arn,
        "Condition": {
            "StringEquals": {"kms:ViaService": naming.service(service)},
            "StringLike": {context_key: resources},
        },
    }


def _publish(publisher: Publisher, naming: Naming) -> Statement:
    conditions = publisher.conditions(naming)
    statement: Statement = {
        "Sid": f"{publisher.sid}Key",
        "Effect": "Allow",
        "Principal": {"Service": publisher.service},
        "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
        "Resource": "*",
    }
    return {**statement, "Condition": conditions} if conditions else statement
