"""Runs a saved query of the stack, in Logs Insights or in Athena."""
