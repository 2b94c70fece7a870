"""What goes wrong on the way to AWS, and AWS's refusals."""

from __future__ import annotations

from typing import Final

from botocore.exceptions import BotoCoreError, ClientError

from sandbox.provider.loopback import NotAnEmulatorError

EXPECTED: Final = (ClientError, BotoCoreError, NotAnEmulatorError, LookupError, ValueError, TimeoutError)
"""What goes wrong because of what was declared, because AWS refuses or can't be reached. Anything else is a bug."""


def refusal(operation: str, code: str, message: str) -> ClientError:
    """Return AWS's refusal of an operation (`CreateVpc`)."""
    return ClientError({"Error": {"Code": code, "Message": message}}, operation)


def error_code(error: ClientError) -> str:
    """Return the code of AWS's refusal."""
    return error.response.get("Error", {}).get("Code", "")


def error_text(error: ClientError) -> str:
    """Return the operation and AWS's own code and message."""
    return f"{error.operation_name}: {error_code(error)}: {error.response.get('Error', {}).get('Message', '')}"
