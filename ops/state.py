"""What the stack manages: the typed form of `pulumi stack export`, the only list that tells what is the stack's.

Tags can lie and outputs leave things out. The state has the physical id of everything that the engine will delete.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from ops.errors import OpsError

VPC = "aws:ec2/vpc:Vpc"
_PROVIDER = "pulumi:providers:aws"
# The provider adopts what AWS made with the VPC, and leaves it when the resource is deleted: it goes with the VPC only.
_ADOPTED = "aws:ec2/default"


class _Stored(BaseModel):
    model_config = ConfigDict(frozen=True, alias_generator=to_camel)


class StateResource(_Stored):
    """One resource of the state."""

    urn: str
    type: str
    custom: bool = False
    id: str = ""
    """The physical id; empty for a component."""
    external: bool = False
    """It was only read: the stack does not manage it."""
    protect: bool = False
    """A destroy refuses to delete it, and so everything."""
    retain_on_delete: bool = False
    """A destroy forgets it, and leaves it in the account."""
    inputs: dict[str, Any] = {}
    outputs: dict[str, Any] = {}

    @property
    def name(self) -> str:
        """Its name in the program."""
        return self.urn.rpartition("::")[2]

    @property
    def arn(self) -> str:
        """Its ARN; empty when it has none."""
        arn = self.outputs.get("arn")
        return arn if isinstance(arn, str) else ""


class _Deployment(_Stored):
    resources: tuple[StateResource, ...] | None = None


class _Export(_Stored):
    # Of a stack that was never deployed, there is nothing to export.
    deployment: _Deployment | None


class StackVpc(NamedTuple):
    """A VPC of the stack."""

    vpc_id: str
    region: str
    account_id: str


class StackState(_Stored):
    """The resources of a stack; none when it is not deployed."""

    resources: tuple[StateResource, ...] = Field(default=())

    def managed(self) -> Iterator[StateResource]:
        """All that the stack made or adopted in the account."""
        return (one for one in self.resources if one.custom and not one.external)

    def doomed(self) -> frozenset[str]:
        """Ids and ARNs of all that a destroy deletes; what it retains, or can't delete, is not among them."""
        gone = [one for one in self.managed() if not one.retain_on_delete and not one.type.startswith(_ADOPTED)]
        return frozenset(identity for one in gone for identity in (one.id, one.arn) if identity)

    def vpcs(self) -> tuple[StackVpc, ...]:
        """The VPCs that the stack made."""
        found = [(one.id, one.arn.split(":")) for one in self.managed() if one.type == VPC]
        return tuple(StackVpc(vpc_id, arn[3], arn[4]) for vpc_id, arn in found if len(arn) > 4)  # noqa: PLR2004 - an ARN

    def regions(self) -> tuple[str, ...]:
        """The Regions in which the stack has VPCs; without any, those of its providers."""
        regions = {vpc.region for vpc in self.vpcs()} or {
            region for one in self.resources if one.type == _PROVIDER and (region := one.inputs.get("region"))
        }
        return tuple(sorted(regions))


def parse_state(text: str | bytes) -> StackState:
    """Read the JSON text of `pulumi stack export`.

    Raises:
        OpsError: The text is not such an export.
    """
    try:
        deployment = _Export.model_validate_json(text).deployment
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in fault["loc"]) or "document"
        raise OpsError(
            problem="the state is not that of a stack",
            value=f"{where}: {fault['msg']}",
            fix="pass what `pulumi stack export` prints: --state FILE",
        ) from error
    return StackState(resources=(deployment and deployment.resources) or ())
