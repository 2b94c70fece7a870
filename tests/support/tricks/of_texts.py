"""Tricks in the text of a document."""

import json

from tests.support.bucket_documents import document, good_statements
from tests.support.tricks.trick import fine_text, unreadable

GOOD = document(good_statements())

TRICKS = [
    # whole texts
    fine_text(
        "one statement each as an object",
        "a list of one is the same",
        json.dumps({"Version": "2012-10-17", "Statement": [*good_statements()]}),
    ),
    fine_text(
        "escapes",
        "JSON may escape any character",
        GOOD.replace("s3:PutObject", "\\u0073\\u0033:Put\\u004fbject").replace("/", "\\/"),
    ),
    fine_text("whitespace", "JSON has four kinds of it", "\r\n\t " + GOOD.replace(", ", " ,\r\n\t") + "\n"),
    fine_text(
        "empty Sids",
        "Terraform writes them",
        json.dumps(
            {"Version": "2012-10-17", "Id": "", "Statement": [each | {"Sid": ""} for each in good_statements()]}
        ),
    ),
    unreadable("byte order mark", "parsers disagree", "\ufeff" + GOOD),
    unreadable("comment", "not JSON", GOOD + "// fine"),
    unreadable("trailing comma", "not JSON", GOOD[:-1] + ",}"),
    unreadable("single quotes", "not JSON", GOOD.replace('"', "'")),
    unreadable("trailing data", "not JSON", GOOD + "{}"),
    unreadable("non-breaking space", "not JSON", "\u00a0" + GOOD),
    unreadable("form feed", "not JSON", GOOD + "\f"),
    unreadable("raw control character", "not JSON", GOOD.replace("TrailPut", "Trail\nPut")),
    unreadable("lone surrogate", "no text", GOOD.replace("TrailPut", "Trail\\ud800Put")),
    unreadable("NaN", "not JSON", GOOD.replace('"false"', "NaN")),
    unreadable("minus Infinity", "not JSON", GOOD.replace('"false"', "-Infinity")),
    unreadable("duplicate Statement", "parsers keep the first or the last", GOOD[:-1] + ', "Statement": []}'),
    unreadable(
        "duplicate Effect",
        "parsers keep the first or the last",
        GOOD.replace('"Effect": "Deny"', '"Effect": "Deny", "Effect": "Deny"'),
    ),
    unreadable(
        "duplicate by escape", "parsers keep the first or the last", GOOD[:-1] + ', "\\u0056ersion": "2012-10-17"}'
    ),
    unreadable("no version", "the old language has no variables", json.dumps({"Statement": good_statements()})),
    unreadable("old version", "the old language has no variables", GOOD.replace("2012-10-17", "2008-10-17")),
    unreadable("version number", "AWS refuses it", GOOD.replace('"2012-10-17"', "20121017")),
    unreadable("no statement", "AWS refuses it", '{"Version": "2012-10-17"}'),
    unreadable(
        "statement in a list in a list",
        "AWS refuses it",
        json.dumps({"Version": "2012-10-17", "Statement": [good_statements()]}),
    ),
    unreadable("document in a list", "AWS refuses it", f"[{GOOD}]"),
    unreadable("document in a text", "encoded twice", json.dumps(GOOD)),
    unreadable("unknown top element", "AWS refuses it", GOOD[:-1] + ', "Statements": []}'),
    unreadable("over 20 KB", "S3 refuses it", GOOD + " " * (20 * 1024)),
    unreadable("deep", "no stack is that deep", "[" * 10_000),
    unreadable("a huge number", "Python refuses to read it", GOOD.replace('"false"', "9" * 5000)),
    unreadable("empty", "not JSON", ""),
    unreadable("output of Pulumi in a text", "no document", "Calling __str__ on an Output[T] is not supported."),
]
