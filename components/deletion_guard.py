"""DeletionGuard: asks what is still attached before a VPC, a subnet or a security group is deleted.

AWS refuses to delete what is in use, and the provider then tries again for many minutes before it says so. Who asks AWS
is none of a component's business: the program hands in a function (docs/decisions/0012).
"""

import asyncio
from typing import Final, Protocol

import pulumi

from components.naming import Naming

HOOK: Final = "still-attached"
"""The hook's name. The state remembers it: under another name, what is deployed could not be deleted any more."""

_VPC: Final = "aws:ec2/vpc:Vpc"


class Answer(Protocol):
    """What is to be said before a deletion."""

    @property
    def refusal(self) -> str:
        """What is in the way; empty when nothing is known to be."""
        ...

    @property
    def doubt(self) -> str:
        """What could not be found out; empty when everything was."""
        ...


class StillAttached(Protocol):
    """Finds what keeps a resource from being deleted, apart from what the stack manages."""

    def __call__(
        self, *, resource_id: str, vpc_id: str, region: str, account_id: str, profile: str | None, stack: str
    ) -> Answer:
        """Called by several threads.

        Args:
            resource_id: The id of a VPC, a subnet or a security group.
            vpc_id: The id of the VPC that it is, or is in.
            region: Where it is.
            account_id: Whose it is: 12 digits.
            profile: The provider's profile of the AWS configuration; None if it has none.
            stack: The stack's full name: `ORGANIZATION/PROJECT/STACK`.
        """
        ...


class DeletionRefusedError(Exception):
    """Something is in the way of a deletion."""


class DeletionGuard:
    """A hook that fails the deletion of a resource while something is attached that the stack does not manage.

    It runs before deletions only, also those of a replacement or of what has left the program, and in a destroy with
    `--run-program`, without which the engine refuses to. Make it whether or not anything has it: the engine looks for
    the hook of what has left the program.
    """

    def __init__(self, naming: Naming, still_attached: StillAttached) -> None:
        """Register the hook.

        Args:
            naming: Says in which account and Region the stack is. Known while the program runs.
            still_attached: Asks AWS.
        """
        self._naming, self._still_attached = naming, still_attached
        self._profile = pulumi.Config("aws").get("profile")
        self._stack = f"{pulumi.get_organization()}/{pulumi.get_project()}/{pulumi.get_stack()}"
        self._hook = pulumi.ResourceHook(HOOK, self._ask)

    def options(self) -> pulumi.ResourceOptions:
        """Options for the VPC, subnet or security group to guard."""
        return pulumi.ResourceOptions(hooks=pulumi.ResourceHookBinding(before_delete=[self._hook]))

    async def _ask(self, args: pulumi.ResourceHookArgs) -> None:
        # In a thread of its own: the engine deletes several resources at once, and asks for each.
        answer = await asyncio.to_thread(
            self._still_attached,
            resource_id=args.id,
            vpc_id=args.id if args.type == _VPC else str((args.old_outputs or {})["vpcId"]),
            region=self._naming.region,
            account_id=self._naming.account,
            profile=self._profile,
            stack=self._stack,
        )
        if answer.doubt:
            pulumi.log.warn(answer.doubt)
        if answer.refusal:
            raise DeletionRefusedError(answer.refusal)


def guarded(options: pulumi.ResourceOptions, guard: DeletionGuard | None) -> pulumi.ResourceOptions:
    """The options of a resource, with the guard's if there is one."""
    return options if guard is None else pulumi.ResourceOptions.merge(options, guard.options())
