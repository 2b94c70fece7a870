"""The supervisor over two small servers of the emulators' kind; the real ones run in tests/engine."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from sandbox.cloud import Cloud, CloudError, running_cloud, start_cloud, stop_cloud, supervisor
from sandbox.cloud.emulators import Emulator

SERVE = """
import http.server, socket, sys
server = http.server.HTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler, bind_and_activate=False)
server.socket = socket.socket(fileno=int(sys.argv[1]))
server.serve_forever()
"""


def emulator(name: str, code: str = SERVE, **endpoints: str | None) -> Emulator:
    return Emulator(
        name=name,
        command=lambda descriptor: [sys.executable, "-c", code, str(descriptor)],
        environment=lambda port: {"PORT": str(port)},
        health_path="/",
        endpoint_variables=endpoints,
    )


FIRST, SECOND = emulator("first", AWS_ENDPOINT_URL=None), emulator("second", AWS_ENDPOINT_URL_SNS="sns")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(supervisor, "EMULATORS", (FIRST, SECOND))
    monkeypatch.setattr(supervisor, "DEFAULT_EMULATOR", FIRST)
    home = tmp_path / "home"
    yield home
    stop_cloud(home)


def alive(cloud: Cloud) -> set[str]:
    return {name for name, server in cloud.servers.items() if server.process()}


def test_a_second_start_finds_the_first(folder: Path) -> None:
    cloud = start_cloud(folder)
    assert alive(cloud) == {"first", "second"}
    assert start_cloud(folder) == cloud
    assert running_cloud(folder) == cloud


def test_endpoints_lead_to_the_server_of_each_service(folder: Path) -> None:
    cloud = start_cloud(folder)
    first, second = (f"http://127.0.0.1:{cloud.servers[name].port}" for name in ("first", "second"))
    assert cloud.endpoints() == {"AWS_ENDPOINT_URL": first, "AWS_ENDPOINT_URL_SNS": second}
    assert [cloud.url("s3"), cloud.url("sns")] == [first, second]


def test_servers_listen_on_loopback_only(folder: Path) -> None:
    cloud = start_cloud(folder)
    listening = {
        connection.laddr.ip
        for server in cloud.servers.values()
        for connection in psutil.Process(server.pid).net_connections()
        if connection.status == psutil.CONN_LISTEN
    }
    assert listening == {"127.0.0.1"}


def test_servers_see_no_variable_of_ours_that_makes_them_others(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    foreign = {"AWS_SECRET_ACCESS_KEY", "MOTO_EC2_LOAD_DEFAULT_AMIS", "MINISTACK_REGION"}
    for name in foreign:
        monkeypatch.setenv(name, "false")
    cloud = start_cloud(folder)
    environment = psutil.Process(cloud.servers["first"].pid).environ()
    assert foreign & environment.keys() == set()
    assert environment["PORT"] == str(cloud.servers["first"].port)


def test_stop_ends_everything_and_forgets(folder: Path) -> None:
    cloud = start_cloud(folder)
    assert stop_cloud(folder) is True
    assert alive(cloud) == set()
    assert running_cloud(folder) is None
    assert not (folder / "cloud.json").exists()
    assert stop_cloud(folder) is False


def test_stop_where_nothing_ever_ran_makes_nothing(folder: Path) -> None:
    assert stop_cloud(folder) is False
    assert not folder.exists()


def test_a_server_that_ignores_being_asked_is_killed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "_STOPPED_WITHIN_SECONDS", 0.2)
    stubborn = emulator("first", "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + SERVE)
    monkeypatch.setattr(supervisor, "EMULATORS", (stubborn, SECOND))
    cloud = start_cloud(folder)
    stop_cloud(folder)
    assert alive(cloud) == set()


def test_when_one_server_died_both_are_replaced_on_their_ports(folder: Path) -> None:
    """The account is one: half of it can't be brought back empty beside the other half."""
    former = start_cloud(folder)
    os.kill(former.servers["second"].pid, signal.SIGKILL)
    psutil.wait_procs([psutil.Process(former.servers["second"].pid)], timeout=5)
    assert running_cloud(folder) is None
    cloud = start_cloud(folder)
    assert cloud.identity != former.identity
    assert alive(former) == set()
    assert [s.port for s in cloud.servers.values()] == [s.port for s in former.servers.values()]


def test_a_port_that_was_taken_meanwhile_is_given_up(folder: Path) -> None:
    former = start_cloud(folder)
    for server in former.servers.values():
        os.kill(server.pid, signal.SIGKILL)
        psutil.wait_procs([psutil.Process(server.pid)], timeout=5)
    with socket.create_server(("127.0.0.1", former.servers["first"].port)):
        cloud = start_cloud(folder)
        assert cloud.servers["first"].port != former.servers["first"].port
        with urllib.request.urlopen(cloud.url("s3")) as answer:
            assert answer.status == 200


def test_a_process_that_took_over_a_pid_is_left_alone(folder: Path) -> None:
    cloud = start_cloud(folder)
    stop_cloud(folder)
    with subprocess.Popen(["sleep", "60"]) as stranger:
        record = json.loads(cloud.model_dump_json())
        record["servers"]["first"]["pid"] = stranger.pid
        (folder / "cloud.json").write_text(json.dumps(record))
        assert running_cloud(folder) is None
        assert stop_cloud(folder) is False
        assert stranger.poll() is None
        stranger.kill()


@pytest.mark.parametrize("record", ["", '{"identity": "x", "ser', "{}"])
def test_a_record_that_was_cut_short_counts_as_none(folder: Path, record: str) -> None:
    folder.mkdir()
    (folder / "cloud.json").write_text(record)
    assert running_cloud(folder) is None
    assert alive(start_cloud(folder)) == {"first", "second"}


def test_a_start_that_was_cut_short_is_cleaned_up_by_the_next(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed between the two launches: the first server runs and is on record, the second is not."""
    launch = supervisor._launch  # pyright: ignore[reportPrivateUsage] - the point to be killed at

    def killed_at_second(emulator: Emulator, folder: Path, wanted_port: int) -> supervisor.Server:
        if emulator.name == "second":
            raise KeyboardInterrupt
        return launch(emulator, folder, wanted_port)

    monkeypatch.setattr(supervisor, "_launch", killed_at_second)
    with pytest.raises(KeyboardInterrupt):
        start_cloud(folder)
    monkeypatch.setattr(supervisor, "_launch", launch)
    orphan = json.loads((folder / "cloud.json").read_text())["servers"]["first"]["pid"]
    assert psutil.pid_exists(orphan)
    assert alive(start_cloud(folder)) == {"first", "second"}
    assert not psutil.pid_exists(orphan) or psutil.Process(orphan).status() == psutil.STATUS_ZOMBIE


def test_an_emulator_that_ends_is_an_error_with_its_last_words(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = emulator("second", "raise SystemExit('no such option: --fast')")
    monkeypatch.setattr(supervisor, "EMULATORS", (FIRST, broken))
    with pytest.raises(CloudError) as error:
        start_cloud(folder)
    assert str(error.value) == ("the emulator second does not answer; the end of its log:\nno such option: --fast")
