"""What a destroy of the stack leaves behind, where it is, and how to remove it by choice. Pure.

The state says what is protected (a destroy refuses) and what is retained (a destroy forgets it). After such a destroy
the state no longer knows it, so this is to be asked before.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ops.removal import removal_command
from ops.state import StackState, StateResource

# The SDK empties a bucket page by page, versions and delete markers too; the AWS CLI has no command that does.
_EMPTY_AND_DELETE: Final = (
    "import sys, boto3; b = boto3.resource('s3').Bucket(sys.argv[1]); b.object_versions.delete(); b.delete()"
)


@dataclass(frozen=True)
class _Holder:
    noun: str
    template: str


_HOLDERS: Final[Mapping[str, _Holder]] = {
    "aws:s3/bucket:Bucket": _Holder("bucket", "python3 -c {code} {id}"),
    "aws:cloudwatch/logGroup:LogGroup": _Holder("log group", "aws logs delete-log-group --log-group-name {id}"),
    "aws:kinesis/stream:Stream": _Holder("data stream", "aws kinesis delete-stream --stream-name {name}"),
    "aws:kms/key:Key": _Holder("key", "aws kms schedule-key-deletion --key-id {id} --pending-window-in-days 30"),
}
"""What holds logs, or what they can't be read without: its type to what it is called, and how it is removed by hand."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One thing that a destroy leaves."""

    kind: str
    id: str
    arn: str
    protected: bool
    """A destroy refuses while it is in the stack."""
    retained: bool
    """A destroy leaves it in the account."""
    region: str
    """Where it is; empty when its ARN does not say, as a bucket's."""
    removal: str
    """The shell command that removes it with all that is in it, once it has left the stack."""


def kept_by_destroy(state: StackState) -> tuple[Kept, ...]:
    """What a destroy leaves of what holds logs, buckets first."""
    order = list(_HOLDERS)
    held = [one for one in state.managed() if one.type in _HOLDERS and (one.protect or one.retain_on_delete)]
    return tuple(_kept(one) for one in sorted(held, key=lambda one: (order.index(one.type), one.id)))


def kept_besides(state: StackState) -> int:
    """How many more things a destroy leaves: what delivers logs, and the rights and settings of what holds them."""
    return sum(one.type not in _HOLDERS and (one.protect or one.retain_on_delete) for one in state.managed())


def _kept(one: StateResource) -> Kept:
    holder = _HOLDERS[one.type]
    region = one.arn.split(":")[3] if one.arn else ""
    values = {"id": one.id, "name": one.outputs.get("name"), "code": _EMPTY_AND_DELETE}
    return Kept(
        kind=holder.noun,
        id=one.id,
        arn=one.arn,
        protected=one.protect,
        retained=one.retain_on_delete,
        region=region,
        removal=removal_command((holder.template,), values, region),
    )
