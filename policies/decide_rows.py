"""One row in, one row out: what `decide.py` reads and writes."""

import json
import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, cast

import strict_json
from contract import Contract
from decision import explained
from findings import Finding, shown, unquoted

_WRITE_ROWS: Final = (
    'Write one object a line: {"id": "1", "policy": "{...}"}, the document as a string, for its very text matters'
)
_WRITE_CONFIG: Final = (
    'Write the config as an object, such as {"bucket": "example-logs"}, with each setting as its option takes it, or '
    "leave it out"
)
_WRITE_ID: Final = "Write a string or a number as the id"
LONGEST_ROW: Final = 2**20
"""How many bytes a row may have: the largest document takes six times its size where all of it is escaped."""
# How a config names each setting; case, "-" and "_" do not count.
_SETTINGS: Final = {
    "bucket": "bucket",
    **dict.fromkeys(("account", "accounts", "accountid", "accountids"), "accounts"),
    "partition": "partition",
    **dict.fromkeys(("orgid", "org", "organization", "organizationid"), "organization"),
    **dict.fromkeys(("prefix", "prefixes", "keyprefix", "keyprefixes"), "prefixes"),
    **dict.fromkeys(("trail", "trails"), "trails"),
}
_LISTS: Final = ("accounts", "prefixes", "trails")
_DEFAULTS: Final[dict[str, object]] = {"partition": "aws", "organization": None, "prefixes": ("",), "trails": ()}


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a document is held against, as the command line or a row's `config` gives it.

    Attributes:
        bucket: The bucket's name.
        accounts: The accounts, at least one.
        partition: The partition.
        organization: The organization's id; None: no trail of one.
        prefixes: The key prefixes, each ending in "/"; "" is the root of the bucket.
        trails: The ARNs of the trails; empty: any of the accounts.
    """

    bucket: str
    accounts: tuple[str, ...]
    partition: str = "aws"
    organization: str | None = None
    prefixes: tuple[str, ...] = ("",)
    trails: tuple[str, ...] = ()

    def contract(self) -> Contract:
        """The contract.

        Raises:
            ValueError: A setting isn't of its form.
        """
        return _contract(self)

    def overridden(self, config: object) -> "Settings":
        """These settings, with those of a row in place of some.

        Args:
            config: An object of settings, as it was read. One that is null is as if it had not been given at all.

        Raises:
            ValueError: It isn't an object, or has a member that is no setting or not of a setting's type.
        """
        if not isinstance(config, dict):
            raise ValueError(f"config: {shown(config)} is not an object.")
        changes: dict[str, object] = {}
        for name, value in cast("dict[str, object]", config).items():
            setting = _SETTINGS.get(name.lower().replace("-", "").replace("_", ""))
            if setting is None:
                raise ValueError(f"config: {shown(name)} is not a setting. Use {', '.join(dict.fromkeys(_SETTINGS))}.")
            if setting in changes:
                raise ValueError(f"config: {shown(name)} is given twice, by two of its names. Give it once.")
            changes[setting] = _value(name, setting, value)
        return replace(self, **changes)  # pyright: ignore[reportArgumentType] - _value made each of its type


@lru_cache(maxsize=256)
def _contract(settings: Settings) -> Contract:
    if not settings.accounts:
        raise ValueError("accounts: the list is empty. Name the accounts whose logs the bucket takes.")
    return Contract(
        bucket=settings.bucket,
        partition=settings.partition,
        accounts=settings.accounts,
        organization=settings.organization,
        key_prefixes=settings.prefixes,
        trails=settings.trails,
    )


def _value(name: str, setting: str, value: object) -> object:
    if value is None and setting in _DEFAULTS:
        return _DEFAULTS[setting]
    if isinstance(value, str):
        return (value,) if setting in _LISTS else value
    if isinstance(value, list) and setting in _LISTS:
        items = cast("list[object]", value)
        if all(isinstance(item, str) for item in items):
            return tuple(items)
    expected = "a string or a list of strings" if setting in _LISTS else "a string"
    raise ValueError(f"config: {name}: {shown(cast('object', value))} is not {expected}.")


def decided_row(text: str, line: int, settings: Settings) -> tuple[str, bool]:
    """Decide one row.

    Args:
        text: The row as it was read; any text at all. Other members than id, policy and config are not looked at.
        line: The number of its line, the id of a row that has none.
        settings: What holds where the row's `config` says nothing else.

    Returns:
        The row to write, and whether the document is allowed. A row that can't be read is denied.
    """
    try:
        row = strict_json.loads(text)
    except ValueError as error:
        return _written(_readable_id(text, line), (_unread(str(error)),))
    if not isinstance(row, dict):
        return _written(line, (_unread(f"{shown(row)} is not an object"),))
    members = cast("dict[str, object]", row)
    name, policy = members.get("id", line), members.get("policy")
    if not isinstance(policy, str):
        return _written(name, (_unread(f"the policy {shown(policy)} is not a string", "policy"),))
    try:
        config = members.get("config")
        known = settings if config is None else settings.overridden(config)
        contract = known.contract()
    except ValueError as error:
        return _written(name, (_unread(str(error).removesuffix("."), "config", _WRITE_CONFIG),))
    findings = explained(policy, contract)
    try:
        return _written(name, findings)
    except RecursionError:
        return _written(line, (_unread("the id is nested too deep to write", "id", _WRITE_ID),))


def too_long_row(line: int) -> tuple[str, bool]:
    """Deny a row that is longer than `LONGEST_ROW`.

    Args:
        line: The number of its line.

    Returns:
        As `decided_row`.
    """
    return _written(line, (_unread(f"longer than {LONGEST_ROW} bytes"),))


def decided_document(name: str | None, text: str, settings: Settings) -> tuple[str, bool]:
    """Decide one document.

    Args:
        name: The id to write.
        text: The document.
        settings: What it is held against.

    Returns:
        The row to write, and whether the document is allowed.
    """
    return _written(name, explained(text, settings.contract()))


def _readable_id(text: str, line: int) -> object:
    """The id of a row that parsers read differently, where all of them read that alike; else the line's number."""
    try:
        # Objects as tuples, which JSON has not: all of their members are there, also those of the same name.
        members: object = json.loads(text, object_pairs_hook=tuple)
    except (ValueError, RecursionError):
        return line
    if not isinstance(members, tuple):
        return line
    names = [value for key, value in cast("tuple[tuple[str, object], ...]", members) if key == "id"]
    return names[0] if len(names) == 1 and _is_simple(names[0]) else line


def _is_simple(name: object) -> bool:
    return name is None or isinstance(name, str | int) or (isinstance(name, float) and math.isfinite(name))


def _unread(message: str, element: str = "row", fix: str = _WRITE_ROWS) -> Finding:
    return Finding(kind="malformed", statement="", element=element, message=message, fix=fix)


def _written(name: object, findings: tuple[Finding, ...]) -> tuple[str, bool]:
    row = {
        "id": name,
        "verdict": "deny" if findings else "allow",
        "findings": [_as_json(finding) for finding in findings],
    }
    return json.dumps(row), not findings


def _as_json(finding: Finding) -> dict[str, object]:
    members: dict[str, object] = {
        "kind": finding.kind,
        "statement": _statement(finding.statement),
        "element": finding.element,
        "message": finding.message,
        "fix": finding.fix,
    }
    if finding.witness is not None:
        members["witness"] = finding.witness.as_json()
    return members


def _statement(label: str) -> str:
    """The Sid as it is, but in quotes where it would be taken for a number or for another one in quotes."""
    sid = unquoted(label)
    return label if sid.startswith(("#", '"')) else sid
