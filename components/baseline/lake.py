"""Athena over the stack's log bucket."""

import pulumi_aws as aws

from components.baseline import names
from components.baseline.key import Encryption
from components.baseline.stack import StackContext
from components.lake import Lake
from logs.lake.flow_logs import flow_log_table
from logs.lake.queries import flow_log_queries, trail_queries
from logs.lake.scope import LakeScope
from logs.lake.trail import trail_table

_GIB = 2**30
# Results can be had again for the price of the query; the logs stay.
_RESULT_DAYS = 30


def log_lake(stack: StackContext, encryption: Encryption) -> Lake | None:
    """The lake, if the settings ask for it: the trail's table, and that of flow logs if they go to the log bucket."""
    settings, naming = stack.settings, stack.naming
    if not settings.lake:
        return None
    bucket = settings.existing_log_bucket or naming.bucket(names.LOGS)
    days, database = settings.log_bucket_expiration_days, naming.database()
    accounts = () if settings.organization_id else (naming.account,)
    trail = trail_table(stack.trail.keys, bucket, LakeScope(accounts, tuple(aws.get_regions().names), days))
    tables, queries = [trail], [*trail_queries(database, trail)]
    if "s3" in settings.flow_log_sinks:
        traffic = flow_log_table(
            settings.flow_log_format, stack.flow_logs.keys, bucket, LakeScope((naming.account,), (naming.region,), days)
        )
        tables.append(traffic)
        queries.extend(flow_log_queries(database, traffic))
    return Lake(
        "lake",
        {
            "naming": naming,
            "tables": tables,
            "queries": queries,
            "scan_limit_bytes": settings.lake_scan_limit_gib * _GIB,
            "result_days": _RESULT_DAYS,
            "force_destroy": stack.deletion.force_destroy,
            **encryption,
        },
    )
