"""What the policy pack costs: previews of one program with the pack and without it, in turn, through the real engine.

A provider that only gives back what it is given leaves the engine's own work and the pack's: nothing else is measured.
"""

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sandbox.previews import PROJECT_ROOT, Workshop
from sandbox.progress import Progress

RUNS: Final = 3
"""Previews of each kind, in turn; the quickest counts, for what else the machine does only adds to it."""
MOST_MILLISECONDS: Final = 1.5
"""What the pack may cost a resource of the mixed program."""
MOST_SECONDS: Final = 1.16
"""What the pack may add to a preview of 1,000 buckets and their policies: a tenth of what checkov takes for them."""

# The numbers of resources go above it.
_PROGRAM: Final = """
import json
import pulumi

def document(bucket):
    arn, trail = f"arn:aws:s3:::{bucket}", "arn:aws:cloudtrail:us-east-1:111122223333:trail/main"
    service = {"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"}}
    pin, acl = {"aws:SourceArn": trail}, {"s3:x-amz-acl": "bucket-owner-full-control"}
    check = {**service, "Action": "s3:GetBucketAcl", "Resource": arn, "Condition": {"StringEquals": pin}}
    put = {**service, "Action": "s3:PutObject", "Resource": f"{arn}/AWSLogs/111122223333/*",
           "Condition": {"StringEquals": {**pin, **acl}}}
    return json.dumps({"Version": "2012-10-17", "Statement": [check, put]})

def make(type_, name, /, **inputs):
    pulumi.CustomResource(type_, name, inputs)

for number in range(POLICIES):
    make("aws:s3/bucketPolicy:BucketPolicy", f"policy-{number}", bucket=f"b-{number}", policy=document(f"b-{number}"))
for number in range(BUCKETS):
    make("aws:s3/bucket:Bucket", f"bucket-{number}", bucket=f"b-{number}", tags={"Team": "a"})
for number in range(QUEUES):
    make("aws:sqs/queue:Queue", f"queue-{number}", name=f"queue-{number}", tags={"Team": "a"})
"""


@dataclass(frozen=True)
class Cost:
    """What the pack adds to a preview.

    Attributes:
        resources: The number of resources.
        without: Seconds without the pack.
        with_pack: Seconds with it.
    """

    resources: int
    without: float
    with_pack: float

    @property
    def seconds(self) -> float:
        """Seconds that the pack adds."""
        return self.with_pack - self.without

    @property
    def milliseconds_per_resource(self) -> float:
        """Milliseconds that the pack adds, a resource; its start included."""
        return 1000 * self.seconds / self.resources


def mixed_program(progress: Progress) -> Cost:
    """The cost at 1,000 resources, 200 of them bucket policies."""
    return _cost(progress, "1,000 resources, 200 of them bucket policies", policies=200, buckets=200, queues=600)


def buckets_and_policies(progress: Progress) -> Cost:
    """The cost at 1,000 buckets with a policy each."""
    return _cost(progress, "1,000 buckets with policies", policies=1000, buckets=1000, queues=0)


def _cost(progress: Progress, title: str, *, policies: int, buckets: int, queues: int) -> Cost:
    with tempfile.TemporaryDirectory() as folder:
        workshop = Workshop.prepared(Path(folder), progress)
        workshop.write(f"POLICIES, BUCKETS, QUEUES = {policies}, {buckets}, {queues}\n{_PROGRAM}")
        without: list[float] = []
        with_pack: list[float] = []
        for run in range(RUNS):
            progress.step(f"previewing {title}, without and with the pack ({run + 1} of {RUNS})")
            without.append(_seconds(workshop))
            with_pack.append(_seconds(workshop, "--policy-pack", str(PROJECT_ROOT / "policies")))
    return Cost(policies + buckets + queues, min(without), min(with_pack))


def _seconds(workshop: Workshop, *words: str) -> float:
    start = time.perf_counter()
    done = workshop.run("preview", "--suppress-progress", *words, environment={"MONITORING_POLICY_LEVEL": "advisory"})
    seconds = time.perf_counter() - start
    done.check_returncode()
    return seconds
