"""Under which keys AWS puts log files into a bucket."""
