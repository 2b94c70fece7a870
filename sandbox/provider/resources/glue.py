"""Glue's Data Catalog, of the account itself.

Not handled: catalogDatabase's createTableDefaultPermissions, targetDatabase and federatedDatabase; catalogTable's
partitionIndices, targetTable, openTableFormatInput and viewDefinition, and its storage descriptor's skewedInfo and
schemaReference.
"""

from __future__ import annotations

from typing import Final

from sandbox.provider.codecs import PLAIN, TAG_MAP, Codec, list_of, object_of, plain_object
from sandbox.provider.declaration import (
    AutoName,
    Call,
    Change,
    Input,
    Presence,
    Read,
    Setting,
    TagChange,
    Tags,
)
from sandbox.provider.resource_type import ResourceType
from sandbox.provider.template import Text


def _lower(name: str) -> str:
    if name != name.lower():
        raise ValueError(f"{name!r} has upper case letters, which Glue folds; write {name.lower()!r}")
    return name


_NAME: Final = Codec(encode=_lower)
_DATABASE_ARN: Final = Text("arn:{partition}:glue:{region}:{account}:database/{name}")
_GONE: Final = ("EntityNotFoundException",)

_DATABASE_INPUT: Final = {
    "Name": "$name",
    "Description": "$description",
    "LocationUri": "$locationUri",
    "Parameters": "$parameters",
}

CATALOG_DATABASE: Final = ResourceType(
    type="aws:glue/catalogDatabase:CatalogDatabase",
    service="glue",
    id=Text("{account}:{name}"),
    inputs={
        "name": Input("database.Name", _NAME, change=Change.REPLACES, name=AutoName(255, str.lower)),
        "catalogId": Input("database.CatalogId", change=Change.REPLACES, presence=Presence.AWS_CHOOSES),
        "description": Input("database.Description"),
        "locationUri": Input("database.LocationUri", presence=Presence.AWS_CHOOSES),
        "parameters": Input("database.Parameters"),
    },
    tags=Tags("tags", TAG_MAP),
    create=Call("create_database", {"CatalogId": "$catalogId", "DatabaseInput": _DATABASE_INPUT, "Tags": "$tags"}),
    settings=(
        Setting(
            ("description", "locationUri", "parameters"),
            put=Call("update_database", {"CatalogId": "$catalogId", "Name": "$name", "DatabaseInput": _DATABASE_INPUT}),
        ),
        TagChange(
            add=Call("tag_resource", {"ResourceArn": _DATABASE_ARN, "TagsToAdd": "$tags_added"}),
            remove=Call("untag_resource", {"ResourceArn": _DATABASE_ARN, "TagsToRemove": "$removed_keys"}),
        ),
    ),
    reads=(
        Read("database", Call("get_database", {"CatalogId": "$catalogId", "Name": "$name"}), at="Database"),
        Read("tags", Call("get_tags", {"ResourceArn": _DATABASE_ARN}), at="Tags"),
    ),
    outputs={"arn": _DATABASE_ARN},
    delete=(Call("delete_database", {"CatalogId": "$catalogId", "Name": "$name"}),),
    gone=_GONE,
)

_COLUMNS: Final = list_of(
    plain_object({"name": "Name", "type": "Type", "comment": "Comment", "parameters": "Parameters"})
)
_STORAGE: Final = object_of(
    {
        "additionalLocations": ("AdditionalLocations", PLAIN),
        "bucketColumns": ("BucketColumns", PLAIN),
        "columns": ("Columns", _COLUMNS),
        "compressed": ("Compressed", PLAIN),
        "inputFormat": ("InputFormat", PLAIN),
        "location": ("Location", PLAIN),
        "numberOfBuckets": ("NumberOfBuckets", PLAIN),
        "outputFormat": ("OutputFormat", PLAIN),
        "parameters": ("Parameters", PLAIN),
        "serDeInfo": (
            "SerdeInfo",
            plain_object({"name": "Name", "serializationLibrary": "SerializationLibrary", "parameters": "Parameters"}),
        ),
        "sortColumns": ("SortColumns", list_of(plain_object({"column": "Column", "sortOrder": "SortOrder"}))),
        "storedAsSubDirectories": ("StoredAsSubDirectories", PLAIN),
    }
)

# By pulumi-aws's name; an update replaces all of them.
_TABLE_INPUT: Final = {
    "description": "Description",
    "owner": "Owner",
    "parameters": "Parameters",
    "partitionKeys": "PartitionKeys",
    "retention": "Retention",
    "storageDescriptor": "StorageDescriptor",
    "tableType": "TableType",
    "viewExpandedText": "ViewExpandedText",
    "viewOriginalText": "ViewOriginalText",
}
_CODECS: Final = {"partitionKeys": _COLUMNS, "storageDescriptor": _STORAGE}
_TABLE: Final = {
    "CatalogId": "$catalogId",
    "DatabaseName": "$databaseName",
    "TableInput": {"Name": "$name", **{member: f"${name}" for name, member in _TABLE_INPUT.items()}},
}
_TABLE_NAME: Final = {"CatalogId": "$catalogId", "DatabaseName": "$databaseName", "Name": "$name"}

CATALOG_TABLE: Final = ResourceType(
    type="aws:glue/catalogTable:CatalogTable",
    service="glue",
    id=Text("{account}:{databaseName}:{name}"),
    inputs={
        "name": Input("table.Name", _NAME, change=Change.REPLACES, name=AutoName(255, str.lower)),
        "databaseName": Input("table.DatabaseName", change=Change.REPLACES, presence=Presence.REQUIRED),
        "catalogId": Input("table.CatalogId", change=Change.REPLACES, presence=Presence.AWS_CHOOSES),
        **{name: Input(f"table.{member}", _CODECS.get(name, PLAIN)) for name, member in _TABLE_INPUT.items()},
    },
    create=Call("create_table", _TABLE),
    settings=(Setting(tuple(_TABLE_INPUT), put=Call("update_table", _TABLE)),),
    reads=(Read("table", Call("get_table", _TABLE_NAME), at="Table"),),
    outputs={"arn": Text("arn:{partition}:glue:{region}:{account}:table/{databaseName}/{name}")},
    delete=(Call("delete_table", _TABLE_NAME),),
    gone=_GONE,
)

TYPES: Final = (CATALOG_DATABASE, CATALOG_TABLE)
