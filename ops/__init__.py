"""Command line tools over what is deployed: they read the account with boto3 and change nothing in it."""
