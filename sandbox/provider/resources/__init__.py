"""The resource types the provider handles, a module for each AWS service."""
