"""A package, so that what its tests share ends with them: pytest has no other mark for a folder."""
