"""What makes a request one that AWS could get: which things of it go together."""

from collections.abc import Mapping

from delivery_context import ACL_KEY
from globs import ARN_COMPONENTS
from key_names import key_as_aws_writes_it
from request import Request
from s3_operations import is_on_buckets, is_on_objects
from source import SOURCE_ACCOUNT, SOURCE_ARN


def keys_of_principal(principal: tuple[str, str]) -> Mapping[str, str | None]:
    """The keys whose value follows from who asks."""
    kind, name = principal
    service = name if kind == "Service" else None
    return {
        "aws:principalservicename": service,
        "aws:principalservicenameslist": service,
        "aws:principalisawsservice": str(service is not None).lower(),
    }


def is_object(resource: str) -> bool:
    """Whether an ARN is that of an object, in a bucket or through an access point."""
    last = resource.split(":", ARN_COMPONENTS - 1)[-1]
    return "/object/" in last if last.startswith("accesspoint/") else "/" in last


def go_together(action: str, resource: str) -> bool:
    """Whether S3 has the action on a resource of this kind."""
    return is_on_objects(action) if is_object(resource) else is_on_buckets(action)


def without_upload(request: Request) -> Request:
    """The request without the header that only a request with an object has, if it is about a bucket."""
    if not is_on_buckets(request.action):
        return request
    return request._replace(context={key: value for key, value in request.context.items() if key != ACL_KEY})


def context_with(chosen: Mapping[str, str | None]) -> dict[str, str]:
    """The context of a request with these keys, and with what goes with them."""
    context = {"aws:securetransport": "true", **chosen}
    source = context.get(SOURCE_ARN)
    if source is not None and SOURCE_ACCOUNT not in chosen and source.count(":") >= ARN_COMPONENTS - 1:
        context[SOURCE_ACCOUNT] = source.split(":")[4]
    return {key_as_aws_writes_it(key): value for key, value in context.items() if value is not None}
