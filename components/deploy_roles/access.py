"""What one resource type needs: which actions, on what."""

from dataclasses import dataclass

from components.deploy_roles.scope import Scope


@dataclass(frozen=True)
class Grant:
    """Actions in one scope."""

    scope: Scope
    actions: tuple[str, ...]

    @classmethod
    def on(cls, scope: Scope, service: str, *operations: str) -> "Grant":
        """The actions of one service, which are called as its operations are unless S3 calls them otherwise."""
        return cls(scope, tuple(f"{service}:{operation}" for operation in operations))


@dataclass(frozen=True)
class Access:
    """What the AWS provider calls for one resource type.

    Sources: the provider's own code (terraform-provider-aws) for the operations, and the Service Authorization
    Reference for the actions, which of them can be told on which resource they are, and which others they bring along.
    """

    reads: tuple[Grant, ...]
    """To preview and to refresh."""
    writes: tuple[Grant, ...] = ()
    """To create, to update, and to delete what holds no logs."""
    gives_up_logs: tuple[Grant, ...] = ()
    """To delete what holds or delivers logs: only for a stack whose logs may be deleted."""
