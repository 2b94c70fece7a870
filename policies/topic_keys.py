"""Whether the policy of a topic's key lets who publishes to the topic encrypt."""

import re
from typing import Final

from graph import Graph
from policy_model import Statement
from publisher_requests import conditions_hold
from publishers import grants
from resource_types import KEYS, KEYS_AND_ALIASES
from resource_view import Resource

MANAGED: Final = re.compile(r"\balias/aws/")
_KEY_POLICY: Final = "aws:kms/keyPolicy:KeyPolicy"
# Amazon SNS Developer Guide, "Key management": the permissions of who publishes to an encrypted topic.
_NEEDED: Final = ("kms:decrypt", "kms:generatedatakey")


def key_policies(topic: Resource, graph: Graph) -> list[object] | None:
    """The policies of the key of a topic. One of its own replaces what the key itself states.

    Returns:
        The documents, all of which count; none of a key that the stack doesn't make. None of a topic without a key.

    Raises:
        NotKnownError: Nothing tells which key it is, or the policy isn't known at preview.
    """
    keys = graph.referred(topic, ("kmsMasterKeyId",), KEYS_AND_ALIASES)
    if not keys and topic.text("kmsMasterKeyId") is None:
        return None
    own = [key for one in keys for key in ([one] if one.type in KEYS else _of_alias(one, graph))]
    separate = graph.of_type(_KEY_POLICY) if own else []
    owners = [(one, graph.referred(one, ("keyId",), KEYS)) for one in separate]
    return [policy for key in own for policy in _policies_of(key, [one for one, keys in owners if key in keys])]


def admits(policy: object, service: str) -> bool:
    """Tell whether a key policy lets a service encrypt what it publishes. A Deny is not looked at.

    Raises:
        ValueError: The policy can't be read.
    """
    return grants(policy, _NEEDED, lambda allow: _is_for(allow, service))


def _is_for(allow: Statement, service: str) -> bool:
    return (
        not allow.inverted
        and any(one.kind == "Service" and one.name == service for one in allow.principals)
        and conditions_hold(allow, service)
    )


def _policies_of(key: Resource, separate: list[Resource]) -> list[object]:
    if separate:
        return [one.read("policy") for one in separate]
    # A key without a policy gets the default one, which lets no service in.
    own = key.read("policy")
    return [key.read("keyPolicy") if own is None else own]


def _of_alias(alias: Resource, graph: Graph) -> list[Resource]:
    return graph.referred(alias, ("targetKeyId",), KEYS)
