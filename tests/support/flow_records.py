"""Formats and records, any that flow logs could write, for hypothesis."""

import string

from hypothesis import strategies as st

from logs.flow_records.fields import FIELDS, FieldType, FlowField
from logs.flow_records.record_format import DEFAULT, V2, RecordFormat

FORMATS = st.one_of(
    st.sampled_from([V2, DEFAULT]),
    st.lists(st.sampled_from(list(FIELDS)), min_size=1, unique=True).map(RecordFormat.of_names),
)
_VALUES = {
    # What addresses, ids, ARNs and tags without spaces are made of.
    FieldType.STRING: st.text(string.ascii_letters + string.digits + ".:/-_,'\"%", min_size=1, max_size=30),
    FieldType.INT32: st.integers(0, 2**31 - 1).map(str),
    FieldType.INT64: st.integers(0, 2**63 - 1).map(str),
}


def records_of(record_format: RecordFormat) -> st.SearchStrategy[list[dict[str, str]]]:
    """One to three records, as text by field name; `-` where a value is missing."""
    return st.lists(
        st.fixed_dictionaries({field.name: _value(field) for field in record_format.fields}), min_size=1, max_size=3
    )


def _value(field: FlowField) -> st.SearchStrategy[str]:
    return st.just("-") | _VALUES[field.type]
