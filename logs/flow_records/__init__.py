"""The records that VPC flow logs write: their fields, and formats made of those."""
