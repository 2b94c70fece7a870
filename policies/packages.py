"""Which package a resource is of: its provider makes whatever it likes of a type of its own."""

import re
from collections.abc import Container
from typing import Final

OFFICIAL: Final = frozenset({"aws", "aws-native"})
"""The packages that the rules read."""

# The types that rules are written about, and the engine's own. Neither official provider has a resource in the module
# `index` but the one by Cloud Control: `aws:index/s3BucketPolicy:S3BucketPolicy` is of a bridged Terraform provider.
_READ: Final = re.compile(r"aws:(?!index[/:])[^:]+:[^:]+|aws-native:[^:]+:[^:]+|pulumi:(?:pulumi|providers):[^:]+")


# S3 itself, and services whose resources give out texts that someone chose: parameters, secrets, outputs, answers.
_NAMES_BUCKETS: Final = re.compile(
    r"aws(?:-native)?:(?:s3|appconfig|cloudcontrol|cloudformation|dynamodb|index|lambda/invocation|"
    r"secretsmanager/secretVersion|serverlessrepository|servicecatalog|ssm).*"
)


def names_nothing_in_s3(type_: str) -> bool:
    """Tell whether nothing that a resource of a type gives out can be a name or an ARN of S3's.

    What other packages, other stacks and parameters give out may be any text.
    """
    return package_of(type_) in OFFICIAL and not _NAMES_BUCKETS.fullmatch(type_)


def package_of(type_: str) -> str:
    """The package of a type token: `random` of `random:index/randomPet:RandomPet`."""
    return type_.partition(":")[0]


class TypesOfOthers(Container[str]):
    """All types but those of the official AWS providers and the engine."""

    def __contains__(self, type_: object) -> bool:
        return isinstance(type_, str) and not _READ.fullmatch(type_)
