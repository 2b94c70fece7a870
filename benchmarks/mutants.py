"""`python -m benchmarks.mutants [MODULE ...]`: put one thing wrong in the decision at a time, and see if tests notice.

A change that no test notices is a test that is missing, or a change that changes nothing: those are listed in
`mutants-equivalent.txt`, each with the reason. The tests are collected once; each mutant lives in a process forked from
there, in which the functions of one module have the code of the changed source.
"""

import argparse
import importlib
import inspect
import os
import resource
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any, Final

import pytest

from benchmarks.mutations import Mutation, mutations

PROJECT: Final = Path(__file__).parents[1]
MODULES: Final = (
    *("bucket_policy", "source", "statement_findings", "settle", "contract", "policy_document", "policy_statement"),
    *("policy_elements", "policy_values", "strict_json", "globs", "operators", "variables", "evaluation"),
    *("delivery_context", "delivery_choices", "delivery_keys", "delivery_routes", "delivery_sources"),
    *("common_text", "liveness"),
    *("decision", "inside", "s3_operations", "s3_keys", "access_log_policy", "refusals"),
    *("witness", "witness_space", "candidates", "boxes", "value_classes", "automaton", "plausible", "key_names"),
    *("identities", "assigned_variables"),
)
TESTS: Final = (
    *("test_bucket_policy_tricks.py", "test_liveness.py", "test_bucket_policy.py", "test_bucket_policy_corpus.py"),
    *("test_policy_document.py", "test_policy_document_messages.py", "test_bucket_policy_contracts.py"),
    *("test_bucket_policy_messages.py", "test_contract.py", "test_strict_json.py", "test_globs.py"),
    *("test_operators.py", "test_access_log_policy.py", "test_liveness_sources.py", "test_inside.py"),
    *("test_evaluation.py", "test_delivery_context.py", "test_s3_operations.py", "test_s3_keys.py"),
    *("test_key_names.py", "test_value_classes.py", "test_witness.py", "test_candidates.py", "test_boxes.py"),
    *("test_automaton.py", "test_plausible.py", "test_witness_search.py", "test_witness_principals.py"),
    *("test_identities.py", "test_common_text.py", "test_refusals.py", "test_delivery_choices.py"),
    *("test_delivery_sources.py", "test_delivery_routes.py", "test_delivery_keys.py"),
)
"""The quick ones: tables and examples. Properties over generated documents would notice more, and take hours."""
SECONDS: Final = 60
BYTES: Final = 4 * 2**30
"""How long the tests of one mutant may take, and how much memory: one that never ends is noticed too."""
# pytest-timeout would set the one alarm that a process has for itself.
_OPTIONS: Final = ("-q", "-n0", "-p", "no:cacheprovider", "-p", "no:terminalreporter", "-o", "timeout=0")
EQUIVALENT: Final = Path(__file__).parent / "mutants-equivalent.txt"


class Mutants:
    """Runs the collected tests once for each mutant, in place of once."""

    def __init__(self, modules: list[str]) -> None:
        self._modules = modules
        self.survivors: list[str] = []
        self.count = 0

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Take the place of pytest's own loop."""
        equivalent = _equivalent()
        for name in self._modules:
            module = importlib.import_module(name)
            tried = [
                mutation
                for mutation in mutations(inspect.getsource(module))
                if f"{name}: {mutation.change}" not in equivalent and _changes_a_function(module, mutation)
            ]
            for number, mutation in enumerate(tried, 1):
                _show(f"{name}: {number} of {len(tried)}")
                if not _noticed(session, module, mutation):
                    self.survivors.append(f"{name}: {mutation.change}")
                    sys.stderr.write(f"not noticed: {name}.py:{mutation.line}: {mutation.change}\n")
            self.count += len(tried)
        return True


def _show(progress: str) -> None:
    """Tell whoever looks on; the line is written over by the next."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{progress} ")
        sys.stderr.flush()


def _equivalent() -> set[str]:
    """The changes that change nothing, as they are printed."""
    lines = EQUIVALENT.read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith((" ", "#"))}


def _noticed(session: pytest.Session, module: ModuleType, mutation: Mutation) -> bool:
    """Whether a test fails with the mutation, in a process of its own."""
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS)
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
        _apply(module, mutation)
        _forget()
        # Those about the module first: most mutants are noticed there.
        items = sorted(session.items, key=lambda item: module.__name__ not in item.path.name)
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return status != 0


def _changes_a_function(module: ModuleType, mutation: Mutation) -> bool:
    """Whether the mutation is in a function: what runs at import is what the tests were collected with."""
    changed = _codes(compile(mutation.tree, module.__name__, "exec"))
    original = _codes(compile(inspect.getsource(module), module.__name__, "exec"))
    return any(
        changed[name].co_code != code.co_code or changed[name].co_consts != code.co_consts
        for name, code in original.items()
        if name in changed
    )


def _apply(module: ModuleType, mutation: Mutation) -> None:
    codes = _codes(compile(mutation.tree, str(module.__file__), "exec"))
    for function in _functions(module):
        code = codes.get(function.__qualname__)
        if code is not None and code.co_freevars == function.__code__.co_freevars:
            function.__code__ = code


def _forget() -> None:
    """Empty all caches of the pack: what they hold is from before the mutation."""
    for name in MODULES:
        for member in vars(importlib.import_module(name)).values():
            clear = getattr(member, "cache_clear", None)
            if clear is not None:
                clear()


def _functions(module: ModuleType) -> Iterator[FunctionType]:
    members: list[object] = list(vars(module).values())
    for member in list(members):
        if isinstance(member, type) and member.__module__ == module.__name__:
            members += vars(member).values()
    for member in members:
        function = inspect.unwrap(_behind(member)) if callable(_behind(member)) else None
        if isinstance(function, FunctionType) and function.__module__ == module.__name__:
            yield function


def _behind(member: object) -> Any:
    """The function of a property, or the member itself."""
    return getattr(member, "func", getattr(member, "fget", member))


def _codes(code: CodeType) -> dict[str, CodeType]:
    """The code of each function at the top of a module or of a class in it, by its qualified name."""
    # What has no name of its own, such as a lambda of a table, runs or is taken at import.
    inner = {
        each.co_qualname: each
        for each in code.co_consts
        if isinstance(each, CodeType) and not each.co_name.startswith("<")
    }
    return inner | {
        method.co_qualname: method
        for each in inner.values()
        for method in each.co_consts
        if isinstance(method, CodeType) and "<locals>" not in method.co_qualname
    }


def main(arguments: list[str]) -> int:
    """Try all mutants of the modules that are named, or of all of the decision; 1 when one is not noticed."""
    plugin = Mutants(_modules(arguments))
    folder = PROJECT / "tests" / "pack"
    pytest.main(
        [*(str(folder / name) for name in TESTS), *_OPTIONS],
        plugins=[plugin],
    )
    sys.stderr.write(f"{plugin.count} mutants, {len(plugin.survivors)} not noticed\n")
    return 1 if plugin.survivors or not plugin.count else 0


def _modules(arguments: list[str]) -> list[str]:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.mutants", description="Put one thing wrong at a time, and see if tests notice."
    )
    parser.add_argument(
        "modules",
        nargs="*",
        metavar="MODULE",
        help="a module of policies/, such as globs; without any, all that the decision is made of",
    )
    modules: list[str] = parser.parse_args(arguments).modules
    for name in modules:
        if not (PROJECT / "policies" / f"{name}.py").is_file():
            parser.error(f"{name!r} is no module of policies/. Name one without its folder and .py, such as globs.")
    return modules or list(MODULES)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
