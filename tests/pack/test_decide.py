"""The command, run as others run it: plain Python, only the pack's folder."""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from policy_grammar import LARGEST_BYTES

from tests.support.bucket_documents import ACCOUNT, ARN, FOREIGN, TRAIL, document, good_statements, good_with
from tests.support.decide_command import OPTIONS, jsonl, rows, run, run_in_little_memory

POLICIES = Path(__file__).parents[2] / "policies"
GOOD = document(good_statements())
WIDE = good_with(Action="s3:*")


class TestOneDocument:
    def test_allowed(self, script: Path) -> None:
        ran = run(script, *OPTIONS, text=GOOD)
        assert rows(ran) == [{"id": None, "verdict": "allow", "findings": []}]
        assert ran.returncode == 0

    def test_denied_with_what_is_wrong_and_a_request_that_shows_it(self, script: Path) -> None:
        ran = run(script, *OPTIONS, text=WIDE)
        (row,) = rows(ran)
        (finding,) = row.pop("findings")
        witness = finding.pop("witness")
        assert row == {"id": None, "verdict": "deny"}
        assert finding == {
            "kind": "excess",
            "statement": "Extra",
            "element": "Action",
            "message": '"s3:*" is more than delivery needs',
            "fix": 'Write "s3:GetBucketAcl" or "s3:PutObject"; other needs belong in identity policies',
        }
        assert witness.pop("resource").startswith(f"{ARN}/AWSLogs/{ACCOUNT}/CloudTrail/")
        assert witness == {
            "principal": ["Service", "cloudtrail.amazonaws.com"],
            "action": "s3:DeleteObject",
            "context": {
                "aws:SecureTransport": "true",
                "aws:SourceArn": TRAIL,
                "aws:SourceAccount": ACCOUNT,
                "s3:x-amz-acl": "bucket-owner-full-control",
            },
        }
        assert ran.returncode == 1

    @pytest.mark.parametrize(
        ("sid", "name"),
        [
            *[(sid, sid) for sid in ("Extra", 'a"b\\', "a#2", "a" * 170)],
            # Not to be taken for the number of a statement without a Sid, nor for one that is so quoted.
            *[("#2", '"#2"'), ('"#2"', r'"\"#2\""'), ('"', r'"\""')],
        ],
    )
    def test_the_statement_is_called_by_its_sid(self, script: Path, sid: str, name: str) -> None:
        ran = run(script, *OPTIONS, text=good_with(Sid=sid, Action="s3:*"))
        assert [finding["statement"] for row in rows(ran) for finding in row["findings"]] == [name]

    def test_a_statement_without_a_sid_is_called_by_its_number(self, script: Path) -> None:
        ran = run(script, *OPTIONS, text=good_with(Sid=None, Action="s3:*"))
        assert [finding["statement"] for row in rows(ran) for finding in row["findings"]] == [
            f"#{len(good_statements()) + 1}"
        ]

    def test_of_a_file(self, script: Path, tmp_path: Path) -> None:
        file = tmp_path / "policy.json"
        file.write_text(GOOD, encoding="utf-8")
        ran = run(script, str(file), *OPTIONS)
        assert [row["id"] for row in rows(ran)] == [str(file)]
        assert ran.returncode == 0

    def test_of_standard_input_by_its_name(self, script: Path) -> None:
        ran = run(script, "-", *OPTIONS, text=GOOD)
        assert [(row["id"], row["verdict"]) for row in rows(ran)] == [(None, "allow")]

    @pytest.mark.parametrize(
        "text", [b"", b"{", b"\xff\xfe", b"\xef\xbb\xbf" + GOOD.encode(), GOOD.encode() + b"\xc3\xa9"]
    )
    def test_that_is_none(self, script: Path, text: bytes) -> None:
        ran = run(script, *OPTIONS, text=text)
        assert [(row["verdict"], [each["kind"] for each in row["findings"]]) for row in rows(ran)] == [
            ("deny", ["malformed"])
        ]
        assert ran.returncode == 1

    @pytest.mark.parametrize(("more", "kinds"), [(0, []), (1, ["malformed"])])
    def test_the_largest(self, script: Path, more: int, kinds: list[str]) -> None:
        text = GOOD + " " * (LARGEST_BYTES - len(GOOD) + more)
        (row,) = rows(run(script, *OPTIONS, text=text))
        assert [each["kind"] for each in row["findings"]] == kinds

    def test_of_a_file_without_end(self, script: Path) -> None:
        ran = run_in_little_memory(script, *OPTIONS, "/dev/zero")
        (row,) = rows(ran)
        assert [(each["kind"], each["message"]) for each in row["findings"]] == [
            ("malformed", f"over S3's limit of {LARGEST_BYTES} bytes")
        ]
        assert ran.returncode == 1

    @pytest.mark.parametrize(
        ("options", "code"),
        [
            ([], 1),
            (["--prefix", "central/"], 0),
            (["--prefix", "", "central/"], 0),
            (["--prefix", "", "--prefix", "central/"], 0),
            (["--prefix", "centra/"], 1),
        ],
    )
    def test_prefixes(self, script: Path, options: list[str], code: int) -> None:
        text = document(good_statements()).replace("/AWSLogs/", "/central/AWSLogs/")
        assert run(script, *OPTIONS, *options, text=text).returncode == code

    @pytest.mark.parametrize(
        ("options", "code"),
        [(["--account", FOREIGN], 0), (["--account", "222222222222"], 1)],
    )
    def test_accounts(self, script: Path, options: list[str], code: int) -> None:
        text = good_with(Resource=f"{ARN}/AWSLogs/{FOREIGN}/*")
        assert run(script, *OPTIONS, *options, text=text).returncode == code

    def test_organization(self, script: Path) -> None:
        text = good_with(Resource=f"{ARN}/AWSLogs/o-exampleorgid/*")
        assert run(script, *OPTIONS, text=text).returncode == 1
        assert run(script, *OPTIONS, "--org-id", "o-exampleorgid", text=text).returncode == 0

    def test_partition(self, script: Path) -> None:
        text = GOOD.replace("arn:aws:", "arn:aws-us-gov:")
        assert run(script, *OPTIONS, text=text).returncode == 1
        assert run(script, *OPTIONS, "--partition", "aws-us-gov", text=text).returncode == 0

    def test_trails(self, script: Path) -> None:
        assert run(script, *OPTIONS, "--trail", TRAIL, text=GOOD).returncode == 0
        assert run(script, *OPTIONS, "--trail", f"{TRAIL}-2", text=GOOD).returncode == 1


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ([], "--bucket, --account"),
        (["--bucket", "b-logs"], "--account"),
        (["--account", ACCOUNT], "--bucket"),
        (["--bucket", "Bucket", "--account", ACCOUNT], 'bucket: "Bucket" is not a bucket name'),
        (["--bucket", "b-logs", "--account", "1"], 'accounts: "1" is not a string of 12 digits'),
        ([*OPTIONS, "--partition", "aws-mars"], "--partition"),
        ([*OPTIONS, "--org-id", "x"], 'organizationId: "x" is not an organization id'),
        ([*OPTIONS, "--prefix", "central"], 'keyPrefixes: "central" is not folders that each end in "/"'),
        ([*OPTIONS, "--trail", "main"], 'trails: "main" is not the ARN of a trail'),
        ([*OPTIONS, "--json"], "--json"),
        (["no-such-file", *OPTIONS], "no-such-file: No such file or directory"),
        ([".", *OPTIONS], ".: Is a directory"),
    ],
)
def test_bad_usage(script: Path, options: list[str], problem: str) -> None:
    ran = run(script, *options, text=GOOD)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert problem in ran.stderr.splitlines()[-1]
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    "before",
    [
        [],
        ["--account", ACCOUNT, FOREIGN],
        ["--prefix", "", "central/"],
        ["--trail", TRAIL],
    ],
)
@pytest.mark.parametrize("after", [[], ["--partition", "aws"]])
def test_the_file_may_follow_the_values_of_any_option(
    script: Path, tmp_path: Path, before: list[str], after: list[str]
) -> None:
    document = tmp_path / "policy.json"
    document.write_text(GOOD, encoding="utf-8")

    ran = run(script, *OPTIONS, *before, str(document), *after)

    assert (ran.returncode, ran.stderr) == (0, "")
    assert [(row["id"], row["verdict"]) for row in rows(ran)] == [(str(document), "allow")]


@pytest.mark.parametrize(
    "arguments",
    [
        ["bad.json", *OPTIONS, "good.json"],
        ["bad.json", *OPTIONS, "--prefix", "", "good.json"],
        ["bad.json", *OPTIONS, "--trail", TRAIL, "good.json", "--partition", "aws"],
        [*OPTIONS, "bad.json", "--prefix", "", "good.json"],
        ["-", *OPTIONS, "good.json"],
    ],
)
def test_of_two_files_none_is_decided(script: Path, arguments: list[str]) -> None:
    """So that no document passes because another was read in its place."""
    ran = run(script, *arguments, text=GOOD)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert f"{'-' if '-' in arguments else 'bad.json'}, good.json: one file at a time" in ran.stderr.splitlines()[-1]


class TestStandardStreams:
    """What the shell closed or what is full is said in a line, and is no verdict."""

    @pytest.mark.parametrize("rows", [[], ["--jsonl"]])
    @pytest.mark.parametrize(
        ("redirection", "problem"),
        [
            (">&-", "standard output: it is closed"),
            (">/dev/full", "standard output: No space left on device"),
            ("<&-", "standard input: it is closed"),
        ],
    )
    def test_that_can_not_be_used(
        self, script: Path, tmp_path: Path, rows: list[str], redirection: str, problem: str
    ) -> None:
        file = tmp_path / "policy.json"
        file.write_text(GOOD if not rows else jsonl({"policy": GOOD}), encoding="utf-8")
        named = [str(file)] if ">" in redirection else []
        command = f"{shlex.join([sys.executable, str(script), *OPTIONS, *rows, *named])} {redirection}"
        ran = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False, timeout=60)
        assert (ran.returncode, ran.stdout) == (2, "")
        assert ran.stderr.splitlines()[-1] == f"decide.py: error: {problem}"
        assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("options", [["-P"], ["-I"]])
def test_the_folder_of_the_script_may_be_left_out_of_the_path(script: Path, tmp_path: Path, options: list[str]) -> None:
    """As PYTHONSAFEPATH does too."""
    link = tmp_path / "link.py"
    link.symlink_to(script)
    for name in (script, link):
        command = [sys.executable, *options, str(name), *OPTIONS]
        ran = subprocess.run(command, input=GOOD, capture_output=True, text=True, check=False, timeout=60)
        assert [row["verdict"] for row in rows(ran)] == ["allow"]


def test_help_explains_rows_and_exit_codes(script: Path) -> None:
    ran = run(script, "--help")
    assert ran.returncode == 0
    assert "Exit codes: 0" in ran.stdout
    assert '{"id": ..., "policy"' in ran.stdout


def test_nothing_heavy_is_imported() -> None:
    """It starts for one document in a moment: neither the SDK nor what takes long of the standard library."""
    program = "import sys; sys.path.insert(0, sys.argv[1]); import decide; print(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-S", "-c", program, str(POLICIES)], capture_output=True, check=True, timeout=60
    )
    loaded = set(ran.stdout.decode().split())
    assert not {each for each in loaded if each.startswith(("pulumi", "google", "grpc"))}
    assert not loaded & {"asyncio", "typing_extensions", "urllib.request", "http.client", "unittest"}
