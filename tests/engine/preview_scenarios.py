"""Changes that people make to a deployed stack, and whose previews reviews are tested on.

`tests/data/previews` has the previews of the day on which each was recorded, compact. They are not recorded anew when
the program grows: what is tested on them is the review. To record all of them again, or those of a new scenario:

    RECORD_PREVIEWS=all .venv/bin/python -m pytest -n0 tests/engine/test_review.py
    RECORD_PREVIEWS=new .venv/bin/python -m pytest -n0 tests/engine/test_review.py
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from tests.engine.conftest import Checkout
from tests.engine.updates import Stack

_STATEMENTS = """bucket_statements(naming, naming.bucket(name), args["producers"])"""
_WIDE = """{"Sid": "Analysts", "Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "s3:*", "Resource": "*"}"""


@dataclass(frozen=True)
class Scenario:
    """A change of the program or of its settings.

    Attributes:
        name: What it is recorded as.
        change: Makes the change in a checkout.
        dangerous: What the review of it says is dangerous, without what follows from it; in any order.
        deployed: Whether the stack is deployed before the change.
    """

    name: str
    change: Callable[[Checkout], None]
    dangerous: frozenset[str] = frozenset()
    deployed: bool = True


def _nothing(_: Checkout) -> None:
    pass


def _setting(**settings: Any) -> Callable[[Checkout], None]:
    def change(checkout: Checkout) -> None:
        Stack(checkout).configure(settings)

    return change


def _source(file: str, old: str, new: str) -> Callable[[Checkout], None]:
    return lambda checkout: checkout.replace(file, old, new)


_MANY = [
    {"name": f"vpc{number}", "cidrBlock": f"10.{number}.0.0/16", "availabilityZones": 2} for number in range(1, 31)
]
_BUCKET = "monitoring-dev-logs-123456789012-us-east-1"
SCENARIOS: Final = (
    Scenario("first-deploy", _nothing, deployed=False),
    Scenario("no-change", _nothing),
    Scenario(
        "widened-policy",
        _source("components/sinks/s3.py", _STATEMENTS, f"[*{_STATEMENTS}, {_WIDE}]"),
        frozenset({f"policy of bucket {_BUCKET} grants more by its bucket policy"}),
    ),
    Scenario(
        "replaced-trail",
        _setting(trailName="renamed"),
        frozenset({"trail monitoring-dev-audit is replaced: the old one is deleted (because of name)"}),
    ),
    Scenario(
        "dropped-flow-log",
        _source("components/network.py", 'args["flow_logs"].items()', "dict[str, FlowLogSettings]().items()"),
        frozenset({"flow log ID is removed: after this, VPC main-vpc (ID) has no flow log"}),
    ),
    Scenario(
        "retention-cut",
        _setting(trailRetentionDays=1, logBucketExpirationDays=1),
        frozenset(
            {
                "log group /monitoring/dev/audit-logs keeps events for 1 day instead of 7 days",
                "log group /aws/events/monitoring/dev/urgent-detections keeps events for 1 day instead of 7 days",
                f"lifecycle of bucket {_BUCKET} keeps objects for 1 day instead of 7 days",
            }
        ),
    ),
    Scenario(
        "silenced-alarm",
        _setting(trailSilenceHours=0, detectionOverrides=[{"detection": "root-use", "threshold": 25}]),
        frozenset(
            {
                "alarm monitoring-dev-delivery-trail-silent is removed",
                "alarm monitoring-dev-root-use has the threshold 25 instead of 1",
            }
        ),
    ),
    Scenario("many-changes", _setting(vpcs=_MANY), frozenset()),
)


@contextmanager
def changed(checkout: Checkout, scenario: Scenario) -> Generator[Checkout]:
    """The checkout with the change made; afterwards without."""
    with sources_kept(checkout):
        scenario.change(checkout)
        yield checkout


@contextmanager
def sources_kept(checkout: Checkout) -> Generator[None]:
    """Undo afterwards what was changed of the program and of its settings."""
    sources = (*checkout.path.glob("*.*"), *checkout.path.glob("components/**/*.py"))
    files = {path: path.read_bytes() for path in sources if path.is_file()}
    try:
        yield
    finally:
        for path, content in files.items():
            if path.read_bytes() != content:
                path.write_bytes(content)
