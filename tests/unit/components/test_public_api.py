import components


def test_the_package_offers_exactly_this() -> None:
    assert components.__all__ == [
        "AuditTrail",
        "AuditTrailArgs",
        "CloudWatchLogsSink",
        "CloudWatchLogsSinkArgs",
        "FlowLog",
        "FlowLogArgs",
        "FlowLogDelivery",
        "FlowLogDestination",
        "FlowLogSettings",
        "LogDeletion",
        "MonitoredVpc",
        "MonitoredVpcArgs",
        "Naming",
        "Producer",
        "S3Sink",
        "S3SinkArgs",
        "Settings",
        "TrailDelivery",
        "TrailLogDestination",
        "read_settings",
    ]
    assert all(hasattr(components, name) for name in components.__all__)
