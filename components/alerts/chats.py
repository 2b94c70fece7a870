"""Chats: channels of Slack and of Microsoft Teams that show what a topic says."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, TypedDict

import pulumi
from pulumi_aws import chatbot, iam

from components.documents import Document, assume_role, to_json
from components.naming import Naming
from components.options import child_options, named

NOTHING: Final = "AWSDenyAll"
"""The policy of AWS's that bounds whatever is done from a chat (AWS Managed Policy Reference)."""


@dataclass(frozen=True)
class SlackChannel:
    """A channel of a Slack workspace that the account has been authorized in."""

    workspace_id: str
    """The workspace's id, as in `T07EA123LEP`."""
    channel_id: str
    """The channel's id, as in `C07EZ1ABC23`."""
    key: ClassVar[str] = "slack"
    kind: ClassVar[str] = "slack-channel"
    """What its configuration is called in ARNs."""

    @property
    def identity(self) -> str:
        """What tells it from other chats."""
        return f"{self.workspace_id}/{self.channel_id}"


@dataclass(frozen=True)
class TeamsChannel:
    """A channel of a team of Microsoft Teams that the account has been authorized in."""

    tenant_id: str
    """The tenant's id, a UUID."""
    team_id: str
    """The team's id, a UUID."""
    channel_id: str
    """The channel's id as its link has it, as in `19%3Aab12…%40thread.tacv2`."""
    key: ClassVar[str] = "teams"
    kind: ClassVar[str] = "microsoft-teams-channel"
    """What its configuration is called in ARNs."""

    @property
    def identity(self) -> str:
        """What tells it from other chats: the team. The provider finds a configuration by its team alone.

        So another channel of the team changes the configuration, instead of making one beside the one that is there.
        """
        return f"{self.tenant_id}/{self.team_id}".lower()


Chat = SlackChannel | TeamsChannel


def chat_key(chat: Chat) -> str:
    """What tells a chat from a topic's others, in names."""
    return f"{chat.key}-{hashlib.sha256(chat.identity.encode()).hexdigest()[:8]}"


def connect_chats(
    owner: pulumi.ComponentResource,
    name: str,
    *,
    naming: Naming,
    topic_arn: pulumi.Input[str],
    chats: Sequence[Chat],
    opts: pulumi.ResourceOptions | None,
) -> None:
    """Makes a channel configuration for each chat and one role for them, as children of `owner`.

    Nobody can do anything from such a chat. Its role may do nothing, and the guardrail denies all that a member's own
    role might allow; without a guardrail it would be `AdministratorAccess`. Messages arrive all the same, without the
    graph of an alarm's metric (Amazon Q Developer in chat applications Administrator Guide, "Understanding
    permissions" and "Troubleshooting").

    Args:
        owner: The component that the topic belongs to.
        name: The owner's name, which the children's names begin with.
        naming: Names and tags the children.
        topic_arn: The topic.
        chats: The chats; for none, nothing is made.
        opts: What the owner was given.

    Raises:
        ValueError: Two of the chats are channels of one team of Microsoft Teams.
    """
    # A set: a chat that is named twice is told once.
    distinct = sorted(set(chats), key=chat_key)
    if not distinct:
        return
    _require_one_channel_of_a_team(distinct)
    by_key = {chat_key(chat): chat for chat in distinct}
    names = {key: naming.chat(f"{name}-{key}") for key in by_key}
    role_name = naming.role(f"{name}-chats")
    role = iam.Role(
        f"{name}-chats-role",
        name=role_name,
        description="Does nothing: a chat configuration has to have a role",
        assume_role_policy=to_json(
            chat_trust(naming, [naming.chat_arn(chat.kind, names[key]) for key, chat in by_key.items()])
        ),
        tags=named(naming.tags, role_name),
        opts=child_options(owner, opts),
    )
    role_arn = role.name.apply(naming.role_arn)
    for key, chat in by_key.items():
        alike = _Alike(
            configuration_name=names[key],
            iam_role_arn=role_arn,
            guardrail_policy_arns=[naming.aws_policy_arn(NOTHING)],
            user_authorization_required=True,
            logging_level="ERROR",
            sns_topic_arns=[topic_arn],
            tags=named(naming.tags, names[key]),
            opts=child_options(owner, opts),
        )
        _configure(chat, f"{name}-{key}-chat", alike)


def chat_trust(naming: Naming, chat_arns: Sequence[str]) -> Document:
    """Only these chats of this account make the service take the role.

    Service Authorization Reference, "AWS Chatbot": the ARNs, which have no Region. AWS doesn't say whether the service
    sends the two keys when it takes a role. If it doesn't, it can't take this one, in which there is nothing to be had.
    """
    return assume_role(
        "chatbot.amazonaws.com",
        {
            "StringEquals": {"aws:SourceAccount": naming.account},
            "ArnEquals": {"aws:SourceArn": list(chat_arns)},
        },
    )


def _require_one_channel_of_a_team(chats: Iterable[Chat]) -> None:
    teams = Counter(chat.team_id.lower() for chat in chats if isinstance(chat, TeamsChannel))
    for team, count in teams.items():
        if count > 1:
            raise ValueError(
                f'the team "{team}" of Microsoft Teams has {count} channels among the chats: the AWS provider finds a '
                "configuration by its team, so give one channel of each team."
            )


class _Alike(TypedDict):
    """What a chat's configuration has, of whatever application."""

    configuration_name: str
    iam_role_arn: pulumi.Input[str]
    guardrail_policy_arns: list[pulumi.Input[str]]
    user_authorization_required: bool
    logging_level: str
    sns_topic_arns: list[pulumi.Input[str]]
    tags: dict[str, pulumi.Input[str]]
    opts: pulumi.ResourceOptions


def _configure(chat: Chat, label: str, alike: _Alike) -> None:
    match chat:
        case SlackChannel():
            chatbot.SlackChannelConfiguration(
                label, slack_team_id=chat.workspace_id, slack_channel_id=chat.channel_id, **alike
            )
        case TeamsChannel():
            chatbot.TeamsChannelConfiguration(
                label, tenant_id=chat.tenant_id, team_id=chat.team_id, channel_id=chat.channel_id, **alike
            )
