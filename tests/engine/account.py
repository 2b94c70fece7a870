"""All that an account holds, each thing described as boto3 reads it: what an update may have touched.

Ids and ARNs that AWS chooses are part of a description, so that what is replaced by its like shows. What is left out of
one is what time alone changes.
"""

import json
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import Any, cast

from tests.engine.readers import READERS, ClientOf, Reader
from tests.engine.readers_of_watching import READERS_OF_WATCHING

Account = Mapping[str, Mapping[str, Any]]
"""What kind of thing it is and its name, to path in its description to value."""

_OF_TIME = {
    *("CreationTime", "creationTime", "CreateTime", "CreateDate", "CreationDate", "CreateTimestamp", "UpdateTime"),
    *("StreamCreationTimestamp", "LastUpdateTimestamp", "LastUpdatedDate", "RoleLastUsed", "VersionId"),
    *("lastModified", "CreatedTimestamp", "AlarmConfigurationUpdatedTimestamp", "AttachTime"),
    *("ResponseMetadata", "OwnerId", "CatalogId", "CatalogID"),
}
_DOCUMENTS = {"AssumeRolePolicyDocument", "Policy", "PolicyDocument"}


def read_account(client: ClientOf) -> Account:
    """Read everything back.

    Args:
        client: Gives the boto3 client of a service.
    """

    def all_of(reader: Reader) -> list[tuple[str, dict[str, Any]]]:
        return list(reader(client))

    with ThreadPoolExecutor() as pool:
        found = list(chain.from_iterable(pool.map(all_of, (*READERS, *READERS_OF_WATCHING))))
    account = {name: dict(_flat(description)) for name, description in found}
    assert len(account) == len(found), f"two things of one name: {sorted(name for name, _ in found)}"
    return account


def _flat(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Leaves by path. Tags and policy documents are by key and by statement id, for what changes is one of them."""
    if value and path.rpartition(".")[2] in _DOCUMENTS:
        document = json.loads(value) if isinstance(value, str) else value
        value = {statement["Sid"]: (statement,) for statement in document["Statement"]}
    if isinstance(value, Mapping):
        for key, inner in cast(Mapping[str, Any], value).items():
            if key not in _OF_TIME:
                yield from _flat(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, tuple):
        yield path, value[0]
    elif value not in (None, "", []):
        yield path, value
