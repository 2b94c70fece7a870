"""Aliases that let a sink be adopted where the stack had made one, and the other way round."""

import pulumi


def once(opts: pulumi.ResourceOptions | None, type_: str) -> pulumi.ResourceOptions:
    """Options of a component that once may have been one of another type.

    What both make, as the roles that writers take, is then the same resource before and after. Else its name would be
    taken when the new one comes, for Pulumi creates before it deletes.

    Args:
        opts: What the component is given.
        type_: The other type.
    """
    return pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(aliases=[pulumi.Alias(type_=type_)]))
