"""The forms of the values in a policy document, each checked by what AWS would refuse.

Sources: IAM User Guide, "IAM policy validation check reference" (Access Analyzer's errors: invalid action, invalid ARN
prefix, missing ARN field, invalid principal format, invalid service principal format, invalid condition key format,
type mismatch) and "AWS JSON policy elements: Principal".
"""

import binascii
import ipaddress
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from contract import PARTITIONS
from policy_grammar import BOOLEAN_COMPARISONS, NUMBER_COMPARISONS
from strict_json import Json

_AWS_DOMAINS: Final = "|".join(
    re.escape(domain)
    for domain in (
        *("amazonaws.com", "amazonaws.com.cn", "amazonaws.eu", "amazon.com", "aws.internal"),
        *("c2s.ic.gov", "sc2s.sgov.gov", "cloud.adc-e.uk", "csp.hci.ic.gov"),
    )
)
_SERVICE: Final = re.compile(rf"(?:[a-z0-9-]+\.)+(?:{_AWS_DOMAINS})")
# An account, the ARN of one who can sign in, or the unique id that AWS leaves of one that is deleted.
_AWS: Final = re.compile(
    rf"[0-9]{{12}}|A[A-Z0-9]{{15,127}}|arn:(?:{'|'.join(PARTITIONS)}):(?:"
    r"iam::(?:[0-9]{12}:(?:root|(?:user|role)/.+)|cloudfront:user/.+)|"
    r"sts::[0-9]{12}:(?:assumed-role/.+/.+|federated-user/.+))"
)
_ACTION: Final = re.compile(r"\*|[A-Za-z0-9*?-]+:[A-Za-z0-9*?]+")
# The keys of an identity provider begin with its domain, and a path if it has one.
_KEY: Final = re.compile(r"[A-Za-z0-9-]+(?:[./][A-Za-z0-9_-]+)*:[!-~](?:[ -~]*[!-~])?")
_ARN_COLONS: Final = 5


def is_plain(text: str) -> bool:
    """Whether a text is printable ASCII, not empty and without outer spaces."""
    return text.isascii() and text.isprintable() and text != "" and text[0] != " " and text[-1] != " "


def is_principal(kind: str, name: str) -> bool:
    """Whether a name is of the form that its kind of principal has; `*` is for the reader to judge."""
    if name == "*":
        return True
    if kind == "Service":
        return _SERVICE.fullmatch(name) is not None
    return kind != "AWS" or (_AWS.fullmatch(name) is not None and "*" not in name and "?" not in name)


def is_action(name: str) -> bool:
    """Whether an action is `*` or `service:Operation`, with wildcards or without."""
    return _ACTION.fullmatch(name) is not None


def is_resource(name: str) -> bool:
    """Whether a resource is an ARN of six components; a wildcard may stand for some of them."""
    return (name.startswith("arn:") and name.count(":") >= _ARN_COLONS) or "*" in name or "?" in name


def is_key(name: str) -> bool:
    """Whether a condition key is `service:name`, or `provider.example.com/path:name`."""
    return _KEY.fullmatch(name) is not None


def is_value(text: str, comparison: str) -> bool:
    """Whether a condition's value is one that its operator can compare, or has a variable that decides."""
    check = _VALUES.get(comparison)
    return check is None or "${" in text or bool(check(text))


def _is_network(text: str) -> bool:
    address, slash, length = text.partition("/")
    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError:
        return False
    # Python also takes a mask for the length, and the name of an interface.
    return "%" not in address and (not slash or length.isdecimal())


def _is_date(text: str) -> bool:
    if _IS_SECONDS(text):
        return True
    try:
        datetime.fromisoformat(text + "-01-01"[len(text) - len("YYYY") :])
    except ValueError:
        return False
    return _IS_ISO_DATE(text) is not None


def _is_binary(text: str) -> bool:
    try:
        binascii.a2b_base64(text, strict_mode=True)
    except ValueError:
        return False
    return True


def _is_boolean(text: str) -> bool:
    return text.lower() in ("true", "false")


_IS_NUMBER: Final = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,4})?").fullmatch
_IS_SECONDS: Final = re.compile(r"[0-9]{5,}(?:\.[0-9]+)?").fullmatch
_IS_ISO_DATE: Final = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2}(?:T[0-9:.]+(?:Z|[+-][0-9:]+)?)?)?)?").fullmatch
_ORDERS: Final = ("Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals")
_VALUES: Final[Mapping[str, Callable[[str], object]]] = {
    "Bool": _is_boolean,
    "Null": _is_boolean,
    "BinaryEquals": _is_binary,
    "IpAddress": _is_network,
    "NotIpAddress": _is_network,
    **{f"Numeric{order}": _IS_NUMBER for order in _ORDERS},
    **{f"Date{order}": _is_date for order in _ORDERS},
}


def as_text(value: Json, comparison: str) -> Json:
    """A boolean or a number, where a comparison is by such, as the text that means the same; else the value itself."""
    match value:
        case bool() if comparison in BOOLEAN_COMPARISONS:
            return str(value).lower()
        case bool():
            return value
        case float() if comparison in NUMBER_COMPARISONS:
            # An object that came through the engine has no whole numbers, only doubles.
            return str(int(value) if value.is_integer() else value)
        case int() if comparison in NUMBER_COMPARISONS:
            return str(value)
        case _:
            return value
