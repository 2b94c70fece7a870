"""What needs no server to be shown; the others are shown alive in tests/sandbox/provider."""

import pytest

from sandbox.cloud.ministack_corrections import keep_here

SENT: list[tuple[str, ...]] = []


def post(*message: str) -> int:
    SENT.append(message)
    return 200


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost", "[::1]:80", "user:secret@127.0.0.1"])
def test_messages_are_sent_on_this_machine(host: str) -> None:
    SENT.clear()
    assert keep_here(post)(f"http://{host}/alerts", "text", "Notification") == 200
    assert [(f"http://{host}/alerts", "text", "Notification")] == SENT


@pytest.mark.parametrize("host", ["alerts.example.com", "10.0.0.1", "127.0.0.1.example.com", "127.0.0.1@example.com"])
def test_messages_are_sent_nowhere_else(host: str) -> None:
    SENT.clear()
    with pytest.raises(PermissionError, match="nothing off this machine"):
        keep_here(post)(f"https://{host}/alerts", "text", "Notification")
    assert SENT == []
