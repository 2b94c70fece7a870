"""The command, run as others run it: plain Python, only the pack's folder."""

import json
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from decide_rows import LONGEST_ROW
from policy_grammar import LARGEST_BYTES

from tests.support.bucket_documents import ACCOUNT, ARN, FOREIGN, document, good_statements, good_with

POLICIES = Path(__file__).parents[2] / "policies"
CORPUS = Path(__file__).parents[1] / "data" / "policy-corpus.jsonl"
OPTIONS = ["--bucket", "example-logs", "--account", ACCOUNT]
ALL_OPTIONS = [*OPTIONS, "--org-id", "o-exampleorgid", "--prefix", "", "--prefix", "central/"]
GOOD = document(good_statements())
WIDE = good_with(Action="s3:*")
LITTLE_MEMORY_KIB = 600_000
ROWS = 'Write one object a line: {"id": "1", "policy": "{...}"}, the document as a string, for its very text matters'
TRAIL = f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}:trail/main"


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command in a copy of the pack's folder, away from this project."""
    folder = tmp_path_factory.mktemp("elsewhere") / "policies"
    shutil.copytree(POLICIES, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder / "decide.py"


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


class TestRows:
    def test_the_labelled_policies(self, script: Path) -> None:
        labelled = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
        ran = run(script, *ALL_OPTIONS, "--jsonl", text=CORPUS.read_bytes())
        decided = rows(ran)
        assert [row["id"] for row in decided] == [row["id"] for row in labelled]
        assert [row["verdict"] for row in decided] == [row["expect"] for row in labelled]
        assert [sorted({each["kind"] for each in row["findings"]}) for row in decided] == [
            [row["tier"]] if "tier" in row else [] for row in labelled
        ]
        assert ran.returncode == 1

    def test_of_a_file(self, script: Path) -> None:
        from_file = run(script, str(CORPUS), *ALL_OPTIONS, "--jsonl")
        assert from_file.stdout == run(script, *ALL_OPTIONS, "--jsonl", text=CORPUS.read_bytes()).stdout

    def test_all_allowed(self, script: Path) -> None:
        ran = run(script, *OPTIONS, "--jsonl", text=jsonl({"id": "a", "policy": GOOD}, {"id": "b", "policy": GOOD}))
        assert [row["verdict"] for row in rows(ran)] == ["allow", "allow"]
        assert ran.returncode == 0

    def test_none(self, script: Path) -> None:
        ran = run(script, *OPTIONS, "--jsonl", text="\n  \n")
        assert (rows(ran), ran.returncode) == ([], 0)

    @pytest.mark.parametrize("name", ["x", 7, None, {"a": [1]}, "\u00e9\U0001f600", ""])
    def test_the_id_comes_back(self, script: Path, name: Any) -> None:
        ran = run(script, *OPTIONS, "--jsonl", text=jsonl({"id": name, "policy": GOOD, "note": "not looked at"}))
        assert [row["id"] for row in rows(ran)] == [name]

    def test_a_row_without_an_id_is_named_by_its_line(self, script: Path) -> None:
        ran = run(script, *OPTIONS, "--jsonl", text="\n" + jsonl({"policy": GOOD}))
        assert [row["id"] for row in rows(ran)] == [2]

    @pytest.mark.parametrize(
        ("config", "text", "verdict"),
        [
            ({}, GOOD, "allow"),
            (None, GOOD, "allow"),
            ({"bucket": "other-logs"}, GOOD, "deny"),
            ({"bucket": "other-logs"}, GOOD.replace("example-logs", "other-logs"), "allow"),
            ({"account": FOREIGN}, GOOD.replace(ACCOUNT, FOREIGN), "allow"),
            ({"accounts": [FOREIGN]}, GOOD, "deny"),
            ({"Account-ID": FOREIGN}, GOOD.replace(ACCOUNT, FOREIGN), "allow"),
            ({"partition": "aws-cn"}, GOOD.replace("arn:aws:", "arn:aws-cn:"), "allow"),
            ({"partition": "aws-cn"}, GOOD, "deny"),
            ({"partition": None}, GOOD, "allow"),
            ({"org_id": "o-exampleorgid"}, good_with(Resource=f"{ARN}/AWSLogs/o-exampleorgid/*"), "allow"),
            ({"organizationId": None}, good_with(Resource=f"{ARN}/AWSLogs/o-exampleorgid/*"), "deny"),
            ({"prefix": "central/"}, GOOD, "deny"),
            ({"prefixes": ["", "central/"]}, GOOD, "allow"),
            ({"keyPrefixes": None}, GOOD, "allow"),
            ({"trails": [TRAIL]}, GOOD, "allow"),
            ({"trail": f"{TRAIL}-2"}, GOOD, "deny"),
        ],
    )
    def test_config_overrides_the_options_of_one_row(self, script: Path, config: Any, text: str, verdict: str) -> None:
        entries = [{"id": 1, "policy": text, "config": config}, {"id": 2, "policy": GOOD}]
        ran = run(script, *OPTIONS, "--jsonl", text=jsonl(*entries))
        assert [row["verdict"] for row in rows(ran)] == [verdict, "allow"]
        assert all(each["kind"] != "malformed" for row in rows(ran) for each in row["findings"])

    @pytest.mark.parametrize(
        ("line", "element", "message"),
        [
            (b"not JSON", "row", "not JSON: Expecting value"),
            (b"\xff\xfe{}", "row", "not JSON: Expecting value"),
            (b"[]", "row", "[] is not an object"),
            (b'{"id": 1}', "policy", "the policy null is not a string"),
            (b'{"id": 1, "policy": {}}', "policy", "the policy {} is not a string"),
            (b'{"id": 1, "policy": "{}", "policy": "{}"}', "row", 'the key "policy" appears twice'),
            (b'{"id": 1e999, "policy": "{}"}', "row", "the number 1e999 is out of range"),
            (b'{"id": 1, "policy": "", "config": [1]}', "config", "config: [1] is not an object"),
            (b'{"id": 1, "policy": "", "config": 7}', "config", "config: 7 is not an object"),
            (b'{"id": 1, "policy": "", "config": 0}', "config", "config: 0 is not an object"),
            (b'{"id": 1, "policy": "", "config": ""}', "config", 'config: "" is not an object'),
            (b'{"id": 1, "policy": "", "config": []}', "config", "config: [] is not an object"),
            (
                b'{"id": 1, "policy": "", "config": {"account": "1", "accounts": ["2"]}}',
                *("config", 'config: "accounts" is given twice'),
            ),
            (b'{"id": 1, "policy": "", "config": {"acount": "1"}}', "config", 'config: "acount" is not a setting'),
            (b'{"id": 1, "policy": "", "config": {"account": 1}}', "config", "config: account: 1 is not a string or"),
            (b'{"id": 1, "policy": "", "config": {"account": null}}', "config", "config: account: null is not"),
            (b'{"id": 1, "policy": "", "config": {"account": []}}', "config", "accounts: the list is empty"),
            (b'{"id": 1, "policy": "", "config": {"prefix": [1]}}', "config", "config: prefix: [1] is not a string or"),
            (b'{"id": 1, "policy": "", "config": {"bucket": []}}', "config", "config: bucket: [] is not a string"),
            (b'{"id": 1, "policy": "", "config": {"bucket": "B"}}', "config", 'bucket: "B" is not a bucket name'),
        ],
    )  # fmt: skip
    def test_a_row_that_can_not_be_read_is_denied_and_the_others_are_decided(
        self, script: Path, line: bytes, element: str, message: str
    ) -> None:
        good = json.dumps({"id": "good", "policy": GOOD}).encode()
        ran = run(script, *OPTIONS, "--jsonl", text=b"\n".join([good, line, good]))
        first, bad, last = rows(ran)
        assert (first["verdict"], bad["verdict"], last["verdict"]) == ("allow", "deny", "allow")
        (finding,) = bad["findings"]
        assert finding["kind"] == "malformed"
        assert finding["element"] == element
        assert finding["message"].startswith(message)
        fix = "Write the config as an object" if element == "config" else "Write one object a line"
        assert finding["fix"].startswith(fix)
        assert ran.returncode == 1

    def test_an_id_that_can_not_be_written_is_of_a_row_that_can_not_be_read(self, script: Path) -> None:
        """From some depth on it can be read and not be written; from some more on neither."""
        policy = json.dumps(GOOD)
        deep = [f'{{"id": {"[" * depth}{"]" * depth}, "policy": {policy}}}' for depth in range(900, 1010)]
        ran = run(script, *OPTIONS, "--jsonl", text="\n".join([*deep, jsonl({"id": "last", "policy": GOOD})]))
        *decided, last = ran.stdout.splitlines()
        assert (ran.returncode, ran.stderr) == (1, "")
        assert json.loads(last) == {"id": "last", "verdict": "allow", "findings": []}
        assert len(decided) == len(deep)
        written = [line for line in decided if line.endswith('"verdict": "allow", "findings": []}')]
        denied = [json.loads(line) for line in decided[len(written) :]]
        assert decided[: len(written)] == written
        assert [row["id"] for row in denied] == [*range(len(written) + 1, len(deep) + 1)]
        assert {(each["element"], each["message"], each["fix"]) for row in denied for each in row["findings"]} == {
            ("id", "the id is nested too deep to write", "Write a string or a number as the id"),
            ("row", "nested too deep to read", ROWS),
        }

    @pytest.mark.parametrize(
        ("members", "name"),
        [
            ('"id": "r7", "note": {"a": 1, "a": 2}', "r7"),
            ('"id": "r7", "score": NaN', "r7"),
            ('"id": 7.5, "score": 1e999', 7.5),
            (f'"id": {"9" * 400}, "score": NaN', int("9" * 400)),
            ('"id": null, "policy": ""', None),
            ('"note": {"id": 1, "id": 2}', 1),
            ('"id": "a", "id": "a"', 1),
            ('"id": NaN', 1),
            ('"id": -Infinity', 1),
            ('"id": 1e999', 1),
            ('"id": [NaN]', 1),
            ('"id": {"a": 1, "a": 2}', 1),
            (f'"id": {"9" * 5000}', 1),
            ('"id": "a" "b"', 1),
        ],
    )
    def test_a_row_that_parsers_read_differently_is_denied_by_its_id_where_that_is_one(
        self, script: Path, members: str, name: Any
    ) -> None:
        ran = run(script, *OPTIONS, "--jsonl", text=f'{{"policy": {json.dumps(GOOD)}, {members}}}')
        (row,) = rows(ran)
        assert (row["id"], row["verdict"]) == (name, "deny")
        assert [(each["kind"], each["element"]) for each in row["findings"]] == [("malformed", "row")]

    def test_a_list_of_pairs_has_no_id(self, script: Path) -> None:
        (row,) = rows(run(script, *OPTIONS, "--jsonl", text='[["id", "a"], ["score", NaN]]'))
        assert row["id"] == 1

    @pytest.mark.parametrize("more", [0, 1])
    @pytest.mark.parametrize("end", ["", "\n", '\n{"id": "next"}\n'])
    def test_the_longest(self, script: Path, more: int, end: str) -> None:
        row = json.dumps({"id": "long", "policy": GOOD})
        filled = row + " " * (LONGEST_ROW - len(row) + more)
        ran = run(script, *OPTIONS, "--jsonl", text=f"\n{filled}{end}")
        first, *following = rows(ran)
        finding = {
            "kind": "malformed",
            "statement": "",
            "element": "row",
            "message": f"longer than {LONGEST_ROW} bytes",
            "fix": ROWS,
        }
        assert first == (
            {"id": 2, "verdict": "deny", "findings": [finding]}
            if more
            else {"id": "long", "verdict": "allow", "findings": []}
        )
        assert [each["id"] for each in following] == (["next"] if "next" in end else [])

    def test_a_line_that_memory_does_not_hold_is_skipped(self, script: Path, tmp_path: Path) -> None:
        file = tmp_path / "rows.jsonl"
        good = json.dumps({"id": "good", "policy": GOOD}).encode() + b"\n"
        with file.open("wb") as stream:
            stream.write(good)
            # A hole: it takes no room on the disk.
            stream.seek(LITTLE_MEMORY_KIB * 1024, 1)
            stream.write(b"\n" + good)
        ran = run_in_little_memory(script, *OPTIONS, "--jsonl", str(file))
        assert [(row["id"], row["verdict"]) for row in rows(ran)] == [("good", "allow"), (2, "deny"), ("good", "allow")]
        assert ran.returncode == 1

    def test_each_row_is_decided_as_it_comes(self, script: Path) -> None:
        with _running(script) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            for number in range(3):
                process.stdin.write(json.dumps({"id": number, "policy": GOOD}).encode() + b"\n")
                process.stdin.flush()
                # Blocks for ever, and so until the test's timeout, where rows are held back.
                assert json.loads(process.stdout.readline())["id"] == number

    def test_a_reader_that_has_seen_enough_is_no_error(self, script: Path) -> None:
        row = json.dumps({"id": "x" * 1000, "policy": GOOD}).encode() + b"\n"
        with _running(script) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            process.stdin.write(row)
            process.stdin.close()
            assert process.wait(timeout=60) == 1
            assert process.stderr.read() == b""


def _running(script: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(script), *OPTIONS, "--jsonl"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_nothing_heavy_is_imported() -> None:
    """It starts for one document in a moment: neither the SDK nor what takes long of the standard library."""
    program = "import sys; sys.path.insert(0, sys.argv[1]); import decide; print(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-S", "-c", program, str(POLICIES)], capture_output=True, check=True, timeout=60
    )
    loaded = set(ran.stdout.decode().split())
    assert not {each for each in loaded if each.startswith(("pulumi", "google", "grpc"))}
    assert not loaded & {"asyncio", "typing_extensions", "urllib.request", "http.client", "unittest"}
