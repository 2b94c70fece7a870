"""The chats that are told: of Slack, or of Microsoft Teams."""

import re
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from components.settings.values import Allowed, Section, conflict

# AWS Chatbot API Reference, CreateSlackChannelConfiguration and CreateMicrosoftTeamsChannelConfiguration.
_UUID: Final = r"^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$"
_SLACK_CHANNEL: Final = re.compile(r"[CG][A-Z0-9]{1,254}")
_TEAMS_CHANNEL: Final = re.compile(r"(?=.{1,255}$)[\w=+/.,-]*%3[aA][\w=+/.,-]*%40[\w=+/.,-]*", re.ASCII)


class ChatSettings(Section):
    """One chat."""

    workspace_id: Annotated[
        str, Field(pattern=r"^(T[0-9A-Z]{1,254})?$"), Allowed("the id of a workspace of Slack (T…)")
    ] = ""
    """The Slack workspace; empty for a chat of Microsoft Teams."""
    tenant_id: Annotated[str, Field(pattern=f"^$|{_UUID}"), Allowed("the id of a tenant, a UUID")] = ""
    """The tenant of Microsoft Teams; empty for a chat of Slack."""
    team_id: Annotated[str, Field(pattern=f"^$|{_UUID}"), Allowed("the id of a team, a UUID")] = ""
    """The team of Microsoft Teams; empty for a chat of Slack."""
    channel_id: Annotated[str, Allowed("the id of a channel")]
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
