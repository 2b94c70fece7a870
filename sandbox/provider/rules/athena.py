"""What Athena checks of a work group.

Sources: CreateWorkGroup and DeleteWorkGroup (RecursiveDeleteOption) and EncryptionConfiguration in the Athena API
reference; the message about the key is this sandbox's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from sandbox.provider.errors import refusal

if TYPE_CHECKING:
    from sandbox.provider.aws import Aws

_INVALID: Final = "InvalidRequestException"
_S3_PATH: Final = re.compile(r"s3://[a-z0-9][a-z0-9.-]+[a-z0-9](/.*)?")
_WITH_KEY: Final = ("SSE_KMS", "CSE_KMS")


def check_create(_aws: Aws, request: Mapping[str, Any], _region: str) -> None:
    """Refuse CreateWorkGroup with a place or an encryption that results can't have."""
    _check_results("CreateWorkGroup", request.get("Configuration", {}).get("ResultConfiguration", {}))


def check_update(_aws: Aws, request: Mapping[str, Any], _region: str) -> None:
    """Refuse UpdateWorkGroup with a place or an encryption that results can't have."""
    _check_results("UpdateWorkGroup", request.get("ConfigurationUpdates", {}).get("ResultConfigurationUpdates", {}))


def check_delete(aws: Aws, request: Mapping[str, Any], region: str) -> None:
    """Refuse to delete a work group with queries in it, unless they are to go too."""
    name = request["WorkGroup"]
    if not request.get("RecursiveDeleteOption") and _has_queries(aws, name, region):
        raise refusal("DeleteWorkGroup", _INVALID, f"WorkGroup {name} is not empty")


def _check_results(operation: str, results: Mapping[str, Any]) -> None:
    location = results.get("OutputLocation")
    if location is not None and not _S3_PATH.fullmatch(location):
        raise refusal(operation, _INVALID, "outputLocation is not a valid S3 path.")
    encryption = results.get("EncryptionConfiguration", {})
    if encryption.get("EncryptionOption") in _WITH_KEY and not encryption.get("KmsKey"):
        raise refusal(operation, _INVALID, f"{encryption['EncryptionOption']} needs a KMS key")


def _has_queries(aws: Aws, name: str, region: str) -> bool:
    listings = {"list_named_queries": "NamedQueryIds", "list_query_executions": "QueryExecutionIds"}
    return any(
        page[member]
        for operation, member in listings.items()
        for page in aws.pages("athena", operation, {"WorkGroup": name}, region)
    )
