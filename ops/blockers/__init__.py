"""`ops blockers`: what keeps a VPC, a subnet or a security group from being deleted?"""
