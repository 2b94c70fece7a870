"""What a delivery may carry or not, such as a key for encryption: whether what is asked of it can be met together.

Each conjunct alone counts in a document's favour, for the service may send what it asks for. Two may leave nothing to
send: a Deny of all but AES256 beside a Deny of all but aws:kms refuses every upload.

Source: Amazon S3 API Reference, "PutObject": a key's id only goes with an encryption by KMS.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final

from candidates import near
from delivery_context import ONE_OF, certainty
from operators import holds
from policy_model import Condition

Conjuncts = tuple[Condition, ...]

# The same few conditions come in every document of the same accounts, whichever bucket it is of.
_REMEMBERED: Final = 1024
_ENCRYPTION: Final = "s3:x-amz-server-side-encryption"
_KEY_ID: Final = f"{_ENCRYPTION}-aws-kms-key-id"
_BY_KMS: Final = Condition("StringLike", _ENCRYPTION, ("aws:kms*",))
_WITHOUT_KEY_ID: Final = Condition("Null", _KEY_ID, ("true",))


def open_conjuncts(conditions: Iterable[Condition], context: Mapping[str, str]) -> Conjuncts | None:
    """Those conjuncts of a statement that depend on what a delivery carries; None: others don't hold for it.

    Args:
        conditions: The conjuncts.
        context: The condition keys of the delivery whose value is certain.
    """
    found: Conjuncts = ()
    for condition in conditions:
        answer = certainty(condition, context)
        if answer is None:
            found = (*found, condition)
        elif not answer:
            return None
    return found


@lru_cache(maxsize=_REMEMBERED)
def can_choose(wanted: Conjuncts, refused: tuple[Conjuncts, ...]) -> bool:
    """Whether a delivery can carry what an Allow asks for, and nothing that a Deny refuses.

    Args:
        wanted: The conjuncts of the Allow that are open.
        refused: Those of each Deny. One that asks for several keys refuses nothing here: the delivery misses one.
    """
    keys = dict.fromkeys(condition.key for condition in (*wanted, *chain.from_iterable(refused)))
    if not _has_choice(_KEY_ID, (*wanted, _WITHOUT_KEY_ID), refused):
        wanted = (*wanted, _BY_KMS)
    return all(_has_choice(key, wanted, refused) for key in keys)


def _has_choice(key: str, wanted: Conjuncts, refused: Sequence[Conjuncts]) -> bool:
    # What a policy variable stands for isn't known, so nothing is said of a conjunct with one.
    plain = [each for each in wanted if each.key == key and _is_plain(each)]
    refusing = [
        each for each in refused if {condition.key for condition in each} == {key} and all(map(_is_plain, each))
    ]
    choices = ONE_OF.get(key) or (None, *near((*plain, *chain.from_iterable(refusing))), "x")
    return any(_all_hold(plain, choice) and not any(_all_hold(each, choice) for each in refusing) for choice in choices)


def _all_hold(conjuncts: Iterable[Condition], choice: str | None) -> bool:
    return all(holds(condition, choice, {}) for condition in conjuncts)


def _is_plain(condition: Condition) -> bool:
    return not any("${" in value for value in condition.values)
