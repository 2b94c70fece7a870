"""Who publishes to an encrypted topic may use its key."""

from collections.abc import Iterator
from typing import Final

from findings import shown
from frameworks import well_architected
from graph import Graph
from keys import disabled_keys
from publishers import publishers_of
from pulumi_policy import Severity
from resource_types import TOPICS
from resource_view import Resource
from rule import StackRule
from rule_options import Options, texts_option, texts_schema
from topic_keys import MANAGED, admits, key_policy_holders

KEYS: Final = "keysOfOthers"


def _check(topic: Resource, graph: Graph, options: Options) -> Iterator[str]:
    publishers = sorted(publishers_of(topic, graph))
    key = topic.known_text("kmsMasterKeyId")
    if not publishers or (key is not None and key in texts_option(options, KEYS)):
        return
    yield from disabled_keys(topic, graph, "kmsMasterKeyId")
    holders = key_policy_holders(topic, graph)
    if holders is None:
        return
    if not holders:
        why = "AWS's own key, whose policy lets no service in" if MANAGED.search(key or "") else "a key of others"
        yield (
            f"{', '.join(publishers)} can't publish: {shown(key)} is {why}.\n"
            f"Use a key of the stack, or name one that lets them in {KEYS} of this rule's configuration."
        )
        return
    for service in publishers:
        if not all(admits(holder, service) for holder in holders):
            yield (
                f"{service} can't publish: no statement of the key's policy lets it encrypt.\n"
                "Allow it kms:Decrypt and kms:GenerateDataKey*; events.amazonaws.com without aws:Source conditions."
            )


RULE: Final = StackRule(
    name="topic-key-admits-publishers",
    title="Who publishes to a topic may not use its key",
    severity=Severity.HIGH,
    framework=well_architected("SEC08-BP02"),
    controls=(),
    risk="An alarm goes off, the service that should publish it may not encrypt, and nobody is told.",
    remedy="Encrypt with a customer managed key, and let each publishing service use it in the key's policy.",
    url="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html",
    types=TOPICS,
    check=_check,
    options={KEYS: texts_schema("Ids or ARNs, as topics name them.")},
)
