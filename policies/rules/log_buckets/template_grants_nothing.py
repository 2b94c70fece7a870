"""No CloudFormation template grants access to buckets: what is in it, no other rule sees."""

from collections.abc import Iterator
from typing import Final

from frameworks import cis
from pulumi_policy import Severity
from resource_view import Resource
from rule import ResourceRule
from rule_options import Options, texts_option
from templates import MACRO, types_in

OTHER_STACKS: Final = "otherStacks"
_OR: Final = f"or name the stack in {OTHER_STACKS} once you have read it."
_NAMES: Final = ("name", "stackName", "stackSetName")
# What may give access to a bucket, or makes resources from another template.
_GRANTING: Final = {
    *("AWS::S3::BucketPolicy", "AWS::S3::AccessPoint", "AWS::S3::AccessGrantsLocation", "AWS::S3::AccessGrant"),
    *("AWS::S3::MultiRegionAccessPoint", "AWS::S3::MultiRegionAccessPointPolicy"),
    *("AWS::S3ObjectLambda::AccessPoint", "AWS::S3ObjectLambda::AccessPointPolicy"),
    *("AWS::S3Files::FileSystem", "AWS::S3Files::FileSystemPolicy", "AWS::S3Files::AccessPoint"),
    *("AWS::S3Files::MountTarget", "AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet", MACRO),
}


def _check(stack: Resource, options: Options) -> Iterator[str]:
    if {stack.known_text(name) for name in _NAMES} & set(texts_option(options, OTHER_STACKS)):
        return
    template = stack.read("templateBody")
    if template is None:
        yield f"Its template lies elsewhere, so nothing shows what it grants.\nGive it as templateBody, {_OR}"
    elif found := sorted(one for one in types_in(template) if one in _GRANTING or one.endswith("::MODULE")):
        yield f"Its template has {', '.join(found)}, past the rules on log buckets.\nMake that in the program, {_OR}"


RULE: Final = ResourceRule(
    name="template-grants-nothing-on-buckets",
    title="A CloudFormation template grants access to buckets, or can't be shown not to",
    severity=Severity.CRITICAL,
    framework=cis("3.3"),
    controls=("CloudTrail.6", "S3.2", "S3.3", "S3.6"),
    risk="A policy within a template opens the log bucket, and no preview shows it.",
    remedy="Make bucket policies and access points in the program, where the rules on log buckets read them.",
    url="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html",
    types=frozenset(
        {
            *("aws:cloudformation/stack:Stack", "aws:cloudformation/stackSet:StackSet"),
            *("aws-native:cloudformation:Stack", "aws-native:cloudformation:StackSet"),
            "aws:serverlessrepository/cloudFormationStack:CloudFormationStack",
        }
    ),
    check=_check,
    options={
        OTHER_STACKS: {
            "type": "array",
            "items": {"type": "string"},
            "description": "Names of stacks and stack sets that grant nothing on log buckets, whatever shows.",
        }
    },
)
