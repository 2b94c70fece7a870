"""Resources are of packages that the rules read, or that are known not to touch AWS."""

from collections.abc import Iterator
from typing import Final

from frameworks import cis
from packages import TypesOfOthers, package_of
from pulumi_policy import Severity
from resource_view import Resource
from rule import ResourceRule
from rule_options import Options, texts_option, texts_schema

OTHER_PACKAGES: Final = "otherPackages"
# They compute values on this machine and call no service.
_COMPUTING: Final = ("random", "time", "tls")


def _check(resource: Resource, options: Options) -> Iterator[str]:
    # A component has no provider: what it makes are resources with types of their own.
    if resource.provider is None:
        return
    package = package_of(resource.type)
    # A bridged provider takes any name, also that of the official one: no option tells the two apart.
    if package == "aws":
        yield f"{resource.type} is no type of the official provider, so no rule reads it.\nUse the type that is."
    elif package not in texts_option(options, OTHER_PACKAGES, _COMPUTING):
        yield (
            f"No rule reads what the package {package} makes.\nUse the package aws or aws-native, or name {package} in "
            f"{OTHER_PACKAGES} once you know that it changes no bucket."
        )


RULE: Final = ResourceRule(
    name="package-is-known",
    title="A resource is of a package that no rule reads",
    severity=Severity.HIGH,
    framework=cis("3.3"),
    controls=("CloudTrail.6",),
    risk="A bridged Terraform provider, a command or a dynamic resource opens a log bucket, and no rule looks at it.",
    remedy="Use the packages aws and aws-native for what is in AWS, and name the others in otherPackages.",
    url="https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html",
    types=TypesOfOthers(),
    check=_check,
    options={OTHER_PACKAGES: texts_schema(f"Packages that change no bucket. Without it: {', '.join(_COMPUTING)}.")},
)
