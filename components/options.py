"""The options and tags of a component's children."""

from collections.abc import Mapping, Sequence

import pulumi

Tags = Mapping[str, pulumi.Input[str]]


def child_options(
    parent: pulumi.ComponentResource,
    opts: pulumi.ResourceOptions | None,
    *,
    depends_on: Sequence[pulumi.Resource] = (),
) -> pulumi.ResourceOptions:
    """Fresh options for a child of `parent`, which itself was given `opts`.

    Merging `opts` would give the child its parent's aliases. `protect` and providers reach children by themselves;
    `retain_on_delete` does not, so it is handed down here.
    """
    retain_on_delete = None if opts is None else opts.retain_on_delete
    return pulumi.ResourceOptions(parent=parent, retain_on_delete=retain_on_delete, depends_on=list(depends_on))


def named(tags: Tags | None, name: str) -> dict[str, pulumi.Input[str]]:
    """`tags` with the `Name` that AWS's console shows."""
    return {**(tags or {}), "Name": name}
