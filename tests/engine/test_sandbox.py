"""The sandbox with the real emulators: what listens, who may start it at once, and what follows a kill.

But for the second test they share a sandbox, in this order: the last one begins with what the one before deployed.
"""

import os
import signal
import subprocess
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from sandbox.cloud import Cloud, running_cloud
from tests.engine.conftest import Checkout

pytestmark = pytest.mark.engine


def cloud_of(checkout: Checkout) -> Cloud:
    cloud = running_cloud(checkout.home)
    assert cloud is not None
    return cloud


def listening(cloud: Cloud) -> dict[str, set[str]]:
    """The addresses on which each emulator's processes listen, by the emulator's name."""
    found: dict[str, set[str]] = {}
    for name, server in cloud.servers.items():
        leader = psutil.Process(server.pid)
        found[name] = {
            f"{connection.laddr.ip}:{connection.laddr.port}"
            for process in (leader, *leader.children(recursive=True))
            for connection in process.net_connections()
            if connection.status == psutil.CONN_LISTEN
        }
    return found


def test_each_emulator_listens_on_its_loopback_port_and_on_nothing_else(checkout: Checkout) -> None:
    assert checkout.make("env").returncode == 0
    cloud = cloud_of(checkout)
    cloud_is_busy = checkout.client("sqs").create_queue(QueueName="probe")  # what starts late has started by now
    assert cloud_is_busy["QueueUrl"]
    assert listening(cloud) == {name: {f"127.0.0.1:{server.port}"} for name, server in cloud.servers.items()}


def test_four_commands_at_once_get_one_sandbox(own_checkout: Checkout) -> None:
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(own_checkout.make, ["env"] * 4))
    assert [(one.returncode, one.stdout) for one in done] == [(0, done[0].stdout)] * 4, [one.stderr for one in done]


def test_a_proxy_in_the_environment_is_not_asked(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    assert checkout.make("env").returncode == 0
    former = cloud_of(checkout)
    for name in ("http_proxy", "HTTP_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    preview = checkout.make("preview")
    assert preview.returncode == 0, preview.stdout + preview.stderr
    assert cloud_of(checkout) == former


def test_ctrl_c_in_the_middle_leaves_clean_files_and_the_next_up_goes_on(checkout: Checkout) -> None:
    assert checkout.make("env").returncode == 0
    empty = checkout.account()
    stack_file = checkout.path / "Pulumi.dev.yaml"
    written = stack_file.read_text()
    command = ["make", "-s", "up"]
    with subprocess.Popen(
        command, cwd=checkout.path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    ) as up:
        while checkout.account() == empty:
            assert up.poll() is None, "it was over before it could be interrupted"
        os.killpg(up.pid, signal.SIGINT)
        said, _ = up.communicate(timeout=60)
    assert up.returncode != 0
    assert b"Traceback" not in said
    assert stack_file.read_text() == written
    assert checkout.make("up").returncode == 0


def test_a_killed_emulator_means_a_new_account_on_the_same_ports(checkout: Checkout) -> None:
    assert checkout.make("up").returncode == 0
    former = cloud_of(checkout)
    for server in former.servers.values():
        os.kill(server.pid, signal.SIGKILL)
    again = checkout.make("up")
    assert again.returncode == 0, again.stdout + again.stderr
    assert "+ 164 created" in again.stdout
    cloud = cloud_of(checkout)
    assert cloud.identity != former.identity
    assert cloud.endpoints() == former.endpoints()
