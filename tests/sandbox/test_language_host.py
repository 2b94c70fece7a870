"""The language host's plugins, over its own gRPC service; that it runs programs is shown by every engine test."""

import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import grpc
import psutil
import pytest
from google.protobuf import empty_pb2
from pulumi.runtime.proto import language_pb2, language_pb2_grpc

from sandbox.language_host import LanguageHost, plugin_command

Host = Any  # a LanguageRuntimeStub, whose type stub names modules that don't exist


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("analyzer", ["-u", "-P", "-m", "pulumi.policy", "127.0.0.1:1", "/packs/one"]),
        ("resource", ["-u", "/packs/one", "127.0.0.1:1"]),
    ],
)
def test_the_command_of_a_plugin(kind: str, expected: list[str]) -> None:
    assert plugin_command(kind, "/packs/one", ["127.0.0.1:1"]) == [sys.executable, *expected]


@pytest.fixture
def stop() -> threading.Event:
    return threading.Event()


@pytest.fixture
def host(stop: threading.Event) -> Iterator[Host]:
    server = grpc.server(ThreadPoolExecutor(4))
    language_pb2_grpc.add_LanguageRuntimeServicer_to_server(LanguageHost(stop.set), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        yield language_pb2_grpc.LanguageRuntimeStub(channel)
    server.stop(grace=None).wait()


def plugin(folder: Path, code: str, **environment: str) -> language_pb2.RunPluginRequest:
    (folder / "__main__.py").write_text(code)
    return language_pb2.RunPluginRequest(
        kind="resource",
        pwd=str(folder),
        args=["127.0.0.1:1"],
        env=[f"{name}={value}" for name, value in environment.items()],
        info=language_pb2.ProgramInfo(program_directory=str(folder), entry_point="."),
    )


def test_a_plugins_output_comes_as_it_is_written_then_its_exit_code(host: Host, tmp_path: Path) -> None:
    code = "import os, sys\nprint('port', sys.argv[1:])\nprint(os.environ['MARK'], file=sys.stderr)\nsys.exit(3)"
    answers = list(host.RunPlugin(plugin(tmp_path, code, MARK="a=b")))
    by_kind = {answer.WhichOneof("output"): answer for answer in answers}
    assert by_kind["stdout"].stdout == b"port ['127.0.0.1:1']\n"
    assert by_kind["stderr"].stderr == b"a=b\n"
    assert answers[-1].exitcode == 3
    assert len(answers) == 3


def test_a_plugin_ends_when_the_engine_hangs_up(host: Host, tmp_path: Path) -> None:
    code = "import os, time\nprint(os.getpid(), flush=True)\ntime.sleep(600)"
    call = host.RunPlugin(plugin(tmp_path, code))
    process = psutil.Process(int(next(call).stdout))
    call.cancel()
    process.wait(timeout=10)


def test_cancel_stops_the_host(host: Host, stop: threading.Event) -> None:
    assert not stop.is_set()
    host.Cancel(empty_pb2.Empty())
    assert stop.is_set()


def test_about_names_the_interpreter(host: Host) -> None:
    about = host.About(language_pb2.AboutRequest())
    assert (about.executable, about.version) == (sys.executable, ".".join(map(str, sys.version_info[:3])))


def test_dependencies_are_what_is_installed(host: Host) -> None:
    answer = host.GetProgramDependencies(language_pb2.GetProgramDependenciesRequest())
    assert {"pulumi", "pulumi_aws", "pulumi_policy"} <= {dependency.name for dependency in answer.dependencies}
