"""What makes a request one that AWS could get: which things of it go together."""

from collections.abc import Iterator, Mapping
from typing import Final

from contract import ACL, SERVICES
from delivery_context import ACL_KEY, certainty
from globs import ARN_COMPONENTS
from identities import keys_of_identity
from key_names import key_as_aws_writes_it
from policy_model import Condition
from request import Request
from s3_operations import is_on_buckets, is_on_objects
from source import KEY_NAMES, SOURCE_ACCOUNT, SOURCE_ARN

# What else they have, by the service of its ARN: a channel is no trail, and one delivery source is not the other.
_OTHER_SOURCES: Final = {"cloudtrail": "channel/x", "logs": "delivery-source:x"}
# What only a request of a service has.
_OF_SERVICES: Final = ("aws:sourcearn", "aws:sourceaccount", "aws:sourceorg")
# What only a request with credentials has.
_OF_CREDENTIALS: Final = (
    *("aws:principal", "aws:userid", "aws:username", "aws:sourceidentity", "aws:federatedprovider"),
    *("aws:tokenissuetime", "aws:multifactorauth", "aws:ec2instance", "aws:calledvia", "aws:chatbot"),
    "aws:assumedroot",
)


def keys_of_principal(principal: tuple[str, str]) -> Mapping[str, str | None]:
    """The keys whose value follows from who asks."""
    kind, name = principal
    service = name if kind == "Service" else None
    return {
        "aws:principalservicename": service,
        "aws:principalservicenameslist": service,
        "aws:principalisawsservice": str(service is not None).lower(),
    }


def could_have(principal: tuple[str, str], key: str, value: str | None) -> bool:
    """Whether a request of a principal could have a condition key with a value.

    Args:
        principal: Who asks.
        key: The key, in lower case.
        value: The value; None: the request does not have the key.
    """
    known = {**keys_of_principal(principal), **keys_of_identity(principal)}
    if key in known:
        return value == known[key]
    if value is None:
        return True
    match principal[0]:
        case "Service":
            return not _is_never_of_a_service(key)
        case "Anonymous":
            of_provider = "." in key.partition(":")[0]
            return not (of_provider or key.startswith((*_OF_SERVICES, *_OF_CREDENTIALS)))
        case _:
            return not key.startswith(_OF_SERVICES)


def _is_never_of_a_service(key: str) -> bool:
    # Of S3's own keys a delivery has few, for it asks for two actions; a service may have others for other actions.
    return not key.startswith("s3:") and certainty(Condition("Null", key, ("true",)), {ACL_KEY: ACL}) is True


def is_plausible(request: Request) -> bool:
    """Whether nothing of a request contradicts who makes it, as far as this is known."""
    service = SERVICES.get(request.principal[1])
    context = {key.lower(): value for key, value in request.context.items()}
    if not all(could_have(request.principal, key, value) for key, value in context.items()):
        return False
    components = context.get(SOURCE_ARN, "").split(":", ARN_COMPONENTS - 1)
    if len(components) < ARN_COMPONENTS:
        return True
    return (service is None or components[2] == service.source) and (
        context.get(SOURCE_ACCOUNT, components[4]) == components[4]
    )


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
    """A service's request with a source that it delivers for, in the account that it names, where it names one.

    Args:
        request: The request.
        key: The condition key that it is to show, in lower case: what it says of the account comes first, and it is
            left out last.

    Yields:
        The request for the account of its source and for the account that it names, for two sources; where these are
        two accounts, without one of the keys. Each is another request, which may not show the same.
    """
    service = SERVICES.get(request.principal[1])
    arn, account = request.context.get(KEY_NAMES[SOURCE_ARN], ""), request.context.get(KEY_NAMES[SOURCE_ACCOUNT])
    components = arn.split(":", ARN_COMPONENTS - 1)
    if request.principal[0] != "Service" or account is None or len(components) < ARN_COMPONENTS:
        return
    accounts = [components[4], account]
    if service is not None and components[2] != service.source:
        components[2], components[5] = service.source, f"{service.source_resource}x"
    for resource in (components[5], _OTHER_SOURCES.get(components[2], components[5])):
        for whose in reversed(accounts) if key == SOURCE_ACCOUNT else accounts:
            agreeing = {
                KEY_NAMES[SOURCE_ARN]: ":".join([*components[:4], whose, resource]),
                KEY_NAMES[SOURCE_ACCOUNT]: whose,
            }
            yield request._replace(context={**request.context, **agreeing})
    if accounts[0] != account:
        for left_out in (SOURCE_ACCOUNT, SOURCE_ARN) if key == SOURCE_ARN else (SOURCE_ARN, SOURCE_ACCOUNT):
            kept = {each: value for each, value in request.context.items() if each != KEY_NAMES[left_out]}
            yield request._replace(context=kept)
