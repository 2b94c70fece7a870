"""The command line: registers the commands, and turns an `OpsError` into a message and exit code 2."""

from typing import Any

import typer
from typer.core import TyperGroup

from ops.errors import OpsError
from ops.verify.command import verify


class _OpsGroup(TyperGroup):
    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except OpsError as error:
            typer.echo(f"error: {error.problem}\nfound: {error.value}\nfix:   {error.fix}", err=True)
            raise typer.Exit(2) from error


app = typer.Typer(cls=_OpsGroup, no_args_is_help=True, add_completion=False, rich_markup_mode="markdown")


@app.callback()
def ops() -> None:
    """Read-only tools over a deployed stack. They use the AWS credentials and endpoint of the environment."""


app.command()(verify)
