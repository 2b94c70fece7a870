"""A review as Markdown: what is in it, that names can't break out of it, and that it fits a comment."""

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ops.review.detectors.subject import BUCKET, KEY, LOG_GROUP, METRIC_ALARM, VPC
from ops.review.preview import Preview
from ops.review.reading.read import read_preview
from ops.review.render.markdown import GITHUB_LIMIT, as_markdown, marker
from ops.review.render.mermaid import MOST_NODES, picture_of
from ops.review.render.terminal import as_text
from ops.review.review import review_of
from tests.ops.review.previews import STACK, created, deleted, preview_of, replaced, updated, urn

BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy"
UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
# What is ours: the marker, and folds with a summary.
OURS = re.compile(r"<details><summary>(<code>[^<]*</code>)?[^<]*</summary>|</details>|<!-- [^<>]* -->")
EVIL = '@octocat <img src=x onerror=alert(1)> `</code></details>` | a\n\n# b <!-- ](http://x) ${{ secrets.TOKEN }} "]'


def hostile(text: str) -> Preview:
    """A preview in which everything that others choose is the text."""
    parent = f"urn:pulumi:dev::baseline::x:index:Net::{text}"
    public = json.dumps(
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]}
    )
    steps = [
        deleted(LOG_GROUP, {"name": text}, text, parent=parent),
        replaced(KEY, {}, {text: text}, text, replaceReasons=[text]),
        updated(METRIC_ALARM, {"name": text, "alarmActions": [text]}, {"name": text, "alarmActions": []}, "alarm"),
        created(BUCKET_POLICY, {"bucket": text, "policy": public}, "policy"),
        updated(BUCKET_POLICY, {"bucket": text, "policy": public}, {"bucket": text, "policy": text}, "broken"),
        created(VPC, {text: UNKNOWN}, text, new_state={"propertyDependencies": {text: [urn(VPC, text)]}}),
    ]
    violation = {
        "resourceUrn": urn(VPC, text),
        "message": text,
        "policyName": text,
        "enforcementLevel": "mandatory",
        "severity": text,
    }
    exemption = {**violation, "policyName": "exemption-in-force"}
    error = {"message": text, "severity": "error"}
    events: list[dict[str, Any]] = [
        *(
            {
                "resourcePreEvent": {
                    "metadata": {
                        "op": each["op"],
                        "urn": each["urn"],
                        "old": each.get("oldState"),
                        "new": each.get("newState"),
                        "keys": each.get("replaceReasons"),
                    }
                }
            }
            for each in steps
        ),
        {"policyEvent": violation},
        {"policyEvent": exemption},
        {"policyRemediationEvent": violation},
        {"diagnosticEvent": error},
        {"summaryEvent": {"PolicyPacks": {text: text}}},
    ]
    return read_preview("\n".join(json.dumps({"sequence": 1, **event}) for event in events))


def outside_code(markdown: str) -> str:
    """All that a reader takes for text, markup or HTML: no code spans, no code blocks, and not our own tags."""
    rest: list[str] = []
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        if token.type == "html_block":
            rest.append(OURS.sub("", token.content))
        for child in token.children or []:
            if child.type == "html_inline":
                rest.append(OURS.sub("", child.content))
            elif child.type != "code_inline":
                rest.append(f"{child.type} {child.content}")
    return "\n".join(rest)


def assert_harmless(markdown: str) -> None:
    text = outside_code(markdown)

    assert "octocat" not in text
    assert "<" not in text
    assert not re.search(r"^(image|link)", text, re.MULTILINE)


def test_nothing_that_others_chose_is_markup() -> None:
    markdown = as_markdown(review_of(hostile(EVIL)), picture=picture_of)

    assert_harmless(markdown)
    assert markdown.count("octocat") > 20
    assert markdown.count("<details><summary>") == markdown.splitlines().count("</details>") > 0


@settings(max_examples=50)
@given(st.text(max_size=60), st.text(alphabet="`<>|\n-~# ", max_size=20))
def test_no_text_at_all_breaks_out(text: str, markup: str) -> None:
    assert_harmless(as_markdown(review_of(hostile(f"{markup}@octocat{text}{markup}")), picture=picture_of))


@settings(max_examples=25)
@given(st.integers(min_value=500, max_value=30_000), st.integers(min_value=0, max_value=120))
def test_it_fits_whatever_the_limit(limit: int, count: int) -> None:
    steps = [deleted(LOG_GROUP, {"name": f"/logs/é{number}"}, f"group{number}") for number in range(count)]
    markdown = as_markdown(review_of(preview_of(*steps)), limit=limit)

    assert len(markdown.encode()) <= limit
    assert markdown.count("<details>") == markdown.count("</details>")
    # Each line is one of those of the whole, or counts the others.
    whole = set(as_markdown(review_of(preview_of(*steps)), limit=10_000_000).splitlines())
    assert [line for line in markdown.splitlines() if line not in whole and "no room" not in line] == []


def test_thousands_of_changes_fit_a_comment_and_what_is_dangerous_comes_first() -> None:
    steps = [created(BUCKET, {"bucket": f"b{number}"}, f"b{number}") for number in range(3000)]
    markdown = as_markdown(review_of(preview_of(*steps, deleted(LOG_GROUP, {"name": "/logs"}, "last"))))

    assert len(markdown) <= GITHUB_LIMIT
    assert "- log group `/logs` is deleted\n" in markdown
    assert "1 deleted, 3000 created." in markdown
    assert re.search(r"_\d+ more changes left out: no room._", markdown)


def test_details_give_way_to_what_is_dangerous() -> None:
    """A policy with many statements comes first, and leaves no room for what is worse."""
    statements = [{"Effect": "Allow", "Action": f"s3:Get{number}*", "Resource": "*"} for number in range(20)]
    many = json.dumps({"Version": "2012-10-17", "Statement": statements})
    one = json.dumps({"Version": "2012-10-17", "Statement": statements[:1]})
    role_policy = "aws:iam/rolePolicy:RolePolicy"
    review = review_of(
        preview_of(
            updated(role_policy, {"role": "r", "policy": one}, {"role": "r", "policy": many}),
            *(deleted(LOG_GROUP, {"name": f"/logs/{number}"}, f"group{number}") for number in range(5)),
        )
    )

    short = as_markdown(review, limit=1_500)

    assert [line for line in short.splitlines() if line.startswith("- log group")] == [
        f"- log group `/logs/{number}` is deleted" for number in range(5)
    ]
    assert "- policy of role `r` grants more by its `role policy`\n" in short
    assert "left out" not in as_markdown(review)


@pytest.mark.parametrize(
    ("stack", "expected"),
    [
        ("dev", "<!-- aws-monitoring-baseline: review of dev -->"),
        ("a--b", "<!-- aws-monitoring-baseline: review of a_-b -->"),
        ("x --> <b>", "<!-- aws-monitoring-baseline: review of x__-___b_ -->"),
    ],
)
def test_the_marker_is_a_comment_whatever_the_stack_is_called(stack: str, expected: str) -> None:
    assert marker(stack) == expected


def test_no_changes_is_short() -> None:
    assert as_markdown(review_of(preview_of(hidden=59))) == (
        "<!-- aws-monitoring-baseline: review of  -->\n## `stack`: no changes\n\n"
    )


def test_a_picture_is_capped_and_shows_what_is_dangerous() -> None:
    steps = [created(BUCKET, {}, f"b{number}") for number in range(MOST_NODES + 10)]
    picture = picture_of(review_of(preview_of(*steps, deleted(LOG_GROUP, {"name": "/logs"}, "last"))))
    nodes = re.findall(r'^ +r\d+\["(.*)"\]:::(\w+)$', picture, re.MULTILINE)

    assert len(nodes) == MOST_NODES
    assert ("cloudwatch LogGroup last", "danger") in nodes
    assert 'more["and 11 more"]' in picture


def test_a_picture_shows_what_comes_from_what() -> None:
    of_vpc = {"propertyDependencies": {"vpcId": [urn(VPC, "main")]}}
    subnet = created("aws:ec2/subnet:Subnet", {"vpcId": UNKNOWN}, "a", new_state=of_vpc)
    picture = picture_of(review_of(preview_of(created(VPC, {}, "main"), subnet)))

    assert "  r0 --> r1\n" in picture


@given(st.text(max_size=80))
def test_no_name_ends_a_label(name: str) -> None:
    picture = picture_of(review_of(preview_of(created(VPC, {}, name, parent=STACK))))

    assert [line.count('"') for line in picture.splitlines() if '["' in line] == [2, 2]
    assert not set("<>`") & set(picture.replace("-->", ""))


def test_a_terminal_gets_no_control_characters() -> None:
    text = as_text(review_of(hostile(f"{EVIL}\x1b[2J\x07\u202e"))).plain

    assert "\x1b" not in text
    assert "\u202e" not in text
    assert text.isprintable() or set("\n") == {each for each in text if not each.isprintable()}
