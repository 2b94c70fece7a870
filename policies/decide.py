"""Decide bucket policies that live elsewhere: `python policies/decide.py --help`."""

import argparse
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from errno import EBADF
from pathlib import Path
from typing import IO, Any, Final

if sys.flags.safe_path:  # Python then leaves the script's folder out, and the rest of the pack is there
    sys.path.insert(0, str(Path(__file__).resolve().parent))

from contract import PARTITIONS
from decide_rows import LONGEST_ROW, Settings, decided_document, decided_row, too_long_row
from policy_grammar import LARGEST_BYTES

ALLOWED: Final = 0
DENIED: Final = 1
BAD_USAGE: Final = 2

_DESCRIPTION: Final = """\
Decide whether the policy of a log bucket grants at most what log delivery needs, and lets the logs arrive. Reads one
document, or with --jsonl one row a line: {"id": ..., "policy": "the document's text", "config"?: {"bucket": ...}}.
Writes one row a document, in order: {"id": ..., "verdict": "allow" or "deny", "findings": [...]}."""
_EPILOG: Final = "Exit codes: 0 all are allowed; 1 one is denied; 2 the command was not understood, or a stream fails."


def main(arguments: list[str] | None = None) -> int:
    """Decide what standard input or a file holds.

    Args:
        arguments: The command's arguments; None: those of the process.

    Returns:
        The exit code.
    """
    parser = _parser()
    given = parser.parse_args(arguments)
    files = [name for name in (given.file, *given.files_after_values) if name is not None]
    if files[1:]:
        parser.error(f"{', '.join(files)}: one file at a time")
    file: str | None = None if files in ([], ["-"]) else files[0]
    try:
        settings = Settings(
            bucket=given.bucket,
            accounts=tuple(given.account),
            partition=given.partition,
            organization=given.org_id,
            prefixes=tuple(given.prefix or [""]),
            trails=tuple(given.trail or []),
        )
        settings.contract()
    except ValueError as error:
        parser.error(str(error))
    try:
        with ExitStack() as stack:
            source = _standard_input() if file is None else stack.enter_context(Path(file).open("rb"))
            if given.jsonl:
                rows = _rows(source, settings)
            else:
                # One byte too many is enough to know that it is too large.
                rows = iter([decided_document(file, _text(source.read(LARGEST_BYTES + 1)), settings)])
            return _written(rows)
    except _OutputError as error:
        parser.error(f"standard output: {error}")
    except OSError as error:
        parser.error(f"{'standard input' if file is None else file}: {error.strerror}")


class _OutputError(Exception):
    """Nothing more can be written."""


def _standard_input() -> IO[bytes]:
    # Python has none where the shell closed it.
    if not sys.stdin:
        raise OSError(EBADF, "it is closed")
    return sys.stdin.buffer


def _rows(source: IO[bytes], settings: Settings) -> Iterator[tuple[str, bool]]:
    """The rows, decided each as soon as it is there."""
    for number, line in enumerate(_lines(source), start=1):
        if len(line) > LONGEST_ROW:
            yield too_long_row(number)
        elif line.strip():
            yield decided_row(_text(line), number, settings)


def _lines(source: IO[bytes]) -> Iterator[bytes]:
    """The lines without their end, of each at most one byte more than the longest row has."""
    while line := source.readline(LONGEST_ROW + 1):
        yield line.removesuffix(b"\n")
        while line and not line.endswith(b"\n"):
            line = source.readline(LONGEST_ROW)


def _text(raw: bytes) -> str:
    # What is not UTF-8 becomes characters that no policy may have: a finding then, not an error.
    return raw.decode("utf-8", "surrogateescape")


def _written(rows: Iterable[tuple[str, bool]]) -> int:
    if not sys.stdout:
        raise _OutputError("it is closed")
    code = ALLOWED
    for row, allowed in rows:
        code = code if allowed else DENIED
        try:
            sys.stdout.write(f"{row}\n")
            sys.stdout.flush()
        except OSError as error:
            # Python would report the same again as it closes standard output.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            if isinstance(error, BrokenPipeError):  # who reads has seen enough
                return DENIED
            raise _OutputError(error.strerror) from error
    return code


class _Values(argparse.Action):
    """One or more values of an option. What follows them and is not of their form is the file, not a value."""

    def __init__(self, option_strings: Sequence[str], dest: str, *, form: str, metavar: str, **more: Any) -> None:
        super().__init__(option_strings, dest, nargs="+", metavar=metavar, **more)
        self._form = re.compile(form)

    def __call__(
        self,
        parser: argparse.ArgumentParser,  # noqa: ARG002 - argparse calls it so
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,  # noqa: ARG002 - argparse calls it so
    ) -> None:
        """Keep the values."""
        texts = list(values or ())
        if texts[1:] and not self._form.fullmatch(texts[-1]):
            namespace.files_after_values.append(texts.pop())
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest) or ()), *texts])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="decide.py", description=_DESCRIPTION, epilog=_EPILOG, allow_abbrev=False)
    parser.add_argument(
        "file", nargs="?", help="the document, or with --jsonl the rows; -, the default: standard input"
    )
    parser.add_argument("--bucket", required=True, help="the name of the bucket")
    parser.add_argument(
        "--account",
        required=True,
        action=_Values,
        form=r"[0-9]{12}",
        metavar="ID",
        help="accounts whose logs the bucket takes, 12 digits each",
    )
    parser.add_argument("--partition", default="aws", choices=PARTITIONS, help="default: aws")
    parser.add_argument("--org-id", metavar="ID", help="the organization whose trail delivers here; default: none")
    parser.add_argument(
        "--prefix",
        action=_Values,
        form=r"(.*/)?",
        metavar="FOLDER/",
        help='key prefixes before AWSLogs/, each ending in "/"; "" is the root of the bucket; default: the root',
    )
    parser.add_argument(
        "--trail",
        action=_Values,
        form=r"arn:.*",
        metavar="ARN",
        help="the trails that deliver here; default: any trail of the accounts",
    )
    parser.set_defaults(files_after_values=[])
    parser.add_argument("--jsonl", action="store_true", help="read one row a line")
    return parser


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
