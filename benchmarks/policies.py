"""What the policy pack costs: previews of one program without it, with a pack that does nothing, and with it, in turn.

The real engine asks a pack twice about each resource, one after the other, and waits for each answer: what that alone
takes, the pack that does nothing shows. A provider that only gives back what it is given, and a program that hands the
engine its requests as they are, leave little besides to measure.
"""

import json
import statistics
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.checkov_runs import Planned, run_checkov
from sandbox.previews import PROJECT_ROOT, Workshop
from sandbox.progress import Progress

ROUNDS: Final = 3
"""Previews of each kind, in turn. The median counts: what else the machine does slows some of them down."""
MOST_MILLISECONDS: Final = 1.5
"""What the pack may add a resource to a preview of the mixed program, where parliament reads 745 documents a second."""
MOST_OF_CHECKOV: Final = 0.1
"""What the rules may take for 1,000 buckets with policies, of what checkov takes for them."""

Declared = tuple[str, str, Mapping[str, Any]]
"""A resource of a program: its type, its name and its inputs."""

# A program in the SDK's classes takes several times as long, which would hide what is measured.
_PROGRAM: Final = """
import json
from concurrent.futures import ThreadPoolExecutor

from google.protobuf.json_format import ParseDict
from pulumi.runtime.proto.resource_pb2 import RegisterResourceRequest
from pulumi.runtime.settings import get_monitor

with open(RESOURCES, encoding="utf-8") as file:
    requests = [
        ParseDict({"type": type_, "name": name, "object": inputs, "custom": True}, RegisterResourceRequest())
        for type_, name, inputs in json.load(file)
    ]
with ThreadPoolExecutor(16) as pool:
    list(pool.map(get_monitor().RegisterResource, requests))
"""
_DOES_NOTHING: Final = """
from pulumi_policy import PolicyPack, ResourceValidationPolicy

PolicyPack("does-nothing", [ResourceValidationPolicy("nothing", "Nothing", lambda args, report: None)])
"""


@dataclass(frozen=True)
class Cost:
    """What previews of a program take, in seconds.

    Attributes:
        resources: The number of resources.
        without: Without a pack.
        with_nothing: With a pack that does nothing.
        with_pack: With the project's pack.
    """

    resources: int
    without: float
    with_nothing: float
    with_pack: float

    @property
    def added(self) -> float:
        """Seconds that the pack adds."""
        return self.with_pack - self.without

    @property
    def of_the_rules(self) -> float:
        """Seconds that it adds to those of a pack that does nothing."""
        return self.with_pack - self.with_nothing

    @property
    def milliseconds_per_resource(self) -> float:
        """Milliseconds that the pack adds, a resource; its start included."""
        return 1000 * self.added / self.resources


def mixed_program(progress: Progress) -> Cost:
    """The cost at 1,000 resources, 200 of them bucket policies."""
    queues = [
        ("aws:sqs/queue:Queue", f"queue-{number}", {"name": f"queue-{number}", "tags": {"Team": "a"}})
        for number in range(600)
    ]
    return _cost(progress, "1,000 resources, 200 of them bucket policies", [*_buckets_and_policies(200), *queues])


def buckets_and_policies(progress: Progress) -> Cost:
    """The cost at 1,000 buckets with a policy each."""
    return _cost(progress, "1,000 buckets with policies", _buckets_and_policies(1000))


def checkov_seconds(progress: Progress) -> float:
    """Seconds that checkov takes for a terraform plan of the same 1,000 buckets with policies."""
    progress.step("reading a plan of 1,000 buckets with policies with checkov")
    types = {"aws:s3/bucket:Bucket": "aws_s3_bucket", "aws:s3/bucketPolicy:BucketPolicy": "aws_s3_bucket_policy"}
    planned: list[Planned] = [(types[type_], name, inputs) for type_, name, inputs in _buckets_and_policies(1000)]
    with tempfile.TemporaryDirectory() as folder:
        return run_checkov(Path(folder), planned).seconds


def _buckets_and_policies(count: int) -> list[Declared]:
    policies: list[Declared] = [
        ("aws:s3/bucketPolicy:BucketPolicy", f"policy-{number}", {"bucket": name, "policy": _delivery_policy(name)})
        for number in range(count)
        for name in (f"b-{number}",)
    ]
    buckets: list[Declared] = [
        ("aws:s3/bucket:Bucket", f"bucket-{number}", {"bucket": f"b-{number}", "tags": {"Team": "a"}})
        for number in range(count)
    ]
    return policies + buckets


def _delivery_policy(bucket: str) -> str:
    arn, trail = f"arn:aws:s3:::{bucket}", "arn:aws:cloudtrail:us-east-1:111122223333:trail/main"
    service: dict[str, Any] = {"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"}}
    pin, acl = {"aws:SourceArn": trail}, {"s3:x-amz-acl": "bucket-owner-full-control"}
    check = {**service, "Action": "s3:GetBucketAcl", "Resource": arn, "Condition": {"StringEquals": pin}}
    keys = f"{arn}/AWSLogs/111122223333/*"
    put = {**service, "Action": "s3:PutObject", "Resource": keys, "Condition": {"StringEquals": {**pin, **acl}}}
    return json.dumps({"Version": "2012-10-17", "Statement": [check, put]})


def _cost(progress: Progress, title: str, resources: Sequence[Declared]) -> Cost:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        declared = folder / "resources.json"
        declared.write_text(json.dumps(resources), encoding="utf-8")
        workshop = Workshop.prepared(folder, progress)
        workshop.write(f"RESOURCES = {str(declared)!r}\n{_PROGRAM}")
        nothing, ours = (("--policy-pack", str(pack)) for pack in (_does_nothing(folder), PROJECT_ROOT / "policies"))
        rounds: list[list[float]] = []
        for number in range(ROUNDS):
            progress.step(f"previewing {title}, without and with packs ({number + 1} of {ROUNDS})")
            rounds.append([_seconds(workshop, *words) for words in ((), nothing, ours)])
    without, with_nothing, with_pack = map(statistics.median, zip(*rounds, strict=True))
    return Cost(len(resources), without, with_nothing, with_pack)


def _does_nothing(folder: Path) -> Path:
    pack = folder / "does-nothing"
    pack.mkdir()
    (pack / "PulumiPolicy.yaml").write_text("runtime: python\n", encoding="utf-8")
    (pack / "__main__.py").write_text(_DOES_NOTHING, encoding="utf-8")
    return pack


def _seconds(workshop: Workshop, *words: str) -> float:
    start = time.perf_counter()
    done = workshop.run("preview", "--suppress-progress", *words, environment={"MONITORING_POLICY_LEVEL": "advisory"})
    seconds = time.perf_counter() - start
    done.check_returncode()
    return seconds
