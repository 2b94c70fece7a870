"""The chats that are told: of Slack, or of Microsoft Teams."""

import re
from collections import Counter
from typing import Annotated, Final, Self

from pydantic import AfterValidator, Field, model_validator

from components.settings.values import Allowed, Section, conflict

# AWS Chatbot API Reference, CreateSlackChannelConfiguration and CreateMicrosoftTeamsChannelConfiguration.
_UUID: Final = r"^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$"
_SLACK_CHANNEL: Final = re.compile(r"[CG][A-Z0-9]{1,254}")
_TEAMS_CHANNEL: Final = re.compile(r"(?=.{1,255}$)[\w=+/.,-]*%3[aA][\w=+/.,-]*%40[\w=+/.,-]*", re.ASCII)
_ESCAPE: Final = re.compile("%[0-9a-f]{2}", re.IGNORECASE)


def _escapes_in_capitals(channel_id: str) -> str:
    return _ESCAPE.sub(lambda found: found[0].upper(), channel_id)


class ChatSettings(Section):
    """One chat. Its ids are in one spelling each, whatever that of the setting: who is told twice is found out."""

    workspace_id: Annotated[
        str, Field(pattern=r"^(T[0-9A-Z]{1,254})?$"), Allowed("the id of a workspace of Slack (T…)")
    ] = ""
    """The Slack workspace; empty for a chat of Microsoft Teams."""
    tenant_id: Annotated[
        str, Field(pattern=f"^$|{_UUID}"), AfterValidator(str.lower), Allowed("the id of a tenant, a UUID")
    ] = ""
    """The tenant of Microsoft Teams; empty for a chat of Slack."""
    team_id: Annotated[
        str, Field(pattern=f"^$|{_UUID}"), AfterValidator(str.lower), Allowed("the id of a team, a UUID")
    ] = ""
    """The team of Microsoft Teams; empty for a chat of Slack."""
    channel_id: Annotated[str, AfterValidator(_escapes_in_capitals), Allowed("the id of a channel")]
    """The channel."""

    @property
    def address(self) -> tuple[str, str] | tuple[str, str, str]:
        """Workspace and channel of Slack, or tenant, team and channel of Microsoft Teams."""
        if self.workspace_id:
            return self.workspace_id, self.channel_id
        return self.tenant_id, self.team_id, self.channel_id

    @model_validator(mode="after")
    def _is_of_one_application(self) -> Self:
        given = bool(self.workspace_id), bool(self.tenant_id), bool(self.team_id)
        if given not in {(True, False, False), (False, True, True)}:
            raise conflict(
                "is neither a chat of Slack nor one of Microsoft Teams: give it workspaceId and channelId, or "
                "tenantId, teamId and channelId"
            )
        if self.workspace_id and not _SLACK_CHANNEL.fullmatch(self.channel_id):
            raise conflict(
                'has the channelId "{channel}": it must be the id of a channel of Slack (C…, or G…), not its name',
                channel=self.channel_id,
            )
        if self.team_id and not _TEAMS_CHANNEL.fullmatch(self.channel_id):
            raise conflict(
                'has the channelId "{channel}": it must be what the link to a channel of Microsoft Teams has for it '
                "(19%3A…%40thread.tacv2)",
                channel=self.channel_id,
            )
        return self


def one_channel_of_a_team(chats: tuple[ChatSettings, ...]) -> tuple[ChatSettings, ...]:
    """The chats, when no two are of one team of Microsoft Teams.

    The AWS provider finds a configuration by its team, and fails on more than one
    (`aws_chatbot_teams_channel_configuration`, terraform-provider-aws).

    Raises:
        PydanticCustomError: Two are.
    """
    teams = Counter(chat.team_id for chat in chats if chat.team_id)
    if twice := [team for team, count in teams.items() if count > 1]:
        raise conflict(
            "has more than one channel of the team {teams}: give one, for the AWS provider finds a configuration by "
            "its team alone",
            teams=", ".join(twice),
        )
    return chats
