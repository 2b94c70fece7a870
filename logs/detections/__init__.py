"""What is looked for in the logs: each detection with the pattern that finds it and the events that prove it."""
