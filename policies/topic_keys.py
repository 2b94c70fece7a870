"""Whether the policy of a topic's key lets who publishes to the topic encrypt."""

import re
from collections.abc import Mapping
from typing import Final

from graph import Graph
from held_documents import lets_in
from policy_model import Statement
from publisher_requests import ANY, Told, conditions_hold, told_by
from publishers import grants
from resource_types import KEYS, KEYS_AND_ALIASES
from resource_view import Resource

MANAGED: Final = re.compile(r"\balias/aws/")
_KEY_POLICY: Final = "aws:kms/keyPolicy:KeyPolicy"
# Amazon SNS Developer Guide, "Key management": the permissions of who publishes to an encrypted topic.
_NEEDED: Final = ("kms:decrypt", "kms:generatedatakey")
# SNS asks for the publisher, for one topic.
_BY_SNS: Final[dict[str, Told]] = {
    "kms:encryptioncontext:aws:sns:topicarn": ANY,
    "kms:viaservice": re.compile(r"sns\..+|[^.]*[*?].*"),
}


def key_policy_holders(topic: Resource, graph: Graph) -> list[Resource] | None:
    """What holds the policies of the key of a topic. One of its own replaces what the key itself states.

    Returns:
        The holders, all of which count; none of a key that the stack doesn't make. None of a topic without a key.

    Raises:
        NotKnownError: Nothing tells which key it is.
    """
    keys = graph.referred(topic, ("kmsMasterKeyId",), KEYS_AND_ALIASES)
    if not keys and topic.text("kmsMasterKeyId") is None:
        return None
    own = [key for one in keys for key in ([one] if one.type in KEYS else _of_alias(one, graph))]
    separate = graph.of_type(_KEY_POLICY) if own else []
    owners = [(one, graph.referred(one, ("keyId",), KEYS)) for one in separate]
    return [holder for key in own for holder in ([one for one, keys in owners if key in keys] or [key])]


def admits(holder: Resource, service: str) -> bool:
    """Tell whether a key policy lets a service encrypt what it publishes. A Deny is not looked at.

    Raises:
        NotKnownError: What is known of the policy doesn't let it.
        ValueError: The policy can't be read.
    """
    told = told_by(service) | _BY_SNS
    # A key without a policy gets the default one, which lets no service in.
    return lets_in(holder, lambda document: grants(document, _NEEDED, lambda allow: _is_for(allow, service, told)))


def _is_for(allow: Statement, service: str, told: Mapping[str, Told]) -> bool:
    return (
        not allow.inverted
        and any(one.kind == "Service" and one.name == service for one in allow.principals)
        and conditions_hold(allow, told)
    )


def _of_alias(alias: Resource, graph: Graph) -> list[Resource]:
    return graph.referred(alias, ("targetKeyId",), KEYS)
