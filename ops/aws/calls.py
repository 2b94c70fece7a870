"""How a call to AWS ends: with what was asked for, with its absence, or with no answer."""

from collections.abc import Callable, Mapping
from json import JSONDecodeError
from typing import TypeVar
from xml.etree.ElementTree import ParseError

from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

from ops.errors import OpsError
from ops.facts import Missing, Reading, Unreadable

T = TypeVar("T")

# A token that ran out: every later call would fail alike. The services do not share one code.
_EXPIRED = frozenset({"ExpiredToken", "ExpiredTokenException", "RequestExpired"})
# Also what a Region answers that is not on in the account (Account Management reference guide, "Enable or disable AWS
# Regions in your account").
_NOT_KNOWN = frozenset({"InvalidClientTokenId", "UnrecognizedClientException"})

# When a proxy or another server answers in AWS's place, botocore's parsers fail with any of these, depending on the
# service's protocol; and what they let pass lacks members that AWS always sends.
_NOT_AWS = (
    ResponseParserError,
    ParseError,
    JSONDecodeError,
    UnicodeDecodeError,
    LookupError,
    AttributeError,
    TypeError,
)


def read(action: str, call: Callable[[], T | Missing], absent: Mapping[str, str]) -> Reading[T]:
    """Make a call and say how it ended.

    Args:
        action: The IAM action that the call needs.
        call: Calls AWS.
        absent: The error codes by which the service says that there is no such thing, each with the sentence to show.

    Raises:
        OpsError: The credentials expired.
    """
    try:
        return call()
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "")
        message = error.response.get("Error", {}).get("Message", "")
        if code in _EXPIRED:
            raise OpsError(
                problem="the AWS credentials expired while the account was read",
                value=f"{action}: {code}: {message}",
                fix="log in again (such as `aws sso login`), then repeat the command",
            ) from error
        if code in absent:
            return Missing(absent[code])
        return Unreadable(action, code, message)
    except BotoCoreError as error:
        return Unreadable(action, type(error).__name__, str(error))
    except _NOT_AWS as error:
        return Unreadable(action, type(error).__name__, f"this is not AWS's answer ({first_line(error)})")


def refused(error: ClientError) -> OpsError:
    """What to say when AWS refuses the first call, which everyone may make who is known to it."""
    code = error.response.get("Error", {}).get("Code", "")
    if code in _EXPIRED:
        problem, fix = "the AWS credentials have expired", "log in again (such as `aws sso login`)"
    elif code in _NOT_KNOWN:
        problem = "AWS doesn't know the credentials"
        fix = "check them (`aws sts get-caller-identity`), and that the Region is on in the account"
    else:
        problem = "AWS can't be used with the credentials and settings of this environment"
        fix = "log in (such as `aws sso login`) and check AWS_PROFILE and AWS_ENDPOINT_URL"
    return OpsError(problem=problem, value=str(error), fix=fix)


def first_line(error: Exception) -> str:
    """What the error says, without the answer itself, which may be a whole page."""
    return str(error).partition("\n")[0]
