"""Resources of AWS Cloud Control, by whichever provider they come: in the shape of the aws-native provider.

aws-native names a type `aws-native:s3:BucketPolicy` and its properties in camelCase. The types of `HOLDERS` carry
the CloudFormation name (`AWS::S3::BucketPolicy`) and its PascalCase properties, as a JSON text or as an object.
Of capitals in a row it writes one: `AWS::EC2::VPC` is `aws-native:ec2:Vpc`, `KMSKeyId` is `kmsKeyId`.
"""

import re
from collections.abc import Mapping
from typing import Final, cast

import strict_json

# The property that names the type, and the one that holds all the properties.
HOLDERS: Final[Mapping[str, tuple[str, str]]] = {
    "aws:cloudcontrol/resource:Resource": ("typeName", "desiredState"),
    "aws-native:index:ExtensionResource": ("type", "properties"),
}

# Documents whose keys are their own language's; whatever a property is called, one with statements is such a document.
_DOCUMENTS: Final = frozenset({"policyDocument", "policy", "assumeRolePolicyDocument", "keyPolicy"})
_STATEMENTS: Final = "Statement"
_TYPE_NAME = re.compile(r"AWS::([A-Za-z0-9]+)::([A-Za-z0-9]+)")
# The one service that aws-native gives another name.
_SERVICES: Final = {"config": "configuration"}
# Capitals and digits in a row, and whether a word ends with them: all of ARN and ARNs, S3 of S3BucketName.
_ACRONYM = re.compile(r"[A-Z0-9]{2,}(?=(s?(?![a-z]))?)")


def native_type(name: object) -> str | None:
    """The aws-native token of a CloudFormation type; None for what isn't the name of one."""
    match = _TYPE_NAME.fullmatch(name) if isinstance(name, str) else None
    if not match:
        return None
    service = match[1].lower()
    return f"aws-native:{_SERVICES.get(service, service)}:{_words(match[2])}"


def native_properties(state: object) -> Mapping[str, object]:
    """The properties in camelCase.

    Args:
        state: A JSON text, or what one says.

    Raises:
        ValueError: It isn't a JSON object.
    """
    properties = strict_json.loads(state) if isinstance(state, str) else state
    if not isinstance(properties, dict):
        raise ValueError("the properties are not an object")
    return cast("Mapping[str, object]", _renamed(cast("dict[str, object]", properties)))


def _renamed(value: object) -> object:
    match value:
        case dict() if _STATEMENTS in value:
            return cast("dict[str, object]", value)
        case dict():
            named = {_camel(key): inner for key, inner in cast("dict[str, object]", value).items()}
            return {key: inner if key in _DOCUMENTS else _renamed(inner) for key, inner in named.items()}
        case list():
            return [_renamed(item) for item in cast("list[object]", value)]
        case _:
            return value


def _camel(name: str) -> str:
    """The name as aws-native spells it: KMSKeyId is kmsKeyId, BucketARN bucketArn, S3BucketName s3BucketName."""
    words = _words(name)
    return words[:1].lower() + words[1:]


def _words(name: str) -> str:
    """The name in words of one capital each: VPCEndpoint is VpcEndpoint, DomainNameV2 stays."""
    return _ACRONYM.sub(_as_word, name)


def _as_word(acronym: re.Match[str]) -> str:
    letters = acronym[0]
    # The last capital begins the next word, unless there is none.
    end = len(letters) if acronym[1] is not None else len(letters) - 1
    return letters[0] + letters[1:end].lower() + letters[end:]
