"""Checks of what people look at besides the dashboard: the saved queries and the group."""

from collections.abc import Mapping

from ops.facts import Reading
from ops.outputs import DeclaredViews, StackOutputs
from ops.search_facts import SavedQuery
from ops.verify.check import Check, Subject, Verdict, both


def check_saved_queries(views: DeclaredViews, saved: Reading[Mapping[str, SavedQuery]]) -> list[Check]:
    """Whether the saved queries of Logs Insights are there.

    Args:
        views: What the stack declares.
        saved: Those in the stack's folder, by name.
    """
    declared = views.saved_queries

    def judge(found: Mapping[str, SavedQuery]) -> Verdict:
        lost = sorted(set(declared) - found.keys())
        return Verdict(not lost, f"missing: {', '.join(lost)}" if lost else f"all {len(declared)}")

    return [Subject("saved queries", views.query_folder).check("exist", saved, judge)] if declared else []


def check_group(
    declared: StackOutputs,
    views: DeclaredViews,
    *,
    tags: Reading[Mapping[str, tuple[str, ...]]],
    members: Reading[frozenset[str]],
    tagged: Reading[frozenset[str]],
) -> list[Check]:
    """Whether the group is of the stack's tag, and what the stack made has the tag and is in the group.

    Only VPCs, subnets and the log bucket are looked for: Resource Groups does not know every resource that can have
    tags (its user guide, "Resources you can use with AWS Resource Groups").

    Args:
        declared: The stack.
        views: What it declares of the group.
        tags: The tags that the group asks for.
        members: ARNs of what is in the group.
        tagged: ARNs of what has the tag.
    """
    subject = Subject("group", views.group)
    wanted = {key: (value,) for key, value in views.group_tag.items()}
    own = own_resources(declared)
    return [
        subject.check("asks for the stack's tag", tags, lambda found: Verdict(found == wanted, _shown(found))),
        subject.check("has what the stack made", both(members, tagged), lambda found: _membership(own, *found)),
    ]


def own_resources(declared: StackOutputs) -> frozenset[str]:
    """ARNs of what the stack made, as far as the check of the group goes."""
    ec2 = f"arn:{declared.partition}:ec2:{declared.region}:{declared.account_id}"
    vpcs = declared.vpcs.values()
    subnets = [subnet for vpc in vpcs for subnet in (*vpc.public_subnet_ids, *vpc.private_subnet_ids)]
    return frozenset(
        {
            *(f"{ec2}:vpc/{vpc.vpc_id}" for vpc in vpcs),
            *(f"{ec2}:subnet/{subnet}" for subnet in subnets),
            *([f"arn:{declared.partition}:s3:::{declared.log_bucket}"] if declared.log_bucket_policy else []),
        }
    )


def _membership(own: frozenset[str], members: frozenset[str], tagged: frozenset[str]) -> Verdict:
    faults = {"without the tag": own - tagged, "not in the group": (own & tagged) - members}
    said = [f"{what}: {', '.join(sorted(arns))}" for what, arns in faults.items() if arns]
    return Verdict(not said, "; ".join(said) or f"all {len(own)}, of {len(members)} members")


def _shown(tags: Mapping[str, tuple[str, ...]]) -> str:
    return ", ".join(f"{key} = {' or '.join(values)}" for key, values in tags.items()) or "no tag"
