"""Whether the Resource of a grant names something, or a wildcard stands where a name would begin."""

import re
from typing import Final

from variables import ESCAPES, LITERAL_WILDCARDS, VARIABLE

_WILDCARD: Final = re.compile(r"[*?]")
# What comes before the name: `log-group:NAME:*`, `role/NAME*`; API Gateway's begins with a slash. Some have several
# parts (Service Authorization Reference, "Resource types defined by ..."), and the second may be an id of AWS.
_KIND: Final = re.compile(
    r"(?:loadbalancer|listener|listener-rule)/(?:app|net|gwy)/"
    r"|(?:global|regional)/[a-z]+/"
    r"|log-group:/aws/?|permissionSet/ssoins-[^/*?]+/"
    r"|(?:autoScalingGroup|launchConfiguration|scalingPolicy):[^:]*:[A-Za-z]+/"
    r"|/?[A-Za-z-]+[:/]"
)
# A pipeline's is `NAME/STAGE/ACTION`; a webhook's has a kind: `webhook:NAME`.
_WITHOUT_KIND: Final = re.compile(r"(?:codecommit|execute-api|s3|sns|sqs):.*|codepipeline:[^:]*", re.DOTALL)
# AWS chooses these, so a beginning is of anyone's: the ids of EC2, but of what its customers name, and those of keys.
_ID: Final = re.compile(r"ec2:(?!(?:key-pair|placement-group)/).*|kms:key/.*", re.DOTALL)
_ID_BEGINS: Final = re.compile(r"(?:fsap|mrk|srv|ssoins)-|[a-z]{2}(?:-[a-z]+)+-\d[:_]")
# A beginning is a name when a part of the name is whole, or has as many letters and digits as this.
_WHOLE_PART: Final = re.compile(r"[^:/]+[:/]")
_FEWEST: Final = 3
# IAM User Guide, "IAM policy elements: Variables and tags"; AWS IoT Core Developer Guide, "Thing policy variables": of
# the caller, by whoever made it. What a request or a session brings with it, such as a tag, is the caller's own choice.
_OF_THE_CALLER: Final = ("aws:principalaccount", "aws:username", "iot:connection.thing.thingname")


def is_open(resource: str) -> bool:
    """Whether a wildcard stands where the name of the resource begins, or in the service or the account.

    Args:
        resource: A value of Resource. A policy variable in it is a wildcard, unless it says who the caller is.
    """
    pattern = VARIABLE.sub(_as_pattern, resource).replace("${", "*")
    arn, _, service, _, account, name = [*pattern.split(":", 5), "", "", "", "", ""][:6]
    if arn != "arn" or _WILDCARD.search(service + account):
        return bool(_WILDCARD.search(pattern))
    # Buckets have no account in their ARN, and no kind; access points have both.
    without = _WITHOUT_KIND.fullmatch(f"{service}:{name}") and not (service == "s3" and account)
    kind = None if without else _KIND.match(name)
    beginning, *wild = _WILDCARD.split(name[kind.end() if kind else 0 :], maxsplit=1)
    # role*: the wildcard crosses what ends the kind.
    is_of_kinds = not (without or kind) and not re.search(r"[:/]", beginning)
    is_id = bool(_ID.fullmatch(f"{service}:{name}"))
    return bool(wild) and (is_of_kinds or is_id or not _is_name(beginning.lstrip("/")))


def _is_name(beginning: str) -> bool:
    return bool(_WHOLE_PART.match(beginning)) or (
        sum(map(str.isalnum, beginning)) >= _FEWEST and not _ID_BEGINS.fullmatch(beginning)
    )


def _as_pattern(variable: re.Match[str]) -> str:
    if variable[1] in ESCAPES:
        return variable[1].translate(LITERAL_WILDCARDS)
    return "caller" if variable[1].lower() in _OF_THE_CALLER else "*"
