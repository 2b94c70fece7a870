"""Rules about the buckets that hold logs."""
