"""What AWS's logs are like: the fields of flow records, where log files are put, and tables and queries over them.

Knowledge only: nothing here knows Pulumi, or calls AWS.
"""

from logs.flow_records.fields import FIELDS, FieldType, FlowField
from logs.flow_records.record_format import DEFAULT, V2, RecordFormat
from logs.keys.flow_log_keys import FileFormat, FlowLogKeys, FlowLogLayout
from logs.keys.trail_keys import TrailKeys
from logs.lake.flow_logs import flow_log_table
from logs.lake.queries import SavedQuery, flow_log_queries, trail_queries
from logs.lake.scope import LakeScope
from logs.lake.table import Column, Table
from logs.lake.trail import trail_table

__all__ = [
    "DEFAULT",
    "FIELDS",
    "V2",
    "Column",
    "FieldType",
    "FileFormat",
    "FlowField",
    "FlowLogKeys",
    "FlowLogLayout",
    "LakeScope",
    "RecordFormat",
    "SavedQuery",
    "Table",
    "TrailKeys",
    "flow_log_queries",
    "flow_log_table",
    "trail_queries",
    "trail_table",
]
