"""Asks the Pulumi CLI for a stack's outputs or state."""

import subprocess
import time
from collections.abc import Sequence

from ops.errors import OpsError

# A backend that doesn't answer must not hang a pipeline; a healthy one answers in a few seconds.
TIMEOUT_SECONDS = 120

# What the CLI says of a state in a file that an engine is writing at this moment, and when to ask again.
_BEING_WRITTEN = "failed to load checkpoint"
_ASKED_AGAIN_AFTER_SECONDS = (0.1, 0.2, 0.4, 0.8)


def read_stack_outputs(stack: str | None) -> bytes:
    """Run `pulumi stack output --json` in the current directory.

    Args:
        stack: The stack's name; None is the stack that `pulumi stack select` chose.

    Returns:
        What it printed: the JSON text, unread.

    Raises:
        OpsError: There is no `pulumi` on PATH, or it did not start, refused, or did not answer; its own message is
            the value.
    """
    return _asked(["output", "--json"], stack, what="outputs", option="--outputs")


def read_stack_state(stack: str | None) -> bytes:
    """Run `pulumi stack export` in the current directory; secrets in it stay encrypted.

    A destroy that asks this, before it deletes a VPC, writes the state meanwhile, and a backend of files lets others
    read half of it. So what could not be read is asked for again, for a second and a half at most.

    Args:
        stack: As for `read_stack_outputs`.

    Returns:
        What it printed: the JSON text, unread.

    Raises:
        OpsError: As `read_stack_outputs`.
    """
    for seconds in _ASKED_AGAIN_AFTER_SECONDS:
        try:
            return _asked(["export"], stack, what="state", option="--state")
        except OpsError as error:
            if _BEING_WRITTEN not in error.value:
                raise
        time.sleep(seconds)
    return _asked(["export"], stack, what="state", option="--state")


def _asked(words: Sequence[str], stack: str | None, *, what: str, option: str) -> bytes:
    command = ["pulumi", "stack", *words, "--non-interactive"]
    if stack is not None:
        command += ["--stack", stack]
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIMEOUT_SECONDS,
            check=True,
        )
    except FileNotFoundError as error:
        raise OpsError(
            problem="the Pulumi CLI is not installed",
            value="no `pulumi` on PATH",
            fix=f"install it, or pass the {what}: {option} FILE",
        ) from error
    except OSError as error:
        raise OpsError(
            problem="the Pulumi CLI could not be started",
            value=str(error),
            fix=f"install it for this machine, as an executable file, or pass the {what}: {option} FILE",
        ) from error
    except subprocess.TimeoutExpired as error:
        raise OpsError(
            problem="the Pulumi CLI did not answer",
            value=f"`{' '.join(command)}` was still running after {TIMEOUT_SECONDS} s",
            fix="check that the stack's backend can be reached (`pulumi whoami --verbose`)",
        ) from error
    except subprocess.CalledProcessError as error:
        raise OpsError(
            problem=f"the Pulumi CLI could not read the stack's {what}",
            value=error.stderr.decode(errors="replace").strip()
            or f"`{' '.join(command)}` exited with {error.returncode} and no message",
            fix="choose a stack that exists (--stack NAME, or `pulumi stack select`) in a backend you are logged in to"
            f" (`pulumi login`), or pass the {what}: {option} FILE",
        ) from error
    return done.stdout
