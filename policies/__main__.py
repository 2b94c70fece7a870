"""Builds the policy pack. Nothing can import this: constructing the pack starts its server and never returns."""

from pack import NAME, policies
from pulumi_policy import PolicyPack

PolicyPack(name=NAME, policies=policies())
