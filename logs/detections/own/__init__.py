"""The detections of this project: of the logs themselves, of what opens the account, and of who holds its keys."""
