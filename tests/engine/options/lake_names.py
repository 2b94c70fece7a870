"""The saved queries of the lake, by what they ask."""

TRAIL_QUERIES = (
    *("access-denied", "bucket-changes", "console-sign-ins-without-mfa", "failed-console-sign-ins"),
    *("flow-log-changes", "iam-policy-changes", "key-changes", "one-access-key", "one-principal", "root-activity"),
    *("security-group-changes", "trail-changes"),
)
V2_FLOW_LOG_QUERIES = ("gaps", "one-address", "one-interface", "rejected-by-port", "scanners", "top-talkers")
"""Those that the fields of AWS's default format are enough for."""
FURTHER_FLOW_LOG_QUERIES = ("egress-to-aws-services", "reject-reasons")


def trail_steps() -> list[str]:
    """What the engine calls the queries about the trail."""
    return [f"lake-trail-{query}-query" for query in TRAIL_QUERIES]


def flow_log_steps() -> list[str]:
    """What the engine calls the queries about flow logs."""
    return [f"lake-flow-logs-{query}-query" for query in (*V2_FLOW_LOG_QUERIES, *FURTHER_FLOW_LOG_QUERIES)]


def trail_things() -> list[str]:
    return [f"query trail-{query}" for query in TRAIL_QUERIES]


def flow_log_things() -> list[str]:
    return [f"query flow-logs-{query}" for query in (*V2_FLOW_LOG_QUERIES, *FURTHER_FLOW_LOG_QUERIES)]
