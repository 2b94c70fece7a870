"""The sandbox's commands, which `make` calls: `python -m sandbox --help`."""

import os
import shutil
import subprocess
import sys
from typing import Annotated

import typer

from sandbox.cloud import CloudError
from sandbox.engine import EngineUnavailableError
from sandbox.progress import Progress
from sandbox.session import Session, UnknownStackError, close, find_session, open_session

_WITH_POLICIES = ("--policy-pack", "policies")

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
Stack = Annotated[
    str, typer.Option("--stack", "-s", envvar="STACK", help="The stack: Pulumi.STACK.yaml configures it.")
]


@app.command()
def up(stack: Stack = "dev") -> None:
    """Deploy the stack to the sandbox's account, policies enforced, and verify what is there."""
    session = _open(stack)
    _run(session, "pulumi", "up", "--yes", *_WITH_POLICIES)
    verify(stack)


@app.command()
def preview(stack: Stack = "dev") -> None:
    """Show what `up` would change, and what the policies say of it."""
    _run(_open(stack), "pulumi", "preview", *_WITH_POLICIES)


@app.command()
def verify(stack: Stack = "dev") -> None:
    """Read the account back and check that the monitoring works."""
    session = find_session(stack)
    if session is None:
        raise _failure("the sandbox does not run: there is nothing to verify.\nDeploy to it first: make up")
    # The emulators deliver no logs: that none come says nothing here.
    _run(session, sys.executable, "-m", "ops", "verify", "--stack", stack, "--without-deliveries")


@app.command()
def down(stack: Stack = "dev") -> None:
    """Destroy the stack, check that the account is empty, and stop the sandbox unless another stack is up."""
    session = find_session(stack)
    if session is None:
        close()
        Progress().step("the sandbox does not run: nothing to take down")
        return
    session = _open(stack)
    if session.protects():
        _run(session, sys.executable, "-m", "ops", "kept", "--stack", stack)
        _lift_protection(session)
    # The destroy runs the program, which would protect what was just given up if it read the stack's own file.
    given_up = session.home / f"Pulumi.{session.stack}.yaml"
    configured = ("--config-file", str(given_up)) if given_up.is_file() else ()
    _run(session, "pulumi", "destroy", "--yes", "--run-program", *configured)
    given_up.unlink(missing_ok=True)
    if others := session.other_stacks_in_use():
        Progress().step(f"{stack} is gone; the sandbox goes on for {', '.join(others)}")
        return
    left = session.added_to_account()
    close()
    if left:
        raise _failure(
            "the stack is destroyed, but the account still held:\n" + "\n".join(f"  {row}" for row in sorted(left))
        )
    Progress().step("the account is empty, and the sandbox is stopped")


@app.command()
def reset() -> None:
    """Stop the sandbox as it is: its account and everything in it are gone; the next command finds an empty one."""
    close()


@app.command()
def env(stack: Stack = "dev") -> None:
    """Print the exports that lead a shell to the sandbox: eval "$(make -s env)"."""
    try:
        print(_open(stack).exports())
    except typer.Exit:
        # Without this, `eval "$(make -s env)" && aws …` would go on to the user's own account.
        print("false")
        raise


@app.command()
def shell(stack: Stack = "dev") -> None:
    """Open a shell in which `pulumi …`, `aws …` and boto3 see the sandbox."""
    session = _open(stack)
    Progress().step(f"a shell in the sandbox, stack {stack}; leave it with exit")
    os.chdir(session.project)
    program = os.environ.get("SHELL") or "/bin/sh"
    try:
        os.execvpe(program, [program], session.environment())  # noqa: S606 - becoming the shell is the point
    except OSError as error:
        raise _failure(
            f"the shell {program} could not be started: {error.strerror}; name another one in SHELL"
        ) from error


def _open(stack: str) -> Session:
    try:
        return open_session(stack, Progress())
    except (CloudError, EngineUnavailableError, UnknownStackError) as error:
        raise _failure(str(error)) from error
    except subprocess.CalledProcessError as error:
        raise typer.Exit(error.returncode) from error  # the engine has said why


def _run(session: Session, *command: str) -> None:
    if code := session.run(*command):
        raise typer.Exit(code)


def _lift_protection(session: Session) -> None:
    """Take the road that a person takes to give up the logs of a real stack: set logDeletion, up, destroy."""
    Progress().step("the stack keeps its logs (logDeletion: retain); giving them up, as only a sandbox may")
    unprotected = session.home / f"Pulumi.{session.stack}.yaml"
    shutil.copyfile(session.project / unprotected.name, unprotected)
    _run(session, "pulumi", "config", "set", "--config-file", str(unprotected), "logDeletion", "delete")
    _run(session, "pulumi", "up", "--yes", "--skip-preview", "--config-file", str(unprotected))


def _failure(text: str) -> typer.Exit:
    typer.echo(f"error: {text}", err=True)
    return typer.Exit(1)


if __name__ == "__main__":
    app()
