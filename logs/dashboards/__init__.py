"""The dashboard of a stack: typed widgets on a grid, and what is on it."""
