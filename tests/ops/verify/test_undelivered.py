from datetime import UTC, datetime

import pytest

from components.sinks.firehose import error_prefix
from ops.verify.undelivered import error_folder, keys_from

TIME = datetime(2026, 1, 31, 23, tzinfo=UTC)


def test_the_stacks_own_prefix() -> None:
    prefix = error_prefix("stream")

    assert error_folder(prefix) == "firehose/stream/errors/"
    assert keys_from("firehose/stream/errors/processing-failed/", prefix, TIME) == (
        "firehose/stream/errors/processing-failed/year=2026/month=01/day=31/"
    )


@pytest.mark.parametrize(
    ("prefix", "folder", "start"),
    [
        ("e/!{firehose:error-output-type}/!{timestamp:yyyy/MM}/", "e/", ""),
        ("e/!{firehose:error-output-type}/!{timestamp:HH}/!{firehose:random-string}/", "e/", ""),
        ("e/!{firehose:error-output-type}/!{timestamp:HH}/", "e/", "e/k/23/"),
        ("e/!{firehose:error-output-type}/", "e/", "e/k/"),
        ("e/!{timestamp:yyyy}/!{firehose:error-output-type}/", "e/", ""),
        ("errors/", "errors/", ""),
    ],
)
def test_prefixes_of_others(prefix: str, folder: str, start: str) -> None:
    assert (error_folder(prefix), keys_from("e/k/", prefix, TIME)) == (folder, start)
