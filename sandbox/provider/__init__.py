"""A stand-in for the `aws` Pulumi provider: applies resources through boto3 to an AWS emulator, never to AWS."""
