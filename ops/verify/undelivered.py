"""Where Firehose puts what it could not process, so that it can be looked for."""

import re
from datetime import datetime
from typing import Final

# Firehose developer guide, "Custom prefixes for Amazon S3 objects": Java's letters, in UTC.
_TIMES: Final = {"yyyy": "%Y", "MM": "%m", "dd": "%d", "HH": "%H"}
_TIME = re.compile(r"!\{timestamp:(yyyy|MM|dd|HH)\}")
_KIND: Final = "!{firehose:error-output-type}"


def error_folder(error_prefix: str) -> str:
    """What the keys of all that a stream could not process begin with.

    Args:
        error_prefix: The stream's error output prefix, with Firehose's expressions.
    """
    return error_prefix.partition("!{")[0]


def keys_from(kind_folder: str, error_prefix: str, time: datetime) -> str:
    """What the keys of a kind of error sort after, if it came after a time; empty where the prefix doesn't tell.

    Args:
        kind_folder: What the keys of the kind begin with, such as `firehose/STREAM/errors/processing-failed/`.
        error_prefix: The stream's error output prefix, with Firehose's expressions.
        time: The time, in UTC.
    """
    kind, _, rest = error_prefix.removeprefix(error_folder(error_prefix)).partition("/")
    if kind != _KIND:
        return ""
    dated = _TIME.sub(lambda found: time.strftime(_TIMES[found[1]]), rest)
    return "" if "!{" in dated else kind_folder + dated
