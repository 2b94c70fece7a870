"""A stand-in for Pulumi's Python language host, for machines where the official one can't be had.

The engine starts this as the executable `pulumi-language-python`, reads a port from its first line of output and then
asks it, over gRPC, to run programs and plugins (protocol: `pulumi/language.proto`). Programs run in this process, on
the Automation API's own runner; policy packs and component plugins run as processes of their own, as under the
official host. Everything runs on the interpreter that runs this file.
"""

import importlib.metadata
import os
import runpy
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import chdir
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any

import grpc
from google.protobuf import empty_pb2
from pulumi.automation._server import LanguageServer
from pulumi.runtime.proto import language_pb2, language_pb2_grpc, plugin_pb2

from sandbox.stop import Stop

MAX_MESSAGE_BYTES = 400 * 1024 * 1024
"""The engine's own limit for one message; large stacks exceed gRPC's default of 4 MB."""

_RPC_THREADS = 16


def run_program(directory: Path, entry_point: str) -> None:
    """Run the Pulumi program at `entry_point` of `directory` as `__main__`, with `directory` first on the path."""
    root = str(directory)
    if root not in sys.path:
        sys.path.insert(0, root)
    with chdir(directory):
        runpy.run_path(str(directory / entry_point), run_name="__main__")


def plugin_command(kind: str, directory: str, args: Sequence[str]) -> list[str]:
    """Give the command that runs a Python plugin.

    Args:
        kind: `analyzer` for a policy pack, which the SDK's own runner runs; a plugin of any other kind is a program.
        directory: The plugin's folder, which holds its `__main__.py`.
        args: What the engine passes on: its address, and flags.
    """
    # Without -P the working folder, the project's, would be an import root of the pack, which must be self-contained.
    command = ["-P", "-m", "pulumi.policy", *args, directory] if kind == "analyzer" else [directory, *args]
    return [sys.executable, "-u", *command]


class LanguageHost(language_pb2_grpc.LanguageRuntimeServicer):
    """Serves one engine: runs its programs and plugins until it says Cancel, which calls `leave`."""

    def __init__(self, leave: Callable[[], None]) -> None:
        self._leave = leave

    def Handshake(
        self, request: language_pb2.LanguageHandshakeRequest, context: grpc.ServicerContext
    ) -> language_pb2.LanguageHandshakeResponse:
        """Accept any engine: nothing here depends on its version."""
        return language_pb2.LanguageHandshakeResponse()

    def GetPluginInfo(self, request: empty_pb2.Empty, context: grpc.ServicerContext) -> plugin_pb2.PluginInfo:
        """Give the SDK's version, which the official host shares."""
        return plugin_pb2.PluginInfo(version=importlib.metadata.version("pulumi"))

    def About(self, request: language_pb2.AboutRequest, context: grpc.ServicerContext) -> language_pb2.AboutResponse:
        """Say which interpreter runs programs, for `pulumi about`."""
        return language_pb2.AboutResponse(executable=sys.executable, version=sys.version.split()[0])

    def GetRequiredPackages(
        self, request: language_pb2.GetRequiredPackagesRequest, context: grpc.ServicerContext
    ) -> language_pb2.GetRequiredPackagesResponse:
        """Require nothing: the sandbox puts every plugin on PATH, and the engine must not try to download one."""
        return language_pb2.GetRequiredPackagesResponse()

    def GetRequiredPlugins(
        self, request: language_pb2.GetRequiredPluginsRequest, context: grpc.ServicerContext
    ) -> language_pb2.GetRequiredPluginsResponse:
        """Require nothing, as `GetRequiredPackages`."""
        return language_pb2.GetRequiredPluginsResponse()

    def GetProgramDependencies(
        self, request: language_pb2.GetProgramDependenciesRequest, context: grpc.ServicerContext
    ) -> language_pb2.GetProgramDependenciesResponse:
        """List what is installed beside this interpreter: programs run on nothing else."""
        installed = sorted((d.name, d.version) for d in importlib.metadata.distributions())
        return language_pb2.GetProgramDependenciesResponse(
            dependencies=[language_pb2.DependencyInfo(name=name, version=version) for name, version in installed]
        )

    def InstallDependencies(
        self, request: language_pb2.InstallDependenciesRequest, context: grpc.ServicerContext
    ) -> Iterator[language_pb2.InstallDependenciesResponse]:
        """Install nothing, and say so: `make` has built the environment that programs run in."""
        text = f"{sys.prefix} already holds the program's packages (from requirements-dev.txt)\n"
        yield language_pb2.InstallDependenciesResponse(stdout=text.encode())

    def Run(self, request: language_pb2.RunRequest, context: grpc.ServicerContext) -> language_pb2.RunResponse:
        """Run a program against the engine's resource monitor."""
        program = partial(run_program, Path(request.info.program_directory), request.info.entry_point)
        runner: Any = LanguageServer(program)
        # The runner has logged what went wrong: an error in the response would be shown a second time.
        return language_pb2.RunResponse(bail=bool(runner.Run(request, context).error))

    def RunPlugin(
        self, request: language_pb2.RunPluginRequest, context: grpc.ServicerContext
    ) -> Iterator[language_pb2.RunPluginResponse]:
        """Run a plugin as a process: its output as it comes, then its exit code. Ends it when the engine hangs up."""
        plugin = subprocess.Popen(
            plugin_command(request.kind, request.info.program_directory, request.args),
            cwd=request.pwd,
            env=dict(entry.split("=", 1) for entry in request.env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        context.add_callback(plugin.terminate)
        try:
            yield from _output(plugin)
        finally:
            exit_code = plugin.wait()
        yield language_pb2.RunPluginResponse(exitcode=exit_code)

    def Cancel(self, request: empty_pb2.Empty, context: grpc.ServicerContext) -> empty_pb2.Empty:
        """Leave, as the engine asks."""
        self._leave()
        return empty_pb2.Empty()


def _output(plugin: subprocess.Popen[bytes]) -> Iterator[language_pb2.RunPluginResponse]:
    """Interleave a process's two streams, in the order in which they are written, until both end."""
    chunks: SimpleQueue[language_pb2.RunPluginResponse | None] = SimpleQueue()

    def pump(stream: IO[bytes], response: Callable[[bytes], language_pb2.RunPluginResponse]) -> None:
        with stream:
            for line in stream:
                chunks.put(response(line))
        chunks.put(None)

    threading.Thread(target=pump, args=(plugin.stdout, _stdout)).start()
    threading.Thread(target=pump, args=(plugin.stderr, _stderr)).start()
    for _ in range(2):
        yield from iter(chunks.get, None)


def _stdout(line: bytes) -> language_pb2.RunPluginResponse:
    return language_pb2.RunPluginResponse(stdout=line)


def _stderr(line: bytes) -> language_pb2.RunPluginResponse:
    return language_pb2.RunPluginResponse(stderr=line)


def serve() -> None:
    """Serve on a free loopback port, printed as the first line, until Cancel, SIGINT or SIGTERM."""
    stop = Stop()
    server = grpc.server(
        ThreadPoolExecutor(_RPC_THREADS),
        options=[("grpc.max_receive_message_length", MAX_MESSAGE_BYTES), ("grpc.max_send_message_length", -1)],
    )
    language_pb2_grpc.add_LanguageRuntimeServicer_to_server(LanguageHost(stop.set), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    print(port, flush=True)
    stop.wait()
    server.stop(grace=None).wait()
    # A program that the engine has given up on may still hold a worker thread: leaving must not wait for it.
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    serve()
