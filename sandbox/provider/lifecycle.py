"""Interprets declarations: creates, reads, updates and deletes a resource of any declared type.

Works on plain values (see `values`), so it knows nothing of the engine or its protocol.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, TypeVar

from botocore.exceptions import ClientError

from sandbox.provider import service_model
from sandbox.provider.aws import Aws
from sandbox.provider.declaration import Call, FromResponse, Presence, Read, Step, calls_of
from sandbox.provider.errors import EXPECTED, error_code
from sandbox.provider.live import Live, identity, live, tags_all
from sandbox.provider.partly_done import PartlyDoneError
from sandbox.provider.paths import plain, search
from sandbox.provider.resource_type import REGION, ResourceType
from sandbox.provider.scope import scope_of, update_scope
from sandbox.provider.steps import first_steps, next_steps
from sandbox.provider.template import Scope, Text, lookup, render
from sandbox.provider.values import UNKNOWN, Properties, Value, reveal

T = TypeVar("T")

PATIENCE_S: Final = 60.0
"""How long a new resource may take until it can be read, in seconds, when the engine names no timeout."""

_FIRST_PAUSE_S: Final = 0.02
_LONGEST_PAUSE_S: Final = 2.0


class Lifecycle:
    """Applies declarations to one account."""

    def __init__(self, aws: Aws) -> None:
        self._aws = aws

    def preview_create(self, kind: ResourceType, inputs: Properties) -> Properties:
        """Return the properties a creation would give, computed ones unknown; check the requests it would send.

        Raises:
            RequestRefusedError: If AWS's service model does not allow one of them.
        """
        scope = scope_of(self._aws, kind, inputs, UNKNOWN)
        self._rehearse(kind, [kind.create, *first_steps(kind, scope)], scope)
        computed = dict.fromkeys(kind.all_outputs(), UNKNOWN)
        chosen = {
            name: UNKNOWN
            for name, declared in kind.all_inputs().items()
            if declared.presence is Presence.AWS_CHOOSES and declared.read
        }
        return {**computed, **chosen, **tags_all(kind, inputs), **inputs}

    def create(self, kind: ResourceType, inputs: Properties, timeout_s: float = 0) -> tuple[str, Live]:
        """Create a resource and return its id and what the account then holds.

        Args:
            kind: The resource's type.
            inputs: The completed inputs.
            timeout_s: How long it may take to become readable and ready, in seconds; 0: `PATIENCE_S`.

        Raises:
            ClientError: If the creating call fails.
            PartlyDoneError: If a later step fails.
        """
        scope = scope_of(self._aws, kind, inputs, None)
        response = self._run(kind, kind.create, scope)
        ident = _ident(kind, response, scope)
        try:
            scope = {**scope, "id": ident}
            for step in first_steps(kind, scope):
                self._run(kind, step, scope)
            return ident, self._await_ready(kind, ident, inputs, timeout_s)
        except EXPECTED as cause:
            asked = Live(inputs, {**tags_all(kind, inputs), **inputs}, ())
            raise self._partly_done(kind, ident, asked, cause) from cause

    def read(self, kind: ResourceType, ident: str, inputs: Properties) -> Live | None:
        """Return what the account holds, None when the resource is gone.

        Args:
            kind: The resource's type.
            ident: The resource's id.
            inputs: The inputs last declared, whose spelling is kept where it means the same; empty for an import.
        """
        scope = scope_of(self._aws, kind, {**inputs, **identity(kind, ident)}, ident)
        found = self._look(kind, scope)
        return None if found is None else live(kind, scope, found, reveal(inputs))

    def preview_update(
        self,
        kind: ResourceType,
        ident: str,
        *,
        state: Properties,
        olds: Properties,
        news: Properties,
        changed: set[str],
    ) -> Properties:
        """Return the properties an update would give; only what may change with the inputs is unknown."""
        scope = update_scope(self._aws, kind, ident, olds, news)
        self._rehearse(kind, next_steps(kind, scope, changed), scope)
        computed = {
            name: UNKNOWN if changed & set(output.follows) else state.get(name)
            for name, output in kind.all_outputs().items()
        }
        chosen = {
            name: state.get(name)
            for name, declared in kind.all_inputs().items()
            if declared.presence is Presence.AWS_CHOOSES
        }
        return {**computed, **chosen, **tags_all(kind, news), **news}

    def update(
        self,
        kind: ResourceType,
        ident: str,
        *,
        state: Properties,
        olds: Properties,
        news: Properties,
        changed: set[str],
    ) -> Live:
        """Apply the changed inputs and return what the account then holds.

        Args:
            kind: The resource's type.
            ident: The resource's id.
            state: Its properties before.
            olds: The inputs before.
            news: The completed inputs.
            changed: The names of the inputs that differ.

        Raises:
            PartlyDoneError: If a step fails.
        """
        scope = update_scope(self._aws, kind, ident, olds, news)
        try:
            for step in next_steps(kind, scope, changed):
                self._run(kind, step, scope)
            return self._await_ready(kind, ident, news, 0)
        except EXPECTED as cause:
            raise self._partly_done(kind, ident, Live(olds, state, ()), cause) from cause

    def delete(self, kind: ResourceType, ident: str, inputs: Properties) -> None:
        """Delete a resource; one that does not exist any more is deleted already."""
        scope = scope_of(self._aws, kind, inputs, ident)
        try:
            for step in kind.delete:
                self._run(kind, step, scope)
        except ClientError as error:
            # Some services say "not there" and "not allowed" with one code (Athena's InvalidRequestException).
            if error_code(error) not in kind.gone or self._look(kind, scope) is not None:
                raise

    def _partly_done(self, kind: ResourceType, ident: str, known: Live, cause: Exception) -> PartlyDoneError:
        """Return the failure with what the account holds, or else with what is known: the engine must learn the id."""
        try:
            found = self.read(kind, ident, known.inputs)
        except EXPECTED as unreadable:
            return PartlyDoneError(ident, known, cause, unreadable)
        return PartlyDoneError(ident, found or known, cause)

    def _await_ready(self, kind: ResourceType, ident: str, inputs: Properties, timeout_s: float) -> Live:
        scope = scope_of(self._aws, kind, inputs, ident)

        def attempt() -> Live | None:
            found = self._look(kind, scope)
            ready = found is not None and (not kind.ready or search(kind.ready, found))
            return live(kind, scope, found, reveal(inputs)) if found is not None and ready else None

        return wait_for(attempt, timeout_s or PATIENCE_S, f"{kind.type} {ident}")

    def _look(self, kind: ResourceType, scope: Scope) -> Properties | None:
        found: Properties = {}
        for index, read in enumerate(kind.reads):
            absent = (*read.absent, *kind.gone) if index == 0 else read.absent
            found[read.name] = self._look_once(kind, read, absent, scope)
            if index == 0 and found[read.name] is None:
                return None
        return found

    def _look_once(self, kind: ResourceType, read: Read, absent: tuple[str, ...], scope: Scope) -> Value:
        try:
            response = self._run(kind, read.call, scope)
        except ClientError as error:
            if error_code(error) in absent:
                return None
            raise
        path = render(read.at, scope) if isinstance(read.at, Text) else read.at
        return plain(search(path, response))

    def _run(self, kind: ResourceType, step: Step, scope: Scope) -> Properties:
        if step.when and not lookup(step.when, scope):
            return {}
        if not isinstance(step, Call):
            step.run(self._aws, scope)
            return {}
        request = _request(step, scope)
        response = self._aws.call(step.service or kind.service, step.operation, request, scope[REGION])
        error = search(step.failure, response) if step.failure else None
        if error:
            raise ClientError({"Error": error}, service_model.operation_name(kind.service, step.operation))
        return response

    def _rehearse(self, kind: ResourceType, steps: list[Step], scope: Scope) -> None:
        for call in [call for step in steps for call in calls_of(step)]:
            service_model.check(call.service or kind.service, call.operation, _request(call, scope))


def wait_for(attempt: Callable[[], T | None], timeout_s: float, what: str) -> T:
    """Repeat the attempt until it gives something, with growing pauses.

    Raises:
        TimeoutError: If it gave nothing within the timeout.
    """
    deadline = time.monotonic() + timeout_s
    pause = _FIRST_PAUSE_S
    while (result := attempt()) is None:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError(f"{what} is not there, or not ready, after {timeout_s:g} s")
        time.sleep(min(pause, left))
        pause = min(2 * pause, _LONGEST_PAUSE_S)
    return result


def _request(call: Call, scope: Scope) -> Properties:
    return render(dict(call.request), scope) or {}


def _ident(kind: ResourceType, response: Properties, scope: Scope) -> str:
    ident = search(kind.id.path, response) if isinstance(kind.id, FromResponse) else render(kind.id, scope)
    if not ident:
        raise LookupError(f"{kind.type}: {kind.create.operation} did not tell an id ({kind.id})")
    return ident
