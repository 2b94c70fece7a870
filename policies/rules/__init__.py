"""The rules of the pack: one a file, in a folder for each area."""
