"""Tables over a log bucket, as Athena reads them, and queries worth keeping."""
