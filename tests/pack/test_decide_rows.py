"""The command on rows, one document a line."""

import json
from pathlib import Path
from typing import Any

import pytest
from decide_rows import LONGEST_ROW

from tests.support.bucket_documents import ACCOUNT, ARN, FOREIGN, TRAIL, document, good_statements, good_with
from tests.support.decide_command import (
    LITTLE_MEMORY_KIB,
    OPTIONS,
    jsonl,
    rows,
    run,
    run_in_little_memory,
    running,
)

CORPUS = Path(__file__).parents[1] / "data" / "policy-corpus.jsonl"
ALL_OPTIONS = [*OPTIONS, "--org-id", "o-exampleorgid", "--prefix", "", "--prefix", "central/"]
GOOD = document(good_statements())
ROWS = 'Write one object a line: {"id": "1", "policy": "{...}"}, the document as a string, for its very text matters'


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
        with running(script) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            for number in range(3):
                process.stdin.write(json.dumps({"id": number, "policy": GOOD}).encode() + b"\n")
                process.stdin.flush()
                # Blocks for ever, and so until the test's timeout, where rows are held back.
                assert json.loads(process.stdout.readline())["id"] == number

    def test_a_reader_that_has_seen_enough_is_no_error(self, script: Path) -> None:
        row = json.dumps({"id": "x" * 1000, "policy": GOOD}).encode() + b"\n"
        with running(script) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            process.stdin.write(row)
            process.stdin.close()
            assert process.wait(timeout=60) == 1
            assert process.stderr.read() == b""
