"""Reads a preview in the forms in which the Pulumi CLI writes one."""
