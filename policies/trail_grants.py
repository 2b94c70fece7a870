"""What a bucket policy grants CloudTrail in the name of one trail."""

from collections.abc import Iterator, Mapping
from typing import Final, cast

import strict_json
from globs import matches
from values import items_in

DELIVERY_ACTIONS: Final = frozenset({"s3:GetBucketAcl", "s3:PutObject"})
_CLOUDTRAIL: Final = "cloudtrail.amazonaws.com"
_SOURCE_ARN: Final = "aws:sourcearn"
_ALIKE: Final = ("StringLike", "ArnLike", "ArnEquals")


def actions_granted(document: object, trail: str) -> Iterator[str]:
    """The actions that a policy allows CloudTrail with this trail in aws:SourceArn.

    It says whether the policy names the trail, not whether it grants too much: the decision on the document does that.

    Args:
        document: The policy, a JSON text or what one says; of anything else nothing is granted.
        trail: The name of the trail.
    """
    try:
        policy = strict_json.loads(document) if isinstance(document, str) else document
    except ValueError:
        return
    for statement in _objects(_get(policy, "Statement")):
        services = _texts(_get(statement.get("Principal"), "Service"))
        if statement.get("Effect") == "Allow" and _CLOUDTRAIL in services and _names(statement, trail):
            actions = [action.lower() for action in _texts(statement.get("Action"))]
            yield from (wanted for wanted in DELIVERY_ACTIONS if any(matches(one, wanted.lower()) for one in actions))


def _names(statement: Mapping[str, object], trail: str) -> bool:
    condition = statement.get("Condition")
    for operator, keys in _items(condition):
        for key, values in _items(keys):
            if key.lower() == _SOURCE_ARN and any(_matches(operator, value, trail) for value in _texts(values)):
                return True
    return False


def _matches(operator: str, arn: str, trail: str) -> bool:
    *_, resource = arn.split(":", 5)
    if operator in _ALIKE:
        return matches(resource, f"trail/{trail}")
    return operator == "StringEquals" and resource == f"trail/{trail}"


def _get(value: object, name: str) -> object:
    return cast("Mapping[str, object]", value).get(name) if isinstance(value, Mapping) else None


def _items(value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        yield from cast("Mapping[str, object]", value).items()


def _objects(value: object) -> Iterator[Mapping[str, object]]:
    for one in items_in(value):
        if isinstance(one, Mapping):
            yield cast("Mapping[str, object]", one)


def _texts(value: object) -> list[str]:
    return [one for one in items_in(value) if isinstance(one, str)]
