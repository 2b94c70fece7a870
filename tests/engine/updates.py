"""Updates of a stack by the real engine: what the engine says that it did, and what became of the account."""

import json
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from tests.engine.account import Account, read_account
from tests.engine.conftest import Checkout
from tests.support.pack_options import pack_options

PROJECT = "aws-monitoring-baseline"

_UP = ("pulumi", "--non-interactive", "up", "--yes", "--skip-preview", "--json")
_SINKS_OF_OTHERS = ("existingLogBucket", "existingFlowLogGroup", "existingDeliveryStream")
_PARTS_OF_REPLACING = {"create-replacement", "delete-replaced"}
_STAND_IN = "warning: using pulumi-resource-aws from $PATH"

_CHOSEN_BY_AWS = {
    "flow log": "FlowLogId",
    "instance": "InstanceId",
    "internet gateway": "InternetGatewayId",
    "network interface": "NetworkInterfaceId",
    "query": "NamedQueryId",
    "role": "RoleId",
    "route table": "RouteTableId",
    "saved query": "queryDefinitionId",
    "security group": "GroupId",
    "subnet": "SubnetId",
    "vpc": "VpcId",
    "vpc endpoint": "VpcEndpointId",
}
"""What AWS calls a thing of a kind that has another name, too."""


@dataclass(frozen=True)
class Update:
    """What an update did, in the engine's words."""

    succeeded: bool
    steps: frozenset[str]
    """Operation and name of each resource, as in `update logs-policy`: without what stayed the same, and without
    components, of which the account knows nothing."""
    said: tuple[str, ...]
    """Warnings and errors, but for the one that there is a stand-in for the provider."""


@dataclass(frozen=True)
class Difference:
    """What became of an account."""

    appeared: Account = field(default_factory=dict[str, Mapping[str, Any]])
    changed: Account = field(default_factory=dict[str, Mapping[str, Any]])
    """Thing to path in its description to what is there now, None for nothing."""
    gone: frozenset[str] = frozenset()

    @classmethod
    def between(cls, before: Account, after: Account) -> "Difference":
        changed = {
            thing: {
                path: after[thing].get(path)
                for path in sorted({*before[thing], *after[thing]})
                if before[thing].get(path) != after[thing].get(path)
            }
            for thing in sorted(before.keys() & after.keys())
        }
        return cls(
            appeared={thing: after[thing] for thing in sorted(after.keys() - before.keys())},
            changed={thing: paths for thing, paths in changed.items() if paths},
            gone=frozenset(before.keys() - after.keys()),
        )


@dataclass(frozen=True)
class Stack:
    """A stack whose configuration a test changes."""

    checkout: Checkout
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    """What the test calls what AWS has chosen an id for, to the id."""
    base: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """Settings in which it differs from what git has, whatever a test changes besides."""

    def read(self) -> Account:
        """All that the account holds, ids as the test calls them. A key is its alias."""
        account = read_account(self.checkout.client)
        keys = {
            f"<{thing}>": description["Arn"] for thing, description in account.items() if thing.startswith("key alias/")
        }
        return swapped(account, {identity: name for name, identity in {**self.names, **keys}.items()})

    @cached_property
    def declared(self) -> Mapping[str, Any]:
        """The configuration as git has it, keys without namespace but for the provider's."""
        config = yaml.safe_load(self._file.read_text())["config"]
        return {key.removeprefix(f"{PROJECT}:"): value for key, value in config.items()}

    def configure(self, settings: Mapping[str, Any]) -> Mapping[str, Any]:
        """Configure the stack as git has it, but with these settings; gives all, keys without namespace."""
        merged = swapped({**self.declared, **self.base, **settings}, self.names)
        config = {key if ":" in key else f"{PROJECT}:{key}": value for key, value in merged.items()}
        self._file.write_text(yaml.safe_dump({"config": config}))
        return merged

    def update(self, settings: Mapping[str, Any]) -> Update:
        """Run `pulumi up` with these settings, policies on."""
        policies = self._policies(self.configure(settings))
        done = subprocess.run(
            (*_UP, *policies),
            cwd=self.checkout.path,
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        events = [json.loads(line) for line in done.stdout.splitlines()]
        called = {identity: name for name, identity in self.names.items()}
        return Update(done.returncode == 0, frozenset(swapped(list(_steps(events)), called)), tuple(_said(events)))

    def _policies(self, settings: Mapping[str, Any]) -> list[str]:
        """The policy pack, told what a stack may choose: how long logs stay, whose keys they have, where they go."""
        options = self.checkout.home / "policies.json"
        sinks = [settings[key] for key in _SINKS_OF_OTHERS if key in settings]
        options.write_text(json.dumps(pack_options(settings.get("organizationId"), sinks)))
        return ["--policy-pack", "policies", "--policy-pack-config", str(options)]

    @property
    def _file(self) -> Path:
        return self.checkout.path / f"Pulumi.{self.checkout.stack}.yaml"

    @cached_property
    def _environment(self) -> dict[str, str]:
        """The sandbox's, got once: `make env` takes a second."""
        return self.checkout.environment()


def by_name(account: Account) -> Account:
    """The account with names for the ids that AWS chose: what is deleted and made anew is then the same."""
    ids = _ids(account)
    return swapped(account, {identity: f"<{thing}>" for thing, identity in ids.items() if not identity.startswith("<")})


def renewed(before: Account, after: Account) -> frozenset[str]:
    """What is there before and after, but was deleted and made anew in between, as the id that AWS chose tells."""
    earlier, later = _ids(before), _ids(after)
    return frozenset(thing for thing in earlier.keys() & later.keys() if earlier[thing] != later[thing])


def _ids(account: Account) -> Mapping[str, str]:
    """Thing to the id that AWS chose for it."""
    return {
        thing: description[_CHOSEN_BY_AWS[kind]]
        for thing, description in account.items()
        if (kind := _kind(thing)) in _CHOSEN_BY_AWS
    }


def _kind(thing: str) -> str:
    """Which of these kinds it is of: a VPC's endpoint is no VPC."""
    return max((kind for kind in _CHOSEN_BY_AWS if thing.startswith(f"{kind} ")), key=len, default="")


def swapped(value: Any, texts: Mapping[str, str]) -> Any:
    """The value with each of these texts, wherever in it, replaced by the other."""
    written = json.dumps(value)
    for old, new in texts.items():
        written = written.replace(old, new)
    return json.loads(written)


def _steps(events: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for metadata in (event["resOutputsEvent"]["metadata"] for event in events if "resOutputsEvent" in event):
        operation = "replace" if metadata["op"] in _PARTS_OF_REPLACING else metadata["op"]
        if operation != "same" and metadata["type"].startswith("aws:"):
            yield f"{operation} {metadata['urn'].rpartition('::')[2]}"


def _said(events: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for event in (event["diagnosticEvent"] for event in events if "diagnosticEvent" in event):
        text = f"{event.get('prefix', '')}{event['message']}"
        if event["severity"] in {"warning", "error"} and not text.startswith(_STAND_IN):
            yield text
