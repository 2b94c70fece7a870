"""What else a filter pattern can be written as: EventBridge event patterns, Logs Insights queries, Athena SQL."""
