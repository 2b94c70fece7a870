"""Keeps the provider away from real accounts: it works only against an emulator on this machine."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

_VARIABLE: Final = "AWS_ENDPOINT_URL"


class NotAnEmulatorError(RuntimeError):
    """AWS requests would leave this machine."""


def require_emulator(environment: Mapping[str, str]) -> None:
    """Check that every AWS endpoint is a loopback address.

    Args:
        environment: The process's environment variables.

    Raises:
        NotAnEmulatorError: If AWS_ENDPOINT_URL is not set, or it or an AWS_ENDPOINT_URL_<SERVICE> leads elsewhere, or
            the endpoints are set to be ignored.
    """
    if environment.get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "").lower() == "true":
        raise _refusal("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS is true, so the endpoint settings would not count")
    if not environment.get(_VARIABLE):
        raise _refusal(f"{_VARIABLE} is not set")
    for name, url in sorted(environment.items()):
        if (name == _VARIABLE or name.startswith(f"{_VARIABLE}_")) and not _is_loopback(url):
            raise _refusal(f"{name} is {url!r}, which is not a loopback address")


def require_loopback(service: str, url: str) -> None:
    """Check the address a client sends its requests to: the environment does not settle it alone.

    botocore's config file can turn the environment's endpoints off (`ignore_configured_endpoint_urls`).

    Args:
        service: boto3's name of the service.
        url: The client's endpoint.

    Raises:
        NotAnEmulatorError: If it leads elsewhere.
    """
    if not _is_loopback(url):
        raise _refusal(f"requests to {service} would go to {url!r}, which is not a loopback address")


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _refusal(problem: str) -> NotAnEmulatorError:
    return NotAnEmulatorError(
        f"{problem}. The sandbox's aws provider only serves an emulator on this machine: set {_VARIABLE} to its "
        "address (http://127.0.0.1:PORT), or use the official aws provider for an account"
    )
