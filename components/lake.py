"""Lake: Athena over the log buckets, without loading or moving a log."""

from collections.abc import Sequence
from typing import NotRequired, TypedDict

import pulumi
from pulumi_aws import athena, glue

from components.naming import Naming
from components.options import child_options, named
from components.sinks.lifecycle import expire
from components.sinks.private_bucket import PrivateBucket, PrivateBucketArgs
from logs.lake.queries import SavedQuery
from logs.lake.table import Table


class LakeArgs(TypedDict):
    """What a Lake takes."""

    naming: Naming
    """Names and tags all of it: the component's name says what the workgroup and its results are for. Known while the
    program runs."""
    tables: Sequence[Table]
    """The tables, from `flow_log_table` and `trail_table`: Athena finds their logs by partition projection."""
    queries: Sequence[SavedQuery]
    """The queries that the workgroup offers, from `flow_log_queries` and `trail_queries` for `Naming.database`."""
    scan_limit_bytes: pulumi.Input[int]
    """Bytes of logs that one query may read, at least 10485760 (10 MiB); one that would read more is cancelled, and
    billed for what it read."""
    result_days: pulumi.Input[int]
    """Days that the results of a query are kept."""
    key_arn: NotRequired[pulumi.Input[str]]
    """The key that results are encrypted with, from `LogKey.key_arn`. Without it, S3's own keys."""
    force_destroy: NotRequired[pulumi.Input[bool]]
    """Deletes the results when their bucket is deleted, and the history and the saved queries of others when the
    workgroup is. Without it, neither can be deleted once a query was run."""


class Lake(pulumi.ComponentResource):
    """A workgroup of its own, which no client can make less private or more expensive, and tables over the logs.

    Security Hub Athena.4: the workgroup publishes metrics. Nothing here costs anything until a query is run. Who may
    query is for IAM to say: Athena reads the logs with the permissions of whoever asks.
    """

    workgroup_name: pulumi.Output[str]
    """The workgroup's name. Known at preview."""
    database_name: pulumi.Output[str]
    """The Glue database's name. Known at preview."""
    table_names: tuple[str, ...]
    """The tables' names. Known at preview."""
    result_location: pulumi.Output[str]
    """Where results are, as in `s3://bucket/results/`. Known at preview."""

    def __init__(self, name: str, args: LakeArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("aws-monitoring-baseline:index:Lake", name, None, opts)
        self._label, self._opts, self._naming = name, opts, args["naming"]
        self.result_location = pulumi.Output.concat("s3://", self._results(args).name, "/results/")
        workgroup = self._workgroup(args)
        database_name = self._naming.database()
        database = glue.CatalogDatabase(
            f"{name}-database",
            name=database_name,
            description=f"Logs of {self._naming.prefix}-{self._naming.stack}",
            tags=named(self._naming.tags, database_name),
            opts=child_options(self, opts),
        )
        for table in args["tables"]:
            self._table(table, database)
        for query in args["queries"]:
            athena.NamedQuery(
                f"{name}-{query.name}-query",
                name=query.name,
                description=query.description,
                workgroup=workgroup.name,
                database=database.name,
                query=query.sql,
                opts=child_options(self, opts),
            )
        self.workgroup_name = workgroup.name
        self.database_name = database.name
        self.table_names = tuple(table.name for table in args["tables"])
        self.register_outputs(self.summary)

    @property
    def summary(self) -> dict[str, pulumi.Input[object]]:
        """Where to ask, as a stack exports it."""
        return {
            "workgroup": self.workgroup_name,
            "database": self.database_name,
            "tables": list(self.table_names),
            "resultLocation": self.result_location,
        }

    def _results(self, args: LakeArgs) -> PrivateBucket:
        """The bucket for results. No statement lets anyone in: Athena writes with the permissions of whoever asks."""
        bucket: PrivateBucketArgs = {
            "naming": self._naming,
            "statements": [],
            "lifecycle": expire("results", args["result_days"]),
            "force_destroy": args.get("force_destroy", False),
        }
        if "key_arn" in args:
            bucket["key_arn"] = args["key_arn"]
        return PrivateBucket(self, self._label, bucket, self._opts)

    def _workgroup(self, args: LakeArgs) -> athena.Workgroup:
        encryption: athena.WorkgroupConfigurationResultConfigurationEncryptionConfigurationArgsDict = {
            "encryption_option": "SSE_S3"
        }
        if "key_arn" in args:
            encryption = {"encryption_option": "SSE_KMS", "kms_key_arn": args["key_arn"]}
        workgroup_name = self._naming.workgroup(self._label)
        return athena.Workgroup(
            f"{self._label}-workgroup",
            name=workgroup_name,
            description=f"Searches the logs of {self._naming.prefix}-{self._naming.stack}",
            configuration={
                # A client's own settings, as a result location of its own, would else win.
                "enforce_workgroup_configuration": True,
                "publish_cloudwatch_metrics_enabled": True,
                "bytes_scanned_cutoff_per_query": args["scan_limit_bytes"],
                "result_configuration": {
                    "output_location": self.result_location,
                    # Results go nowhere if ever the bucket is another account's.
                    "expected_bucket_owner": self._naming.account,
                    "encryption_configuration": encryption,
                },
            },
            force_destroy=args.get("force_destroy", False),
            tags=named(self._naming.tags, workgroup_name),
            opts=child_options(self, self._opts),
        )

    def _table(self, table: Table, database: glue.CatalogDatabase) -> None:
        glue.CatalogTable(
            f"{self._label}-{table.name.replace('_', '-')}-table",
            name=table.name,
            database_name=database.name,
            description=table.description,
            # Without it, Athena can't show how the table was made.
            table_type="EXTERNAL_TABLE",
            parameters=dict(table.parameters),
            partition_keys=[
                glue.CatalogTablePartitionKeyArgsDict(name=key.name, type=key.type, comment=key.comment)
                for key in table.partition_keys
            ],
            storage_descriptor={
                "location": table.location,
                "input_format": table.input_format,
                "output_format": table.output_format,
                "ser_de_info": {
                    "serialization_library": table.serde,
                    "parameters": dict(table.serde_parameters),
                },
                "columns": [
                    {"name": column.name, "type": column.type, "comment": column.comment} for column in table.columns
                ],
            },
            opts=child_options(self, self._opts),
        )
