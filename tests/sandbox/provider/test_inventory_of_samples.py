"""The inventory, asked of an account with one resource of every declared type, and after each of them is deleted."""

from types import SimpleNamespace
from typing import cast

from sandbox.cloud import Cloud
from sandbox.cloud.emulators import MINISTACK
from sandbox.cloud.inventory import inventory
from tests.sandbox.provider.client import Client
from tests.sandbox.provider.conftest import deploy
from tests.sandbox.provider.sample import ACCOUNT

# What is listed of the samples that watch; the others are what they live in.
WATCHING = {
    f"cloudwatch: arn:aws:cloudwatch:us-east-1:{ACCOUNT}:alarm:critical",
    f"cloudwatch: arn:aws:cloudwatch:us-east-1:{ACCOUNT}:alarm:rejected-share",
    f"cloudwatch: arn:aws:cloudwatch:us-east-1:{ACCOUNT}:alarm:root-activity",
    f"events: arn:aws:events:us-east-1:{ACCOUNT}:rule/daily",
    f"events: arn:aws:events:us-east-1:{ACCOUNT}:rule/trail-stopped",
    "logs: events",
    "logs: root-activity",
}
BY_ID = {
    "dashboard": "cloudwatch",
    "dead-letters": "sqs",
    "endpoint": "ec2",
    "inline-group": "ec2",
    "instance": "ec2",
    "mail-subscription": "sns",
    "queue": "sqs",
    "queue-subscription": "sns",
    "resource-group": "resource-groups",
    "saved-query": "logs",
    "workload-group": "ec2",
}


def test_a_tear_down_leaves_nothing_that_is_seen(client: Client, ministack: Cloud) -> None:
    def url(service: str) -> str | None:
        return ministack.url(service) if service in MINISTACK.endpoint_variables.values() else None

    cloud = cast("Cloud", SimpleNamespace(url=url))
    empty = inventory(cloud)
    made = deploy(client).made
    seen = inventory(cloud) - empty
    assert WATCHING - seen == set()
    wanted = {(service, made[name].id) for name, service in BY_ID.items()} | {("ec2", "vol-")}
    unseen = {(service, ident) for service, ident in wanted if not any(is_of(name, service, ident) for name in seen)}
    assert unseen == set()
    for resource in reversed(made.values()):
        client.delete(resource)
    assert inventory(cloud) == empty


def is_of(name: str, service: str, ident: str) -> bool:
    return name.startswith(f"{service}: ") and ident in name
