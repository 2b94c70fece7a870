"""Options on the stack prod, which has everything on and keeps its logs."""

from tests.engine.options.lake_names import (
    FURTHER_FLOW_LOG_QUERIES,
    flow_log_steps,
    flow_log_things,
)
from tests.engine.options.option import ACCOUNT, Option, containing, delete, replace, update

_BUCKET = f"bucket monitoring-prod-logs-{ACCOUNT}-us-east-1"
_TRAIL = "trail monitoring-prod-audit"
_SINKS = ("cloudwatch-logs", "kinesis", "s3")
_FLOW_LOGS = tuple(f"main-{sink}-flow-log" for sink in _SINKS)
_FLOW_LOG_THINGS = frozenset(f"flow log main-{sink}" for sink in _SINKS)
_V2 = (
    *("version", "account-id", "interface-id", "srcaddr", "dstaddr", "srcport", "dstport", "protocol"),
    *("packets", "bytes", "start", "end", "action", "log-status"),
)

OPTIONS = (
    Option(
        "the fields of AWS's default format",
        {"flowLogFields": list(_V2)},
        replace(*_FLOW_LOGS)
        | update("lake-flow-logs-table")
        | delete(*(f"lake-flow-logs-{query}-query" for query in FURTHER_FLOW_LOG_QUERIES)),
        changed={
            **{flow_log: {"LogFormat": " ".join(f"${{{name}}}" for name in _V2)} for flow_log in _FLOW_LOG_THINGS},
            "table flow_logs": {"Columns": containing("log_status"), "Description": containing("version 2,")},
        },
        gone=frozenset(f"query flow-logs-{query}" for query in FURTHER_FLOW_LOG_QUERIES),
        renewed=_FLOW_LOG_THINGS,
    ),
    Option(
        "plain text",
        {"flowLogFileFormat": "plain-text"},
        replace("main-s3-flow-log") | update("lake-flow-logs-table"),
        changed={
            "flow log main-s3": {"DestinationOptions.FileFormat": "plain-text"},
            "table flow_logs": {
                "Description": containing("plain-text"),
                "Parameters.skip.header.line.count": "1",
                "StorageDescriptor.InputFormat": containing("TextInputFormat"),
                "StorageDescriptor.OutputFormat": containing("TextOutputFormat"),
                "StorageDescriptor.SerdeInfo.Parameters.field.delim": " ",
                "StorageDescriptor.SerdeInfo.Parameters.serialization.format": " ",
                "StorageDescriptor.SerdeInfo.SerializationLibrary": containing("LazySimpleSerDe"),
            },
        },
        renewed=frozenset({"flow log main-s3"}),
    ),
    Option(
        "a folder a day",
        {"flowLogKeyLayout": "daily"},
        replace("main-s3-flow-log", *flow_log_steps()) | update("lake-flow-logs-table", "logs-policy"),
        changed={
            _BUCKET: {"Policy.AWSLogDeliveryWrite": containing(f"/AWSLogs/{ACCOUNT}/*")},
            "flow log main-s3": {
                "DestinationOptions.HiveCompatiblePartitions": False,
                "DestinationOptions.PerHourPartition": False,
            },
            "table flow_logs": {
                "Description": containing("daily"),
                "Parameters.projection.day.format": "yyyy/MM/dd",
                "Parameters.projection.day.interval": "1",
                "Parameters.projection.day.interval.unit": "DAYS",
                "Parameters.projection.day.range": "NOW-2557DAYS,NOW",
                "Parameters.projection.day.type": "date",
                **{
                    f"Parameters.projection.hour.{path}": None
                    for path in ("format", "interval", "interval.unit", "range", "type")
                },
                "Parameters.storage.location.template": containing("/vpcflowlogs/${aws_region}/${day}/"),
                "PartitionKeys": containing('"day"'),
            },
            **{query: {"QueryString": containing('\\"day\\"')} for query in flow_log_things()},
        },
        renewed=frozenset({"flow log main-s3", *flow_log_things()}),
    ),
    Option(
        "a record in ten minutes",
        {"flowLogIntervalSeconds": 600},
        replace(*_FLOW_LOGS),
        changed={flow_log: {"MaxAggregationInterval": 600} for flow_log in _FLOW_LOG_THINGS},
        renewed=_FLOW_LOG_THINGS,
    ),
    Option(
        "a shorter lock",
        {"logBucketLockDays": 30},
        update("logs-object-lock"),
        changed={_BUCKET: {"Lock.Rule.DefaultRetention.Days": 30}},
    ),
    Option(
        "a lock that no one can lift",
        {"logBucketLockMode": "COMPLIANCE"},
        update("logs-object-lock"),
        changed={_BUCKET: {"Lock.Rule.DefaultRetention.Mode": "COMPLIANCE"}},
    ),
    Option(
        "no insights",
        {"trailInsights": []},
        update("audit-trail"),
        changed={_TRAIL: {"Insights": None}},
    ),
    Option(
        "no data events",
        {"trailDataEvents": []},
        update("audit-trail"),
        changed={_TRAIL: {"AdvancedEventSelectors.Lambda functions": None, "AdvancedEventSelectors.S3 objects": None}},
    ),
)
