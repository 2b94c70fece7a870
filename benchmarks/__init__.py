"""Measurements, each a ratio of figures of one run, so that it holds on any machine: `make bench`."""
