"""The scripts that keep a review's one comment up to date: GitHub's with a stand-in `gh`, GitLab's with a server."""

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.workflows import GITLAB, load, step

MARKER = "<!-- aws-monitoring-baseline: review -->"
RUN = "https://example.com/acme/baseline/actions/runs/1"
FAILED = "There is no review: the preview failed"

# Answers a list of comments with what the file `comments` holds, through jq as gh does, and writes down what is sent.
GH = """#!{python}
import json, pathlib, sys
import jq
words = sys.argv[1:]
if "--jq" in words:
    query = words[words.index("--jq") + 1]
    there = json.loads(pathlib.Path("comments").read_text())
    print("\\n".join(map(str, jq.compile(query).input_value(there).all())))
    sys.exit()
file = words[words.index("--field") + 1].removeprefix("body=@")
method = words[words.index("--method") + 1]
address = next(word for word in words if word.startswith("repos/"))
pathlib.Path("sent").write_text(json.dumps([method, address, pathlib.Path(file).read_text()]))
"""


@dataclass(frozen=True)
class Runner:
    """A folder in which GitHub's job runs."""

    folder: Path

    def review(self, stack: str, text: str) -> None:
        (self.folder / "reviews").mkdir(exist_ok=True)
        (self.folder / "reviews" / f"{stack}.md").write_text(text)

    def comment(self, *there: dict[str, Any]) -> tuple[str, str, str]:
        """Run the step on a pull request that has comments; gives method, address and text of what was sent."""
        (self.folder / "comments").write_text(json.dumps(there))
        environment = {
            "PATH": os.pathsep.join([str(self.folder / "bin"), os.environ["PATH"]]),
            "GITHUB_REPOSITORY": "acme/baseline",
            "PULL_REQUEST": "7",
            "RUN": RUN,
            "STACKS": "dev prod",
            "LC_ALL": "C.UTF-8",
        }
        script = step("preview.comment", "Write the comment, or bring the one that is there up to date")["run"]
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        subprocess.run(shell, cwd=self.folder, env=environment, check=True)
        return cast("tuple[str, str, str]", tuple(json.loads((self.folder / "sent").read_text())))


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    gh = tmp_path / "bin" / "gh"
    gh.parent.mkdir()
    gh.write_text(GH.format(python=sys.executable))
    gh.chmod(0o755)
    return Runner(tmp_path)


def comment(number: int, body: str, author: str = "github-actions[bot]") -> dict[str, Any]:
    return {"id": number, "body": body, "user": {"login": author}}


def test_the_first_comment_holds_every_stacks_review(runner: Runner) -> None:
    runner.review("dev", "## dev\n\n2 changes\n")
    runner.review("prod", "## prod\n\nno change, @everyone\n")
    text = f"{MARKER}\n## dev\n\n2 changes\n\n## prod\n\nno change, @everyone\n\n"
    assert runner.comment() == ("POST", "repos/acme/baseline/issues/7/comments", text)


def test_the_comment_that_is_there_is_brought_up_to_date_and_that_of_a_person_is_not(runner: Runner) -> None:
    runner.review("dev", "new")
    there = (comment(1, "LGTM"), comment(2, f"{MARKER}\nquoted", "mallory"), comment(3, f"{MARKER}\nold"))
    method, address, text = runner.comment(*there)
    assert (method, address) == ("PATCH", "repos/acme/baseline/issues/comments/3")
    assert text.startswith(f"{MARKER}\nnew\n## prod\n\n{FAILED}, and [its log]({RUN})")


def test_a_preview_that_failed_says_so(runner: Runner) -> None:
    runner.review("dev", "")
    assert runner.comment()[2].count(FAILED) == 2


def test_reviews_that_are_too_long_for_github_are_linked(runner: Runner) -> None:
    runner.review("dev", "ä" * 32_000)
    assert "ä" * 32_000 in runner.comment()[2]
    runner.review("prod", "ö" * 33_000)
    text = runner.comment()[2]
    assert text == f"{MARKER}\nThe reviews are too long for one comment: they are [artifacts of this run]({RUN}).\n"


@dataclass
class GitLab:
    """The notes of one merge request, two a page."""

    notes: list[dict[str, Any]]
    token: str = "glpat-not-a-secret"
    sent: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])

    def page(self, number: int) -> tuple[list[dict[str, Any]], str]:
        start = 2 * (number - 1)
        more = str(number + 1) if len(self.notes) > start + 2 else ""
        return self.notes[start : start + 2], more


@contextmanager
def served(gitlab: GitLab) -> Generator[str]:
    """The address of a server of these notes, on the loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            (number,) = parse_qs(urlsplit(self.path).query)["page"]
            self._answer(*gitlab.page(int(number)))

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            gitlab.sent.append((self.command, self.path, json.loads(self.rfile.read(length))["body"]))
            self._answer({}, "")

        do_PUT = do_POST  # noqa: N815 - the name that http.server looks for

        def _answer(self, body: Any, more: str) -> None:
            self.send_response(200 if self.headers["PRIVATE-TOKEN"] == gitlab.token else 401)
            self.send_header("X-Next-Page", more)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - http.server's name
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/api/v4"
        finally:
            server.shutdown()


def note(gitlab: GitLab, folder: Path) -> tuple[str, str, str]:
    """Run GitLab's job and give what it sent."""
    (script,) = load(GITLAB)["comment"]["script"]
    with served(gitlab) as address:
        environment = {
            "PATH": os.environ["PATH"],
            "CI_API_V4_URL": address,
            "CI_PROJECT_ID": "5",
            "CI_MERGE_REQUEST_IID": "7",
            "REVIEW_TOKEN": gitlab.token,
        }
        subprocess.run(["bash", "-eo", "pipefail", "-c", script], cwd=folder, env=environment, check=True)
    (sent,) = gitlab.sent
    return sent


def test_gitlabs_first_note_holds_every_stacks_review(tmp_path: Path) -> None:
    (tmp_path / "reviews").mkdir()
    (tmp_path / "reviews" / "dev.md").write_text("## dev\n")
    method, path, text = note(GitLab([{"id": 1, "body": "LGTM"}]), tmp_path)
    assert (method, path) == ("POST", "/api/v4/projects/5/merge_requests/7/notes")
    assert re.fullmatch(rf"{re.escape(MARKER)}\n## dev\n\n## prod\n\n{FAILED}, and its log says why.\n", text)


def test_gitlabs_note_that_is_there_is_found_on_any_page(tmp_path: Path) -> None:
    notes = [{"id": number, "body": "LGTM"} for number in range(1, 4)] + [{"id": 4, "body": f"{MARKER}\nold"}]
    assert note(GitLab(notes), tmp_path)[:2] == ("PUT", "/api/v4/projects/5/merge_requests/7/notes/4")
