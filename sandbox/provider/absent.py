"""Resource types that no emulator has: the engine may declare one, and is told each time that it was not created.

The engine wants an id for what a program declares, so the stack's state gets one that says what it is. Nothing is asked
of the account, and nothing is said of it: there are no computed outputs, and a read finds nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pulumi.runtime.proto import provider_pb2

from sandbox.provider.reporting import name_of, type_of
from sandbox.provider.wire import decode

ABSENT: Final[Mapping[str, str]] = {
    "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration": "AWS Chatbot",
    "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration": "AWS Chatbot",
}
"""Type to the service of AWS that no emulator has."""


def is_absent(urn: str) -> bool:
    """Tell whether a resource is of such a type."""
    return type_of(urn) in ABSENT


def warning(urn: str) -> str:
    """Return what the user is told of such a resource, by its name and type."""
    kind = type_of(urn)
    return f"{name_of(urn)} ({kind}) is not created: no emulator has {ABSENT[kind]}, so it is in the stack's state only"


def diff(request: provider_pb2.DiffRequest) -> provider_pb2.DiffResponse:
    """Say which inputs changed. None replaces it: there is nothing to replace."""
    olds, news = decode(request.old_inputs), decode(request.news)
    changed = sorted(name for name in {**olds, **news} if olds.get(name) != news.get(name))
    kind = provider_pb2.DiffResponse.DIFF_SOME if changed else provider_pb2.DiffResponse.DIFF_NONE
    return provider_pb2.DiffResponse(changes=kind, diffs=changed)


def create(request: provider_pb2.CreateRequest) -> provider_pb2.CreateResponse:
    """Return an id that no account has, and the inputs."""
    ident = "" if request.preview else f"not-created/{name_of(request.urn)}"
    return provider_pb2.CreateResponse(id=ident, properties=request.properties)
