"""No CloudFormation template is about logs or buckets: what is in it, no other rule sees."""

from collections.abc import Iterator
from typing import Final

from frameworks import cis
from pulumi_policy import Severity
from resource_view import Resource
from rule import ResourceRule
from rule_options import Options, texts_option
from template_types import ELSEWHERE, NAMES, OPTIONS, OTHER_STACKS, TEMPLATES, WITHOUT_TEMPLATE
from templates import past_the_rules

_OR: Final = f"or name the stack in {OTHER_STACKS} once you have read it."


def _check(stack: Resource, options: Options) -> Iterator[str]:
    if {stack.known_text(name) for name in NAMES} & set(texts_option(options, OTHER_STACKS)):
        return
    if stack.type in WITHOUT_TEMPLATE:
        yield f"What it makes is not in the program, so no rule sees it.\nMake that in the program, {_OR}"
        return
    template = stack.read("templateBody")
    if template is None or any(stack.read(name) is not None for name in ELSEWHERE):
        yield f"Its template lies elsewhere, so nothing shows what it grants.\nGive it as templateBody, {_OR}"
    elif found := past_the_rules(template):
        yield f"Its template has {', '.join(found)}, past the rules on logs.\nMake that in the program, {_OR}"


RULE: Final = ResourceRule(
    name="template-grants-nothing-on-buckets",
    title="A CloudFormation template makes buckets, or what delivers or opens logs, or can't be shown not to",
    severity=Severity.CRITICAL,
    framework=cis("3.3"),
    controls=("CloudTrail.6", "S3.2", "S3.3", "S3.6"),
    risk="What a template makes opens a log bucket, turns a trail off or sends logs away, and no preview shows it.",
    remedy="Make buckets, trails, flow logs, log groups, streams and keys in the program, where rules read them.",
    url="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html",
    types=TEMPLATES | WITHOUT_TEMPLATE,
    check=_check,
    options=OPTIONS,
)
