"""What the rules themselves take: the pack's analyzer asked in process what the engine would ask it of a program."""

import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor
from typing import Final

from google.protobuf.json_format import ParseDict
from pulumi.runtime.proto import analyzer_pb2
from pulumi.runtime.rpc import UNKNOWN

from benchmarks.pack_modules import pack_module
from benchmarks.policies import LEVEL
from benchmarks.programs import Program
from benchmarks.spread import Spread
from sandbox.progress import Progress

ROUNDS: Final = 3
"""How often a program is analyzed. Each time in a new process, as the engine starts one: none remembers an answer."""


def milliseconds_per_resource(program: Program, progress: Progress) -> Spread:
    """What the analyzer takes for a program, in milliseconds a resource; without the import of its modules.

    Args:
        program: The program.
        progress: Told that it begins.
    """
    progress.step(f"analyzing {program.title} without the engine, {ROUNDS} times")
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"), max_tasks_per_child=1) as pool:
        rounds = list(pool.map(_seconds, [program] * ROUNDS))
    return Spread.of(1000 * seconds / len(program.resources) for seconds in rounds)


def _seconds(program: Program) -> float:
    """Seconds for all questions: two about each resource, one about the stack."""
    pack = pack_module("pack")
    policies = pack.policies(pack.settings_in({pack.LEVEL_VARIABLE: LEVEL}))
    analyzer = pack_module("analyzer").Analyzer(pack.NAME, policies, {rule.name: rule.types for rule in pack.RULES})
    requests, stack = _requests(program), _stack(program)
    start = time.perf_counter()
    for request in requests:
        analyzer.Remediate(request, None)
        analyzer.Analyze(request, None)
    analyzer.AnalyzeStack(stack, None)
    return time.perf_counter() - start


def _requests(program: Program) -> list[analyzer_pb2.AnalyzeRequest]:
    return [
        ParseDict(
            {"type": type_, "name": name, "urn": _urn(type_, name), "properties": inputs},
            analyzer_pb2.AnalyzeRequest(),
        )
        for type_, name, inputs in program.resources
    ]


def _stack(program: Program) -> analyzer_pb2.AnalyzeStackRequest:
    # An ARN is among the outputs that the engine sends, unknown at a first preview.
    resources = [
        {"type": type_, "name": name, "urn": _urn(type_, name), "properties": {**inputs, "arn": UNKNOWN}}
        for type_, name, inputs in program.resources
    ]
    return ParseDict({"resources": resources}, analyzer_pb2.AnalyzeStackRequest())


def _urn(type_: str, name: str) -> str:
    return f"urn:pulumi:dev::theirs::{type_}::{name}"
