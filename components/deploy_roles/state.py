"""The state of the deployments, for stacks whose state is in a bucket (`pulumi login s3://BUCKET`)."""

from dataclasses import dataclass

from components.documents import Document, Statement, document
from components.naming import PROJECT, Naming

_FOLDER = ".pulumi"


@dataclass(frozen=True)
class StateBackend:
    """Where the states are.

    Attributes:
        bucket: The bucket's name.
        key_arn: The ARN of the KMS key that encrypts secrets in the state (`--secrets-provider awskms://…`), or the
            bucket, or both; empty if there is none.
    """

    bucket: str
    key_arn: str = ""


def state_documents(naming: Naming, state: StateBackend) -> dict[str, Document]:
    """What it takes to read the state of one stack, and to change it.

    A preview reads the state and takes no lock. An update also takes the stack's lock, and keeps the state that was
    there before, and the history. The layout is that of Pulumi's own backend for buckets.

    Returns:
        `state-read` and `state-write`, by the names of the policies.
    """
    return {"state-read": document(_reads(naming, state)), "state-write": document(_writes(naming, state))}


def _reads(naming: Naming, state: StateBackend) -> list[Statement]:
    bucket = naming.bucket_arn(state.bucket)
    return [
        {
            "Sid": "ListStates",
            "Effect": "Allow",
            "Action": ["s3:GetBucketLocation", "s3:ListBucket"],
            "Resource": bucket,
        },
        {
            "Sid": "ReadState",
            "Effect": "Allow",
            "Action": "s3:GetObject",
            "Resource": [f"{bucket}/{_FOLDER}/meta.yaml", *_of_the_stack(naming, state)],
        },
        *_key(state, "ReadSecrets", ["kms:Decrypt"]),
    ]


def _writes(naming: Naming, state: StateBackend) -> list[Statement]:
    return [
        {
            "Sid": "WriteState",
            "Effect": "Allow",
            "Action": ["s3:DeleteObject", "s3:PutObject"],
            "Resource": _of_the_stack(naming, state),
        },
        *_key(state, "WriteSecrets", ["kms:Encrypt", "kms:GenerateDataKey"]),
    ]


def _of_the_stack(naming: Naming, state: StateBackend) -> list[str]:
    folder = f"{naming.bucket_arn(state.bucket)}/{_FOLDER}"
    of_others = [f"{kind}/{PROJECT}/{naming.stack}/*" for kind in ("history", "backups")]
    return [
        f"{folder}/stacks/{PROJECT}/{naming.stack}.json*",
        *(f"{folder}/{path}" for path in of_others),
        f"{folder}/locks/organization/{PROJECT}/{naming.stack}/*",
    ]


def _key(state: StateBackend, sid: str, actions: list[str]) -> list[Statement]:
    if not state.key_arn:
        return []
    return [{"Sid": sid, "Effect": "Allow", "Action": actions, "Resource": state.key_arn}]
