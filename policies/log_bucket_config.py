"""The configuration of the log bucket rules: which buckets are meant, and what each may receive."""

from typing import Final

from contract import PARTITIONS, Contract
from log_buckets import OTHER_BUCKETS
from rule_options import Options, Schema, require_known, text_option, texts_option, texts_schema

ACCOUNTS: Final = "accounts"
PARTITION: Final = "partition"
ORGANIZATION: Final = "organizationId"
KEY_PREFIXES: Final = "keyPrefixes"

# The engine validates with these. They are repeated in `Contract`: another host may not validate.
OPTIONS: Final[Schema] = {
    OTHER_BUCKETS: texts_schema(
        "Exact names of buckets that hold no logs. Without it every bucket counts as a log bucket."
    ),
    ACCOUNTS: {
        "type": "array",
        # A string: a JSON number would lose leading zeros.
        "items": {"type": "string", "pattern": "^[0-9]{12}$"},
        "minItems": 1,
        "description": "Accounts whose logs the buckets take. Without it a document has to agree on one account.",
    },
    PARTITION: {
        "type": "string",
        "enum": list(PARTITIONS),
        "description": "The partition of all ARNs. Without it a document has to agree on one.",
    },
    ORGANIZATION: {
        "type": "string",
        "pattern": "^o-[a-z0-9]{10,32}$",
        "description": "The organization whose trail delivers to the buckets. Without it none does.",
    },
    KEY_PREFIXES: {
        "type": "array",
        "items": {"type": "string"},
        "minItems": 1,
        "description": 'Prefixes before AWSLogs/, each ending in "/". Without it logs lie at the root of the bucket.',
    },
}


def contract_for(bucket: str, config: Options) -> Contract:
    """The contract of one log bucket.

    Args:
        bucket: The bucket's name.
        config: The rule's configuration, as the SDK hands it over.

    Raises:
        ValueError: The bucket's name or the configuration isn't of its form, or a property isn't one of ours.
    """
    require_known(config, OPTIONS)
    accounts = texts_option(config, ACCOUNTS)
    if ACCOUNTS in config and not accounts:
        raise ValueError(
            f"{ACCOUNTS}: the list is empty. Name the accounts, or leave it out: a document then has to agree on one."
        )
    return Contract(
        bucket=bucket,
        accounts=accounts,
        partition=text_option(config, PARTITION),
        organization=text_option(config, ORGANIZATION),
        key_prefixes=texts_option(config, KEY_PREFIXES, ("",)),
    )


def other_buckets(config: Options) -> tuple[str, ...]:
    """The names of the buckets that hold no logs.

    Raises:
        ValueError: The configuration isn't a list of strings.
    """
    return texts_option(config, OTHER_BUCKETS)
