"""Starts, finds and stops the emulators; what is known of them is in one file, so that every command sees one cloud."""

import os
import socket
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Mapping
from pathlib import Path

import psutil
from pydantic import BaseModel, ConfigDict, ValidationError

from sandbox.cloud.emulators import DEFAULT_EMULATOR, EMULATORS, Emulator
from sandbox.files import one_at_a_time, write_whole

# What would lead to an account, or make an emulator another one: without machine images, in another Region.
_FOREIGN = ("AWS_", "MOTO_", "MINISTACK_")
# A proxy of the environment's would be asked for loopback addresses too.
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))

_READY_WITHIN_SECONDS = 60.0
_STOPPED_WITHIN_SECONDS = 10.0
_LOOK_EVERY_SECONDS = 0.05
_LOG_LINES_SHOWN = 15


class CloudError(Exception):
    """The emulators could not be started; the text says which, and the end of its log."""


class Server(BaseModel):
    """One emulator's process.

    Attributes:
        pid: Its process id.
        started: When it was created, in seconds since the epoch: tells it from a later process of the same id.
        port: The loopback port that it serves.
    """

    model_config = ConfigDict(frozen=True)

    pid: int
    started: float
    port: int

    def process(self) -> psutil.Process | None:
        """Give the process if it still runs."""
        try:
            process = psutil.Process(self.pid)
            alive = process.create_time() == self.started and process.status() != psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return None
        return process if alive else None


class Cloud(BaseModel):
    """A running pair of emulators: one empty account that fills up.

    Attributes:
        identity: New for each start: whatever remembers another identity speaks of an account that is gone.
        servers: The processes, by the emulator's name.
    """

    model_config = ConfigDict(frozen=True)

    identity: str
    servers: Mapping[str, Server]

    def url(self, service: str) -> str:
        """Give the URL for a boto3 client's name."""
        serving = next((e for e in EMULATORS if service in e.endpoint_variables.values()), DEFAULT_EMULATOR)
        return f"http://127.0.0.1:{self.servers[serving.name].port}"

    def endpoints(self) -> dict[str, str]:
        """Give the endpoint variables of the AWS SDKs with their URLs."""
        return {
            variable: f"http://127.0.0.1:{self.servers[emulator.name].port}"
            for emulator in EMULATORS
            for variable in emulator.endpoint_variables
        }


def running_cloud(folder: Path) -> Cloud | None:
    """Give the cloud of `folder` if all of it runs and answers, else None. Starts and stops nothing."""
    cloud = _recorded(folder)
    return (
        cloud if cloud and all(_answers(emulator, cloud.servers.get(emulator.name)) for emulator in EMULATORS) else None
    )


def start_cloud(folder: Path) -> Cloud:
    """Give the running cloud of `folder`; start a new one, with an empty account, when none runs whole.

    Args:
        folder: Keeps the record and the logs; made if missing.

    Raises:
        CloudError: An emulator ended or did not answer within 60 s.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with one_at_a_time(folder / "cloud.lock"):
        if cloud := running_cloud(folder):
            return cloud
        former = _recorded(folder)
        _end(former)
        ports = {name: server.port for name, server in former.servers.items()} if former else {}
        servers: dict[str, Server] = {}
        identity = uuid.uuid4().hex
        for emulator in EMULATORS:
            servers[emulator.name] = _launch(emulator, folder, ports.get(emulator.name, 0))
            # Recorded before it is known to work: whatever happens next, the next command knows what to end.
            write_whole(_record(folder), Cloud(identity=identity, servers=servers).model_dump_json())
        cloud = Cloud(identity=identity, servers=servers)
        for emulator in EMULATORS:
            _wait_until_ready(emulator, servers[emulator.name], folder)
        return cloud


def stop_cloud(folder: Path) -> bool:
    """End what runs of the cloud of `folder`, and forget it. Gives whether there was anything to end."""
    if not folder.is_dir():
        return False
    with one_at_a_time(folder / "cloud.lock"):
        ended = _end(_recorded(folder))
        _record(folder).unlink(missing_ok=True)
        return ended


def _record(folder: Path) -> Path:
    return folder / "cloud.json"


def _recorded(folder: Path) -> Cloud | None:
    """Read the record; one that is missing or cut short (a machine that went down) counts as none."""
    try:
        return Cloud.model_validate_json(_record(folder).read_text())
    except (FileNotFoundError, ValidationError):
        return None


def _listen(wanted_port: int) -> socket.socket:
    """Listen on loopback: on the port wanted, so that exports made earlier stay true, or on any if it is taken."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", wanted_port))
    except OSError:
        listener.bind(("127.0.0.1", 0))
    listener.listen(128)
    return listener


def _launch(emulator: Emulator, folder: Path, wanted_port: int) -> Server:
    """Start an emulator in a session of its own: it outlives this process, and Ctrl-C in our terminal."""
    with _listen(wanted_port) as listener:
        listener.set_inheritable(True)
        port: int = listener.getsockname()[1]
        command = emulator.command(listener.fileno())
        ours = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
        log_flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        pid = os.posix_spawn(
            command[0],
            command,
            {**ours, "PYTHONPATH": str(Path(__file__).parents[2]), **emulator.environment(port)},
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                (os.POSIX_SPAWN_OPEN, 1, str(_log(emulator, folder)), log_flags, 0o600),
                (os.POSIX_SPAWN_DUP2, 1, 2),
            ],
            setsid=True,
        )
        return Server(pid=pid, started=psutil.Process(pid).create_time(), port=port)


def _log(emulator: Emulator, folder: Path) -> Path:
    return folder / f"{emulator.name}.log"


def _answers(emulator: Emulator, server: Server | None) -> bool:
    if server is None or server.process() is None:
        return False
    try:
        with _DIRECT.open(f"http://127.0.0.1:{server.port}{emulator.health_path}", timeout=5) as answer:
            return answer.status == 200  # noqa: PLR2004 - HTTP's OK
    except (urllib.error.URLError, OSError):
        return False


def _wait_until_ready(emulator: Emulator, server: Server, folder: Path) -> None:
    deadline = time.monotonic() + _READY_WITHIN_SECONDS
    while not _answers(emulator, server):
        if server.process() is None or time.monotonic() > deadline:
            end = "\n".join(_log(emulator, folder).read_text(errors="replace").splitlines()[-_LOG_LINES_SHOWN:])
            raise CloudError(f"the emulator {emulator.name} does not answer; the end of its log:\n{end}")
        time.sleep(_LOOK_EVERY_SECONDS)


def _end(cloud: Cloud | None) -> bool:
    """End the processes of `cloud` that still run: politely, then not."""
    processes = [process for server in cloud.servers.values() if (process := server.process())] if cloud else []
    for process in processes:
        process.terminate()
    _, stubborn = psutil.wait_procs(processes, timeout=_STOPPED_WITHIN_SECONDS)
    for process in stubborn:
        process.kill()
    psutil.wait_procs(stubborn, timeout=_STOPPED_WITHIN_SECONDS)
    return bool(processes)
