"""The values that a resource's requests are made of."""

from __future__ import annotations

from typing import Any

from sandbox.provider.aws import Aws
from sandbox.provider.resource_type import REGION, ResourceType
from sandbox.provider.values import UNKNOWN, Properties, Value, reveal


def scope_of(aws: Aws, kind: ResourceType, inputs: Properties, ident: Value) -> dict[str, Any]:
    """Return the values by name: the inputs as AWS spells them, and what every resource has."""
    values = reveal(inputs)
    return {
        **{name: declared.codec.to_aws(values.get(name)) for name, declared in kind.all_inputs().items()},
        **_tag_changes(kind, {}, values.get("tags") or {}),
        "id": ident,
        "account": aws.account,
        "partition": aws.partition,
        REGION: values.get(REGION) or aws.region,
    }


def update_scope(aws: Aws, kind: ResourceType, ident: str, olds: Properties, news: Properties) -> dict[str, Any]:
    """Return the values of an update; `old` holds the ones before it."""
    changes = _tag_changes(kind, reveal(olds).get("tags") or {}, reveal(news).get("tags") or {})
    return {**scope_of(aws, kind, news, ident), **changes, "old": scope_of(aws, kind, olds, ident)}


def _tag_changes(kind: ResourceType, old: Properties, new: Properties) -> Properties:
    if kind.tags is None:
        return {}
    if new is UNKNOWN:
        return dict.fromkeys(("tags_added", "removed_keys", "removed_tags"), UNKNOWN)
    added = {key: value for key, value in new.items() if key not in old or old[key] != value}
    removed = sorted(set(old) - set(new))
    return {
        "tags_added": kind.tags.codec.to_aws(added or None),
        "removed_keys": removed,
        "removed_tags": [{"Key": key} for key in removed],
    }
