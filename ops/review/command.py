"""The command `review`: where its input comes from, and what its exit code says."""

from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console

from ops.errors import OpsError
from ops.review.preview import Preview
from ops.review.reading.read import both, read_preview
from ops.review.render.markdown import GITHUB_LIMIT, as_markdown
from ops.review.render.mermaid import picture_of
from ops.review.render.terminal import as_text
from ops.review.review import FailOn, Review, review_of

_LEAST_LIMIT = 1_000


class Format(StrEnum):
    """How the review is written."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"


def review(  # noqa: PLR0917 - typer makes options of them, which are given by name
    preview: Annotated[
        typer.FileBinaryRead | None,
        typer.Argument(
            metavar="PREVIEW",
            help="A file with what `pulumi preview --json` printed, or - for standard input.",
            show_default=False,
        ),
    ] = None,
    event_log: Annotated[
        typer.FileBinaryRead | None,
        typer.Option(
            metavar="FILE",
            help="The engine's event log of the same preview, or - for standard input; also without PREVIEW.",
            show_default=False,
        ),
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", help="For a terminal (or, piped, a build log), or a pull request's comment.")
    ] = Format.TERMINAL,
    fail_on: Annotated[
        FailOn,
        typer.Option(
            help="What ends with exit code 1: a violated mandatory policy or a preview that failed; these or a "
            "dangerous change; these or any change at all; nothing."
        ),
    ] = FailOn.NEVER,
    picture: Annotated[
        bool, typer.Option("--picture", help="Draw what changes, in Mermaid's language; with --format markdown.")
    ] = False,
    limit: Annotated[
        int, typer.Option(min=_LEAST_LIMIT, help="Characters that the Markdown may have: what doesn't fit is counted.")
    ] = GITHUB_LIMIT,
) -> None:
    """Say what a reviewer has to know of a preview: what is dangerous first.

    Logs, keys and trails that are deleted or replaced, retention that is cut, policies that grant more, alarms that
    are silenced, networks that no flow log records any more; what the policies say; what it costs; what can't be
    known yet; and all changes, by component.

        pulumi preview --json --policy-pack policies | python -m ops review -

    **Exit code:** 0 when nothing of what `--fail-on` names was found; 1 when it was; 2 when there is no preview to
    read, or wrong usage.
    """
    if preview is None and event_log is None:
        raise typer.BadParameter("give a preview: the output of `pulumi preview --json`, - for standard input")
    if picture and form is not Format.MARKDOWN:
        raise typer.BadParameter("--picture goes with --format markdown: a terminal draws none")
    found = review_of(_read(preview, event_log))
    _show(found, form, picture=picture, limit=limit)
    if found.fails(fail_on):
        raise typer.Exit(1)


def _read(preview: typer.FileBinaryRead | None, event_log: typer.FileBinaryRead | None) -> Preview:
    previews = [read_preview(file.read()) for file in (preview, event_log) if file is not None]
    if len({each.stack for each in previews if each.stack}) > 1:
        raise OpsError(
            problem="the preview and the event log are not of the same stack",
            value=", ".join(each.stack for each in previews),
            fix="give both of one `pulumi preview`",
        )
    return previews[0] if len(previews) == 1 else both(*previews)


def _show(found: Review, form: Format, *, picture: bool, limit: int) -> None:
    if form is Format.MARKDOWN:
        typer.echo(as_markdown(found, limit=limit, picture=picture_of if picture else None), nl=False)
    else:
        Console(soft_wrap=True).print(as_text(found))
