"""What makes a request one that AWS could get: which things of it go together."""

from collections.abc import Iterator, Mapping

from contract import SERVICES
from delivery_context import ACL_KEY
from globs import ARN_COMPONENTS
from key_names import key_as_aws_writes_it
from request import Request
from s3_operations import is_on_buckets, is_on_objects
from source import KEY_NAMES, SOURCE_ACCOUNT, SOURCE_ARN


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


def with_agreeing_sources(request: Request, key: str) -> Iterator[Request]:
    """The request with a source that its service delivers for, in the account that it names, where it names one.

    Args:
        request: The request.
        key: The condition key that it is to show, in lower case: what it says of the account comes first.

    Yields:
        The request for the account of its source and for the account that it names. Each is another request, which may
        not show the same.
    """
    service = SERVICES.get(request.principal[1])
    arn, account = request.context.get(KEY_NAMES[SOURCE_ARN], ""), request.context.get(KEY_NAMES[SOURCE_ACCOUNT])
    components = arn.split(":", ARN_COMPONENTS - 1)
    if service is None or account is None or len(components) < ARN_COMPONENTS:
        return
    accounts = [components[4], account]
    if components[2] != service.source:
        components[2], components[5] = service.source, f"{service.source_resource}x"
    for whose in reversed(accounts) if key == SOURCE_ACCOUNT else accounts:
        components[4] = whose
        agreeing = {KEY_NAMES[SOURCE_ARN]: ":".join(components), KEY_NAMES[SOURCE_ACCOUNT]: whose}
        yield request._replace(context={**request.context, **agreeing})
