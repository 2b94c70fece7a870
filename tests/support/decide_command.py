"""Runs `decide.py` as others run it: plain Python, only the pack's folder."""

import json
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.support.bucket_documents import ACCOUNT

OPTIONS = ("--bucket", "example-logs", "--account", ACCOUNT)
LITTLE_MEMORY_KIB = 600_000


def run(script: Path, *options: str, text: str | bytes = "") -> subprocess.CompletedProcess[str]:
    given = text.encode() if isinstance(text, str) else text
    # Isolated from site-packages: what it needs is in its folder.
    command = [sys.executable, "-S", "-E", "-s", str(script), *options]
    ran = subprocess.run(command, input=given, capture_output=True, check=False, timeout=60)
    return subprocess.CompletedProcess(command, ran.returncode, ran.stdout.decode(), ran.stderr.decode())


def run_in_little_memory(script: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = f"ulimit -v {LITTLE_MEMORY_KIB}; exec {shlex.join([sys.executable, str(script), *options])}"
    return subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False, timeout=60)


def rows(ran: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert ran.stderr == ""
    return [json.loads(line) for line in ran.stdout.splitlines()]


def jsonl(*entries: dict[str, Any]) -> str:
    return "".join(json.dumps(entry) + "\n" for entry in entries)


def running(script: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(script), *OPTIONS, "--jsonl"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
