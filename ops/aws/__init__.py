"""The account as it is: the only package that calls AWS. It reads and never writes."""
