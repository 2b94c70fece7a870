"""What the policy pack costs: previews of one program without it, with a pack that does nothing, and with it, in turn.

The real engine asks a pack twice about each resource, one after the other, and waits for each answer: what that alone
takes, the pack that does nothing shows. A provider that only gives back what it is given, and a program that hands the
engine its requests as they are, leave little besides to measure.

The speed of a machine that does other things, too, changes within minutes. So only previews of one round are
subtracted from one another, their order rotates from round to round, and a tool of others is timed in each round: what
may be added is told by its time.
"""

import json
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.checkov_runs import run_checkov
from benchmarks.programs import Program
from benchmarks.spread import Spread
from sandbox.previews import PROJECT_ROOT, Workshop
from sandbox.progress import Progress

LEVEL: Final = "advisory"
"""The file of `levels/` that the pack is measured with: at others, what it finds would end a preview."""
MOST_MILLISECONDS: Final = 1.5
"""What the pack may add to a preview of the mixed program, in milliseconds a resource, on the machine for which the
targets are; elsewhere as many times that as parliament is slower there."""
MOST_OF_CHECKOV: Final = 0.1
"""What the pack may add to a preview of 1,000 buckets with policies, of what checkov takes for a plan of them.

Wanted of all that the pack adds, but no pack in Python can keep that: one that does nothing adds about a fifth, for the
engine asks it twice about each resource over gRPC, one question after the other. So the bound holds what the pack adds
to one that does nothing: that much is in its hands.
"""

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


@dataclass(frozen=True, kw_only=True)
class Round:
    """What was measured one after the other, in seconds.

    Attributes:
        yardstick: What a tool of others took, just before the previews.
        without: A preview without a pack.
        with_nothing: A preview with a pack that does nothing.
        with_ours: A preview with the project's pack.
    """

    yardstick: float
    without: float
    with_nothing: float
    with_ours: float

    @property
    def nothing_adds(self) -> float:
        """Seconds that a pack that does nothing adds."""
        return self.with_nothing - self.without

    @property
    def ours_adds(self) -> float:
        """Seconds that the project's pack adds."""
        return self.with_ours - self.without

    @property
    def more_than_nothing(self) -> float:
        """Seconds that the project's pack adds to those of a pack that does nothing."""
        return self.with_ours - self.with_nothing


@dataclass(frozen=True)
class Cost:
    """What previews of a program take.

    Attributes:
        program: The program.
        rounds: What was measured of it, in order.
    """

    program: Program
    rounds: tuple[Round, ...]

    def spread(self, seconds: Callable[[Round], float]) -> Spread:
        """A figure of all rounds.

        Args:
            seconds: Gives that of one round.
        """
        return Spread.of(map(seconds, self.rounds))

    def milliseconds_per_resource(self, seconds: Callable[[Round], float]) -> Spread:
        """A figure of all rounds, in milliseconds a resource.

        Args:
            seconds: As in `spread`.
        """
        return self.spread(lambda one: 1000 * seconds(one) / len(self.program.resources))


def measured_cost(program: Program, yardstick: Callable[[], float], rounds: int, progress: Progress) -> Cost:
    """Preview a program in rounds.

    Args:
        program: The program.
        yardstick: Runs a tool of others, and gives the seconds that it took.
        rounds: How often; a multiple of three, so that each kind of preview comes first equally often.
        progress: Told of each round.

    Raises:
        subprocess.CalledProcessError: A preview failed.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        declared = folder / "resources.json"
        declared.write_text(json.dumps(program.resources), encoding="utf-8")
        workshop = Workshop.prepared(folder, progress)
        workshop.write(f"RESOURCES = {str(declared)!r}\n{_PROGRAM}")
        kinds = [
            ("without", ()),
            ("with_nothing", ("--policy-pack", str(_does_nothing(folder)))),
            ("with_ours", ("--policy-pack", str(PROJECT_ROOT / "policies"))),
        ]
        measured: list[Round] = []
        for number in range(rounds):
            progress.step(f"previewing {program.title}, without and with packs ({number + 1} of {rounds})")
            first = number % len(kinds)
            taken = yardstick()
            seconds = {kind: _seconds(workshop, *words) for kind, words in kinds[first:] + kinds[:first]}
            measured.append(Round(yardstick=taken, **seconds))
    return Cost(program, tuple(measured))


def checkov_seconds(program: Program) -> float:
    """Seconds that checkov takes for a terraform plan of a program's resources, its start included."""
    with tempfile.TemporaryDirectory() as folder:
        return run_checkov(Path(folder), program.terraform()).seconds


def _does_nothing(folder: Path) -> Path:
    pack = folder / "does-nothing"
    pack.mkdir()
    (pack / "PulumiPolicy.yaml").write_text("runtime: python\n", encoding="utf-8")
    (pack / "__main__.py").write_text(_DOES_NOTHING, encoding="utf-8")
    return pack


def _seconds(workshop: Workshop, *words: str) -> float:
    start = time.perf_counter()
    done = workshop.run("preview", "--suppress-progress", *words, environment={"MONITORING_POLICY_LEVEL": LEVEL})
    seconds = time.perf_counter() - start
    done.check_returncode()
    return seconds
