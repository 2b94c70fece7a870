"""What holds or passes on logs and alerts is encrypted with a key of KMS."""

from collections.abc import Iterator
from typing import Final

from frameworks import nist
from graph import Graph
from keys import disabled_keys
from pulumi_policy import Severity
from resource_types import DATA_STREAMS, DELIVERY_STREAMS, KEYS_AND_ALIASES, LOG_GROUPS, TOPICS
from resource_view import Resource
from rule import StackRule
from rule_options import Options, texts_option

WITHOUT_KEY: Final = "withoutKey"
_KINDS: Final = {
    **dict.fromkeys(LOG_GROUPS, "log groups"),
    **dict.fromkeys(TOPICS, "topics"),
    **dict.fromkeys(DELIVERY_STREAMS, "delivery streams"),
    **dict.fromkeys(DATA_STREAMS, "data streams"),
}
_KEYS: Final = ("kmsKeyId", "kmsMasterKeyId")
_SWITCHES: Final = (
    ("serverSideEncryption", "enabled"),
    ("encryptionType",),
    ("streamEncryption", "encryptionType"),
    ("deliveryStreamEncryptionConfigurationInput", "keyType"),
)
_ON: Final = (True, "true", "KMS", "AWS_OWNED_CMK", "CUSTOMER_MANAGED_CMK")
# Firehose stores nothing of what comes from a stream (its guide, "Data protection in Amazon Data Firehose").
_STREAMED: Final = ("kinesisSourceConfiguration", "kinesisStreamSourceConfiguration", "mskSourceConfiguration")


def _check(resource: Resource, graph: Graph, options: Options) -> Iterator[str]:
    kind = _KINDS[resource.type]
    if kind in texts_option(options, WITHOUT_KEY):
        return
    if resource.type in LOG_GROUPS | TOPICS:
        yield from disabled_keys(resource, graph, *_KEYS)
        encrypted = any(graph.referred(resource, (name,), KEYS_AND_ALIASES) or resource.text(name) for name in _KEYS)
    else:
        streamed = resource.type in DELIVERY_STREAMS and any(resource.partly(name) for name in _STREAMED)
        encrypted = streamed or any(resource.read(*switch) in _ON for switch in _SWITCHES)
    if not encrypted:
        yield f"No key encrypts it.\nGive it one, or state {kind!r} in {WITHOUT_KEY} of this rule's configuration."


RULE: Final = StackRule(
    name="logs-are-encrypted-with-a-key",
    title="What holds or passes on logs is not encrypted with a key",
    severity=Severity.MEDIUM,
    framework=nist("SC-28(1)"),
    controls=("DataFirehose.1", "Kinesis.1", "SNS.1"),
    risk="Without a key there is no second lock: who may read the service reads the logs, and no record says so.",
    remedy="Give log groups and topics a key, and turn on the server-side encryption of streams.",
    url="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
    types=frozenset(_KINDS),
    check=_check,
    options={WITHOUT_KEY: {"type": "array", "items": {"enum": sorted(set(_KINDS.values()))}, "description": "Kinds."}},
)
