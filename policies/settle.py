"""Fill in what a contract leaves open: the account and the partition that the document itself names most often.

A resource rule sees neither the account nor the partition that it runs in. When the pack's configuration doesn't
give them, every statement has to agree on one account across key prefix, aws:SourceArn and aws:SourceAccount, and
on one partition, which is a real one. Taking the most frequent one decides exactly that: if another is named anywhere
that it counts, the statement naming it is outside the contract. What this can't see is a document that names one
foreign account throughout: configure `accounts` for that.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from contract import PARTITIONS, Contract
from policy_model import Document, Statement
from source import PIN_OPERATORS, SOURCE_ACCOUNT

_ACCOUNT = re.compile(r"[0-9]{12}")
_FOLDER = re.compile(r"/AWSLogs/(?:aws-account-id=)?([0-9]{12})/")
_PARTITION = re.compile(rf"arn:({'|'.join(PARTITIONS)}):")


def settled(contract: Contract, document: Document) -> Contract:
    """The contract with an account and a partition.

    Args:
        contract: What is known. Its own account and partition are never replaced.
        document: The document: its Allows count, or all statements where it has none.

    Returns:
        The contract to hold the statements against. It has no account if the document names none: then no
        statement is inside. The partition is `aws` if the document names none.
    """
    if contract.partition and contract.accounts:
        return contract
    counting = document.allows or document.statements
    return replace(
        contract,
        partition=contract.partition or _most_frequent(_partitions(counting), "aws"),
        accounts=contract.accounts or tuple(filter(None, [_most_frequent(_accounts(counting), "")])),
    )


def _most_frequent(values: Iterable[str], default: str) -> str:
    uses = Counter(values)
    return max(uses, key=uses.__getitem__, default=default)


def _partitions(statements: Iterable[Statement]) -> Iterator[str]:
    for statement in statements:
        yield from (match[1] for match in map(_PARTITION.match, statement.resources) if match)


def _accounts(statements: Iterable[Statement]) -> Iterator[str]:
    for statement in statements:
        yield from (match[1] for match in map(_FOLDER.search, statement.resources) if match)
        for condition in statement.conditions:
            if condition.operator not in PIN_OPERATORS.get(condition.key, ()):
                continue
            for value in condition.values:
                named = value if condition.key == SOURCE_ACCOUNT else ":".join(value.split(":")[4:5])
                if _ACCOUNT.fullmatch(named):
                    yield named
