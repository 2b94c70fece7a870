"""Saved queries of CloudWatch Logs Insights, and the check that what they read is there."""
