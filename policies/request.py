"""One concrete request to a bucket, as a policy document is asked about it."""

from collections.abc import Mapping
from typing import NamedTuple


class Request(NamedTuple):
    """One request: no wildcards anywhere.

    Attributes:
        principal: Who asks: the kind and the name, such as `("Service", "cloudtrail.amazonaws.com")` or
            `("Anonymous", "*")`.
        action: `s3:Operation`.
        resource: The ARN of the bucket or of the object.
        context: Condition keys to values; a key that is left out is absent from the request.
    """

    principal: tuple[str, str]
    action: str
    resource: str
    context: Mapping[str, str]

    def as_json(self) -> dict[str, object]:
        """The request as `decide.py` writes it."""
        return {
            "principal": list(self.principal),
            "action": self.action,
            "resource": self.resource,
            "context": dict(self.context),
        }
