import logs


def test_the_package_offers_exactly_this() -> None:
    assert logs.__all__ == [
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
    assert all(hasattr(logs, name) for name in logs.__all__)
