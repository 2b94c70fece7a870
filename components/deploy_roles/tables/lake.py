"""Athena and Glue."""

from components.deploy_roles.access import Access, Grant
from components.deploy_roles.scope import CATALOG, WORKGROUPS

TYPES = {
    "aws:athena/workgroup:Workgroup": Access(
        reads=(Grant.on(WORKGROUPS, "athena", "GetWorkGroup", "ListTagsForResource"),),
        writes=(
            Grant.on(
                WORKGROUPS,
                "athena",
                "CreateWorkGroup",
                "UpdateWorkGroup",
                "DeleteWorkGroup",
                "TagResource",
                "UntagResource",
            ),
        ),
    ),
    "aws:athena/namedQuery:NamedQuery": Access(
        reads=(Grant.on(WORKGROUPS, "athena", "GetNamedQuery"),),
        writes=(Grant.on(WORKGROUPS, "athena", "CreateNamedQuery", "DeleteNamedQuery"),),
    ),
    "aws:glue/catalogDatabase:CatalogDatabase": Access(
        reads=(Grant.on(CATALOG, "glue", "GetDatabase", "GetTags"),),
        writes=(
            Grant.on(
                CATALOG, "glue", "CreateDatabase", "UpdateDatabase", "DeleteDatabase", "TagResource", "UntagResource"
            ),
        ),
    ),
    "aws:glue/catalogTable:CatalogTable": Access(
        reads=(Grant.on(CATALOG, "glue", "GetTable", "GetPartitionIndexes"),),
        writes=(Grant.on(CATALOG, "glue", "CreateTable", "UpdateTable", "DeleteTable"),),
    ),
}
