"""What moto's Athena and Glue lack: changing a work group, deleting queries, and forgetting what was deleted."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from moto.athena.models import AthenaBackend
from moto.athena.responses import AthenaResponse
from moto.core.exceptions import JsonRESTError
from moto.glue.models import GlueBackend


def correct_lake(replace: Callable[[type, str, Any], None]) -> None:
    """Put the answers of Athena and Glue right, in this process."""
    replace(AthenaResponse, "update_work_group", _update_work_group)
    replace(AthenaResponse, "get_named_query", _get_named_query(AthenaResponse.get_named_query))
    replace(AthenaResponse, "delete_named_query", _delete_named_query)
    replace(AthenaBackend, "delete_work_group", _delete_work_group(AthenaBackend.delete_work_group))
    replace(GlueBackend, "delete_database", _delete_database(GlueBackend.delete_database))


def _update_work_group(response: Any) -> str:
    name = response._get_param("WorkGroup")
    group = response.athena_backend.work_groups.get(name)
    if group is None:
        raise _not_found(f"WorkGroup {name} is not found.")
    group.description = response._get_param("Description", group.description)
    group.state = response._get_param("State", group.state)
    updates = dict(response._get_param("ConfigurationUpdates", {}))
    results = _updated(
        group.configuration.get("ResultConfiguration", {}), updates.pop("ResultConfigurationUpdates", {})
    )
    group.configuration = {**_updated(group.configuration, updates), "ResultConfiguration": results}
    return "{}"


def _updated(present: Mapping[str, Any], updates: Mapping[str, Any]) -> dict[str, Any]:
    """Apply updates of which `Remove<name>` takes a member away."""
    removed = {name.removeprefix("Remove") for name, value in updates.items() if name.startswith("Remove") and value}
    values = {name: value for name, value in updates.items() if not name.startswith("Remove")}
    return {name: value for name, value in {**present, **values}.items() if name not in removed}


def _get_named_query(get: Callable[[Any], str]) -> Callable[[Any], str]:
    """Answer as Athena when there is no such query: moto fails."""

    def get_named_query(response: Any) -> str:
        _require_query(response)
        return get(response)

    return get_named_query


def _delete_named_query(response: Any) -> str:
    del response.athena_backend.named_queries[_require_query(response)]
    return json.dumps({})


def _require_query(response: Any) -> str:
    ident = response._get_param("NamedQueryId")
    if ident not in response.athena_backend.named_queries:
        raise _not_found(f"NamedQuery {ident} is not found.")
    return ident


def _not_found(message: str) -> JsonRESTError:
    return JsonRESTError("InvalidRequestException", message)


def _delete_work_group(delete: Callable[..., None]) -> Callable[..., None]:
    """Delete a work group with its queries and tags: moto keeps them, for the next one of that name."""

    def delete_work_group(backend: Any, name: str) -> None:
        if group := backend.work_groups.get(name):
            backend.tagger.delete_all_tags_for_resource(group.arn)
            queries = backend.named_queries
            for ident in [ident for ident, query in queries.items() if query.workgroup is group]:
                del queries[ident]
        delete(backend, name)

    return delete_work_group


def _delete_database(delete: Callable[..., None]) -> Callable[..., None]:
    """Delete a database with its tags: moto keeps them, for the next one of that name."""

    def delete_database(backend: Any, database_name: str) -> None:
        delete(backend, database_name)
        arn = f"{backend.default_catalog_arn.removesuffix(':catalog')}:database/{database_name}"
        backend.tagger.delete_all_tags_for_resource(arn)

    return delete_database
