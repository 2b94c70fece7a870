"""The record of one event of CloudTrail, as a trail delivers it."""
