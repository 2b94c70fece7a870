"""What the contract says of one concrete request: the definition that everything else here is held against."""

from typing import Final

from contract import ACL, CLOUDTRAIL, SERVICES, Contract
from globs import ARN_COMPONENTS
from request import Request
from source import SOURCE_ACCOUNT, SOURCE_ARN

ACL_KEY = "s3:x-amz-acl"
_BY_SOURCE: Final = {service.source: service for service in SERVICES.values()}


def contains(contract: Contract, request: Request) -> bool:
    """Whether a request is one that delivery needs.

    Args:
        contract: The contract, with its partition and its accounts.
        request: The request.
    """
    kind, name = request.principal
    if kind != "Service" or name not in SERVICES:
        return False
    service = SERVICES[name]
    context = {key.lower(): value for key, value in request.context.items()}
    match request.action.lower():
        case "s3:getbucketacl":
            on_its_resource = request.resource == contract.bucket_arn
        case "s3:putobject":
            on_its_resource = (
                request.resource.startswith(contract.object_prefixes[name]) and context.get(ACL_KEY) == ACL
            )
        case _:
            return False
    return (
        on_its_resource
        and is_source(context.get(SOURCE_ARN), contract)
        and (SOURCE_ACCOUNT not in service.pins or context.get(SOURCE_ACCOUNT) in contract.accounts)
    )


def is_source(arn: str | None, contract: Contract) -> bool:
    """Whether an ARN is one that a delivery service of the contract may deliver for.

    Which of them delivers for it makes no difference: both are AWS's, and the source is the account's own.
    """
    if arn is None:
        return False
    components = arn.split(":", ARN_COMPONENTS - 1)
    if len(components) != ARN_COMPONENTS:
        return False
    scheme, partition, source, _, account, resource = components
    service = _BY_SOURCE.get(source)
    if service is CLOUDTRAIL and contract.trails:
        return arn in contract.trails
    return (
        service is not None
        and scheme == "arn"
        and partition == contract.partition
        and resource.startswith(service.source_resource)
        and account in contract.accounts
    )
